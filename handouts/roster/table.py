"""What every reader of a table gives: its lines, cell by cell, each with the place one sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 20_000_000
"""The largest file of a table."""

MAX_ROWS = 200_000
"""The most rows below the header."""


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell that holds no text: what is wrong with it, and the way out."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One line of cells.

    `number` is the line of the file on which it begins, or the row of the sheet; `column` is the
    number of its first cell. Both count from 1.
    """

    number: int
    cells: tuple[str | UnreadCell, ...]
    column: int = 1

    @property
    def empty(self) -> bool:
        """Tell whether every cell is empty or holds spaces alone."""
        return not any(map(filled, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """The lines of a file, and what to do about one that is too short or too long."""

    lines: Iterator[TableRow]
    if_short: str
    if_long: str


def filled(cell: str | UnreadCell) -> bool:
    """Tell whether a cell holds more than spaces."""
    return isinstance(cell, UnreadCell) or bool(cell.strip())
