"""A plate's scene and the bones in, what the camera sees of them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.bones import MILLIMETRE, Skeleton
from patterns.drawing.camera import Camera, aim, fitted
from patterns.drawing.meshes import Mesh, vertex_normals
from patterns.drawing.muscles import MUSCLES, NERVES, Loft, lofted
from patterns.drawing.raster import Raster

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from patterns.drawing.arrays import FloatArray, Mask
    from patterns.drawing.plate_scene import PlateScene

RASTER_SIDE = 1600
"""Longest side of the raster, in pixels."""

_SHAFT_TILT = 0.35
"""Slope of the cut through the thigh bones: it shows as a shallow curve, like a sawn rod."""

_NERVE_SAG = 0.0015
"""Sag of the cut through a nerve, in metres, so that it looks round."""

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
    """A plate ready to be inked: what the camera sees, with and without the soft parts."""

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


def staged(scene: PlateScene, sides: tuple[bool, ...], skeleton: Skeleton) -> Stage:
    """Put bones and muscles before the camera."""
    view = scene.view
    corners = np.array([[view.left, view.top, 0.0], [view.right, view.bottom, 0.0]]) * MILLIMETRE
    camera = fitted(aim(view.azimuth, view.elevation), corners, RASTER_SIDE)
    bones, whole = (Raster(camera.width, camera.height, attributes=3) for _ in range(2))
    for raster in (bones, whole):
        _draw_bones(raster, camera, skeleton, scene.shafts_end * MILLIMETRE)

    def above_cut(place: FloatArray) -> Mask:
        sag = _NERVE_SAG * (1 - (2 * place[:, 1] - 1) ** 2)
        return np.asarray(place[:, 2] + sag > scene.shafts_end * MILLIMETRE)

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
    return Stage(scene, sides, camera, bones, whole, lofts)


def _draw_bones(raster: Raster, camera: Camera, skeleton: Skeleton, shafts_end: float) -> None:
    def draw(mesh: Mesh, label: int, *, cut: bool = False) -> None:
        middle = float(mesh.vertices[:, 2].mean())

        def above_cut(place: FloatArray) -> Mask:
            return np.asarray(place[:, 1] > shafts_end + _SHAFT_TILT * (place[:, 2] - middle))

        raster.draw(
            camera.project(mesh.vertices),
            mesh.faces,
            camera.turn(vertex_normals(mesh)),
            label,
            attributes=mesh.vertices,
            keep=above_cut if cut else None,
        )

    bones = (skeleton.sacrum, skeleton.tailbone, *skeleton.hips, *skeleton.thighs)
    for label, (name, bone) in enumerate(zip(BONES, bones, strict=True)):
        draw(bone, label, cut=name.endswith("thigh-bone"))
