"""Read one sheet of an ODS file (OpenDocument) as rows of text.

Calamine could read it too, but it loses tabs and line breaks in a cell, and takes an error for 0.
"""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from handouts.roster.cell_values import BOOLEAN, ERROR, TIME, cell_text
from handouts.roster.sheet_choice import choose_sheet, sheets_left_out
from handouts.roster.table import (
    MAX_SHEET_COLUMN,
    MAX_SHEET_ROW,
    Table,
    TableRow,
    UnreadCell,
    is_filled,
)
from handouts.roster.xlsx.members import MemberParser
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.roster.xlsx.members import Archive

CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"

MAX_SHEETS = 1_000
MAX_CELLS = 5_000_000  # filled cells, those counted that are repeated
MAX_BLANKS = 10_000  # in one piece of a text

_BLANKS = re.compile(r"[ \t\r\n]+")
_BESIDE_TEXT = frozenset({"annotation", "ruby-text", "table", "frame", "custom-shape"})
"""Elements in a cell whose text is not that of the cell: comments, phonetic guides, drawings."""


def read_ods(archive: Archive, file: str, sheet: str | None = None) -> Table:
    """Read the named sheet, or the first visible one.

    Raises `UserError` for a file that is encrypted, damaged or too large, and for no such sheet.
    """
    if _MANIFEST in archive and b"encryption-data" in archive.read(_MANIFEST):
        raise UserError.one("is locked with a password", file=file, hint="save it without one")
    content = archive.read(CONTENT)
    sheets = _SheetFinder(archive).parse(content).sheets
    if not sheets:
        hint = 'save the table as "ODF Spreadsheet (.ods)", "Excel workbook (.xlsx)" or "CSV UTF-8"'
        raise UserError.one("holds no sheet of cells", file=file, hint=hint)
    cells = _CellReader(archive, choose_sheet(sheets, sheet, file), file).parse(content)
    short, long = "fill the row to the width of the header", "delete what stands right of the table"
    return Table(_rows(cells.rows), short, long, sheets_left_out(sheets, sheet))


def _rows(found: dict[int, dict[int, str | UnreadCell]]) -> Iterator[TableRow]:
    start = min((column for cells in found.values() for column in cells), default=1)
    for number, cells in found.items():
        columns = range(start, max(cells) + 1)
        yield TableRow(number, tuple(cells.get(column, "") for column in columns), start)


class _SheetFinder(MemberParser):
    """Lists the sheets of the content: names, and whether each is visible."""

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive)
        self.sheets: list[tuple[str, bool]] = []
        self._hidden: set[str] = set()  # styles of hidden sheets
        self._style = ""
        self._tables = 0  # that are open: a table in a table is no sheet

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Note a style or a sheet."""
        if name == "style":
            self._style = attributes.get("style:name", "")
        elif name == "table-properties" and attributes.get("table:display") == "false":
            self._hidden.add(self._style)
        elif name == "table":
            if not self._tables:
                visible = attributes.get("table:style-name") not in self._hidden
                self.sheets.append((attributes.get("table:name", ""), visible))
            if len(self.sheets) > MAX_SHEETS:
                raise self._archive.too_large()
            self._tables += 1

    def end_element(self, name: str) -> None:
        """Leave a sheet."""
        self._tables -= name == "table"


class _CellReader(MemberParser):
    """Reads the cells of one sheet: `rows`, by row and column from 1, without the empty ones."""

    def __init__(self, archive: Archive, sheet: int, file: str) -> None:
        super().__init__(archive)
        self.rows: dict[int, dict[int, str | UnreadCell]] = {}
        self._file = file
        self._sheets_before = sheet + 1
        self._tables = self._count = 0
        self._row = self._column = 0
        self._repeated = 1
        self._cells: dict[int, str | UnreadCell] = {}
        self._attributes: dict[str, str] | None = None  # of the current cell
        self._beside = 0  # open elements beside the text of a cell
        self._text: list[str] = []
        self._filled = 0
        self._parser.CharacterDataHandler = self._read
        self._parser.buffer_text = True  # blanks in a row come together

    @property
    def _within(self) -> bool:
        return self._tables == 1 and self._sheets_before == 0

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Follow the position, and collect the text of a cell."""
        if self._attributes is not None and (self._beside or name in _BESIDE_TEXT):
            self._beside += 1
        elif name == "table":
            self._sheets_before -= self._tables == 0
            self._tables += 1
        elif not self._within:
            return
        elif name == "table-row":
            self._repeated = self._times(attributes, "table:number-rows-repeated")
            self._column, self._cells = 0, {}
        elif name in {"table-cell", "covered-table-cell"}:
            self._attributes, self._text = attributes, []
        elif self._attributes is not None:
            self._text.append(self._blank(name, attributes))

    def _blank(self, name: str, attributes: dict[str, str]) -> str:
        """Return the text of an element for blanks, or of the beginning of a paragraph."""
        if name == "p":
            return "\n" if self._text else ""
        if name == "s":
            return " " * min(self._times(attributes, "text:c"), MAX_BLANKS)
        return {"tab": "\t", "line-break": "\n"}.get(name, "")

    def end_element(self, name: str) -> None:
        """Finish a cell or a row."""
        if self._beside:
            self._beside -= 1
        elif name == "table":
            self._tables -= 1
        elif self._within and name in {"table-cell", "covered-table-cell"}:
            self._end_cell()
        elif self._within and name == "table-row":
            self._end_row()

    def _end_cell(self) -> None:
        attributes, self._attributes = self._attributes or {}, None
        times = self._times(attributes, "table:number-columns-repeated")
        cell = _value_of(attributes, "".join(self._text))
        if cell is not None and is_filled(cell):
            self._refuse_beyond(self._column + times, MAX_SHEET_COLUMN, "right of", "column CV")
            self._cells.update((self._column + i, cell) for i in range(1, times + 1))
        self._column += times

    def _end_row(self) -> None:
        if self._cells:
            self._refuse_beyond(self._row + self._repeated, MAX_SHEET_ROW, "below", "the last row")
            self._filled += self._repeated * len(self._cells)
            if self._filled > MAX_CELLS:
                raise self._archive.too_large()
            numbers = range(self._row + 1, self._row + self._repeated + 1)
            self.rows.update((number, self._cells) for number in numbers)
        self._row += self._repeated

    def _read(self, text: str) -> None:
        if self._attributes is not None and not self._beside:
            self._text.append(_BLANKS.sub(" ", text))

    def _times(self, attributes: dict[str, str], name: str) -> int:
        text = attributes.get(name, "1")
        if not re.fullmatch(r"[0-9]{1,7}", text):
            raise self._archive.damaged()
        return int(text)

    def _refuse_beyond(self, at: int, last: int, side: str, name: str) -> None:
        if at > last:
            message = f"a value stands {side} {name} that is read"
            hint = f"delete what stands {side} the roster"
            raise UserError([Problem(self._file, self._row + 1, 0, "", message, hint)])


def _value_of(attributes: dict[str, str], text: str) -> str | UnreadCell | None:
    """Return the text of a cell by its type; None if its value is damaged."""
    if attributes.get("calcext:value-type") == "error":
        return ERROR
    kind = attributes.get("office:value-type", "string")
    if kind in {"string", ""}:
        return attributes.get("office:string-value", text)
    if kind in {"boolean", "time"}:
        return BOOLEAN if kind == "boolean" else TIME
    read: Callable[[str], float | datetime.datetime] = float
    value = attributes.get("office:value", "")
    if kind == "date":
        read, value = datetime.datetime.fromisoformat, attributes.get("office:date-value", "")
    try:
        return cell_text(read(value))
    except ValueError:
        return ERROR
