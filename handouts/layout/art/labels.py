"""Set the labels in the margins of a picture, with leader lines to their anchors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.brand.color import WHITE, Color
from handouts.layout.art import shapes
from handouts.layout.art.polygons import contains, grown, runs_through
from handouts.layout.boxes import Box, Item, Point, Shape
from handouts.layout.text.paragraph import set_text, words_of
from patterns.text import StyledRun

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from handouts.document import PlacedLabel
    from handouts.layout.style.theme import TextStyle, Theme

LABEL_GAP = 6.0
"""The space between a label and the drawing, in points."""

STACK_GAP = 3.0
"""The least space between two labels of one margin, in points."""

MAX_LABELS_HEIGHT = 580.0
"""The greatest height of the labels of one margin, in points; a side holds at least 666."""

WIDTH_FACTORS = (1.0, 1.5, 2.0)
"""How wide a margin may become, in widths of its longest word."""

MAX_ONE_LINE = 46.0
"""A label of at most this width, in points, stays on one line; a wider one breaks at its words."""


HEIGHT_STEP = 4.0
"""The steps in which a label moves to keep its line off the marks, in points."""

LINE_CLEAR = 3.0
"""The space between a leader line and a mark that it does not lead to, in points."""


@dataclass(frozen=True, slots=True)
class LabelColumn:
    """The labels of one margin with their texts, set to one width."""

    margin: str
    width: float
    labels: tuple[tuple[PlacedLabel, Box], ...]

    @property
    def room(self) -> float:
        """The width of the margin, with the gap beside the drawing."""
        return self.width + LABEL_GAP if self.labels else 0.0

    @property
    def height(self) -> float:
        """The least height of the labels one below the other."""
        heights = [box.height for _, box in self.labels]
        return sum(heights) + STACK_GAP * max(0, len(heights) - 1)


@lru_cache(maxsize=64)
def set_labels(
    labels: tuple[PlacedLabel, ...], margin: str, style: TextStyle, field: str
) -> LabelColumn:
    """Set the labels of one margin as wide as their longest word, or wider if they are too high.

    `field` is their place in messages.
    """
    own = [label for label in labels if label.margin == margin]
    texts = [(StyledRun(label.text, label.strong),) for label in own]
    widths = []
    for text in texts:
        words = words_of(text, style.family, style.size, field)
        whole = sum(word.width + word.space for word in words)
        widths.append(whole if whole <= MAX_ONE_LINE else max(word.width for word in words))
    column = LabelColumn(margin, 0.0, ())
    for factor in WIDTH_FACTORS:
        width = factor * max(widths, default=0.0) + 0.5
        boxes = [set_text(text, style, width, field=field) for text in texts]
        column = LabelColumn(margin, width, tuple(zip(own, boxes, strict=True)))
        if column.height <= MAX_LABELS_HEIGHT:
            break
    return column


def place_labels(
    column: LabelColumn,
    touch: Callable[[PlacedLabel], list[Point]],
    theme: Theme,
    picture: Box,
    avoid: Sequence[Sequence[Point]] = (),
    crossed: Sequence[Sequence[Point]] = (),
) -> list[tuple[float, float, Item]]:
    """Place labels as near the height of their anchors as room allows, with leader lines.

    `touch` returns where the line of a label may end; of several points the one nearest to its
    margin is taken. A label moves up or down until its line runs through none of the polygons of
    `avoid`, and of those of `crossed`, if it can. Offsets are from the top left corner of
    `picture`, which is at least as high as the column.
    """
    left = column.margin == "left"
    nearest = min if left else max
    edge = column.width + 2 if left else picture.width - column.width - 2
    anchored = []
    for label, box in column.labels:
        at = nearest(touch(label))
        anchored.append((_free_height(at, edge, picture.height, avoid, crossed), at, box))
    anchored.sort(key=lambda label: label[:2])
    heights = [box.height for *_, box in anchored]
    tops = _spread([y - box.height / 2 for y, _, box in anchored], heights, picture.height)
    items: list[tuple[float, float, Item]] = []
    for (_, at, box), top in zip(anchored, tops, strict=True):
        width = box.longest_line
        x = column.width - width if left else picture.width - column.width
        end = column.width + 2 if left else x - 2
        leader = _leader((end, top + box.height / 2), at, theme.colors.ink)
        items += [(0, 0, shape) for shape in leader]
        items.append((x, top, Box(width, box.height, box.items, name="label")))
    return items


def _free_height(
    at: Point,
    edge: float,
    room: float,
    avoid: Sequence[Sequence[Point]],
    crossed: Sequence[Sequence[Point]],
) -> float:
    """Return the height nearest to a point from which a line from the margin's edge is free.

    It keeps away from the polygons of `avoid` and out of those of `crossed`, if it can.
    """
    steps = sorted(range(-int(room / HEIGHT_STEP), int(room / HEIGHT_STEP) + 1), key=abs)
    heights = [y for step in steps if 0 <= (y := at[1] + step * HEIGHT_STEP) <= room]
    wide = [_around(area, at) for area in avoid]
    others = [area for area in crossed if not contains(area, at)]
    for areas in dict.fromkeys((_tupled([*wide, *others]), _tupled(wide), _tupled(avoid))):
        for y in heights:
            if not any(runs_through((edge, y), at, area) for area in areas):
                return y
    return at[1]


def _around(area: Sequence[Point], end: Point) -> Sequence[Point]:
    """Return a polygon with some room around it, or as it is if a line leads to it."""
    larger = grown(area, LINE_CLEAR)
    return area if contains(larger, end) else larger


def _tupled(areas: Sequence[Sequence[Point]]) -> tuple[tuple[Point, ...], ...]:
    return tuple(tuple(area) for area in areas)


def _leader(start: Point, end: Point, color: Color) -> tuple[Shape, ...]:
    """Draw a leader line with a white halo and a dot at its end."""
    return (
        shapes.segment(start, end, WHITE, 2.4),
        shapes.segment(start, end, color, 0.7),
        shapes.disc(end, 1.7, fill=color, stroke=WHITE, line_width=0.6),
    )


def _spread(tops: list[float], heights: list[float], room: float) -> list[float]:
    """Move labels down until none overlap, then up until the last one stands in the room."""
    placed: list[float] = []
    floor = 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + height + STACK_GAP
    ceiling = room
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], ceiling - heights[i])
        ceiling = placed[i] - STACK_GAP
    return placed
