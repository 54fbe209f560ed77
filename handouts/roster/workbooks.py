"""Read a workbook with the reader of its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.roster.ods import CONTENT, read_ods
from handouts.roster.xlsx.members import Archive
from handouts.roster.xlsx.reader import read_xlsx

if TYPE_CHECKING:
    from handouts.roster.table import Table

_ZIP_SIGNATURE = b"PK"


def read_workbook(source: bytes, file: str, sheet: str | None = None) -> Table:
    """Read the named sheet of an XLSX, ODS or XLS file, or the first visible one.

    Raises `UserError` for a file that is encrypted, damaged or too large, and for no such sheet.
    """
    if not source.startswith(_ZIP_SIGNATURE):
        # Imported late: files of before 2007 are rare.
        from handouts.roster.xls import read_xls

        return read_xls(source, file, sheet)
    archive = Archive(source, file)
    return (read_ods if CONTENT in archive else read_xlsx)(archive, file, sheet)
