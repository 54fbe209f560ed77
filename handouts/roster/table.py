"""The rows of a table, as both the CSV and the XLSX reader return them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_BYTES = 20_000_000  # size limit of a roster file
MAX_ROWS = 200_000  # limit of rows below the header


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell whose value cannot be read: what is wrong and what to do."""

    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of cells; numbers count from 1."""

    number: int  # of the row in the sheet, or of the line in the file where the row begins
    cells: tuple[str | UnreadCell, ...]
    first_column: int = 1

    @property
    def empty(self) -> bool:
        """Whether every cell is empty or blank."""
        return not any(map(is_filled, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and the hints for a row with too few or too many cells."""

    rows: Iterator[TableRow]
    short_row_hint: str
    long_row_hint: str


def is_filled(cell: str | UnreadCell) -> bool:
    """Whether a cell holds more than spaces."""
    return isinstance(cell, UnreadCell) or bool(cell.strip())
