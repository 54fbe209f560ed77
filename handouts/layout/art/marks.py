"""Draws the marks of a picture: star for the patch, stripes for ice, dots for pain, ring for ball.

Shape carries the meaning and color only helps. Each mark has a white halo or stands on its own
hatching, so that it holds on bone and muscle, in color and in gray.
"""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING

from handouts.brand.color import WHITE
from handouts.layout.art import shapes
from handouts.layout.boxes import LineTo, MoveTo, Point, Shape, Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.brand.color import Color
    from handouts.layout.style.theme import ColorScheme

STAR_RADIUS = 8.0
RING_RADIUS = 6.2
STRIPE_GAP = 5.2
DOT_GAP = 5.0
DOT_RADIUS = 1.1
GOLDEN_ANGLE = pi * (3 - sqrt(5))


def star(at: Point, size: float, colors: ColorScheme, *, outlined: bool) -> tuple[Shape, ...]:
    """Draw an asterisk with a white halo; an outlined one is hollow. `size` 1 is full size."""
    steps = shapes.spokes(at, STAR_RADIUS * size)

    def stroke(color: Color, width: float) -> Shape:
        return Shape(steps, stroke=color, line_width=width * size, round_ends=True)

    if outlined:
        return stroke(WHITE, 7.4), stroke(colors.treat, 5.0), stroke(WHITE, 2.6)
    return stroke(WHITE, 7.4), stroke(colors.treat, 3.9)


def ring(at: Point, size: float, colors: ColorScheme) -> tuple[Shape, ...]:
    """Draw a ring with a white halo; `size` 1 is full size."""
    return (
        shapes.disc(at, RING_RADIUS * size, stroke=WHITE, line_width=4.2 * size),
        shapes.disc(at, RING_RADIUS * size, stroke=colors.ink, line_width=1.7 * size),
    )


def stripes(area: Sequence[Point], colors: ColorScheme) -> tuple[Shape, ...]:
    """Hatch an area with rising lines and draw its border; the lines end at the border."""
    return (
        Shape(_hatch(area), stroke=colors.treat, line_width=1.15),
        Shape(_outline(area), stroke=WHITE, line_width=3.0, closed=True),
        Shape(_outline(area), stroke=colors.treat, line_width=1.3, closed=True),
    )


def _outline(area: Sequence[Point]) -> tuple[Step, ...]:
    return (MoveTo(area[0]), *(LineTo(point) for point in area[1:]))


def _hatch(area: Sequence[Point]) -> tuple[Step, ...]:
    """Cut lines at 45 degrees by a polygon: along x + y = c, where its edges cross."""
    sums = [x + y for x, y in area]
    gap = STRIPE_GAP * sqrt(2)
    first, last = int(min(sums) / gap) + 1, int(max(sums) / gap)
    steps: list[Step] = []
    for i in range(first, last + 1):
        crossings = sorted(_crossings(area, i * gap))
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            steps += [MoveTo(start), LineTo(end)]
    return tuple(steps)


def _crossings(area: Sequence[Point], level: float) -> list[Point]:
    found = []
    for (x0, y0), (x1, y1) in zip(area, [*area[1:], area[0]], strict=True):
        a, b = x0 + y0 - level, x1 + y1 - level
        if (a < 0) != (b < 0):
            t = a / (a - b)
            found.append((x0 + t * (x1 - x0), y0 + t * (y1 - y0)))
    return found


def dots(area: Sequence[Point], colors: ColorScheme) -> tuple[Shape, ...]:
    """Strew dots over an area like the seeds of a sunflower: even, without rows, ever the same."""
    center = _center(area)
    reach = max(hypot(x - center[0], y - center[1]) for x, y in area)
    placed = []
    for i in range(int((reach / DOT_GAP) ** 2 * pi) + 1):
        radius, angle = DOT_GAP * sqrt((i + 0.5) / pi), i * GOLDEN_ANGLE
        point = (center[0] + radius * cos(angle), center[1] + radius * sin(angle))
        if _inside(point, area):
            dot = shapes.disc(point, DOT_RADIUS, fill=colors.pain, stroke=WHITE, line_width=0.35)
            placed.append(dot)
    return tuple(placed)


def _center(area: Sequence[Point]) -> Point:
    return (sum(x for x, _ in area) / len(area), sum(y for _, y in area) / len(area))


def _inside(point: Point, area: Sequence[Point]) -> bool:
    """Tell whether a point lies in a polygon, by counting the edges to its right."""
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in zip(area, [*area[1:], area[0]], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            odd = not odd
    return odd
