"""Draw arrows that show a movement: a tapered shaft and a head over a white halo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.polylines import arc_lengths, interpolate, spline
from patterns.drawing.geometry.rotations import unit
from patterns.drawing.output.palette import ACCENT, PAPER
from patterns.drawing.output.svg import fill_path, path_data, stroke_path

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

# All lengths are viewBox units.
TAIL_WIDTH, NECK_WIDTH = 4.0, 10.0
DOUBLE_WIDTH = NECK_WIDTH * 0.72
HEAD_LENGTH, HEAD_WIDTH = 32.0, 29.0
HEAD_NOTCH = 0.12  # how deep the back of the head is cut in, as a share of its length
HALO_WIDTH = 4.5
POINTS = 40


def arrow_paths(through: FloatArray, *, size: float = 1.0, double: bool = False) -> list[str]:
    """Draw an arrow through some points, (n, 2) in viewBox units, from its tail to its tip.

    The shaft widens toward the head, which shows the way even where the head is small. A double
    arrow has a head at both ends and an even shaft. `size` scales widths and heads.
    """
    line = spline(through, POINTS)
    along = arc_lengths(line)
    total = float(along[-1])
    head = min(HEAD_LENGTH * size, total * (0.36 if double else 0.5))
    start = head * 0.8 if double else 0.0
    shaft = interpolate(line, along, np.linspace(start, total - head * 0.8, POINTS))
    tail_width, neck_width = (DOUBLE_WIDTH,) * 2 if double else (TAIL_WIDTH, NECK_WIDTH)
    width = np.linspace(tail_width, neck_width, POINTS) * size

    tips = (line, line[::-1]) if double else (line,)
    shapes = [_shaft(shaft, width), *(_head(to_tip, head, size) for to_tip in tips)]
    halo = [stroke_path(shape, PAPER, 2 * HALO_WIDTH) for shape in shapes]
    return halo + [fill_path(shape, ACCENT) for shape in shapes]


def _shaft(center: FloatArray, width: FloatArray) -> str:
    tangent = np.gradient(center, axis=0)
    tangent /= np.maximum(np.linalg.norm(tangent, axis=1, keepdims=True), 1e-9)
    aside = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1) * width[:, None] / 2
    there = path_data(center + aside, 1.0, tolerance=0.4)
    back = path_data((center - aside)[::-1], 1.0, tolerance=0.4)
    return f"{there}L{back[1:]}z"


def _head(line: FloatArray, length: float, size: float) -> str:
    """Draw the head at the line's end: a triangle with a slightly hollow back."""
    tip, along = line[-1], arc_lengths(line)
    (base,) = interpolate(line, along, along[-1:] - length)
    tangent = unit(tip - base)
    aside = np.array([-tangent[1], tangent[0]]) * HEAD_WIDTH * size / 2
    corners = [tip, base + aside, base + tangent * length * HEAD_NOTCH, base - aside]
    return f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in corners)}z"
