"""Read one sheet of an XLSX file as rows of text.

Calamine reads the cells. It never sees the user's file, but a new small workbook with the sheet
and what that sheet needs, each member inflated within limits and checked before.
"""

from __future__ import annotations

import zipfile
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

import python_calamine

from handouts.roster.cell_values import cell_text
from handouts.roster.sheet_choice import choose_sheet, sheets_left_out
from handouts.roster.table import Table, TableRow, UnreadCell
from handouts.roster.xlsx.cell_errors import CellParser, StringParser
from handouts.roster.xlsx.members import MemberParser
from handouts.roster.xlsx.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.roster.cell_values import Value
    from handouts.roster.xlsx.members import Archive
    from handouts.roster.xlsx.workbook import Workbook, WorksheetRef

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


def read_xlsx(archive: Archive, file: str, sheet: str | None = None) -> Table:
    """Read the named sheet, or the first visible one.

    Raises `UserError` for a file that is encrypted, damaged or too large, and for no such sheet.
    """
    workbook = read_workbook(archive, file)
    seen = [(ref.name, ref.visible) for ref in workbook.sheets]
    chosen = workbook.sheets[choose_sheet(seen, sheet, file)]
    parts = _parts(archive, workbook, chosen)
    strings = StringParser(archive).parse(parts.get(_STRINGS, b"<sst/>"))
    cells = CellParser(strings.lengths, archive, file).parse(parts[_SHEET])
    first_column, rows = _load(_zip(parts), archive)
    short, long = "fill the row to the width of the header", "delete what stands right of the table"
    found = _table_rows(first_column, rows, cells.unread)
    return Table(found, short, long, sheets_left_out(seen, sheet))


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
        cells: dict[int, str | UnreadCell] = dict(enumerate(map(cell_text, values), first_column))
        cells.update(unread_by_row.pop(number, {}))
        yield _table_row(number, start, cells)
    for number in sorted(unread_by_row):
        yield _table_row(number, start, dict(unread_by_row[number]))


def _table_row(number: int, start: int, cells: dict[int, str | UnreadCell]) -> TableRow:
    columns = range(start, max(cells, default=start) + 1)
    return TableRow(number, tuple(cells.get(column, "") for column in columns), start)
