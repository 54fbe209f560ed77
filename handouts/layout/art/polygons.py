"""Ask of polygons what they contain, what runs through them, and make them larger."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.layout.boxes import Point

TOUCHING = 0.01
"""The last share of a line, which may lie on the border of a polygon."""


def contains(area: Sequence[Point], at: Point) -> bool:
    """Return whether a polygon contains a point."""
    x, y = at
    inside = False
    for (ax, ay), (bx, by) in pairwise([*area, area[0]]):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            inside = not inside
    return inside


def runs_through(start: Point, end: Point, area: Sequence[Point]) -> bool:
    """Return whether a line crosses the border of a polygon before it ends."""
    (x, y), dx, dy = start, end[0] - start[0], end[1] - start[1]
    for (ax, ay), (bx, by) in pairwise([*area, area[0]]):
        ex, ey = bx - ax, by - ay
        cross = dx * ey - dy * ex
        if cross:
            along = ((ax - x) * ey - (ay - y) * ex) / cross
            across = ((ax - x) * dy - (ay - y) * dx) / cross
            if 0 <= along < 1 - TOUCHING and 0 <= across <= 1:
                return True
    return False


def grown(area: Sequence[Point], by: float) -> list[Point]:
    """Move the corners of a polygon so far from the mean of all."""
    cx, cy = (sum(values) / len(area) for values in zip(*area, strict=True))
    larger: list[Point] = []
    for x, y in area:
        away = hypot(x - cx, y - cy) or 1.0
        larger.append((x + (x - cx) * by / away, y + (y - cy) * by / away))
    return larger
