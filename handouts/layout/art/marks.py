"""Draw the marks of a picture.

The shape carries the meaning; color only helps. Each mark has a white halo or its own hatching, so
that it stands out from bone and muscle in color and in gray.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

from handouts.brand.color import WHITE
from handouts.layout.art import shapes
from handouts.layout.boxes import Point, Shape, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from handouts.brand.color import Color
    from handouts.layout.style.theme import ColorScheme

STAR_RADIUS = 8.0
RING_RADIUS = 6.2
STRIPE_GAP = 5.2
DOT_GAP = 5.0
DOT_RADIUS = 1.1
GOLDEN_ANGLE = pi * (3 - sqrt(5))


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """How a mark is drawn; `size` scales marks on an anchor, `outlined` applies to stars."""

    colors: ColorScheme
    size: float = 1.0
    outlined: bool = False


def star(at: Point, style: MarkStyle) -> tuple[Shape, ...]:
    """Draw an asterisk with a white halo; an outlined one is hollow."""
    steps, treat = shapes.spokes(at, STAR_RADIUS * style.size), style.colors.treat

    def stroke(color: Color, width: float) -> Shape:
        return Shape(steps, stroke=color, line_width=width * style.size, round_ends=True)

    if style.outlined:
        return stroke(WHITE, 7.4), stroke(treat, 5.0), stroke(WHITE, 2.6)
    return stroke(WHITE, 7.4), stroke(treat, 3.9)


def ring(at: Point, style: MarkStyle) -> tuple[Shape, ...]:
    """Draw a ring with a white halo."""
    radius = RING_RADIUS * style.size
    return (
        shapes.disc(at, radius, stroke=WHITE, line_width=4.2 * style.size),
        shapes.disc(at, radius, stroke=style.colors.ink, line_width=1.7 * style.size),
    )


def stripes(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Hatch an area with rising lines that end at its border, and draw the border."""
    treat, border = style.colors.treat, shapes.polyline(*area)
    return (
        Shape(_hatch(area), stroke=treat, line_width=1.15),
        Shape(border, stroke=WHITE, line_width=3.0, closed=True),
        Shape(border, stroke=treat, line_width=1.3, closed=True),
    )


def _hatch(area: Sequence[Point]) -> tuple[Step, ...]:
    """Clip lines at 45 degrees to a polygon: along x + y = c, between its crossings."""
    sums = [x + y for x, y in area]
    gap = STRIPE_GAP * sqrt(2)
    first, last = int(min(sums) / gap) + 1, int(max(sums) / gap)
    steps: list[Step] = []
    for i in range(first, last + 1):
        crossings = sorted(_crossings(area, i * gap))
        for start, end in zip(crossings[::2], crossings[1::2], strict=False):
            steps += shapes.polyline(start, end)
    return tuple(steps)


def _crossings(area: Sequence[Point], level: float) -> list[Point]:
    """Find where the edges of a polygon cross the line x + y = level."""
    found = []
    for (x0, y0), (x1, y1) in _edges(area):
        a, b = x0 + y0 - level, x1 + y1 - level
        if (a < 0) != (b < 0):
            t = a / (a - b)
            found.append((x0 + t * (x1 - x0), y0 + t * (y1 - y0)))
    return found


def dots(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Fill an area with dots in a golden-angle spiral (phyllotaxis): even and deterministic."""
    center, edges = _center(area), _edges(area)
    reach = max(hypot(x - center[0], y - center[1]) for x, y in area)
    placed = []
    for i in range(int((reach / DOT_GAP) ** 2 * pi) + 1):
        radius, angle = DOT_GAP * sqrt((i + 0.5) / pi), i * GOLDEN_ANGLE
        point = (center[0] + radius * cos(angle), center[1] + radius * sin(angle))
        if _inside(point, edges):
            pain = style.colors.pain
            placed.append(shapes.disc(point, DOT_RADIUS, fill=pain, stroke=WHITE, line_width=0.35))
    return tuple(placed)


def _center(area: Sequence[Point]) -> Point:
    return (sum(x for x, _ in area) / len(area), sum(y for _, y in area) / len(area))


def _edges(area: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return the edges of a polygon."""
    return list(zip(area, [*area[1:], area[0]], strict=True))


def _inside(point: Point, edges: Iterable[tuple[Point, Point]]) -> bool:
    """Return whether a point lies in the polygon of some edges, by the even-odd rule."""
    x, y = point
    odd = False
    for (x0, y0), (x1, y1) in edges:
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            odd = not odd
    return odd


DRAW_MARK: dict[str, Callable[[Any, MarkStyle], tuple[Shape, ...]]] = {
    "dots": dots,
    "star": star,
    "stripes": stripes,
    "ring": ring,
}
"""The drawing function of every kind in `patterns.mark_kinds`, called with a point or a polygon."""
