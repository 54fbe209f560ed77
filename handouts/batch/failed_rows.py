"""Write failed.csv, the list of skipped rows; replace only an earlier list."""

from __future__ import annotations

import csv
import os
from io import StringIO
from typing import TYPE_CHECKING

from handouts.files.atomic import BATCH_TEMP_PREFIX, oserror_as_user_error, write_atomically
from patterns.errors import UserError
from patterns.files import read_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from handouts.roster.reader import BadRow

FAILED = "failed.csv"
HEADER = ("line", "id", "problem")
MAX_BYTES = 50_000_000
"""A problem takes about a hundred bytes."""


def list_failed(bad: Sequence[BadRow], path: Path) -> None:
    """Write the list of bad rows; if there are none, delete the list of an earlier run."""
    replaceable = is_replaceable(path)
    if not bad:
        if replaceable:
            with oserror_as_user_error(path):
                path.unlink(missing_ok=True)
        return
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(HEADER)
    for row in bad:
        rows.writerows((row.line, _escape(row.id or ""), _escape(str(p))) for p in row.problems)
    write_atomically(
        path, out.getvalue().encode("utf-8-sig"), replace=replaceable, prefix=BATCH_TEMP_PREFIX
    )


def is_replaceable(path: Path) -> bool:
    """Tell whether a path is free, or holds a list that an earlier run wrote."""
    if not os.path.lexists(path):
        return True
    try:
        data = read_file(path, name=str(path), limit=MAX_BYTES)
    except UserError:
        return False
    header = ",".join(HEADER).encode("utf-8-sig")
    return not path.is_symlink() and data.startswith(header)


def _escape(cell: str) -> str:
    """Keep a spreadsheet from evaluating a cell as a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
