"""Put the bones, structures and skin of a plate before the camera."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from patterns.drawing.atlas.skeleton import has_no_rim, is_midline, refined_bone, refined_normals
from patterns.drawing.atlas.skin import ARM_MIN, standing_skin
from patterns.drawing.atlas.spanning import Surface, mirrored_surface, surface_of
from patterns.drawing.geometry.arrays import MILLIMETER
from patterns.drawing.geometry.camera import Camera, view_axes
from patterns.drawing.geometry.meshes import MIRROR, Mesh, mirror, vertex_normals
from patterns.drawing.geometry.raster import BACKGROUND, Raster
from patterns.drawing.plates.plate_scene import PlateScene, PlateView, matching_bones

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from patterns.drawing.atlas.bone_details import BoneArea
    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask

RASTER_SIDE = 1400  # longest side of the raster, in pixels
MAX_ISLAND = 0.00045
"""A spot of one structure within another, which two sheets at nearly one depth leave, up to this
share of the square of the longest side, goes to what is around it."""

FOOT_TOP = -0.70  # the height up to which a view of the foot shows skin, in meters


@dataclass(frozen=True, slots=True)
class PlateStage:
    """A scene ready to be drawn: what the camera sees of the bones, of all, and of the skin."""

    scene: PlateScene
    sides: tuple[bool, ...]  # those on which structures are drawn: False for left, True for right
    camera: Camera
    bones: Raster  # the bones alone
    whole: Raster  # with structures; attributes: along and across them
    skin: Raster
    bone_labels: Mapping[str, int]
    surfaces: Mapping[int, tuple[str, Surface]]  # name and surface of structures, by label
    outlined: Sequence[Raster]  # each alone

    def labels_of(self, names: Iterable[str]) -> list[int]:
        """Return the labels of bones and structures, on the sides that are drawn."""
        prefixes = ("", *("right " if right else "left " for right in self.sides))
        wanted = {prefix + name for name in names for prefix in prefixes}
        labels = [label for label, (name, _) in self.surfaces.items() if name in wanted]
        return labels + [label for name, label in self.bone_labels.items() if name in wanted]

    def places_at(self, mask: Mask) -> FloatArray:
        """Return the places of the bones seen where a mask holds, (n, 3) in the body's frame."""
        row, column = np.nonzero(mask)
        camera = self.camera
        seen = np.stack(
            [
                (column + 0.5 - camera.origin_x) / camera.scale,
                (camera.origin_y - row - 0.5) / camera.scale,
                self.bones.depth[mask],
            ],
            axis=1,
        )
        return np.asarray(seen @ camera.axes)

    def seen_in(self, area: BoneArea) -> Mask:
        """Return where an area of a bone is seen, (height, width)."""
        mask = np.asarray(self.bones.label == self.bone_labels.get(area.bone, BACKGROUND - 1))
        mask[mask] = area.holds(self.places_at(mask))
        return mask


def plate_camera(view: PlateView, sides: Sequence[bool]) -> Camera:
    """Return the camera of a view for the sides that are drawn, False for the left one.

    That of the right side is the mirror image. One that shows both is as wide as it needs to be
    for the middle of the body to be that of the picture.
    """
    right = tuple(sides) == (True,)
    left, width = (-view.right if right else view.left), view.right - view.left
    if len(sides) == 2:
        left = -max(abs(view.left), abs(view.right))
        width = -2 * left
    height = view.top - view.bottom
    scale = RASTER_SIDE / (max(width, height) * MILLIMETER)
    return Camera(
        view_axes(-view.azimuth if right else view.azimuth, view.elevation),
        scale,
        origin_x=-left * MILLIMETER * scale,
        origin_y=view.top * MILLIMETER * scale,
        width=round(width * MILLIMETER * scale),
        height=round(height * MILLIMETER * scale),
    )


def stage_scene(scene: PlateScene, sides: Sequence[bool]) -> PlateStage:
    """Put a scene before the camera; `sides` are those drawn, False for the left one."""
    camera = plate_camera(scene.view, sides)
    bones = Raster(camera.width, camera.height, attributes=2)
    labels: dict[str, int] = {}
    for name, mesh, normals, closed in _bones(scene, sides):
        labels[name] = len(labels)
        _draw(bones, camera, mesh, normals, labels[name], closed=closed)
    whole = deepcopy(bones)
    surfaces: dict[int, tuple[str, Surface]] = {}
    for name in (*scene.ghosted, *scene.structures):
        for right in sides:
            label = len(labels) + len(surfaces)
            surfaces[label] = name, _side_of(name, right=right)
            _draw_surface(whole, camera, surfaces[label][1], label)
    for label in surfaces:
        absorb_islands(whole, label, MAX_ISLAND * max(camera.width, camera.height) ** 2)
    outlined = []
    for name in scene.outlined:
        alone = Raster(camera.width, camera.height, attributes=2)
        for right in sides:
            _draw_surface(alone, camera, _side_of(name, right=right), 0)
        outlined.append(alone)
    skin = Raster(camera.width, camera.height)
    shown = _skin(scene, sides)
    _draw(skin, camera, shown, vertex_normals(shown), 0)
    return PlateStage(scene, tuple(sides), camera, bones, whole, skin, labels, surfaces, outlined)


def _bones(
    scene: PlateScene, sides: Sequence[bool]
) -> Iterator[tuple[str, Mesh, FloatArray, bool]]:
    """Yield each bone of a scene: its name, mesh and normals, and whether the mesh is closed."""
    drawn: dict[str, tuple[bool, ...]] = {}
    for name in scene.near_bones:
        drawn |= dict.fromkeys(matching_bones(name), tuple(sides))
    for name in scene.bones:
        drawn |= dict.fromkeys(matching_bones(name), (False, True))
    for bone, bone_sides in sorted(drawn.items()):
        mesh, normals, closed = refined_bone(bone), refined_normals(bone), has_no_rim(bone)
        if is_midline(bone):
            yield bone, mesh, normals, closed
            continue
        for right in bone_sides:
            if right:
                yield f"right {bone}", mirror(mesh), normals * MIRROR, closed
            else:
                yield f"left {bone}", mesh, normals, closed


def _side_of(name: str, *, right: bool) -> Surface:
    surface = surface_of(name)
    return mirrored_surface(surface) if right else surface


def _draw(
    raster: Raster,
    camera: Camera,
    mesh: Mesh,
    normals: FloatArray,
    label: int,
    *,
    closed: bool = False,
) -> None:
    points, turned = camera.project(mesh.vertices), camera.to_view(normals)
    raster.draw(points, mesh.faces, turned, label, closed=closed)


def _draw_surface(raster: Raster, camera: Camera, surface: Surface, label: int) -> None:
    mesh = surface.mesh
    points, normals = camera.project(mesh.vertices), camera.to_view(vertex_normals(mesh))
    raster.draw(points, mesh.faces, normals, label, attributes=surface.places, two_sided=True)


def _skin(scene: PlateScene, sides: Sequence[bool]) -> Mesh:
    """Return the part of the skin that a scene shows; a limb is that of the sore side."""
    skin = standing_skin()
    mesh, x = skin.mesh, skin.mesh.vertices[:, 0]
    sore = np.isin(x < 0, sides)
    arm = skin.arm_shares > ARM_MIN
    shown: dict[str, Mask] = {
        "all": x == x,
        "trunk": ~arm,
        "arm": arm & sore,
        "leg": ~arm & sore,
        "foot": ~arm & sore & (skin.mesh.vertices[:, 1] < FOOT_TOP),
    }
    return Mesh(mesh.vertices, mesh.faces[shown[scene.skin][mesh.faces].all(axis=1)])


def absorb_islands(raster: Raster, label: int, max_area: float) -> None:
    """Give small spots of a label to what is around them, but never its largest part."""
    parts, count = ndimage.label(raster.label == label)
    if count < 2:
        return
    sizes: IntArray = np.bincount(parts.ravel())
    largest = int(sizes[1:].argmax()) + 1
    for part, box in enumerate(ndimage.find_objects(parts), 1):
        if part == largest or sizes[part] > max_area:
            continue
        wider = tuple(slice(max(0, side.start - 2), side.stop + 2) for side in box)
        spot = parts[wider] == part
        ring = ndimage.binary_dilation(spot) & ~spot
        around = raster.label[wider][ring]
        if (around >= 0).all() and len(around):
            raster.label[wider][spot] = np.bincount(around).argmax()
            raster.depth[wider][spot] = raster.depth[wider][ring].mean()  # so that it has no edge
