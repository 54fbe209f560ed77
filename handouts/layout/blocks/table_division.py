"""Divide a set table, or the list that stands for it, so that it can go on on the next side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.boxes import Box


class TablePart(NamedTuple):
    """Rows that stay together, and the space above them, in points.

    `repeated` is set above them at the head of a side: the head of the table, which a screen reader
    has read before.
    """

    box: Box
    gap: float = 0.0
    repeated: Box | None = None


def divide_table(table: Box, least: int) -> Iterator[TablePart]:
    """Divide a table after any row, but leave at least `least` rows before and after.

    The first part has the head and the role of the table. The rows of later parts stand alone;
    `handouts.layout.pdf.canvas` adds them to the table. A list has no head, so each of its parts is
    a list.
    """
    heads = 1 if table.role == "Table" else 0
    ends = range(heads + least, len(table.items) - least + 1)
    repeated = _cut(table, 0, 1, "Artifact") if heads else None
    for start, end in pairwise((0, *ends, len(table.items)) if ends else (0, len(table.items))):
        part = _cut(table, start, end, table.role if start == 0 or not heads else "")
        gap = table.items[start][1] - _bottom(table, start - 1) if start else 0.0
        yield TablePart(part, gap, repeated if start else None)


def _cut(table: Box, start: int, end: int, role: str) -> Box:
    """Return a box of the rows from `start` to `end`."""
    top, bottom = table.items[start][1], _bottom(table, end - 1)
    rows = tuple((x, y - top, row) for x, y, row in table.items[start:end])
    return table._replace(height=bottom - top, items=rows, role=role)


def _bottom(table: Box, i: int) -> float:
    """Return where a row ends, in points below the top of its table."""
    _, top, row = table.items[i]
    return top + row.height  # type: ignore[union-attr]  # every row is a box
