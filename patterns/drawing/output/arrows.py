"""Points along a movement in, a tapered arrow with a white halo out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.curves import flowing, lengths, path_data
from patterns.drawing.output.ink import ACCENT, PAPER
from patterns.drawing.output.svg import filled, stroked

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

# All lengths are viewBox units.
TAIL_WIDTH, NECK_WIDTH = 4.0, 10.0
HEAD_LENGTH, HEAD_WIDTH = 32.0, 29.0
HEAD_NOTCH = 0.12
"""How deep the back of the head is cut in, as a share of its length."""

HALO = 4.5
POINTS = 40


def arrow(points: FloatArray, *, size: float = 1.0, double: bool = False) -> list[str]:
    """Draw an arrow through some points, (n, 2) in viewBox units, from its tail to its tip.

    The shaft widens towards the head, which shows the way even where the head is small. A double
    arrow has a head at both ends and an even shaft.
    """
    line = flowing(points, POINTS)
    along = lengths(line)
    total = float(along[-1])
    head = min(HEAD_LENGTH * size, total * (0.36 if double else 0.5))
    start = head * 0.8 if double else 0.0
    places = np.linspace(start, total - head * 0.8, POINTS)
    shaft = np.stack([np.interp(places, along, column) for column in line.T], axis=1)
    tail_width = NECK_WIDTH * 0.72 if double else TAIL_WIDTH
    neck_width = NECK_WIDTH * 0.72 if double else NECK_WIDTH
    width = np.linspace(tail_width, neck_width, POINTS) * size

    shapes = [_shaft(shaft, width), _head(line, along, head, size)]
    if double:
        shapes.append(_head(line[::-1], along, head, size))
    halo = [stroked(shape, PAPER, 2 * HALO) for shape in shapes]
    return halo + [filled(shape, ACCENT) for shape in shapes]


def _shaft(center: FloatArray, width: FloatArray) -> str:
    way = np.gradient(center, axis=0)
    way /= np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)
    aside = np.stack([-way[:, 1], way[:, 0]], axis=1) * width[:, None] / 2
    there = path_data(center + aside, 1.0, tolerance=0.4)
    back = path_data((center - aside)[::-1], 1.0, tolerance=0.4)
    return f"{there}L{back[1:]}z"


def _head(line: FloatArray, along: FloatArray, length: float, size: float) -> str:
    """Draw the head at the line's end: a triangle with a slightly hollow back."""
    tip = line[-1]
    total = float(along[-1])
    distances = np.concatenate([[0.0], np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))])
    root = np.array([np.interp(total - length, distances, column) for column in line.T])
    way = (tip - root) / max(float(np.linalg.norm(tip - root)), 1e-9)
    aside = np.array([-way[1], way[0]]) * HEAD_WIDTH * size / 2
    corners = [tip, root + aside, root + way * length * HEAD_NOTCH, root - aside]
    words = "L".join(f"{x:.1f} {y:.1f}" for x, y in corners)
    return f"M{words}z"
