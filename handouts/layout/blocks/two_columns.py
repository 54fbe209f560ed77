"""Divide boxes between two columns as evenly as can be."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from handouts.layout.boxes import Box, beside, stack

if TYPE_CHECKING:
    from collections.abc import Iterator

MIN_LINES = 2
"""The least lines of a paragraph at the foot of a column, and at the head of the next."""


def in_two_columns(boxes: list[Box], between: float, gap: float, *, role: str = "") -> Box:
    """Place boxes of one width in two columns, `between` apart in each; none is divided.

    Where two ways are of one height, the first column is the longer one.
    """

    def divided(at: int) -> Box:
        columns = (stack(part, between, width=boxes[0].width) for part in (boxes[:at], boxes[at:]))
        return beside([*columns], gap, role=role)

    return min(map(divided, reversed(range(1, len(boxes)))), key=lambda box: box.height)


def flow_in_two_columns(paragraphs: list[Box], between: float, gap: float) -> Box:
    """Place paragraphs of one width in two columns; one may go on at the head of the second.

    It stays one box with all its lines, so that it is read as one paragraph.
    """
    *tops, over = accumulate((each.height + between for each in paragraphs), initial=0.0)
    total, right = over - between, paragraphs[0].width + gap

    def tallest(part: tuple[float, float]) -> float:
        return max(part[0], total - part[1])

    end, start = min(_parts(paragraphs, tops, between), key=tallest, default=(total, total))
    items: list[tuple[float, float, Box]] = []
    for top, paragraph in zip(tops, paragraphs, strict=True):
        if top >= start:
            items.append((right, top - start, paragraph))
        elif top + paragraph.height <= start:
            items.append((0.0, top, paragraph))
        else:
            items.append((0.0, top, _divided(paragraph, start - top, right, start)))
    return Box(right + paragraphs[0].width, tallest((end, start)), tuple(items))


def _parts(
    paragraphs: list[Box], tops: list[float], between: float
) -> Iterator[tuple[float, float]]:
    """Give the ends of the first column and the starts of the second, in one long column.

    The second starts with a paragraph, or amid one that is long enough.
    """
    for i, (top, paragraph) in enumerate(zip(tops, paragraphs, strict=True)):
        if i:
            yield top - between, top
        count = len(paragraph.items)
        for line in range(MIN_LINES, count - MIN_LINES + 1):
            y = top + paragraph.height * line / count
            yield y, y


def _divided(paragraph: Box, at: float, right: float, up: float) -> Box:
    """Move the lines of a paragraph below `at` to the right and up."""
    items = tuple(
        (x + right, y - up, line) if y > at else (x, y, line) for x, y, line in paragraph.items
    )
    return paragraph._replace(height=at, items=items)
