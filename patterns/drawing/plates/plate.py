"""A plate's scene in, its pictures for the left side, the right side and both out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.curves import lengths, ring, spaced
from patterns.drawing.geometry.tones import contours
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.svg import document
from patterns.drawing.plates.bones import MILLIMETER, load_skeleton
from patterns.drawing.plates.plate_layers import bone_layer, plate_layers
from patterns.drawing.plates.plate_stage import staged_bones, with_muscles

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.plates.plate_scene import PlateScene
    from patterns.drawing.plates.plate_stage import Stage

VARIANTS: dict[str, tuple[bool, ...]] = {
    "left": (False,),
    "right": (True,),
    "both": (False, True),
}
"""For each variant the sides on which muscles are drawn: whether it is the right."""

AREA_POINTS = 48
"""Points of an area."""

OUTLINE_SPACING = 22.0
"""Distance between the points of an outline, in pixels."""


def draw_plate(name: str, scene: PlateScene) -> list[Picture]:
    """Draw all variants of a plate."""
    skeleton = staged_bones(scene, load_skeleton())
    bones = bone_layer(skeleton)
    pictures = []
    for variant, sides in VARIANTS.items():
        stage = with_muscles(skeleton, sides)
        svg = document(stage.camera.size, plate_layers(stage, bones))
        pictures.append(Picture(name, variant, svg, anchors_of(stage).text()))
    return pictures


def anchors_of(stage: Stage) -> Anchors:
    """Project the places of the scene, and trace what is seen of its structures.

    The right side's points and areas are the exact mirror image of the left's.
    """
    scene, camera = stage.scene, stage.camera
    points = {}
    for name, place in scene.anchors.items():
        rows = [_placed(camera, np.array([place]), right) for right in stage.sides]
        # A place on the sound side is given to the right of the middle: x below 0.
        points[name] = np.vstack(rows if place[0] >= 0 else rows[::-1])
    areas = {}
    for name, area in scene.areas.items():
        flat = ring(np.array(area.through), AREA_POINTS)
        deep = np.column_stack([flat, np.full(len(flat), area.depth)])
        areas[name] = [_placed(camera, deep, right) for right in stage.sides]
    outlines = {
        name: [_thinned(outline) * camera.unit for outline in contours(stage.mask_of(parts))]
        for name, parts in scene.outlines.items()
    }
    return Anchors(camera.size, points, areas, outlines)


def _placed(camera: Camera, places: FloatArray, right: bool) -> FloatArray:
    """Project places of the left side, in mm, and mirror them in the picture if need be."""
    points = np.round(camera.place(places * MILLIMETER), 1)
    if right:
        points[:, 0] = camera.size[0] - points[:, 0]
    return points


def _thinned(outline: FloatArray) -> FloatArray:
    return spaced(outline, max(12, round(float(lengths(outline)[-1]) / OUTLINE_SPACING)))[:-1]
