"""Draw the lines of a plate: fibers, details of bones, outlines, skin and dashed outlines."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.bone_details import bone_areas, bone_holes, bone_lines
from patterns.drawing.atlas.structures import load_structures
from patterns.drawing.geometry.arrays import MILLIMETER
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.geometry.pen_lines import PenLine, PenRule, trace_pen_lines
from patterns.drawing.geometry.polylines import arc_lengths, interpolate, spline, true_runs
from patterns.drawing.geometry.raster import BACKGROUND
from patterns.drawing.geometry.shading import mask_outlines
from patterns.drawing.output import palette
from patterns.drawing.output.strokes import inner_line_data, tapered_data
from patterns.drawing.output.svg import fill_path, number, path_data, stroke_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.atlas.spanning import Surface
    from patterns.drawing.atlas.structures import SpannedStructure
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.plates.plate_stage import PlateStage

PEN_RULE = PenRule(fold=0.0035, step=0.008, min_outline=35, min_inner=33, smoothing=3.0)
SKIN_PEN = PenRule(fold=0.02, step=0.03, min_outline=60, min_inner=200, smoothing=4.0)

# Widths of the skin's outline, in viewBox units; it is firm where all else is faded.
SKIN_LINE, FIRM_SKIN_LINE = 2.0, 3.2

# Fiber lines, in pixels.
FIBER_SPACING, MIN_FIBER_SPACING = 13.5, 3.5
FIBER_WIDTH = 2.1
MIN_FIBER_LENGTH = 30.0

LONG_FIBER = ((0.0, 0.1), (0.78, 0.98))
SHORT_FIBER = ((0.06, 0.3), (0.5, 0.84))
"""Between which two shares of the muscle's length a fiber line starts, and ends."""

MAX_FIBER_DEPTH = 0.002  # a fiber so far behind its own muscle, in meters, is on the far side
MAX_DETAIL_DEPTH = 0.02  # as is a detail that lies so far behind what is seen of its bone
MIN_DETAIL_POINTS = 4  # less of a line on a bone is left out
DETAIL_WIDTH = 1.2  # in viewBox units

DASH, GAP = 16.0, 11.0  # of a dashed line, in pixels
DASH_WIDTH = 1.8  # in viewBox units
CREASE_POINTS = 60
SEED = 11  # fibers start and end a little unevenly, in the same way each time


def detail_paths(stage: PlateStage) -> Iterator[str]:
    """Draw the holes of bones whose whole rim is seen, and what is seen of the lines on them."""
    unit, holes, lines = stage.camera.unit, "", ""
    for bone, rim in bone_holes():
        points = stage.camera.project(rim)
        if _seen_on(stage, bone, points).all():
            holes += path_data(points[:, :2], unit, tolerance=0.6, closed=True)
    for bone, line in bone_lines():
        points = stage.camera.project(line)
        for run in true_runs(_seen_on(stage, bone, points)):
            if run.stop - run.start >= MIN_DETAIL_POINTS:
                lines += path_data(points[run, :2], unit, tolerance=0.6)
    faded = stage.scene.faded
    yield fill_path(holes, palette.FADED_LINE if faded else palette.BONE_HOLE)
    yield stroke_path(lines, palette.FADED_LINE if faded else palette.BONE_HOLE, DETAIL_WIDTH)


def _seen_on(stage: PlateStage, bone: str, points: FloatArray) -> Mask:
    """Return which projected points, (n, 3), are seen on a bone, (n,); none if it is not drawn."""
    pixels = stage.whole.pixels_at(points)
    seen = stage.whole.label[pixels] == stage.bone_labels.get(bone, BACKGROUND - 1)
    return np.asarray(seen & (points[:, 2] > stage.whole.depth[pixels] - MAX_DETAIL_DEPTH))


def fiber_paths(stage: PlateStage) -> Iterator[str]:
    """Draw the fibers of muscles in red, and those of tendons and fasciae pale."""
    random = np.random.default_rng(SEED)
    red, pale = "", ""
    for label, (name, surface) in stage.surfaces.items():
        structure = load_structures()[name]
        if name in stage.scene.ghosted or structure.kind in ("nerve", "cartilage"):
            continue
        data = "".join(_fibers_of(stage, label, structure, surface, random))
        if structure.kind == "muscle":
            red += data
        else:
            pale += data
    yield fill_path(red, palette.FIBER)
    yield fill_path(pale, palette.BONE.shade)


def _fibers_of(
    stage: PlateStage,
    label: int,
    structure: SpannedStructure,
    surface: Surface,
    random: np.random.Generator,
) -> Iterator[str]:
    """Draw those parts of the fibers of a structure where it is seen and wide enough."""
    camera, fit = stage.camera, 2.5 * stage.scene.tolerance
    widths = np.linalg.norm(surface.lattice[:, 0] - surface.lattice[:, -1], axis=1) * camera.scale
    count = max(3, round(float(np.percentile(widths, 85)) / FIBER_SPACING))
    first, last = structure.tendons if structure.kind == "muscle" else (0.0, 1.0)
    for index in range(1, count):
        across = (index + random.uniform(-0.2, 0.2)) / count
        spans, spacing = (LONG_FIBER, 1) if index % 2 else (SHORT_FIBER, 2)
        start, end = (random.uniform(*span) for span in spans)
        start, end = max(start, first - 0.02), min(end, last + 0.05)
        points = camera.project(fiber_line(surface.lattice, across, start, end))
        crowded = widths / count < spacing * MIN_FIBER_SPACING
        rows = np.linspace(start * (len(crowded) - 1), end * (len(crowded) - 1), len(points))
        pixels, line = stage.whole.pixels_at(points), points[:, :2]
        seen = stage.whole.label[pixels] == label
        seen &= points[:, 2] > stage.whole.depth[pixels] - MAX_FIBER_DEPTH
        for run in true_runs(seen & ~crowded[rows.astype(np.int64)]):
            if arc_lengths(line[run])[-1] >= MIN_FIBER_LENGTH:
                yield tapered_data(line[run], FIBER_WIDTH, camera.unit, taper=110, tolerance=fit)


def fiber_line(
    lattice: FloatArray, across: float, start: float, end: float, count: int = 48
) -> FloatArray:
    """Return a part of one fiber of a lattice as (count, 3) points in meters.

    `across` is its place from border to border, `start` and `end` are places along the muscle, all
    from 0 to 1.
    """
    rows, columns = lattice.shape[:2]
    column = across * (columns - 1)
    left = min(int(column), columns - 2)
    line = lattice[:, left] * (left + 1 - column) + lattice[:, left + 1] * (column - left)
    return interpolate(line, np.linspace(0.0, 1.0, rows), np.linspace(start, end, count))


def outline_paths(stage: PlateStage) -> Iterator[str]:
    """Draw the outlines of bones and structures, and the lines inside them."""
    unit, tolerance = stage.camera.unit, stage.scene.tolerance
    rule = replace(PEN_RULE, min_inner=PEN_RULE.min_inner * tolerance)
    outlines, inner = trace_pen_lines(stage.whole, rule)
    data = "".join(
        path_data(line.points, unit, closed=line.closed, tolerance=0.9 * tolerance)
        for line in outlines
    )
    faded = stage.scene.faded
    outer, inside = (palette.FADED_LINE,) * 2 if faded else (palette.OUTLINE, palette.INNER_LINE)
    yield stroke_path(data, outer, palette.OUTLINE_WIDTH)
    yield fill_path(inner_line_data(inner, unit, tolerance=1.6 * tolerance), inside)


def contour_paths(stage: PlateStage) -> Iterator[str]:
    """Draw the outline and the creases of the skin, and dashed lines of what would lie on top."""
    unit, faded = stage.camera.unit, stage.scene.faded
    outlines, inner = trace_pen_lines(stage.skin, SKIN_PEN)
    # Where an arm or the mouth is left out, the inner lines would be the rims of holes.
    lines = outlines if stage.scene.skin == "trunk" else outlines + off_sockets(stage, inner)
    data = "".join(path_data(line.points, unit, closed=line.closed) for line in lines)
    color, width = (palette.OUTLINE, FIRM_SKIN_LINE) if faded else (palette.CONTOUR, SKIN_LINE)
    yield stroke_path(data, color, width)
    creases = "".join(
        tapered_data(stage.camera.project(line * factors)[:, :2], width / unit, unit, taper=120)
        for crease in stage.scene.creases
        for line in [spline(np.array(crease) * MILLIMETER, CREASE_POINTS)]
        for factors in (np.ones(3), MIRROR)
    )
    yield fill_path(creases, color)
    dashed = "".join(
        segment(*(dash * unit))
        for raster in stage.outlined
        for outline in mask_outlines(raster.drawn)
        for dash in dashes(outline)
    )
    yield stroke_path(dashed, palette.INNER_LINE, DASH_WIDTH)


def off_sockets(stage: PlateStage, lines: list[PenLine]) -> list[PenLine]:
    """Return the lines of the skin but for those of the lids, which would cross the sockets."""
    sockets = [area for area in bone_areas() if area.tone == "socket"]
    if stage.scene.faded or not any(area.bone in stage.bone_labels for area in sockets):
        return lines
    seen = np.any([stage.seen_in(area) for area in sockets], axis=0)
    return [line for line in lines if not seen[stage.bones.pixels_at(line.points)].any()]


def dashes(line: FloatArray, dash: float = DASH, gap: float = GAP) -> Iterator[FloatArray]:
    """Cut a line into short straight strokes, (2, 2), beginning and ending with a stroke."""
    along = arc_lengths(line)
    count = max(1, round((along[-1] + gap) / (dash + gap)))
    scale = along[-1] / (count * (dash + gap) - gap)
    for index in range(count):
        start = index * (dash + gap) * scale
        yield interpolate(line, along, np.array([start, start + dash * scale]))


def segment(start: FloatArray, end: FloatArray) -> str:
    """Write a straight line between two points, (2,) in viewBox units, as the `d` of a path."""
    x, y, to_x, to_y = (number(value) for value in (*start, *end))
    return f"M{x} {y}L{to_x} {to_y}"
