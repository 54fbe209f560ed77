"""Choose one of the sheets of a workbook, and tell of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence


def sheets_left_out(
    sheets: Sequence[tuple[str, bool]], wanted: str | None
) -> tuple[str, str] | None:
    """Return a remark on visible sheets that are not read, unless one was asked for."""
    more = sum(visible for _, visible in sheets) - 1
    if wanted is not None or more < 1:
        return None
    counted = "1 more sheet, which is" if more == 1 else f"{more} more sheets, which are"
    return f"has {counted} not read", "choose one with --sheet"


def choose_sheet(sheets: Sequence[tuple[str, bool]], wanted: str | None, file: str) -> int:
    """Find a sheet by its name, in any case as spreadsheet programs do; else the first visible one.

    `sheets` are names, each with whether the sheet is visible. The error does not list them: some
    are named after clients.
    """
    if wanted is None:
        return next((i for i, (_, visible) in enumerate(sheets) if visible), 0)
    for i, (name, _) in enumerate(sheets):
        if name.casefold() == wanted.casefold():
            return i
    counted = "1 sheet" if len(sheets) == 1 else f"{len(sheets)} sheets"
    hint = f"it has {counted}; write the name as it stands there"
    raise UserError.one("has no sheet of that name", file=file, hint=hint)
