"""Turn the value of a workbook's cell into text, or say why it has none."""

from __future__ import annotations

import datetime
from dataclasses import replace

from handouts.roster.table import UnreadCell

EXACT_DIGITS = 15  # significant digits that spreadsheet programs keep

FIRST_DAY = datetime.date(1900, 3, 1)
"""Earlier dates are ambiguous: Excel counts a 29 February 1900."""

_RETYPE = "make the cell a text cell and type the value anew"
BOOLEAN = UnreadCell("holds TRUE or FALSE", _RETYPE)
_DAY_ALONE = "write the day alone, as 2026-11-23, or make it a text cell"
TIME = UnreadCell("holds a time of day", _DAY_ALONE)
TOO_EARLY = UnreadCell("holds a day before March 1900", "write the day as 2026-11-23")
TOO_LONG = UnreadCell(f"holds a number of more than {EXACT_DIGITS} digits", _RETYPE)
ERROR = UnreadCell("holds an error instead of a value", "mend its formula, or type the value")

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta
"""What the cell of a workbook may hold; an empty cell is an empty string."""


def cell_text(value: Value) -> str | UnreadCell:
    """Return the text of a value, or what is wrong with it."""
    match value:
        case str():
            return value
        case bool():
            return BOOLEAN
        case int() | float():
            return _number_text(value)
        case datetime.datetime():
            day = cell_text(value.date())
            if value.time() == datetime.time() or isinstance(day, UnreadCell):
                return day
            return replace(TIME, day=value.date())
        case datetime.date():
            return value.isoformat() if value >= FIRST_DAY else TOO_EARLY
        case _:
            return TIME


def _number_text(value: float) -> str | UnreadCell:
    if not abs(value) < 10**EXACT_DIGITS:  # true for NaN too
        return TOO_LONG
    return str(int(value)) if value == int(value) else str(value)
