"""Read days as programs write them; which number is the month is settled for a whole column."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.roster.days import NumericDay, order_told, parse_day, settle_days
from handouts.roster.table import CellError

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-27", "2026-11-27T09:00", "2026-11-27T09:00:00", "2026-11-27 09:30",
        "2026-11-27T09:00:00.000", "2026-11-27T09:00:00+01:00", "2026-11-27 09:00:00 +1100",
        "2026/11/27", "2026.11.27",
        "27-Nov-2026", "27 Nov 2026", "27. November 2026", "27-Nov-26", "27 November 2026",
        "27th November 2026",
        "Fri 27 Nov 2026", "Friday, 27 November 2026", "November 27, 2026 9:00 am", "Nov 27 2026",
        "November 27, 2026", "NOVEMBER 27TH, 2026 at 9:00 p.m.", "Friday, November 27, 2026",
    ],
)  # fmt: skip
def test_a_form_with_one_meaning_is_taken(text: str) -> None:
    assert parse_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["27/11/2026", "27.11.2026", "27-11-2026", "27/11/2026 09:30", "27/11/2026, 9:30 AM"]
)
def test_numbers_alone_are_settled_later(text: str) -> None:
    day = NumericDay(27, 11, 2026)
    assert parse_day(text) == day
    assert settle_days([day], "US") == [DAY]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *((text, "is not written as a day with its year") for text in (
            "27/11", "27 November", "27/11/26", "46353", "tomorrow", "2026-11", "Nov-26", "x" * 500,
        )),
        *((text, "is a day that no calendar has") for text in (
            "2026-13-01", "31-Nov-2026", "31/31/2026", "February 30, 2026", "0/0/2026",
        )),
        ("2026-11-27T23:00:00Z", "is a time of UTC, which may be another day here"),
    ],
)  # fmt: skip
def test_other_text_is_refused_with_what_excel_does_to_it(text: str, told: str) -> None:
    with pytest.raises(CellError) as caught:
        parse_day(text)
    ((message, hint),) = caught.value.faults
    assert message == told
    assert hint.startswith("write ")
    if "UTC" not in told:
        assert "formatted as text, or save the roster as .xlsx" in hint


APRIL_OR_MARCH = NumericDay(3, 4, 2026)
APRIL, MARCH = date(2026, 4, 3), date(2026, 3, 4)


@pytest.mark.parametrize(
    ("others", "country", "read"),
    [
        ([], "GB", APRIL),
        ([], "DE", APRIL),
        ([], "US", MARCH),
        ([], "CA", None),
        ([], "", None),
        ([NumericDay(27, 11, 2026)], "GB", APRIL),
        ([NumericDay(11, 27, 2026)], "US", MARCH),
        ([NumericDay(27, 11, 2026)], "CA", APRIL),
        ([NumericDay(11, 27, 2026)], "CA", MARCH),
        ([NumericDay(27, 11, 2026)], "US", None),
        ([NumericDay(11, 27, 2026)], "GB", None),
        ([NumericDay(27, 11, 2026), NumericDay(11, 27, 2026)], "CA", None),
        ([NumericDay(5, 5, 2026)], "US", MARCH),
    ],
)
def test_a_day_with_two_readings_has_one_only_if_all_agree(
    others: list[NumericDay], country: str, read: date | None
) -> None:
    *rest, last = settle_days([*others, APRIL_OR_MARCH], country)
    assert last == read
    assert None not in rest


@given(
    st.lists(st.integers(0, 3000), min_size=1, max_size=9),
    st.booleans(),
    st.sampled_from(["US", "GB", "CA"]),
)
def test_no_day_is_ever_read_in_the_wrong_order(
    numbers: list[int], month_first: bool, country: str
) -> None:
    meant = [date(2024, 1, 1) + timedelta(number) for number in numbers]
    written = [
        NumericDay(day.month, day.day, day.year)
        if month_first
        else NumericDay(day.day, day.month, day.year)
        for day in meant
    ]
    read = settle_days(written, country)
    is_usual = country == "CA" or month_first is (country == "US")
    if is_usual or any(right.day > 12 for right in meant):  # which shows the order
        assert all(day in {right, None} for day, right in zip(read, meant, strict=True))


def test_the_order_is_told_if_it_mattered() -> None:
    days = [APRIL_OR_MARCH, NumericDay(27, 11, 2026)]
    assert order_told(days, settle_days(days, "GB")) == [
        "has 1 day of two readings, such as 03/04/2026, read with the day first, 3 April"
    ]
    assert order_told(days[1:], settle_days(days[1:], "GB")) == []
    assert order_told(days[:1], [None]) == []
