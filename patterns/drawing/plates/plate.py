"""Draw a plate's scene for the left side, the right side and both, with its anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray
from patterns.drawing.geometry.polylines import arc_lengths, resample, spline
from patterns.drawing.geometry.shading import mask_outlines
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.svg import write_svg
from patterns.drawing.plates.bones import load_bones
from patterns.drawing.plates.plate_layers import bone_layer, plate_layers
from patterns.drawing.plates.plate_stage import PlateStage, stage_bones, stage_muscles

if TYPE_CHECKING:
    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.plates.plate_scene import PlateScene

VARIANTS = {"left": (False,), "right": (True,), "both": (False, True)}
"""For each variant the sides on which muscles are drawn: False for the left, True for the right."""

AREA_POINTS = 48
OUTLINE_SPACING = 22.0  # distance between the points of an outline, in pixels
MIN_OUTLINE_POINTS = 12


def draw_plate(name: str, scene: PlateScene) -> list[Picture]:
    """Draw all variants of a plate."""
    skeleton = stage_bones(scene, load_bones())
    bones = bone_layer(skeleton)
    pictures = []
    for variant, sides in VARIANTS.items():
        stage = stage_muscles(skeleton, sides)
        svg = write_svg(stage.camera.size, plate_layers(stage, bones))
        pictures.append(Picture(name, variant, svg, plate_anchors(stage).to_json()))
    return pictures


def plate_anchors(stage: PlateStage) -> Anchors:
    """Project the places of the scene, and trace what is seen of its structures.

    The right side's points and areas are the exact mirror image of the left's.
    """
    scene, camera = stage.scene, stage.camera
    points = {}
    for name, place in scene.anchors.items():
        rows = [_project(camera, np.array([place]), right) for right in stage.sides]
        # A place with x below 0 lies on the sound side: the left one then belongs to the right.
        points[name] = np.vstack(rows if place[0] >= 0 else rows[::-1])
    areas = {}
    for name, area in scene.areas.items():
        flat = spline(np.array(area.through), AREA_POINTS, closed=True)
        deep = np.column_stack([flat, np.full(len(flat), area.depth)])
        areas[name] = [_project(camera, deep, right) for right in stage.sides]
    outlines = {
        name: [thin_out(line) * camera.unit for line in mask_outlines(stage.mask_of(parts))]
        for name, parts in scene.outlines.items()
    }
    return Anchors(camera.size, points, areas, outlines)


def _project(camera: Camera, places: FloatArray, right: bool) -> FloatArray:
    """Return places of the left side, (n, 3) in mm, in viewBox units; mirrored for the right."""
    points = np.round(camera.to_viewbox(places * MILLIMETER), 1)
    if right:
        points[:, 0] = camera.size[0] - points[:, 0]
    return points


def thin_out(outline: FloatArray) -> FloatArray:
    """Resample a closed outline; the last point no longer repeats the first."""
    count = round(float(arc_lengths(outline)[-1]) / OUTLINE_SPACING)
    return resample(outline, max(MIN_OUTLINE_POINTS, count))[:-1]
