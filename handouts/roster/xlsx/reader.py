"""Read one sheet of an XLSX file as rows of text.

Calamine reads the cells. It never sees the user's file, but a new small workbook with the sheet
and what that sheet needs, each member inflated within limits and checked before.
"""

from __future__ import annotations

import datetime
import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import python_calamine

from handouts.roster.table import Table, TableRow, UnreadCell
from handouts.roster.xlsx.cell_errors import CellParser, StringParser
from handouts.roster.xlsx.members import Archive, MemberParser
from handouts.roster.xlsx.workbook import read_workbook
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.roster.xlsx.workbook import Workbook, WorksheetRef

EXACT_DIGITS = 15  # significant digits that spreadsheet programs keep

FIRST_DAY = datetime.date(1900, 3, 1)
"""Earlier dates are ambiguous: Excel counts a 29 February 1900."""

_ZIP_SIGNATURE = b"PK"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # a stream of an OLE file

_RETYPE = "make the cell a text cell and type the value anew"
_BOOLEAN = UnreadCell("holds TRUE or FALSE", _RETYPE)
_DAY_ALONE = "write the day alone, as 2026-11-23, or make it a text cell"
_TIME = UnreadCell("holds a time of day", _DAY_ALONE)
_TOO_EARLY = UnreadCell("holds a day before March 1900", "write the day as 2026-11-23")
_TOO_LONG = UnreadCell(f"holds a number of more than {EXACT_DIGITS} digits", _RETYPE)

_MAIN, _SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
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
"""What calamine gives for a cell; an empty cell is an empty string."""


def read_xlsx(source: bytes, file: str, sheet: str | None = None) -> Table:
    """Read the named sheet, or the first visible one.

    Raises `UserError` for a file that is encrypted, damaged or too large, and for no such sheet.
    """
    if not source.startswith(_ZIP_SIGNATURE):
        raise _ole_error(source, file)
    archive = Archive(source, file)
    workbook = read_workbook(archive, file)
    chosen = _find_sheet(workbook.sheets, sheet, file)
    parts = _parts(archive, workbook, chosen)
    strings = StringParser(archive).parse(parts.get(_STRINGS, b"<sst/>"))
    cells = CellParser(strings.lengths, archive, file).parse(parts[_SHEET])
    first_column, rows = _load(_zip(parts), archive)
    short, long = "fill the row to the width of the header", "delete what stands right of the table"
    return Table(_table_rows(first_column, rows, cells.unread), short, long)


def _ole_error(source: bytes, file: str) -> UserError:
    if _ENCRYPTED_PACKAGE in source:
        return UserError.one("is locked with a password", file=file, hint="save it without one")
    message = "is a workbook of the kind before 2007 (.xls)"
    hint = 'save it as "Excel workbook (.xlsx)" or "CSV UTF-8"'
    return UserError.one(message, file=file, hint=hint)


def _find_sheet(sheets: tuple[WorksheetRef, ...], name: str | None, file: str) -> WorksheetRef:
    """Find a sheet by its name, in any case as spreadsheet programs do.

    The error does not list the names of the sheets: some are named after clients.
    """
    if name is None:
        return next((sheet for sheet in sheets if sheet.visible), sheets[0])
    for sheet in sheets:
        if sheet.name.casefold() == name.casefold():
            return sheet
    counted = "1 sheet" if len(sheets) == 1 else f"{len(sheets)} sheets"
    hint = f"it has {counted}; write the name as it stands there"
    raise UserError.one("has no sheet of that name", file=file, hint=hint)


def _parts(archive: Archive, workbook: Workbook, sheet: WorksheetRef) -> dict[str, bytes]:
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
        MemberParser(archive).parse(parts[_STYLES])  # the other members are parsed later
    return parts


def _zip(parts: dict[str, bytes]) -> BytesIO:
    """Write the parts as a zip file, removing each from `parts` to keep only one copy in memory."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in tuple(parts):
            archive.writestr(zipfile.ZipInfo(name), parts.pop(name))  # ZipInfo: a fixed date
    target.seek(0)
    return target


def _load(workbook: BytesIO, archive: Archive) -> tuple[int, Iterator[list[Value]]]:
    """Open the only sheet; return its first column, from 1, and its rows from row 1 on."""
    with _as_damage(archive), python_calamine.load_workbook(workbook) as opened:
        sheet = opened.get_sheet_by_index(0)
        return (sheet.start or (0, 0))[1] + 1, _convert(sheet.iter_rows(), archive)


def _convert(rows: Iterator[list[Value]], archive: Archive) -> Iterator[list[Value]]:
    """Yield the rows; calamine converts the values of each on demand, and may fail there."""
    with _as_damage(archive):
        yield from rows


@contextmanager
def _as_damage(archive: Archive) -> Iterator[None]:
    """Raise whatever calamine raises, a Rust panic included, as `UserError` for a damaged file."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit, MemoryError, GeneratorExit):
        raise
    except BaseException:  # a panic is not an Exception
        raise archive.damaged() from None


def _table_rows(
    first_column: int, rows: Iterator[list[Value]], unread: dict[tuple[int, int], UnreadCell]
) -> Iterator[TableRow]:
    """Yield the rows that are not empty, with the unread cells at their places."""
    unread_by_row: dict[int, dict[int, UnreadCell]] = {}
    for (number, column), cell in unread.items():
        unread_by_row.setdefault(number, {})[column] = cell
    start = min([first_column, *(column for _, column in unread)])
    for number, values in enumerate(rows, 1):
        if values.count("") == len(values) and number not in unread_by_row:
            continue
        cells: dict[int, str | UnreadCell] = dict(enumerate(map(_cell_text, values), first_column))
        cells.update(unread_by_row.pop(number, {}))
        yield _table_row(number, start, cells)
    for number in sorted(unread_by_row):
        yield _table_row(number, start, dict(unread_by_row[number]))


def _table_row(number: int, start: int, cells: dict[int, str | UnreadCell]) -> TableRow:
    columns = range(start, max(cells, default=start) + 1)
    return TableRow(number, tuple(cells.get(column, "") for column in columns), start)


def _cell_text(value: Value) -> str | UnreadCell:
    match value:
        case str():
            return value
        case bool():
            return _BOOLEAN
        case int() | float():
            return _number_text(value)
        case datetime.datetime():
            midnight = value.time() == datetime.time()
            return _cell_text(value.date()) if midnight else _TIME
        case datetime.date():
            return value.isoformat() if value >= FIRST_DAY else _TOO_EARLY
        case _:
            return _TIME


def _number_text(value: float) -> str | UnreadCell:
    if not abs(value) < 10**EXACT_DIGITS:  # true for NaN too
        return _TOO_LONG
    return str(int(value)) if value == int(value) else str(value)
