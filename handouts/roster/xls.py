"""Read one sheet of an XLS file, as Excel wrote until 2003, as rows of text.

Calamine could read it too, but it takes an error for an empty cell.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlrd

from handouts.roster.cell_values import BOOLEAN, ERROR, TOO_EARLY, cell_text
from handouts.roster.sheet_choice import choose_sheet, sheets_left_out
from handouts.roster.table import MAX_SHEET_COLUMN, Table, TableRow, UnreadCell
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAVE_AS = 'open it in Excel and save it as "Excel workbook (.xlsx)"'
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")  # a stream of an OLE file


def read_xls(source: bytes, file: str, sheet: str | None = None) -> Table:
    """Read the named sheet, or the first visible one.

    Raises `UserError` for a file that is encrypted, damaged or no workbook, and for no such sheet.
    """
    if _ENCRYPTED_PACKAGE in source:
        raise UserError.one("is locked with a password", file=file, hint="save it without one")
    try:
        book = xlrd.open_workbook(
            file_contents=source, logfile=io.StringIO(), on_demand=True, ragged_rows=True
        )
        every = map(book.sheet_by_index, range(book.nsheets))
        sheets = [(each.name, each.visibility == 0) for each in every]
    except MemoryError:
        raise
    except Exception:  # whatever a damaged file makes xlrd raise
        message = "is damaged, locked with a password, or no workbook"
        raise UserError.one(message, file=file, hint=_SAVE_AS) from None
    if not sheets:
        raise UserError.one("holds no sheet of cells", file=file, hint=_SAVE_AS)
    chosen = book.sheet_by_index(choose_sheet(sheets, sheet, file))
    short, long = "fill the row to the width of the header", "delete what stands right of the table"
    return Table(_rows(chosen, book.datemode, file), short, long, sheets_left_out(sheets, sheet))


def _rows(sheet: Any, datemode: int, file: str) -> Iterator[TableRow]:
    for i in range(sheet.nrows):
        cells = [_cell(cell.ctype, cell.value, datemode) for cell in sheet.row(i)]
        while cells and cells[-1] == "":
            cells.pop()
        if len(cells) > MAX_SHEET_COLUMN:
            message = "a value stands right of column CV, the last that is read"
            hint = "delete what stands right of the roster"
            raise UserError([Problem(file, i + 1, len(cells), "", message, hint)])
        if cells:
            yield TableRow(i + 1, tuple(cells))


def _cell(kind: int, value: Any, datemode: int) -> str | UnreadCell:
    if kind == xlrd.XL_CELL_TEXT:
        return str(value)
    if kind == xlrd.XL_CELL_NUMBER:
        return cell_text(float(value))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return BOOLEAN
    if kind == xlrd.XL_CELL_ERROR:
        return ERROR
    if kind == xlrd.XL_CELL_DATE:
        try:
            return cell_text(xlrd.xldate.xldate_as_datetime(value, datemode))
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return TOO_EARLY
    return ""
