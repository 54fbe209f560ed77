"""Divide a set list or table between its rows, so that it can go on on the next side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.boxes import Box


class RowPart(NamedTuple):
    """Rows that stay together, and the space above them, in points.

    `repeated` is set above them at the head of a side: the head of the table, which a screen reader
    has read before.
    """

    box: Box
    gap: float = 0.0
    repeated: Box | None = None


def divide_rows(box: Box, least: int) -> Iterator[RowPart]:
    """Divide a list or a table after any row, but leave at least `least` rows before and after.

    The first part has the role of the whole, and the head of a table. The rows of later parts stand
    alone; `handouts.layout.pdf.canvas` adds them to the list or table that they continue.
    """
    heads = 1 if box.role == "Table" else 0
    ends = range(heads + least, len(box.items) - least + 1)
    repeated = _cut(box, 0, 1, "Artifact") if heads else None
    for start, end in pairwise((0, *ends, len(box.items)) if ends else (0, len(box.items))):
        if start == 0:
            yield RowPart(_cut(box, start, end, box.role))
            continue
        gap = box.items[start][1] - _bottom(box, start - 1)
        yield RowPart(_cut(box, start, end, ""), gap, repeated)


def _cut(box: Box, start: int, end: int, role: str) -> Box:
    """Return a box of the rows from `start` to `end`."""
    top, bottom = box.items[start][1], _bottom(box, end - 1)
    rows = tuple((x, y - top, row) for x, y, row in box.items[start:end])
    return box._replace(height=bottom - top, items=rows, role=role)


def _bottom(box: Box, i: int) -> float:
    """Return where a row ends, in points below the top of its list or table."""
    _, top, row = box.items[i]
    return top + row.height  # type: ignore[union-attr]  # every row is a box
