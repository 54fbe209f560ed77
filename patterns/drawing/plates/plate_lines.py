"""Draw the lines of a plate: outlines, fibers, holes and relief of the sacrum, contours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray, Mask
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.geometry.pen_lines import PenLine, PenRule, trace_pen_lines
from patterns.drawing.geometry.polylines import arc_lengths, interpolate, spline, true_runs
from patterns.drawing.output import palette
from patterns.drawing.output.strokes import inner_line_data, tapered_data
from patterns.drawing.output.svg import fill_path, number, path_data, stroke_path
from patterns.drawing.plates.bones import DETAIL, tailbone_at
from patterns.drawing.plates.muscles import NERVES, fiber_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.plates.plate_scene import Contour
    from patterns.drawing.plates.plate_stage import PlateStage

PEN_RULE = PenRule(fold=0.0035, step=0.008, min_outline=40, min_inner=38, smoothing=3.4)

FADE_HEIGHT = 0.004  # the outlines of the thigh bones end this far above their cut, in meters
TAIL_LENGTH = 44.0  # length over which an outline that ends thins out, in pixels

# Fiber lines, in pixels.
FIBER_SPACING, MIN_FIBER_SPACING = 15.5, 3.5
FIBER_WIDTH = 2.1
MIN_FIBER_LENGTH = 30.0

LONG_FIBER = ((0.0, 0.1), (0.78, 0.98))
SHORT_FIBER = ((0.06, 0.3), (0.5, 0.84))
"""Between which two shares of the muscle's length a fiber line starts, and ends."""

CONTOUR_POINTS = 120
CONTOUR_WIDTH = 3.2  # of a thin contour, in pixels
DASH, GAP = 16.0, 11.0  # of a dashed contour, in pixels
DASH_WIDTH = 1.8  # in viewBox units
RELIEF_WIDTH = 3.6  # of the lines on sacrum and tailbone, in pixels
SEAM_SAG = 0.0012  # sag of the tailbone's seams, in meters
SEED = 11  # fibers start and end a little unevenly, in the same way each time


def line_paths(stage: PlateStage) -> Iterator[str]:
    """Draw the outlines, which fade at the cut of the thigh bones, and the lines inside them."""
    unit = stage.camera.unit
    place = np.array([[0.0, stage.scene.shafts_end * MILLIMETER + FADE_HEIGHT, 0.0]])
    lowest = float(stage.camera.project(place)[0, 1])
    outlines, inner = (
        [part for line in traced for part in parts_where(line, line.points[:, 1] < lowest)]
        for traced in trace_pen_lines(stage.whole, PEN_RULE)
    )
    parted = [body_and_tails(line) for line in outlines]
    bodies = "".join(path_data(body.points, unit, closed=body.closed) for body, _ in parted)
    yield stroke_path(bodies, palette.OUTLINE, palette.OUTLINE_WIDTH)
    width, taper = palette.OUTLINE_WIDTH / unit, 2.1 * TAIL_LENGTH
    tails = (tail for _, ends in parted for tail in ends)
    thin = (tapered_data(tail, width, unit, taper=taper, ends=(False, True)) for tail in tails)
    yield fill_path("".join(thin), palette.OUTLINE)
    yield fill_path(inner_line_data(inner, unit, tolerance=1.6), palette.INNER_LINE)


def body_and_tails(line: PenLine) -> tuple[PenLine, list[FloatArray]]:
    """Divide an open outline into its body and two tails, which lead outward and thin out."""
    if line.closed:
        return line, []
    along = arc_lengths(line.points)
    reach = min(TAIL_LENGTH, float(along[-1]) / 3)
    first, last = np.searchsorted(along, [reach, along[-1] - reach])
    body = PenLine(line.points[first : last + 1], closed=False)
    return body, [line.points[first::-1], line.points[last:]]


def parts_where(line: PenLine, wanted: Mask) -> list[PenLine]:
    """Return the parts of a line whose points are wanted, (n,); a closed line may be cut open."""
    if wanted.all():
        return [line]
    points = line.points
    if line.closed:
        start = int(np.argmin(wanted[:-1]))
        points = np.roll(points[:-1], -start, axis=0)
        wanted = np.roll(wanted[:-1], -start)
    parts = (points[run] for run in true_runs(wanted))
    return [PenLine(part, closed=False) for part in parts if len(part) > 3]


def fiber_strokes(stage: PlateStage) -> Iterator[str]:
    """Draw the fibers of the muscles: long ones from the origin, shorter ones between them."""
    random = np.random.default_rng(SEED)
    for label, (name, loft) in stage.lofts.items():
        if name in NERVES:
            continue
        widths = np.linalg.norm(loft.lattice[:, 0] - loft.lattice[:, -1], axis=1)
        widths *= stage.camera.scale
        count = max(3, round(float(np.percentile(widths, 85)) / FIBER_SPACING))
        for index in range(1, count):
            across = (index + random.uniform(-0.2, 0.2)) / count
            spans, spacing = (LONG_FIBER, 1) if index % 2 else (SHORT_FIBER, 2)
            start, end = (random.uniform(*span) for span in spans)
            crowded = widths / count < spacing * MIN_FIBER_SPACING
            fiber = fiber_line(loft.lattice, across, start, end)
            yield _visible_fiber(stage, label, fiber, crowded)


def _visible_fiber(stage: PlateStage, label: int, fiber: FloatArray, crowded: Mask) -> str:
    """Draw those parts of a fiber, (n, 3), where its muscle is seen and wide enough."""
    line = stage.camera.project(fiber)[:, :2]
    rows = np.linspace(0, len(crowded) - 1, len(line)).astype(np.int64)
    seen = (stage.whole.label[stage.whole.pixels_at(line)] == label) & ~crowded[rows]
    return "".join(
        tapered_data(line[run], FIBER_WIDTH, stage.camera.unit, taper=120, tolerance=2.5)
        for run in true_runs(seen)
        if arc_lengths(line[run])[-1] >= MIN_FIBER_LENGTH
    )


def foramina(stage: PlateStage) -> Iterator[str]:
    """Draw the holes of the sacrum, unless something covers them."""
    angle = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    for x, y, radius in DETAIL.foramina:
        rim_y = y + radius * np.sin(angle) * (1 + 0.12 * np.sin(angle))
        for rim_x in (side * x + 0.82 * radius * np.cos(angle) for side in (1, -1)):
            rim = np.column_stack([rim_x, rim_y, np.full(len(angle), DETAIL.foramen_depth)])
            points = stage.camera.project(rim * MILLIMETER)[:, :2]
            labels = stage.whole.label[stage.whole.pixels_at(points)]
            if (labels == stage.bone_labels["sacrum"]).all():
                yield path_data(points, stage.camera.unit, tolerance=0.6, closed=True)


def relief_strokes(stage: PlateStage) -> Iterator[str]:
    """Draw the shaded side of the knobs on the sacrum's crest, and the tailbone's seams."""
    for curve in _relief_curves():
        line = stage.camera.project(curve)[:, :2]
        yield tapered_data(line, RELIEF_WIDTH, stage.camera.unit)


def _relief_curves() -> Iterator[FloatArray]:
    angle = np.linspace(-0.35 * np.pi, 0.35 * np.pi, 16)
    for y, _, _ in DETAIL.crest:
        x, depth = -1.2 - 2.6 * np.cos(angle), np.full(len(angle), -64.0)
        yield (np.column_stack([x, y - 1.0 - DETAIL.half_knob * np.sin(angle), depth]) * MILLIMETER)
    across = np.linspace(-1.0, 1.0, 16)
    for along, share in DETAIL.tailbone_joints:
        middle, half_width = tailbone_at(np.array([along]))
        seam = np.repeat(middle, len(across), axis=0)
        seam[:, 0] += share * half_width * across
        seam[:, 1] -= SEAM_SAG * (1 - across**2)
        yield seam


def contour_paths(stage: PlateStage) -> Iterator[str]:
    """Draw the faint contours of the scene."""
    lines: dict[str, list[FloatArray]] = {"thin": [], "dashed": []}
    for contour in stage.scene.contours.values():
        for right in (False, True) if contour.sides == "both" else stage.sides:
            lines[contour.line].append(_contour_line(stage, contour, right))
    unit = stage.camera.unit
    thin = (tapered_data(line, CONTOUR_WIDTH, unit, taper=160) for line in lines["thin"])
    yield fill_path("".join(thin), palette.CONTOUR)
    strokes = (dash * unit for line in lines["dashed"] for dash in dashes(line))
    yield stroke_path("".join(segment(*dash) for dash in strokes), palette.CONTOUR, DASH_WIDTH)


def _contour_line(stage: PlateStage, contour: Contour, right: bool) -> FloatArray:
    places = np.array(contour.through) * MILLIMETER * (MIRROR if right else 1.0)
    line = spline(places, CONTOUR_POINTS, closed=contour.closed)
    return stage.camera.project(line)[:, :2]


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
