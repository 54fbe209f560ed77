"""The bytes of an XLSX file go in; the lines of one sheet come out, each cell as text.

The reader of cells is a library. It sees a small workbook made afresh, with the one sheet asked
for and what that sheet needs, each inflated within limits and gone through before.
"""

from __future__ import annotations

import datetime
import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import python_calamine

from handouts.roster.table import Table, TableRow, UnreadCell
from handouts.roster.xlsx.cell_errors import string_lengths, unread_cells
from handouts.roster.xlsx.safe_zip import Archive
from handouts.roster.xlsx.sax import Walk
from handouts.roster.xlsx.workbook import read_workbook
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.roster.xlsx.workbook import Workbook, WorksheetRef

EXACT_DIGITS = 15
"""A sheet keeps no more digits of a number."""

FIRST_DAY = datetime.date(1900, 3, 1)
"""Before it programs count days differently: Excel has a 29 February 1900."""

_ZIP = b"PK"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
"""The part that a workbook locked with a password has in its outer shell."""

_TYPE_IT = "make the cell a text cell and type the value anew"
_YES_OR_NO = UnreadCell("holds TRUE or FALSE", _TYPE_IT)
_TIME = UnreadCell(
    "holds a time of day", "write the day alone, as 2026-11-23, or make it a text cell"
)
_NO_DAY = UnreadCell("holds a day before March 1900", "write the day as 2026-11-23")
_TOO_LONG = UnreadCell(f"holds a number of more than {EXACT_DIGITS} digits", _TYPE_IT)

_MAIN, _SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_NO_STRINGS = b"<sst/>"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK = (
    '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    f'xmlns:r="{_OFFICE}"><workbookPr date1904="{{}}"/>'
    '<sheets><sheet name="Roster" sheetId="1" r:id="r1"/></sheets></workbook>'
)
_RELATION = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{_OFFICE}/{{}}" Target="/{{}}"/></Relationships>'
)

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
"""What the library gives for a cell; an empty one is an empty text."""


def read_spreadsheet(source: bytes, file: str, sheet: str | None = None) -> Table:
    """Read the named sheet, or the first that shows.

    Raises `UserError` for a file that is locked, damaged, of another kind or far too large, and
    for a sheet that is not there.
    """
    if not source.startswith(_ZIP):
        raise _old_or_locked(source, file)
    archive = Archive(source, file)
    workbook = read_workbook(archive, file)
    chosen = _choose(workbook.sheets, sheet, file)
    parts = _parts(archive, workbook, chosen)
    strings = string_lengths(parts.get(_STRINGS, _NO_STRINGS), archive)
    unread = unread_cells(parts[_SHEET], strings, archive, file)
    first, rows = _read(_small_workbook(parts), archive)
    return Table(
        _lines(first, rows, unread),
        if_short="fill the row to the width of the header",
        if_long="delete what stands right of the table",
    )


def _old_or_locked(source: bytes, file: str) -> UserError:
    if _PACKAGE in source:
        return UserError.one("is locked with a password", file=file, hint="save it without one")
    return UserError.one(
        "is a workbook of the kind before 2007 (.xls)",
        file=file,
        hint='save it as "Excel workbook (.xlsx)" or "CSV UTF-8"',
    )


def _choose(sheets: tuple[WorksheetRef, ...], name: str | None, file: str) -> WorksheetRef:
    """Find a sheet by its name, capitals or not, as spreadsheet programs do.

    What the sheets are called is never told: some are named after clients.
    """
    if name is None:
        return next((sheet for sheet in sheets if sheet.shown), sheets[0])
    for sheet in sheets:
        if sheet.name.casefold() == name.casefold():
            return sheet
    held = "1 sheet" if len(sheets) == 1 else f"{len(sheets)} sheets"
    raise UserError.one(
        "has no sheet of that name",
        file=file,
        hint=f"it has {held}; write the name as it stands there",
    )


def _parts(archive: Archive, workbook: Workbook, sheet: WorksheetRef) -> dict[str, bytes]:
    """Give the members of a workbook of one sheet, none with a document type."""
    parts = {
        "_rels/.rels": _RELATION.format("officeDocument", _MAIN).encode(),
        _MAIN: _WORKBOOK.format(int(workbook.from_1904)).encode(),
        "xl/_rels/workbook.xml.rels": _RELATION.format("worksheet", _SHEET).encode(),
        _SHEET: archive.read(sheet.member),
    }
    for name, member in ((_STRINGS, workbook.strings), (_STYLES, workbook.styles)):
        if member is not None and member in archive:
            parts[name] = archive.read(member)
    if _STYLES in parts:
        Walk(archive).go(parts[_STYLES])
    return parts


def _small_workbook(parts: dict[str, bytes]) -> BytesIO:
    """Put the parts together; they leave the table on their way, so that each is held once."""
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w") as small:
        for name in tuple(parts):
            small.writestr(zipfile.ZipInfo(name), parts.pop(name))  # without a date: no clock
    whole.seek(0)
    return whole


def _read(whole: BytesIO, archive: Archive) -> tuple[int, Iterator[list[Value]]]:
    """Let the library read the sheet; give the number of its first column and its rows from 1."""
    with _reading(archive), python_calamine.load_workbook(whole) as workbook:
        sheet = workbook.get_sheet_by_index(0)
        return (sheet.start or (0, 0))[1] + 1, _rows(sheet.iter_rows(), archive)


def _rows(rows: Iterator[list[Value]], archive: Archive) -> Iterator[list[Value]]:
    """Give the rows; the library makes the values of each as it is asked for."""
    while True:
        with _reading(archive):
            row = next(rows, None)
        if row is None:
            return
        yield row


@contextmanager
def _reading(archive: Archive) -> Iterator[None]:
    """Whatever the library meets, a panic of its own too, the file is damaged."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException:  # a panic is no Exception
        raise archive.damaged() from None


def _lines(
    first: int, rows: Iterator[list[Value]], unread: dict[tuple[int, int], UnreadCell]
) -> Iterator[TableRow]:
    """Give every row that is not empty by its number, with the unread cells in their places."""
    marks: dict[int, dict[int, UnreadCell]] = {}
    for (number, column), mark in unread.items():
        marks.setdefault(number, {})[column] = mark
    begin = min([first, *(column for _, column in unread)])
    for number, values in enumerate(rows, 1):
        if values.count("") == len(values) and number not in marks:
            continue
        cells: dict[int, str | UnreadCell] = dict(enumerate(map(_text, values), first))
        cells.update(marks.pop(number, {}))
        yield _line(number, begin, cells)
    for number in sorted(marks):
        yield _line(number, begin, dict(marks[number]))


def _line(number: int, begin: int, cells: dict[int, str | UnreadCell]) -> TableRow:
    places = range(begin, max(cells, default=begin) + 1)
    return TableRow(number, tuple(cells.get(place, "") for place in places), begin)


def _text(value: Value) -> str | UnreadCell:
    """Give a value as a person would type it."""
    match value:
        case str():
            return value
        case bool():
            return _YES_OR_NO
        case int() | float():
            return _number(value)
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return _day(value.date()) if midnight else _TIME
        case datetime.date():
            return _day(value)
        case _:
            return _TIME


def _day(day: datetime.date) -> str | UnreadCell:
    return day.isoformat() if day >= FIRST_DAY else _NO_DAY


def _number(value: float) -> str | UnreadCell:
    if not abs(value) < 10**EXACT_DIGITS:  # nor is what is no number less
        return _TOO_LONG
    return str(int(value)) if value == int(value) else str(value)
