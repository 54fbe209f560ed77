"""The XML of a sheet goes in; what its reader would not tell comes out, or it is refused.

The reader sets aside room for every cell between the first and the last, copies a shared string
for each cell that names it, and gives nothing for an error or a formula without a result.
"""

from __future__ import annotations

import re
from array import array
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.roster.table import MAX_ROWS, UnreadCell
from handouts.roster.xlsx.sax import Walk
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from handouts.roster.xlsx.safe_zip import Archive

LAST_COLUMN = 26
"""A roster has twelve columns; some may stand left of it."""

LAST_ROW = MAX_ROWS + 100
"""With room for a few rows above the header."""

MAX_UNREAD = 10_000

MAX_STRINGS = 12 * MAX_ROWS
"""The most different texts: a roster has twelve columns."""

MAX_CHARACTERS = 100_000_000
"""Of all cells together, with a shared string counted for every cell that names it."""

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")

_ERROR = UnreadCell("holds an error instead of a value", "mend its formula, or type the value")
_NO_RESULT = UnreadCell(
    "holds a formula without a result", "open the file in a spreadsheet program and save it again"
)


def string_lengths(source: bytes, archive: Archive) -> array[int]:
    """Give the characters of every shared string, in their order, with what is never shown."""
    walk = _Strings(archive)
    walk.go(source)
    return walk.lengths


def unread_cells(
    source: bytes, strings: array[int], archive: Archive, file: str
) -> dict[tuple[int, int], UnreadCell]:
    """Go through a sheet and give the cells that hold no value, by row and column from 1.

    `strings` are the lengths of the shared strings. Raises `UserError` for a sheet that is damaged,
    that reaches beyond the last row or column, or whose cells hold too much together.
    """
    walk = _Cells(strings, archive, file)
    walk.go(source)
    return walk.unread


class _Strings(Walk):
    """Measures the shared strings."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.lengths = array("L")
        self._parser.CharacterDataHandler = self._read

    def start(self, name: str, _: dict[str, str]) -> None:
        """Begin a string."""
        if name == "si":
            self.lengths.append(0)
            if len(self.lengths) > MAX_STRINGS:
                raise self._archive.too_large()

    def _read(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class _Cells(Walk):
    """Follows the cells of a sheet."""

    def __init__(self, strings: array[int], archive: Archive, file: str) -> None:
        super().__init__(archive)
        self.unread: dict[tuple[int, int], UnreadCell] = {}
        self._file = file
        self._strings = strings
        self._characters = 0
        self._row = self._column = self._lowest = 0
        self._kind = self._text = ""
        self._formula = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Keep count of the place, and look at values as they begin."""
        if name == "c":
            self._begin_cell(attributes)
        elif name in {"v", "is"}:
            self._reach()
            if self._formula or self._kind == "s":
                self._parser.CharacterDataHandler = self._read
        elif name == "f":
            self._formula = True
        elif name == "row":
            self._row = self._number(attributes.get("r"), self._row + 1)
            self._column = 0

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        self._column += 1
        if place is not None:
            found = _PLACE.fullmatch(place)
            if not found:
                raise self._archive.damaged()
            self._column = _column_number(found[1])
            self._row = int(found[2])
        self._kind, self._text = attributes.get("t", "n"), ""
        self._formula = False

    def end(self, name: str) -> None:
        """Judge a cell when all of it was seen."""
        if name != "c":
            return
        self._parser.CharacterDataHandler = None
        if self._kind == "e":
            self._keep(_ERROR)
        elif self._kind == "s" and self._text:
            self._count_string()
        elif self._formula and not self._text and self._kind != "str":
            self._keep(_NO_RESULT)

    def _read(self, text: str) -> None:
        if self._text and self._kind == "s":  # a number in pieces, which the reader may not join
            raise self._archive.damaged()
        self._text = text
        if self._kind != "s":  # whether there is a result is all that counts
            self._parser.CharacterDataHandler = None

    def _count_string(self) -> None:
        number = self._number(self._text, 0)
        if number >= len(self._strings):
            raise self._archive.damaged()
        self._characters += self._strings[number]
        if self._characters > MAX_CHARACTERS:
            raise self._archive.too_large()

    def _reach(self) -> None:
        """Refuse a value beyond the room that is set aside, and rows that run backward."""
        row, column = self._row, self._column
        if row > LAST_ROW:
            message = f"a value stands below row {LAST_ROW:,}, the last that is read"
            hint = "delete what stands below the roster"
        elif column > LAST_COLUMN:
            message = "a value stands right of column Z, the last that is read"
            hint = "delete what stands right of the roster"
        elif row < max(1, self._lowest) or column < 1:
            raise self._archive.damaged()
        else:
            self._lowest = row
            return
        raise UserError([Problem(self._file, row, column, "", message, hint)])

    def _keep(self, unread: UnreadCell) -> None:
        self._reach()
        self.unread[self._row, self._column] = unread
        if len(self.unread) > MAX_UNREAD:
            raise UserError.one(
                f"more than {MAX_UNREAD:,} cells hold errors or formulas without a result",
                file=self._file,
                hint="mend the formulas",
            )

    def _number(self, text: str | None, otherwise: int) -> int:
        if text is None:
            return otherwise
        if not re.fullmatch(r"[0-9]{1,7}", text):
            raise self._archive.damaged()
        return int(text)


@lru_cache
def _column_number(letters: str) -> int:
    """Give the number of a column: A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
