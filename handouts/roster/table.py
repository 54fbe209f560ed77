"""The rows of a table, as the readers of all formats return them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

MAX_BYTES = 20_000_000  # size limit of a roster file
MAX_ROWS = 200_000  # limit of rows below the header
MAX_SHEET_ROW = MAX_ROWS + 100  # the last row of a sheet; leaves room for some above the header
MAX_SHEET_COLUMN = 100  # the last column of a sheet, CV; booking programs write dozens


class CellError(Exception):
    """A cell that the user must correct: a message and a hint for each problem."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(message for message, _ in faults))


@dataclass(frozen=True, slots=True)
class UnreadCell:
    """A cell whose value cannot be read as text: what is wrong and what to do.

    `day` is the day of a moment, which a column of days can use.
    """

    message: str
    hint: str
    day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of cells; numbers count from 1.

    `ended` is False for a last row without a line break at its end, which may be cut off.
    """

    number: int  # of the row in the sheet, or of the line in the file where the row begins
    cells: tuple[str | UnreadCell, ...]
    first_column: int = 1
    ended: bool = True

    @property
    def empty(self) -> bool:
        """Whether every cell is empty or blank."""
        return not any(map(is_filled, self.cells))


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, and the hints for a row with too few or too many cells.

    `remark` tells what of the file was not read: a message and a hint.
    """

    rows: Iterator[TableRow]
    short_row_hint: str
    long_row_hint: str
    remark: tuple[str, str] | None = None


def is_filled(cell: str | UnreadCell) -> bool:
    """Whether a cell holds more than spaces."""
    return isinstance(cell, UnreadCell) or bool(cell.strip())
