"""Rows that were passed over in, a list of them out; nothing but such a list is replaced."""

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
"""How the list is called."""

HEAD = ("line", "id", "problem")
LARGEST = 50_000_000
"""Bytes; a problem takes about a hundred."""


def list_failed(bad: Sequence[BadRow], path: Path) -> None:
    """List bad rows; where there are none, a list of an earlier run goes."""
    ours = is_replaceable(path)
    if not bad:
        if ours:
            with oserror_as_user_error(path):
                path.unlink(missing_ok=True)
        return
    out = StringIO()
    rows = csv.writer(out)
    rows.writerow(HEAD)
    for row in bad:
        rows.writerows((row.line, _harmless(row.id or ""), _harmless(str(p))) for p in row.problems)
    write_atomically(
        path, out.getvalue().encode("utf-8-sig"), replace=ours, prefix=BATCH_TEMP_PREFIX
    )


def is_replaceable(path: Path) -> bool:
    """Tell whether a name is free, or has a list that an earlier run has left."""
    if not os.path.lexists(path):
        return True
    try:
        data = read_file(path, name=str(path), limit=LARGEST)
    except UserError:
        return False
    head = ",".join(HEAD).encode("utf-8-sig")
    return not path.is_symlink() and data.startswith(head)


def _harmless(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
