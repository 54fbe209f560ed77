"""A date and the twelve ways a language says one in, the date in words out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence


def fill_date(months: Sequence[str], day: datetime.date) -> str:
    """Say a date; `months` are such as `January {day}, {year}`."""
    return months[day.month - 1].format(day=day.day, year=day.year)
