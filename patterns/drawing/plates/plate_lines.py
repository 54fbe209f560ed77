"""A staged plate in, its thin ink out: outlines, fibres, holes of the sacrum and contours."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.curves import flowing, lengths, number, path_data, ring, tapered_data
from patterns.drawing.geometry.lines import PenLine, PenRule, pen_lines
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.output import ink
from patterns.drawing.output.svg import filled, stroked
from patterns.drawing.plates.bones import CREST, FORAMINA, MILLIMETER, TAILBONE_JOINTS, tailbone_at
from patterns.drawing.plates.muscles import NERVES, fibre
from patterns.drawing.plates.plate_stage import BONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask
    from patterns.drawing.plates.plate_scene import Contour
    from patterns.drawing.plates.plate_stage import Stage

PEN = PenRule(fold=0.0035, step=0.008, shortest_outline=40, shortest_inner=38, smoothing=3.4)

FADE_TO = 0.004
"""The outlines of the thigh bones end this far above their cut, in meters."""

TAIL = 44.0
"""Length over which an outline that ends thins out, in pixels."""

FIBRE_SPACING = 15.5
FIBRE_WIDTH = 2.1
SHORTEST_FIBRE = 30.0
NARROWEST = 3.5
"""Distance between fibre lines, their width, least length and least distance, in pixels."""

LONG_FIBRE = ((0.0, 0.1), (0.78, 0.98))
SHORT_FIBRE = ((0.06, 0.3), (0.5, 0.84))
"""Where a fibre line starts and ends, between two shares of the muscle's length each."""

CONTOUR_POINTS = 120
CONTOUR_WIDTH = 3.2
DASH, GAP = 16.0, 11.0
"""Points of a contour, width of a thin one, stroke and gap of a dashed one, in pixels."""

DASH_WIDTH = 1.8
"""Width of a dashed contour, in viewBox units."""

RELIEF_WIDTH = 3.6
SEAM_SAG = 0.0012
"""Width of the lines on sacrum and tailbone in pixels; sag of the seams in meters."""

SEED = 11
"""Fibres start and end a little unevenly, in the same way each time."""


def lines(stage: Stage) -> Iterator[str]:
    """Ink the outlines, which fade at the cut of the thigh bones, and the lines inside them."""
    unit = stage.camera.unit
    place = np.array([[0.0, stage.scene.shafts_end * MILLIMETER + FADE_TO, 0.0]])
    lowest = float(stage.camera.project(place)[0, 1])
    outlines, inner = (
        [part for line in traced for part in parts_where(line, line.points[:, 1] < lowest)]
        for traced in pen_lines(stage.whole, PEN)
    )
    parted = [body_and_tails(line) for line in outlines]
    bodies = "".join(path_data(body.points, unit, closed=body.closed) for body, _ in parted)
    yield stroked(bodies, ink.INK, ink.OUTLINE_WIDTH)
    width = ink.OUTLINE_WIDTH / unit
    thinning = "".join(
        tapered_data(tail, width, unit, taper=2.1 * TAIL, ends=(False, True))
        for _, tails in parted
        for tail in tails
    )
    yield filled(thinning, ink.INK)
    yield filled("".join(_inner_line(line, unit) for line in inner), ink.INNER_INK)


def body_and_tails(line: PenLine) -> tuple[PenLine, list[FloatArray]]:
    """Part an open outline into its body and the two tails, which lead outward and thin out."""
    if line.closed:
        return line, []
    along = lengths(line.points)
    reach = min(TAIL, float(along[-1]) / 3)
    first = int(np.searchsorted(along, reach))
    last = int(np.searchsorted(along, along[-1] - reach))
    body = PenLine(line.points[first : last + 1], closed=False)
    return body, [line.points[first::-1], line.points[last:]]


def parts_where(line: PenLine, wanted: Mask) -> list[PenLine]:
    """Give the stretches of a line whose points are wanted; a closed line may be cut open."""
    if wanted.all():
        return [line]
    points = line.points
    if line.closed:
        start = int(np.argmin(wanted[:-1]))
        points = np.roll(points[:-1], -start, axis=0)
        wanted = np.roll(wanted[:-1], -start)
    parts = (points[run] for run in runs(wanted))
    return [PenLine(part, closed=False) for part in parts if len(part) > 3]


def _inner_line(line: PenLine, unit: float) -> str:
    thin = not line.closed
    return tapered_data(line.points, ink.INNER_WIDTH / unit, unit, ends=(thin, thin), tolerance=1.6)


def fibres(stage: Stage) -> Iterator[str]:
    """Ink the fibres of the muscles: long ones from the origin, shorter ones between them."""
    random = np.random.default_rng(SEED)
    for label, (name, loft) in stage.lofts.items():
        if name in NERVES:
            continue
        widths = np.linalg.norm(loft.lattice[:, 0] - loft.lattice[:, -1], axis=1)
        widths *= stage.camera.scale
        count = max(3, round(float(np.percentile(widths, 85)) / FIBRE_SPACING))
        for index in range(1, count):
            across = (index + random.uniform(-0.2, 0.2)) / count
            is_long = index % 2 == 1
            start, end = (
                random.uniform(*span) for span in (LONG_FIBRE if is_long else SHORT_FIBRE)
            )
            crowded = widths / count < (NARROWEST if is_long else 2 * NARROWEST)
            yield _seen_fibre(stage, label, fibre(loft, across, start, end), crowded)


def _seen_fibre(stage: Stage, label: int, places: FloatArray, crowded: Mask) -> str:
    line = stage.camera.project(places)[:, :2]
    rows = np.linspace(0, len(crowded) - 1, len(line)).astype(np.int64)
    seen = (_label_at(stage, line) == label) & ~crowded[rows]
    return "".join(
        tapered_data(line[run], FIBRE_WIDTH, stage.camera.unit, taper=120, tolerance=2.5)
        for run in runs(seen)
        if lengths(line[run])[-1] >= SHORTEST_FIBRE
    )


def _label_at(stage: Stage, points: FloatArray) -> IntArray:
    column = points[:, 0].astype(np.int64).clip(0, stage.camera.width - 1)
    row = points[:, 1].astype(np.int64).clip(0, stage.camera.height - 1)
    return np.asarray(stage.whole.label[row, column])


def runs(flags: Mask) -> list[slice]:
    """Give the stretches of true values."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int64)))
    return [slice(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]


def foramina(stage: Stage) -> Iterator[str]:
    """Draw the holes of the sacrum, unless something covers them."""
    angle = np.linspace(0.0, 2 * np.pi, 24, endpoint=False)
    for x, y, radius in FORAMINA:
        for side in (1, -1):
            rim = np.column_stack(
                [
                    side * x + 0.82 * radius * np.cos(angle),
                    y + radius * np.sin(angle) * (1 + 0.12 * np.sin(angle)),
                    np.full(len(angle), -52.0),
                ]
            )
            points = stage.camera.project(rim * MILLIMETER)[:, :2]
            if (_label_at(stage, points) == BONES.index("sacrum")).all():
                yield path_data(points, stage.camera.unit, tolerance=0.6, closed=True)


def relief(stage: Stage) -> Iterator[str]:
    """Ink the shaded side of the knobs on the sacrum's crest, and the tailbone's seams."""
    for curve in (*_crest_curves(), *_tailbone_seams()):
        line = stage.camera.project(curve)[:, :2]
        yield tapered_data(line, RELIEF_WIDTH, stage.camera.unit)


def _crest_curves() -> Iterator[FloatArray]:
    turn = np.linspace(-0.35 * np.pi, 0.35 * np.pi, 16)
    for y, half in CREST:
        x = -1.2 - 2.6 * np.cos(turn)
        depth = np.full(len(turn), -64.0)
        yield np.column_stack([x, y - 1.0 - half * np.sin(turn), depth]) * MILLIMETER


def _tailbone_seams() -> Iterator[FloatArray]:
    across = np.linspace(-1.0, 1.0, 16)
    for along, share in TAILBONE_JOINTS:
        middle, half_width = tailbone_at(np.array([along]))
        seam = np.repeat(middle, len(across), axis=0)
        seam[:, 0] += share * half_width * across
        seam[:, 1] -= SEAM_SAG * (1 - across**2)
        yield seam


def contour_lines(stage: Stage) -> Iterator[str]:
    """Ink the faint contours of the scene."""
    thin: list[FloatArray] = []
    dashed: list[FloatArray] = []
    for contour in stage.scene.contours.values():
        sides = (False, True) if contour.sides == "both" else stage.sides
        for right in sides:
            line = _contour_line(stage, contour, right)
            (thin if contour.line == "thin" else dashed).append(line)
    unit = stage.camera.unit
    yield filled(
        "".join(tapered_data(line, CONTOUR_WIDTH, unit, taper=160) for line in thin), ink.CONTOUR
    )
    strokes = (dash * unit for line in dashed for dash in dashes(line))
    yield stroked("".join(_segment(*dash) for dash in strokes), ink.CONTOUR, DASH_WIDTH)


def _contour_line(stage: Stage, contour: Contour, right: bool) -> FloatArray:
    places = np.array(contour.through) * MILLIMETER * (MIRROR if right else 1.0)
    line = ring if contour.closed else flowing
    return stage.camera.project(line(places, CONTOUR_POINTS))[:, :2]


def dashes(line: FloatArray, dash: float = DASH, gap: float = GAP) -> Iterator[FloatArray]:
    """Cut a line into short straight strokes, (2, 2), beginning and ending with a stroke."""
    along = lengths(line)
    count = max(1, round((along[-1] + gap) / (dash + gap)))
    scale = along[-1] / (count * (dash + gap) - gap)
    for index in range(count):
        start = index * (dash + gap) * scale
        places = np.array([start, start + dash * scale])
        yield np.stack([np.interp(places, along, column) for column in line.T], axis=1)


def _segment(start: FloatArray, end: FloatArray) -> str:
    x, y, to_x, to_y = (number(value) for value in (*start, *end))
    return f"M{x} {y}L{to_x} {to_y}"
