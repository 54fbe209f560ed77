"""Draw the plain shapes of a sheet: rules, panels, discs, segments, arrows, crosses, signs."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from handouts.brand.color import WHITE
from handouts.layout.boxes import CurveTo, LineTo, MoveTo, Point, Shape, Step

if TYPE_CHECKING:
    from handouts.brand.color import Color

ROUND = 0.5523
"""The distance of a Bezier control point from the end of a quarter circle, in radii."""


def rule(x: float, y: float, width: float, color: Color, line_width: float = 0.75) -> Shape:
    """Draw a horizontal line."""
    return Shape(polyline((x, y), (x + width, y)), stroke=color, line_width=line_width)


def panel(
    width: float,
    height: float,
    *,
    fill: Color | None = None,
    stroke: Color | None = None,
    radius: float = 4,
    line_width: float = 1,
    at: Point = (0, 0),
) -> Shape:
    """Draw a rectangle with rounded corners; its border lies inside its size."""
    inner = line_width / 2 if stroke else 0
    x, y = at[0] + inner, at[1] + inner
    w, h = width - 2 * inner, height - 2 * inner
    r = min(radius, w / 2, h / 2)
    k = r * (1 - ROUND)
    steps: tuple[Step, ...] = (
        MoveTo((x + r, y)),
        LineTo((x + w - r, y)),
        CurveTo((x + w - k, y), (x + w, y + k), (x + w, y + r)),
        LineTo((x + w, y + h - r)),
        CurveTo((x + w, y + h - k), (x + w - k, y + h), (x + w - r, y + h)),
        LineTo((x + r, y + h)),
        CurveTo((x + k, y + h), (x, y + h - k), (x, y + h - r)),
        LineTo((x, y + r)),
        CurveTo((x, y + k), (x + k, y), (x + r, y)),
    )
    return Shape(steps, fill=fill, stroke=stroke, line_width=line_width, closed=True)


def disc(
    center: Point,
    radius: float,
    *,
    fill: Color | None = None,
    stroke: Color | None = None,
    line_width: float = 1,
) -> Shape:
    """Draw a circle."""
    x, y = center
    r, k = radius, radius * ROUND
    steps: tuple[Step, ...] = (
        MoveTo((x + r, y)),
        CurveTo((x + r, y + k), (x + k, y + r), (x, y + r)),
        CurveTo((x - k, y + r), (x - r, y + k), (x - r, y)),
        CurveTo((x - r, y - k), (x - k, y - r), (x, y - r)),
        CurveTo((x + k, y - r), (x + r, y - k), (x + r, y)),
    )
    return Shape(steps, fill=fill, stroke=stroke, line_width=line_width, closed=True)


def polyline(*points: Point) -> tuple[Step, ...]:
    """Return the steps of straight lines from point to point."""
    return (MoveTo(points[0]), *map(LineTo, points[1:]))


def segment(start: Point, end: Point, color: Color, line_width: float) -> Shape:
    """Draw a line with round ends."""
    return Shape(polyline(start, end), stroke=color, line_width=line_width, round_ends=True)


def spokes(center: Point, radius: float, count: int = 6) -> tuple[Step, ...]:
    """Return the lines of an asterisk, the first one vertical."""
    x, y = center
    steps: list[Step] = []
    for i in range(count):
        angle = 2 * pi * i / count - pi / 2
        steps += polyline((x, y), (x + radius * cos(angle), y + radius * sin(angle)))
    return tuple(steps)


def arrow(x: float, y: float, width: float, color: Color) -> tuple[Shape, ...]:
    """Draw an arrow to the right from (x, y), with an open head."""
    tip, head = x + width, min(4.0, width / 3)
    return (
        segment((x, y), (tip, y), color, 1.4),
        segment((tip - head, y - head), (tip, y), color, 1.4),
        segment((tip - head, y + head), (tip, y), color, 1.4),
    )


def stop_sign(center: Point, radius: float, color: Color) -> tuple[Shape, ...]:
    """Draw an octagon with a white bar."""
    x, y = center
    angles = [pi / 8 + i * pi / 4 for i in range(8)]
    edge = polyline(*((x + radius * cos(a), y + radius * sin(a)) for a in angles))
    half = radius * 0.5
    return (
        Shape(edge, fill=color, closed=True),
        segment((x - half, y), (x + half, y), WHITE, radius * 0.32),
    )


def crossed_disc(center: Point, radius: float, color: Color) -> tuple[Shape, ...]:
    """Draw a disc with a white diagonal cross: not this."""
    (x, y), half = center, radius * 0.42
    return (
        disc(center, radius, fill=color),
        segment((x - half, y - half), (x + half, y + half), WHITE, radius * 0.28),
        segment((x - half, y + half), (x + half, y - half), WHITE, radius * 0.28),
    )


def ticked_disc(center: Point, radius: float, color: Color) -> tuple[Shape, ...]:
    """Draw a ring on white with a tick: this."""
    (x, y), width = center, radius * 0.28
    low = (x - 0.1 * radius, y + 0.4 * radius)
    return (
        disc(center, radius - width / 2, fill=WHITE, stroke=color, line_width=width),
        segment((x - 0.46 * radius, y + 0.04 * radius), low, color, width),
        segment(low, (x + 0.46 * radius, y - 0.38 * radius), color, width),
    )


def cross(x: float, y: float, size: float, color: Color) -> tuple[Shape, ...]:
    """Draw a plus sign whose box begins at (x, y - size / 2)."""
    half = size / 2
    return (
        segment((x, y), (x + size, y), color, 1.6),
        segment((x + half, y - half), (x + half, y + half), color, 1.6),
    )
