"""List the items of a laid-out side with their positions and the boxes around them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from handouts.layout.boxes import Art, Bitmap, Box, CurveTo, FieldBox, Shape, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.layout.boxes import Item, Point
    from handouts.layout.sides import Side

DESCENT = 0.23
"""Depth of the shipped families below the baseline, relative to the font size."""

ASCENT = 0.75
"""Height above the baseline of an l or a quote, relative to the font size."""


@dataclass(frozen=True)
class Seen:
    """An item and its position, in points from the top left corner of its side, y downward."""

    x: float
    y: float
    item: Item
    within: tuple[Box, ...]
    section: str

    @property
    def roles(self) -> tuple[str, ...]:
        """The roles of the boxes around it, outermost first."""
        return tuple(box.role for box in self.within if box.role)

    def inside(self, role_or_name: str) -> bool:
        """Return whether it lies in a box with a role or a name."""
        return any(role_or_name in {box.role, box.name} for box in self.within)

    @cached_property
    def rectangle(self) -> Rectangle:
        """The rectangle it covers; that of text includes ascenders and descenders."""
        match item := self.item:
            case Box() | Art() | Bitmap():
                return Rectangle(self.x, self.y, self.x + item.width, self.y + item.height)
            case TextLine():
                top, bottom = self.y - ASCENT * item.size, self.y + DESCENT * item.size
                return Rectangle(self.x, top, self.x + item.width, bottom)
            case FieldBox():
                top, last = self.y - ASCENT * item.size, max(0, item.lines - 1) * item.leading
                bottom = self.y + last + DESCENT * item.size
                return Rectangle(self.x, top, self.x + item.width, bottom)
            case Shape():
                half = item.line_width / 2 if item.stroke else 0.0
                points = list(points_of(item))
                xs, ys = [x for x, _ in points], [y for _, y in points]
                return Rectangle(
                    self.x + min(xs) - half,
                    self.y + min(ys) - half,
                    self.x + max(xs) + half,
                    self.y + max(ys) + half,
                )


@dataclass(frozen=True)
class Rectangle:
    """A rectangle, y downward."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Rectangle, by: float) -> bool:
        """Return whether two rectangles overlap by more than `by` points in both directions."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by

    def holds(self, other: Rectangle, slack: float = 0.01) -> bool:
        """Return whether the other rectangle lies in this one."""
        return (
            other.left >= self.left - slack
            and other.top >= self.top - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )


def points_of(shape: Shape) -> Iterator[Point]:
    """Yield the points of a shape, control points included."""
    for step in shape.steps:
        if isinstance(step, CurveTo):
            yield from (step.first, step.second)
        yield step.to


def see(side: Side) -> Iterator[Seen]:
    """Yield every item of a side in reading order, boxes before their contents."""
    for placed in side.placed:
        yield Seen(placed.x, placed.y, placed.box, (), placed.section)
        yield from _walk(placed.box, placed.x, placed.y, (placed.box,), placed.section)


def _walk(box: Box, x: float, y: float, within: tuple[Box, ...], section: str) -> Iterator[Seen]:
    for dx, dy, item in box.items:
        yield Seen(x + dx, y + dy, item, within, section)
        if isinstance(item, Box):
            yield from _walk(item, x + dx, y + dy, (*within, item), section)


@dataclass(frozen=True)
class View:
    """A side with its items, its lines of text, and the items of each placed box."""

    side: Side
    items: list[Seen]
    lines: list[Seen]
    parts: list[list[Seen]]


def view(side: Side) -> View:
    """Collect the items of a side."""
    items = list(see(side))
    parts: list[list[Seen]] = []
    for seen in items:
        if not seen.within:
            parts.append([])
        parts[-1].append(seen)
    return View(side, items, [seen for seen in items if isinstance(seen.item, TextLine)], parts)


def text_of(items: Iterable[Seen]) -> str:
    """Join lines of text in reading order."""
    return "".join(
        seen.item.text if seen.item.text.endswith(" ") else f"{seen.item.text}\n"
        for seen in items
        if isinstance(seen.item, TextLine)
    )
