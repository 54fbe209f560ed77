"""Write strokes with thin ends, and those parts of curves on a surface that can be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry import bezier
from patterns.drawing.geometry.polylines import true_runs
from patterns.drawing.output.palette import INNER_WIDTH
from patterns.drawing.output.svg import curve_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.geometry.pen_lines import PenLine
    from patterns.drawing.geometry.raster import Raster

Ends = tuple[bool, bool]  # whether the start and the end of a stroke thin out

MIN_TAPERS_TO_SPLIT = 2.5  # a curve longer than so many tapers is split at the end of its taper
END_WIDTH = 0.12  # width at a tapered end, as a share of the full width
HIDDEN_DEPTH = 0.006  # a point this far behind what was drawn there is hidden, in meters
MIN_VISIBLE_POINTS = 4  # a visible part with fewer points would be a speck


def tapered_data(
    line: FloatArray,
    width: float,
    scale: float,
    *,
    taper: float = 50.0,
    ends: Ends = (True, True),
    tolerance: float = 0.9,
) -> str:
    """Write a stroke along an (n, 2) line as the `d` of its outline.

    `width`, `taper` (the length of a thin end) and `tolerance` are in the units of the line;
    `scale` turns them into viewBox units.
    """
    curves = _split_at_tapers(bezier.fit_beziers(line, tolerance), taper, ends)
    marks = np.cumsum([0.0, *(bezier.bezier_length(curve) for curve in curves)])
    left, right = [], []
    for curve, start, stop in zip(curves, marks[:-1], marks[1:], strict=True):
        places = np.linspace(start, stop, 4)
        widths = stroke_widths(places, float(marks[-1]), width, taper, ends)
        aside = bezier.bezier_normals(curve) * widths[:, None] / 2
        left.append(curve + aside)
        right.append((curve - aside)[::-1])
    return f"{curve_data(left, scale)}L{curve_data(right[::-1], scale)[1:]}z"


def inner_line_data(
    lines: Iterable[PenLine],
    scale: float,
    *,
    width: float = INNER_WIDTH,
    taper: float = 50.0,
    tolerance: float,
) -> str:
    """Write pen lines, in pixels, as strokes whose open ends thin out; `width` in viewBox units."""
    data = ""
    for line in lines:
        ends, full = (not line.closed,) * 2, width / scale
        data += tapered_data(line.points, full, scale, taper=taper, ends=ends, tolerance=tolerance)
    return data


def _split_at_tapers(curves: list[FloatArray], taper: float, ends: Ends) -> list[FloatArray]:
    """Split a long curve where its taper reaches the full width: one cubic cannot follow both."""
    first, last = bezier.bezier_length(curves[0]), bezier.bezier_length(curves[-1])
    if ends[1] and last > MIN_TAPERS_TO_SPLIT * taper:
        curves = [*curves[:-1], *bezier.split_bezier(curves[-1], 1 - taper / last)]
        first = bezier.bezier_length(curves[0])
    if ends[0] and first > MIN_TAPERS_TO_SPLIT * taper:
        curves = [*bezier.split_bezier(curves[0], taper / first), *curves[1:]]
    return curves


def stroke_widths(
    places: FloatArray, length: float, width: float, taper: float, ends: Ends
) -> FloatArray:
    """Return the width of a stroke at some distances from its start, (n,)."""
    taper = max(min(taper, length * 0.48), 1e-9)
    share = np.ones(len(places))
    for thin, distance in zip(ends, (places, length - places), strict=True):
        if thin:
            rise = np.sqrt(np.clip(distance / taper, 0.0, 1.0))
            share = np.minimum(share, END_WIDTH + (1 - END_WIDTH) * rise)
    return width * share


def visible_strokes(
    curves: Iterable[FloatArray], camera: Camera, raster: Raster, allowed: Mask, width: float
) -> str:
    """Write the visible parts of some curves as tapered strokes.

    The curves are (n, 3) world points on a surface, and `allowed` are the pixels that show this
    surface. `width` is in viewBox units.
    """
    data, unit = "", camera.unit
    for curve in curves:
        points = camera.project(curve)
        pixels = raster.pixels_at(points)
        seen = (points[:, 2] > raster.depth[pixels] - HIDDEN_DEPTH) & allowed[pixels]
        for run in true_runs(seen):
            if run.stop - run.start >= MIN_VISIBLE_POINTS:
                data += tapered_data(points[run, :2], width / unit, unit, taper=12, tolerance=0.5)
    return data
