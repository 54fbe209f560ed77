"""Draw the marks of a picture.

The shape carries the meaning; color only helps. Each mark has a white halo or its own hatching, so
that it stands out from bone and muscle in color and in gray.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, hypot, sqrt
from typing import TYPE_CHECKING, Any

from handouts.brand.color import WHITE, tint
from handouts.layout.art import shapes
from handouts.layout.boxes import CurveTo, MoveTo, Point, Shape, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from handouts.brand.color import Color
    from handouts.layout.style.theme import ColorScheme

STAR_RADIUS = 8.0
RING_RADIUS = 6.2
TARGET_RADII = (6.2, 3.4)
SMALL_TARGET = 0.8
"""The size of a target on the small figure beside a plate."""

STRIPE_GAP = 5.2
HATCH_GAP = 4.4
WAVE_GAP, WAVE, WAVE_HEIGHT, WAVE_INSET = 6.4, 9.0, 2.4, 3.0
"""The distance between waves, their least width, their reach, and their distance from the border,
in points; a narrow area has narrower ones.
"""

DASH, DASH_GAP = 4.2, 3.0
PATCH_TINT = 0.16
FULL_PATCH = 21.0
"""The lesser width of a patch whose lines have their full size, in points."""

STAR_SHARE = 0.36
"""The greatest reach of the star on a patch, as a share of the patch's lesser width."""


@dataclass(frozen=True, slots=True)
class MarkStyle:
    """How a mark is drawn; `size` scales marks on an anchor.

    An `outlined` patch is offered but not chosen, and a `choice` is one of several to choose from.
    `rising` says which way the lines of a hatched area run, so that both sides mirror each other.
    """

    colors: ColorScheme
    size: float = 1.0
    outlined: bool = False
    choice: bool = False
    rising: bool = True


def patch(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Draw a patch with a star on it, over a halo that comes first.

    A patch that is offered but not chosen is dashed and hollow, and one of several to choose from
    is dashed.
    """
    treat, border, lines = style.colors.treat, shapes.polyline(*area), _thinner(area)
    if style.outlined or style.choice:
        dashed = tuple(_dashes([*area, area[0]]))
        return (
            Shape(border, fill=WHITE, stroke=WHITE, line_width=3.0 * lines, closed=True),
            Shape(dashed, stroke=treat, line_width=1.2 * lines),
            *_star(area, style),
        )
    ground = tint(treat, PATCH_TINT) if style.colors.bold else WHITE
    return (
        Shape(border, stroke=WHITE, line_width=4.2 * lines, closed=True),
        Shape(border, fill=ground, stroke=treat, line_width=1.8 * lines, closed=True),
        *_star(area, style),
    )


def _thinner(area: Sequence[Point]) -> float:
    """Return how much thinner the lines of a small patch are, so that it stays to scale."""
    return min(1.0, _lesser_width(area) / FULL_PATCH)


def _lesser_width(area: Sequence[Point]) -> float:
    """Return twice the distance from the middle of an area to the nearest of its edges."""
    x, y = _center(area)
    return 2 * min(
        abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / hypot(bx - ax, by - ay)
        for (ax, ay), (bx, by) in pairwise([*area, area[0]])
        if (ax, ay) != (bx, by)
    )


def _star(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Draw an asterisk in the middle of an area; an outlined one is hollow."""
    center, treat = _center(area), style.colors.treat
    radius = min(STAR_RADIUS * style.size, STAR_SHARE * _lesser_width(area))
    steps, size = shapes.spokes(center, radius), radius / STAR_RADIUS

    def stroke(color: Color, width: float) -> Shape:
        return Shape(steps, stroke=color, line_width=width * size, round_ends=True)

    if style.outlined:
        return stroke(treat, 5.4), stroke(WHITE, 2.8)
    return (stroke(treat, 3.9),)


def _dashes(line: Sequence[Point]) -> Iterator[Step]:
    """Cut a line into dashes, as long as they must be for all to be whole."""
    lengths = [hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairwise(line)]
    count = max(1, round(sum(lengths) / (DASH + DASH_GAP)))
    period = sum(lengths) / count
    dash = period * DASH / (DASH + DASH_GAP)
    begun = 0.0
    for (start, end), length in zip(pairwise(line), lengths, strict=True):
        first, last = int(begun / period), int((begun + length) / period)
        for i in range(first, last + 1):
            low, high = max(i * period, begun), min(i * period + dash, begun + length)
            if low < high:
                ends = (_between(start, end, (at - begun) / length) for at in (low, high))
                yield from shapes.polyline(*ends)
        begun += length


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def ring(at: Point, style: MarkStyle) -> tuple[Shape, ...]:
    """Draw a ring with a white halo."""
    radius = RING_RADIUS * style.size
    return (
        shapes.disc(at, radius, stroke=WHITE, line_width=4.2 * style.size),
        shapes.disc(at, radius, stroke=style.colors.ink, line_width=1.7 * style.size),
    )


def target(at: Point, style: MarkStyle) -> tuple[Shape, ...]:
    """Draw two red rings around a point on a white ground: here."""
    pain, size = style.colors.pain, style.size
    outer, inner = (radius * size for radius in TARGET_RADII)
    return (
        shapes.disc(at, outer + 2.6 * size, fill=WHITE),
        shapes.disc(at, outer, stroke=pain, line_width=1.5 * size),
        shapes.disc(at, inner, stroke=pain, line_width=1.3 * size),
        shapes.disc(at, 1.2 * size, fill=pain),
    )


def hatch(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Hatch an area with lines that stand out from bone and from muscle, each on a white ground."""
    pain, border = style.colors.pain, shapes.polyline(*area)
    lines = _lines(area, HATCH_GAP, rising=style.rising)
    return (
        Shape(border, stroke=WHITE, line_width=2.2, closed=True),
        Shape(lines, stroke=WHITE, line_width=1.9),
        Shape(lines, stroke=pain, line_width=1.0),
        Shape(border, stroke=pain, line_width=0.8, closed=True),
    )


def stripes(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Hatch an area with rising lines that end at its border, and draw the border."""
    return _filled(area, _lines(area, STRIPE_GAP), style.colors.treat)


def waves(area: Sequence[Point], style: MarkStyle) -> tuple[Shape, ...]:
    """Fill an area with wavy lines that end before its border, and draw the border."""
    steps: list[Step] = []
    for start, end in _spans(area, WAVE_GAP, (0.0, 1.0)):
        room = end[0] - start[0] - 2 * WAVE_INSET
        if room > 0:
            count = max(1, int(room / WAVE))
            steps += _wave((start[0] + WAVE_INSET, start[1]), room / count, count)
    return _filled(area, tuple(steps), style.colors.treat)


def _filled(area: Sequence[Point], lines: tuple[Step, ...], color: Color) -> tuple[Shape, ...]:
    """Draw lines in an area, if it is large enough to have some, and its border."""
    border = shapes.polyline(*area)
    return (
        *((Shape(lines, stroke=color, line_width=1.15),) if lines else ()),
        Shape(border, stroke=WHITE, line_width=3.0, closed=True),
        Shape(border, stroke=color, line_width=1.3, closed=True),
    )


def _wave(start: Point, width: float, count: int) -> Iterator[Step]:
    """Draw a line of so many waves of a width, each up and down again."""
    x, y = start
    yield MoveTo(start)
    for half in range(2 * count):
        top = y + (WAVE_HEIGHT if half % 2 else -WAVE_HEIGHT)
        left, right = (x + (half + share) * width / 2 for share in (0.36, 0.64))
        yield CurveTo((left, top), (right, top), (x + (half + 1) * width / 2, y))


def _lines(area: Sequence[Point], gap: float, *, rising: bool = True) -> tuple[Step, ...]:
    """Clip lines at 45 degrees to a polygon."""
    spans = _spans(area, gap * sqrt(2), (1.0, 1.0 if rising else -1.0))
    return tuple(step for start, end in spans for step in shapes.polyline(start, end))


def _spans(
    area: Sequence[Point], apart: float, across: tuple[float, float]
) -> Iterator[tuple[Point, Point]]:
    """Clip the lines a x + b y = n `apart` to a polygon, for each whole n; `across` is (a, b)."""
    sums = [across[0] * x + across[1] * y for x, y in area]
    for i in range(ceil(min(sums) / apart), floor(max(sums) / apart) + 1):
        crossings = sorted(_crossings(area, i * apart, across))
        yield from zip(crossings[::2], crossings[1::2], strict=False)


def _crossings(area: Sequence[Point], level: float, across: tuple[float, float]) -> Iterator[Point]:
    """Find where the edges of a polygon cross the line a x + b y = level; `across` is (a, b)."""
    for start, end in pairwise([*area, area[0]]):
        a, b = (across[0] * x + across[1] * y - level for x, y in (start, end))
        if (a < 0) != (b < 0):
            yield _between(start, end, a / (a - b))


def _center(area: Sequence[Point]) -> Point:
    return (sum(x for x, _ in area) / len(area), sum(y for _, y in area) / len(area))


DRAW_MARK: dict[str, Callable[[Any, MarkStyle], tuple[Shape, ...]]] = {
    "hatch": hatch,
    "star": patch,
    "stripes": stripes,
    "waves": waves,
    "ring": ring,
    "sore": target,
}
"""The drawing function of every kind in `patterns.mark_kinds`, called with a point or a polygon."""
