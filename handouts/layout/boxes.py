"""The data of a laid-out side: nested boxes of text, shapes, pictures and fields.

A box has a size and holds items at offsets from its top left corner, in points, y downward. The
order of items is the reading order. A box with a `role` becomes a structure element of that name;
an item in no such box is an artifact.

Everything is a named tuple, which is made and hashed faster than a frozen dataclass: a handout of
four sides is set from some twenty thousand.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonts.faces import Face
    from handouts.brand.color import Color
    from handouts.document import FieldName

Point = tuple[float, float]


class Piece(NamedTuple):
    """Text in one face."""

    text: str
    face: Face


class TextLine(NamedTuple):
    """A line of text; its item's offset is the left end of its baseline."""

    pieces: tuple[Piece, ...]
    size: float
    color: Color

    @property
    def text(self) -> str:
        """The text of all pieces."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def width(self) -> float:
        """The width in points, without a trailing space."""
        *before, last = self.pieces
        width = sum(piece.face.width(piece.text, self.size) for piece in before)
        return width + last.face.width(last.text.rstrip(" "), self.size)


class MoveTo(NamedTuple):
    """Begin a path at a point."""

    to: Point


class LineTo(NamedTuple):
    """Draw a straight line to a point."""

    to: Point


class CurveTo(NamedTuple):
    """Draw a Bezier curve with two control points to a point."""

    first: Point
    second: Point
    to: Point


Step = MoveTo | LineTo | CurveTo


class Shape(NamedTuple):
    """A path with its fill and stroke; the points of `steps` are offsets from the item's place."""

    steps: tuple[Step, ...]
    fill: Color | None = None
    stroke: Color | None = None
    line_width: float = 0.75
    round_ends: bool = False
    closed: bool = False


class Art(NamedTuple):
    """A vector picture: deflated drawing operators, embedded once under `key`.

    `size` is the size of its own coordinates, y downward, which are scaled to `width` and `height`.
    """

    key: str
    data: bytes
    size: tuple[float, float]
    width: float
    height: float


class Bitmap(NamedTuple):
    """A picture of pixels, as PNG."""

    key: str
    data: bytes
    width: float
    height: float


class FieldBox(NamedTuple):
    """Room for personal text; its item's offset is the left end of the first baseline.

    The text is black if it has no `color`.
    """

    name: FieldName
    width: float
    lines: int
    leading: float
    size: float
    color: Color | None = None


class Box(NamedTuple):
    """A rectangle with items in reading order; the module explains offsets and roles."""

    width: float
    height: float
    items: tuple[tuple[float, float, Item], ...] = ()
    role: str = ""
    alt: str = ""
    url: str = ""
    name: str = ""

    def walk(self, x: float = 0, y: float = 0) -> Iterator[tuple[float, float, Item]]:
        """Walk every item in this box with its place, in reading order, boxes before contents."""
        for dx, dy, item in self.items:
            yield x + dx, y + dy, item
            if isinstance(item, Box):
                yield from item.walk(x + dx, y + dy)

    @property
    def longest_line(self) -> float:
        """The width of the longest line of text in this box; 0 for a box without text."""
        return max(self._line_widths, default=0.0)

    @property
    def last_line(self) -> float:
        """The width of the last line of text in this box; 0 for a box without text."""
        return [0.0, *self._line_widths][-1]

    @property
    def _line_widths(self) -> list[float]:
        return [item.width for _, _, item in self.walk() if isinstance(item, TextLine)]


Item = Box | TextLine | Shape | Art | Bitmap | FieldBox
Items = tuple[tuple[float, float, Item], ...]
"""Items with their offsets, in reading order."""


def stack(boxes: list[Box], gap: float, *, width: float, role: str = "", name: str = "") -> Box:
    """Place boxes below one another, `gap` apart."""
    *tops, end = accumulate((box.height + gap for box in boxes), initial=0.0)
    items = tuple((0.0, y, box) for y, box in zip(tops, boxes, strict=True))
    return Box(width, max(0, end - gap), items, role, name=name)


def beside(boxes: list[Box], gap: float, *, role: str = "") -> Box:
    """Place boxes next to one another, aligned at their tops, `gap` apart."""
    *lefts, end = accumulate((box.width + gap for box in boxes), initial=0.0)
    items = tuple((x, 0.0, box) for x, box in zip(lefts, boxes, strict=True))
    height = max((box.height for box in boxes), default=0)
    return Box(max(0, end - gap), height, items, role)


def centered(box: Box) -> Box:
    """Center the lines of a box, which becomes as wide as the longest."""
    width = box.longest_line
    lines = ((item, y) for _, y, item in box.items if isinstance(item, TextLine))
    items: Items = tuple(((width - line.width) / 2, y, line) for line, y in lines)
    return box._replace(width=width, items=items)


def inset(box: Box, left: float, top: float, right: float, bottom: float) -> Box:
    """Add space around a box."""
    return Box(box.width + left + right, box.height + top + bottom, ((left, top, box),))


def on(ground: tuple[Shape, ...], box: Box, *, role: str = "", name: str = "") -> Box:
    """Place shapes under a box, at its offset."""
    items: Items = (*((0.0, 0.0, shape) for shape in ground), (0.0, 0.0, box))
    return Box(box.width, box.height, items, role, name=name)
