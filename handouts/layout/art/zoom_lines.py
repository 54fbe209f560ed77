"""Draw the two lines that lead from the ring in a figure to the close view of what it holds."""

from __future__ import annotations

from math import acos, atan2, cos, hypot, sin
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.shapes import segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.brand.color import Color
    from handouts.layout.art.drawing_loader import Placement
    from handouts.layout.boxes import Point, Shape

LENS = "lens"
"""The area of a drawing that its ring holds."""

LINE_WIDTH = 0.6

VIEW_GAPS = (12.0, 40.0, 70.0)
"""Spaces between a figure and its close view, in points; below a narrow one, a caption is wider."""


class Circle(NamedTuple):
    """A circle by its center and its radius."""

    x: float
    y: float
    radius: float


def zoom_lines(whole: Placement, close: Placement, shift: float, color: Color) -> Iterator[Shape]:
    """Draw lines that touch the ring and the edge of the round close view, `shift` to its right.

    There are none for a figure without a ring.
    """
    if LENS not in whole.drawing.areas:
        return
    ring = _ring(whole)
    width, height = close.drawing.width * close.scale, close.drawing.height * close.scale
    radius = min(width, height) / 2
    view = Circle(shift + close.left + width / 2, close.top + height / 2, radius)
    for start, end in outer_tangents(ring, view):
        yield segment(start, end, color, LINE_WIDTH)


def lines_to_the_right(whole: Placement) -> Iterator[tuple[Point, Point]]:
    """Give the lines to a close view that stands at the right of a figure, near it and far from it.

    So a figure knows where its lines will run before its close view, as high as it, is placed.
    """
    if LENS not in whole.drawing.areas:
        return
    width, height = whole.drawing.width * whole.scale, whole.drawing.height * whole.scale
    radius = height / 2
    for gap in VIEW_GAPS:
        view = Circle(whole.left + width + gap + radius, whole.top + radius, radius)
        yield from outer_tangents(_ring(whole), view)


def _ring(whole: Placement) -> Circle:
    ((xs, ys),) = (tuple(zip(*line, strict=True)) for line in whole.areas(LENS))
    return Circle(_middle(xs), _middle(ys), (max(xs) - min(xs)) / 2)


def outer_tangents(first: Circle, second: Circle) -> Iterator[tuple[Point, Point]]:
    """Give the lines that touch two circles on the same side; none if one lies in the other."""
    apart = hypot(second.x - first.x, second.y - first.y)
    if apart <= abs(first.radius - second.radius):
        return
    way = atan2(second.y - first.y, second.x - first.x)
    turn = acos((first.radius - second.radius) / apart)
    for angle in (way - turn, way + turn):
        yield _on(first, angle), _on(second, angle)


def _on(circle: Circle, angle: float) -> Point:
    return circle.x + circle.radius * cos(angle), circle.y + circle.radius * sin(angle)


def _middle(values: tuple[float, ...]) -> float:
    return (min(values) + max(values)) / 2
