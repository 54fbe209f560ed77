"""Put bones, muscles and nerves of a plate before the camera."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray, Mask
from patterns.drawing.geometry.camera import Camera, fit_camera, view_axes
from patterns.drawing.geometry.meshes import Mesh, vertex_normals
from patterns.drawing.geometry.raster import Raster
from patterns.drawing.plates.muscles import MUSCLES, NERVES, Loft, loft_muscle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from patterns.drawing.plates.plate_scene import PlateScene

RASTER_SIDE = 1600  # longest side of the raster, in pixels
SHAFT_TILT = 0.35  # slope of the thigh bones' cut, so that it shows as a curve, like a sawn rod
NERVE_SAG = 0.0015  # sag of the cut through a nerve, in meters, so that it looks round


@dataclass(frozen=True, slots=True)
class PlateStage:
    """A plate ready to be drawn: what the camera sees, with and without muscles and nerves."""

    scene: PlateScene
    sides: tuple[bool, ...]  # those on which muscles are drawn: False for left, True for right
    camera: Camera
    bones: Raster  # the bones alone
    whole: Raster
    bone_labels: Mapping[str, int]
    lofts: Mapping[int, tuple[str, Loft]]  # name and surface of muscles and nerves, by label

    def mask_of(self, names: Iterable[str]) -> Mask:
        """Return where any of the named structures is seen, on the sides that are drawn."""
        prefixes = ("", *("right " if right else "left " for right in self.sides))
        wanted = {prefix + name for name in names for prefix in prefixes}
        labels = [label for label, (name, _) in self.lofts.items() if name in wanted]
        labels += [label for name, label in self.bone_labels.items() if name in wanted]
        return np.isin(self.whole.label, labels)


def stage_bones(scene: PlateScene, bones: Mapping[str, Mesh]) -> PlateStage:
    """Put the bones before the camera."""
    view = scene.view
    corners = np.array([[view.left, view.top, 0.0], [view.right, view.bottom, 0.0]]) * MILLIMETER
    camera = fit_camera(view_axes(view.azimuth, view.elevation), corners, RASTER_SIDE)
    raster = Raster(camera.width, camera.height, attributes=3)
    labels = {name: label for label, name in enumerate(bones)}
    for name, bone in bones.items():
        points, normals = camera.project(bone.vertices), camera.to_view(vertex_normals(bone))
        keep = _above_cut(bone, scene) if name.endswith("thigh-bone") else None
        raster.draw(points, bone.faces, normals, labels[name], attributes=bone.vertices, keep=keep)
    return PlateStage(scene, (), camera, raster, raster, labels, {})


def _above_cut(shaft: Mesh, scene: PlateScene) -> Callable[[FloatArray], Mask]:
    middle = float(shaft.vertices[:, 2].mean())
    lowest = scene.shafts_end * MILLIMETER
    return lambda place: np.asarray(place[:, 1] > lowest + SHAFT_TILT * (place[:, 2] - middle))


def stage_muscles(stage: PlateStage, sides: tuple[bool, ...]) -> PlateStage:
    """Lay the muscles and nerves of some sides on the bones; `stage` itself stays as it is."""
    scene, camera, whole = stage.scene, stage.camera, deepcopy(stage.bones)

    def uncut(places: FloatArray) -> Mask:
        _, across, height = places.T
        sag = NERVE_SAG * (1 - (2 * across - 1) ** 2)
        return np.asarray(height + sag > scene.shafts_end * MILLIMETER)

    borders = {**MUSCLES, **NERVES}
    lofts: dict[int, tuple[str, Loft]] = {}
    for name in (*scene.muscles, *scene.nerves):
        for right in sides:
            label = len(stage.bone_labels) + len(lofts)
            loft = loft_muscle(borders[name], right=right)
            lofts[label] = (name, loft)
            mesh, places = loft.mesh, loft.places
            points, normals = camera.project(mesh.vertices), camera.to_view(vertex_normals(mesh))
            whole.draw(
                points, mesh.faces, normals, label, attributes=places, keep=uncut, two_sided=True
            )
    return replace(stage, sides=sides, whole=whole, lofts=lofts)
