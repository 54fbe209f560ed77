"""Turn values of workbooks into text, as they are seen there."""

from __future__ import annotations

import datetime

import pytest

from handouts.roster.cell_values import BOOLEAN, TIME, TOO_EARLY, TOO_LONG, Value, cell_text
from handouts.roster.table import UnreadCell


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("007", "007"),
        (7.0, "7"),
        (3.5, "3.5"),
        (True, BOOLEAN),
        (10**15, TOO_LONG),
        (float("nan"), TOO_LONG),
        (datetime.date(2026, 11, 27), "2026-11-27"),
        (datetime.datetime(2026, 11, 27), "2026-11-27"),
        (datetime.datetime(1900, 1, 1, 9), TOO_EARLY),
        (datetime.date(1900, 2, 28), TOO_EARLY),
        (datetime.time(9), TIME),
        (datetime.timedelta(hours=30), TIME),
    ],
)
def test_values(value: Value, text: str | UnreadCell) -> None:
    assert cell_text(value) == text


def test_a_moment_keeps_its_day_beside() -> None:
    cell = cell_text(datetime.datetime(2026, 11, 27, 9, 30))
    assert isinstance(cell, UnreadCell)
    assert (cell.message, cell.day) == (TIME.message, datetime.date(2026, 11, 27))
