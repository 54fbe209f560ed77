"""A plate's scene and the bones in, what the camera sees of them out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.camera import aim, fitted
from patterns.drawing.geometry.meshes import vertex_normals
from patterns.drawing.geometry.raster import Raster
from patterns.drawing.plates.bones import MILLIMETER
from patterns.drawing.plates.muscles import MUSCLES, NERVES, lofted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.geometry.meshes import Mesh
    from patterns.drawing.plates.bones import BoneSet
    from patterns.drawing.plates.muscles import Loft
    from patterns.drawing.plates.plate_scene import PlateScene

RASTER_SIDE = 1600
"""Longest side of the raster, in pixels."""

_SHAFT_TILT = 0.35
"""Slope of the cut through the thigh bones: it shows as a shallow curve, like a sawn rod."""

_NERVE_SAG = 0.0015
"""Sag of the cut through a nerve, in meters, so that it looks round."""

BONES = (
    "sacrum",
    "tailbone",
    "left hip-bone",
    "right hip-bone",
    "left thigh-bone",
    "right thigh-bone",
)
"""Names of the bones; their places are their labels."""

FIRST_SOFT_LABEL = 20


@dataclass(frozen=True, slots=True)
class Stage:
    """A plate ready to be inked: what the camera sees, with and without the soft parts.

    `lofts` gives the name and surface of each muscle and nerve by its label.
    """

    scene: PlateScene
    sides: tuple[bool, ...]
    camera: Camera
    bones: Raster
    whole: Raster
    lofts: Mapping[int, tuple[str, Loft]]

    def mask_of(self, names: Iterable[str]) -> Mask:
        """Tell where any of the named structures is seen, on the sides that are drawn."""
        prefixes = ("", *("right " if right else "left " for right in self.sides))
        wanted = {prefix + name for name in names for prefix in prefixes}
        labels = [label for label, (name, _) in self.lofts.items() if name in wanted]
        labels += [label for label, name in enumerate(BONES) if name in wanted]
        return np.isin(self.whole.label, labels)


def staged_bones(scene: PlateScene, skeleton: BoneSet) -> Stage:
    """Put the bones before the camera."""
    view = scene.view
    corners = np.array([[view.left, view.top, 0.0], [view.right, view.bottom, 0.0]]) * MILLIMETER
    camera = fitted(aim(view.azimuth, view.elevation), corners, RASTER_SIDE)
    raster = Raster(camera.width, camera.height, attributes=3)
    bones = (skeleton.sacrum, skeleton.tailbone, *skeleton.hips, *skeleton.thighs)
    for label, (name, bone) in enumerate(zip(BONES, bones, strict=True)):
        raster.draw(
            camera.project(bone.vertices),
            bone.faces,
            camera.turn(vertex_normals(bone)),
            label,
            attributes=bone.vertices,
            keep=_above_cut(bone, scene) if name.endswith("thigh-bone") else None,
        )
    return Stage(scene, (), camera, raster, raster, {})


def _above_cut(shaft: Mesh, scene: PlateScene) -> Callable[[FloatArray], Mask]:
    middle = float(shaft.vertices[:, 2].mean())
    lowest = scene.shafts_end * MILLIMETER
    return lambda place: np.asarray(place[:, 1] > lowest + _SHAFT_TILT * (place[:, 2] - middle))


def with_muscles(stage: Stage, sides: tuple[bool, ...]) -> Stage:
    """Lay the muscles and nerves of the chosen sides on the bones."""
    scene, camera, whole = stage.scene, stage.camera, stage.bones.copy()

    def above_cut(place: FloatArray) -> Mask:
        sag = _NERVE_SAG * (1 - (2 * place[:, 1] - 1) ** 2)
        return np.asarray(place[:, 2] + sag > scene.shafts_end * MILLIMETER)

    borders = {**MUSCLES, **NERVES}
    lofts: dict[int, tuple[str, Loft]] = {}
    for name in (*scene.muscles, *scene.nerves):
        for right in sides:
            label = FIRST_SOFT_LABEL + len(lofts)
            loft = lofted(borders[name], right=right)
            lofts[label] = (name, loft)
            whole.draw(
                camera.project(loft.mesh.vertices),
                loft.mesh.faces,
                camera.turn(vertex_normals(loft.mesh)),
                label,
                attributes=np.stack([loft.along, loft.across, loft.mesh.vertices[:, 1]], axis=1),
                keep=above_cut,
                two_sided=True,
            )
    return replace(stage, sides=sides, whole=whole, lofts=lofts)
