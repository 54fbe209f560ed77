"""Draw the small whole figure that shows where a plate lies on the body, and name its sore place.

It is a picture of its own, named after the plate, which the sheet sets beside it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.skin import standing_skeleton
from patterns.drawing.atlas.spanning import surface_of
from patterns.drawing.figures import figure_layers
from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure_stage import FigureStage, build_stage, rasterize_stage
from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray
from patterns.drawing.geometry.camera import Camera, fit_camera, view_axes
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.geometry.pen_lines import PenRule, trace_pen_lines
from patterns.drawing.geometry.polylines import enclosed_area, rounded_rectangle
from patterns.drawing.output import palette
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.svg import Layer, path_data, stroke_path, write_svg

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.plates.plate_scene import PlateScene

SUFFIX = "-on-body"
"""What the name of the small figure of a plate ends with."""

RASTER_SIDE = 1000  # longest side of the raster, in pixels
MARGIN = 8  # room around the figure for its outline, in pixels
PEN_RULE = PenRule(fold=0.012, step=0.03, min_outline=30, min_inner=260, smoothing=3.0)

# Widths in viewBox units, of a figure that is printed a sixth as large as a plate.
OUTLINE_WIDTH, INNER_WIDTH, WINDOW_WIDTH, HALO_WIDTH = 5.0, 3.5, 7.0, 13.0
WINDOW_ROUNDING, MIN_WINDOW = 14.0, 40.0

MAX_ELEVATION = 30.0
"""A plate that is seen more steeply, such as a sole, has its figure seen level, and as its window
the room that its structures take there."""

WINDOW_ROOM = 25.0  # around these structures, in mm
SORE = "sore"  # the anchor of this name is where it hurts
PAIN = "pain"  # the areas of this name and those below it are where it hurts


def draw_on_body(name: str, scene: PlateScene, variant: str) -> Picture:
    """Draw the small figure that belongs to a variant of a plate."""
    sides = scene.sides_in(variant)
    camera, figure = _standing_figure(*_angles(scene, right=sides == (True,)), RASTER_SIDE)
    sore = [np.round(camera.to_viewbox(_sided(_sore_place(scene), right)), 1) for right in sides]
    windows = [*_windows(scene, camera, sides)]
    layers = [
        *figure,
        Layer("window", [path for line in windows for path in _haloed(line, WINDOW_WIDTH)]),
    ]
    anchors = Anchors(camera.size, {"sore": np.vstack(sore)}, {"window": windows})
    return Picture(f"{name}{SUFFIX}", variant, write_svg(camera.size, layers), anchors.to_json())


@cache
def _standing_stage() -> FigureStage:
    """Return the dressed figure in the pose of the atlas."""
    body, skeleton = dress_mannequin(), standing_skeleton()
    return build_stage(body, skeleton, body.pose(skeleton), ())


@cache
def _standing_figure(azimuth: float, elevation: float, side: int) -> tuple[Camera, list[Layer]]:
    """Draw the figure as seen from a direction, on a raster whose longest side is `side` pixels."""
    points = _standing_stage().outer_points()
    camera = fit_camera(view_axes(azimuth, elevation), points, side, MARGIN)
    return camera, [*_figure_layers(camera)]


def _angles(scene: PlateScene, *, right: bool) -> tuple[float, float]:
    """Return from where the small figure of a scene is seen: azimuth from 0 to 360, elevation."""
    view = scene.view
    azimuth = view.azimuth if scene.body_azimuth is None else scene.body_azimuth
    elevation = 0.0 if _is_seen_otherwise(scene) else view.elevation
    return (-azimuth if right else azimuth) % 360, elevation


def _is_seen_otherwise(scene: PlateScene) -> bool:
    """Return whether the small figure is not seen from where its plate is."""
    return scene.body_azimuth is not None or abs(scene.view.elevation) > MAX_ELEVATION


def _sided(places: FloatArray, right: bool) -> FloatArray:
    return np.atleast_2d(places) * (MIRROR if right else 1.0)


def _sore_place(scene: PlateScene) -> FloatArray:
    """Return the place on the left side, (3,) in meters, where it hurts.

    It is the anchor of that name, for a plate whose areas lie apart, or else the middle of the
    areas, of which a large one counts for more. In a plate without any it is the middle of its
    patches, or of its structures.
    """
    if SORE in scene.anchors:
        return np.array(scene.anchors[SORE]) * MILLIMETER
    areas = [area for name, area in scene.areas.items() if name.split(".")[0] == PAIN]
    if not areas and not scene.patches:
        areas = [*scene.areas.values()]
    places = [area.in_body(np.mean([area.through], axis=1))[0] for area in areas]
    sizes = [enclosed_area(np.array(area.through)) for area in areas] or None
    if not areas:
        places = [np.array(patch.at) for patch in scene.patches.values()]
    if not places:
        return np.asarray(_structure_points(scene).mean(axis=0))
    return np.average(places, axis=0, weights=sizes) * MILLIMETER


def _structure_points(scene: PlateScene) -> FloatArray:
    names = scene.structures or scene.ghosted
    return np.concatenate([surface_of(name).mesh.vertices for name in names])


def _windows(scene: PlateScene, camera: Camera, sides: tuple[bool, ...]) -> Iterator[FloatArray]:
    """Yield the window of the plate as a rounded rectangle, (n, 2) in viewBox units."""
    unit = camera.scale * camera.unit
    if _is_seen_otherwise(scene):
        for right in sides:
            seen = camera.to_viewbox(_sided(_structure_points(scene), right))
            room = WINDOW_ROOM * MILLIMETER * unit
            yield _rectangle(seen.min(axis=0) - room, seen.max(axis=0) + room)
        return
    view = scene.view
    left, right_edge = view.left, view.right
    if sides == (True,):
        left, right_edge = -view.right, -view.left
    elif len(sides) == 2:
        right_edge = max(abs(view.left), abs(view.right))
        left = -right_edge
    corners = np.array([[left, -view.top], [right_edge, -view.bottom]]) * MILLIMETER * unit
    corners += np.array([camera.origin_x, camera.origin_y]) * camera.unit
    inside = np.clip(corners, WINDOW_WIDTH, np.array(camera.size) - WINDOW_WIDTH)
    yield _rectangle(*inside)


def _rectangle(low: FloatArray, high: FloatArray) -> FloatArray:
    width, height = np.maximum(high - low, MIN_WINDOW)
    return np.round(rounded_rectangle(width, height, WINDOW_ROUNDING) + (low + high) / 2, 1)


def _figure_layers(camera: Camera) -> Iterator[Layer]:
    raster = rasterize_stage(_standing_stage(), camera)
    yield figure_layers.tone_layer(raster, camera, ())
    outlines, inner = trace_pen_lines(raster, PEN_RULE)
    yield Layer(
        "lines",
        [
            stroke_path(
                "".join(path_data(line.points, camera.unit, closed=line.closed) for line in lines),
                palette.OUTLINE,
                width,
            )
            for lines, width in ((outlines, OUTLINE_WIDTH), (inner, INNER_WIDTH))
        ],
    )


def _haloed(line: FloatArray, width: float) -> Iterator[str]:
    data = path_data(line, 1.0, closed=True, tolerance=0.3)
    yield stroke_path(data, palette.PAPER, HALO_WIDTH)
    yield stroke_path(data, palette.OUTLINE, width)
