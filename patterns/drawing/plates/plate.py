"""Draw a plate's scene for the left side, the right side and both, with its anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray
from patterns.drawing.geometry.polylines import (
    arc_lengths,
    resample,
    rounded_rectangle,
    spline,
)
from patterns.drawing.geometry.shading import mask_outlines
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.svg import write_svg
from patterns.drawing.plates.plate_layers import plate_layers
from patterns.drawing.plates.plate_scene import VARIANTS
from patterns.drawing.plates.plate_stage import PlateStage, plate_camera, stage_scene
from patterns.drawing.plates.whole_figure import SUFFIX, draw_on_body
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.plates.plate_scene import Area, PatchPlace, PlateScene

AREA_POINTS = 48
OUTLINE_SPACING = 22.0  # distance between the points of an outline, in pixels
MIN_OUTLINE_POINTS = 12
PATCH_ROUNDING = 8.0  # radius of the corners of a patch, in mm


def draw_plate(name: str, scene: PlateScene) -> list[Picture]:
    """Draw all variants of a scene, each followed by its small whole figure if it has one."""
    pictures = []
    for variant in VARIANTS:
        pictures.append(draw_variant(name, scene, variant))
        if scene.on_body:
            pictures.append(draw_on_body(name, scene, variant))
    return pictures


def draw_variant(name: str, scene: PlateScene, variant: str) -> Picture:
    """Draw one variant of a scene: left, right or both."""
    stage = stage_scene(scene, scene.sides_in(variant))
    svg = write_svg(stage.camera.size, plate_layers(stage))
    beside = f"{name}{SUFFIX}" if scene.on_body else ""
    return Picture(name, variant, svg, plate_anchors(stage).to_json(beside))


def plate_anchors(stage: PlateStage) -> Anchors:
    """Project the places of a scene, and trace what is seen of its structures.

    What the scene names on the right side is the exact mirror image of what it names on the left.
    """
    scene, camera = stage.scene, _left_camera(stage)
    points = {name: _seen_places(stage, name) for name in scene.structures}
    for name, at in {**scene.anchors, **{key: p.at for key, p in scene.patches.items()}}.items():
        rows = _on_sides(stage, _viewbox(camera, at))
        # A place with x below 0 lies on the sound side: the left one then belongs to the right.
        points[name] = np.vstack(rows if at[0] >= 0 else rows[::-1])
    areas = {name: _on_sides(stage, _area(camera, area)) for name, area in scene.areas.items()}
    areas |= {name: _on_sides(stage, _patch(camera, at)) for name, at in scene.patches.items()}
    outlines = {
        name: [
            thin_out(line) * camera.unit for line in mask_outlines(np.isin(stage.whole.label, seen))
        ]
        for name, parts in scene.outlines.items()
        if (seen := stage.labels_of(parts))
    }
    return Anchors(camera.size, points, areas, outlines)


def _left_camera(stage: PlateStage) -> Camera:
    """Return the camera that sees the left side where the picture, or its mirror image, has it."""
    sides = stage.sides if len(stage.sides) == 2 else VARIANTS["left"]
    return plate_camera(stage.scene.view, sides)


def _on_sides(stage: PlateStage, left: FloatArray) -> list[FloatArray]:
    """Return places of the left side, (n, 2) in viewBox units, for each side that is drawn."""
    width = stage.camera.size[0]
    mirrored = np.column_stack([np.round(width - left[:, 0], 1), left[:, 1]])
    return [mirrored if right else left for right in stage.sides]


def _viewbox(camera: Camera, place: Iterable[float]) -> FloatArray:
    """Return a place in mm, (1, 2) in viewBox units."""
    return np.round(camera.to_viewbox(np.array([*place]) * MILLIMETER), 1)


def _area(camera: Camera, area: Area) -> FloatArray:
    flat = spline(np.array(area.through), AREA_POINTS, closed=True)
    return np.round(camera.to_viewbox(area.in_body(flat) * MILLIMETER), 1)


def _patch(camera: Camera, patch: PatchPlace) -> FloatArray:
    """Return the outline of a patch, which lies flat in the picture."""
    turn, unit = np.radians(patch.turn), camera.scale * camera.unit * MILLIMETER
    across, up = rounded_rectangle(*patch.size, PATCH_ROUNDING).T * unit
    turned = np.stack(
        [across * np.cos(turn) - up * np.sin(turn), -across * np.sin(turn) - up * np.cos(turn)],
        axis=1,
    )
    return np.asarray(np.round(_viewbox(camera, patch.at) + turned, 1))


def _seen_places(stage: PlateStage, name: str) -> FloatArray:
    """Return for each side the place of a structure that is farthest from what lies around it.

    Raises `UserError` for one that is wholly covered: nothing could lead to its name.
    """
    places = []
    for label in stage.labels_of([name]):
        inside = ndimage.distance_transform_edt(np.pad(stage.whole.label == label, 1))
        if not inside.any():
            message, hint = f'"{name}" is not seen', "leave it out, or what covers it"
            raise UserError.one(message, field="structures", hint=hint)
        row, column = np.unravel_index(int(inside.argmax()), inside.shape)
        places.append(np.round(np.array([column - 0.5, row - 0.5]) * stage.camera.unit, 1))
    return np.vstack(places)


def thin_out(outline: FloatArray) -> FloatArray:
    """Resample a closed outline; the last point no longer repeats the first."""
    count = round(float(arc_lengths(outline)[-1]) / OUTLINE_SPACING)
    return resample(outline, max(MIN_OUTLINE_POINTS, count))[:-1]
