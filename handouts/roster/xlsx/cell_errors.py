"""Find the cells that calamine reports as empty, and refuse a sheet that it could not bear.

Calamine gives nothing for an error cell or a formula without a result. It allocates every cell
between the first and the last, and copies a shared string for each cell that refers to it.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.roster.cell_values import ERROR
from handouts.roster.table import MAX_ROWS, MAX_SHEET_COLUMN, MAX_SHEET_ROW, UnreadCell
from handouts.roster.xlsx.members import MemberParser
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from handouts.roster.xlsx.members import Archive

MAX_CELLS = 26 * MAX_SHEET_ROW  # in the rectangle of all values, which calamine allocates
MAX_UNREAD = 10_000  # cells without a value in one sheet
MAX_STRINGS = 12 * MAX_ROWS  # shared strings: every cell of a full roster may differ
MAX_CHARACTERS = 100_000_000  # in all cells; a shared string counts once for each that refers to it

_CELL_REFERENCE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")

_SAVE_AGAIN = "open the file in a spreadsheet program and save it again"
_NO_RESULT = UnreadCell("holds a formula without a result", _SAVE_AGAIN)


class StringParser(MemberParser):
    """Measures the shared strings: `lengths` in order, phonetic guides included."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.lengths = array("L")
        self._parser.CharacterDataHandler = self._read

    def start_element(self, name: str, _: dict[str, str]) -> None:
        """Begin a string."""
        if name == "si":
            self.lengths.append(0)
            if len(self.lengths) > MAX_STRINGS:
                raise self._archive.too_large()

    def _read(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class CellParser(MemberParser):
    """Finds the cells of a sheet that have no value: `unread`, by row and column from 1.

    `strings` are the lengths of the shared strings. `parse` raises `UserError` for a sheet that is
    damaged, extends beyond the last row or column, or holds too many characters.
    """

    def __init__(self, strings: array[int], archive: Archive, file: str) -> None:
        super().__init__(archive)
        self.unread: dict[tuple[int, int], UnreadCell] = {}
        self._file = file
        self._strings = strings
        self._characters = 0
        self._row = self._column = self._last_row = self._last_column = 0
        self._kind = self._text = ""  # the type of the current cell; its value, where it matters
        self._formula = False

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Follow the position, and check each value as it begins."""
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "is"}:
            self._check_position()
            if self._formula or self._kind == "s":
                self._parser.CharacterDataHandler = self._read
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = self._number(attributes["r"]) if "r" in attributes else self._row + 1
            self._column = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        if "r" in attributes:
            match = _CELL_REFERENCE.fullmatch(attributes["r"])
            if not match:
                raise self._archive.damaged()
            self._column = _column_number(match[1])
            self._row = int(match[2])
        self._kind, self._text = attributes.get("t", "n"), ""
        self._formula = False

    def end_element(self, name: str) -> None:
        """Classify a cell once it is complete."""
        if name != "c":
            return
        self._parser.CharacterDataHandler = None
        if self._kind == "e":
            self._add_unread(ERROR)
        elif self._kind == "s" and self._text:
            self._count_string()
        elif self._formula and not self._text and self._kind != "str":
            self._add_unread(_NO_RESULT)

    def _read(self, text: str) -> None:
        if self._text and self._kind == "s":  # an index in pieces, which calamine may not join
            raise self._archive.damaged()
        self._text = text
        if self._kind != "s":  # only whether there is a result matters
            self._parser.CharacterDataHandler = None

    def _count_string(self) -> None:
        number = self._number(self._text)
        if number >= len(self._strings):
            raise self._archive.damaged()
        self._characters += self._strings[number]
        if self._characters > MAX_CHARACTERS:
            raise self._archive.too_large()

    def _check_position(self) -> None:
        """Refuse a value beyond the last row or column, and rows that are not in order."""
        row, column = self._row, self._column
        for beyond, side, last in (
            (row > MAX_SHEET_ROW, "below", f"row {MAX_SHEET_ROW:,}"),
            (column > MAX_SHEET_COLUMN, "right of", "column CV"),
        ):
            if beyond:
                message = f"a value stands {side} {last}, the last that is read"
                hint = f"delete what stands {side} the roster"
                raise UserError([Problem(self._file, row, column, "", message, hint)])
        if row < max(1, self._last_row) or column < 1:
            raise self._archive.damaged()
        self._last_row, self._last_column = row, max(column, self._last_column)
        if row * self._last_column > MAX_CELLS:
            raise self._archive.too_large()

    def _add_unread(self, unread: UnreadCell) -> None:
        self._check_position()
        self.unread[self._row, self._column] = unread
        if len(self.unread) > MAX_UNREAD:
            message = f"more than {MAX_UNREAD:,} cells hold errors or formulas without a result"
            raise UserError.one(message, file=self._file, hint="mend the formulas")

    def _number(self, text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,7}", text):
            raise self._archive.damaged()
        return int(text)


@lru_cache
def _column_number(letters: str) -> int:
    """Return the number of a column: A is 1, Z is 26, AA is 27."""
    digits = enumerate(reversed(letters.upper()))
    return sum((ord(letter) - ord("A") + 1) * 26**i for i, letter in digits)
