"""Read the day of a cell in the forms that programs write, and settle which number is the month."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, NamedTuple

from handouts.request.values import parse_day as parse_iso_day
from handouts.roster.table import CellError

if TYPE_CHECKING:
    from collections.abc import Sequence

WRITE_IT = (
    "write it as 2026-11-27 in a cell that is formatted as text, or save the roster as .xlsx: "
    "Excel rewrites days when it saves CSV"
)

NOT_SETTLED = ("may be a day of either of two months, and the others do not tell which", WRITE_IT)
"""The message and the hint for a day that `settle_days` leaves open."""

MONTH_FIRST = frozenset({"US", "AS", "FM", "GU", "MH", "MP", "PR", "PW", "UM", "VI"})
"""Countries that write the month before the day (Unicode CLDR, short dates in English)."""

EITHER_FIRST = frozenset({"CA", "PH", ""})
"""Countries in which both orders are common, and none."""

_SHORT = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_SHORT, start=1)}
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)[0-9]{1,2}(?::[0-9]{2}){1,2}(?:[.,][0-9]{1,9})?"
    r"(?:\s?[ap]\.?m\.?)?(?:\s?[+-][0-9]{2}:?[0-9]{2})?)?"
)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,?\s+)?"
_FORMS = [
    re.compile(rf"{_WEEKDAY}{form}{_TIME}", re.IGNORECASE)
    for form in (
        r"(?P<year>[0-9]{4})(?P<sign>[-/.])(?P<month>[0-9]{1,2})(?P=sign)(?P<day>[0-9]{1,2})",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?[\s/-]{_MONTH},?[\s/-](?P<year>[0-9]{{4}})",
        rf"(?P<day>[0-9]{{1,2}})-{_MONTH}-(?P<short>[0-9]{{2}})",  # as Excel shows it unasked
        rf"{_MONTH}\s(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s(?P<year>[0-9]{{4}})",
    )
]
_NUMERIC = re.compile(
    rf"{_WEEKDAY}([0-9]{{1,2}})([-/.])([0-9]{{1,2}})\2([0-9]{{4}}){_TIME}", re.IGNORECASE
)
_UTC = re.compile(r"[0-9]\s?(?:Z|UTC|GMT)$")


class NumericDay(NamedTuple):
    """A day such as 03/04/2026, which is in April in some countries and in March in others."""

    first: int
    second: int
    year: int

    def read(self, *, month_first: bool) -> datetime.date | None:
        """Return the day in one order, or None if no calendar has it."""
        month, day = (self.first, self.second) if month_first else (self.second, self.first)
        return _day(self.year, month, day)

    def only_reading(self) -> datetime.date | None:
        """Return the day if both orders mean the same or one of them none."""
        found = {self.read(month_first=True), self.read(month_first=False)} - {None}
        return found.pop() if len(found) == 1 else None


def parse_day(text: str) -> datetime.date | NumericDay:
    """Parse a day, with or without a time behind it.

    Raises `CellError` for other text, and for a day that no calendar has.
    """
    if iso := parse_iso_day(text):
        return iso
    if match := _NUMERIC.fullmatch(text):
        numeric = NumericDay(int(match[1]), int(match[3]), int(match[4]))
        if numeric.read(month_first=True) or numeric.read(month_first=False):
            return numeric
        raise CellError(("is a day that no calendar has", WRITE_IT))
    for match in filter(None, (form.fullmatch(text) for form in _FORMS)):
        found = match.groupdict()
        name, short = found.get("name"), found.get("short")
        month = _MONTHS[name.casefold()] if name else int(found["month"])
        year = 2000 + int(short) if short else int(found["year"])
        if day := _day(year, month, int(found["day"])):
            return day
        raise CellError(("is a day that no calendar has", WRITE_IT))
    if _UTC.search(text):
        raise CellError(("is a time of UTC, which may be another day here", "write the day alone"))
    raise CellError(("is not written as a day with its year", WRITE_IT))


def month_first_in(country: str) -> bool | None:
    """Whether a country writes the month before the day; None if both orders are common.

    None too for an empty text, if no country is known.
    """
    return None if country in EITHER_FIRST else country in MONTH_FIRST


def settle_days(days: Sequence[NumericDay], country: str) -> list[datetime.date | None]:
    """Return the days of a column; None for one with two readings between which nothing decides.

    The order of the country decides if every day of the column can be read in it. Where both orders
    are common, the order decides that all days can be read in, if it is only one.
    """
    fitting = [order for order in (True, False) if all(day.read(month_first=order) for day in days)]
    order = month_first_in(country)
    if order is None and len(fitting) == 1:
        order = fitting[0]
    settled = order is not None and order in fitting
    return [
        day.only_reading() or (day.read(month_first=bool(order)) if settled else None)
        for day in days
    ]


def order_told(days: Sequence[NumericDay], settled: Sequence[datetime.date | None]) -> list[str]:
    """Return a remark on how days with two readings were read, if there are any."""
    chosen = [
        day == numeric.read(month_first=True)
        for numeric, day in zip(days, settled, strict=True)
        if day is not None and numeric.only_reading() is None
    ]
    if not chosen:
        return []
    order = "the month first, 4 March" if chosen[0] else "the day first, 3 April"
    counted = "1 day" if len(chosen) == 1 else f"{len(chosen):,} days"
    return [f"has {counted} of two readings, such as 03/04/2026, read with {order}"]


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None
