"""The fixed words of the sheet are whole, and say numbers and dates the way a country does."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.locale import load_locale, say_date
from patterns.field_types import IntRange

WORDS = load_locale("en-US")
HOLES = re.compile(r"\{(\w*)\}")


def span(low: int, high: int | None = None) -> IntRange:
    return IntRange(low=low, high=high or low)


@pytest.mark.parametrize(
    ("given_span", "said"), [(span(3), "3"), (span(2, 3), "2 to 3"), (span(20, 30), "20 to 30")]
)
def test_a_span_is_said_in_words(given_span: IntRange, said: str) -> None:
    assert WORDS.span(given_span) == said


@pytest.mark.parametrize(
    ("given_span", "said"),
    [
        (span(1), "once"),
        (span(2), "twice"),
        (span(3), "3 times"),
        (span(1, 2), "1 to 2 times"),
        (span(12), "12 times"),
    ],
)
def test_how_often_is_said_in_words(given_span: IntRange, said: str) -> None:
    assert WORDS.often(given_span) == said


@given(st.integers(1, 200), st.integers(0, 50))
def test_every_number_of_a_span_is_said_as_digits(low: int, more: int) -> None:
    said = WORDS.span(span(low, low + more))
    assert re.findall(r"\d+", said) == list(dict.fromkeys([str(low), str(low + more)]))


def test_every_language_of_english_shares_one_file() -> None:
    assert load_locale("en-GB") == load_locale("en-US") == load_locale("en")


HOLES_OF = {
    "range": {"low", "high"},
    "page": {"page", "pages"},
    "footer": {"title", "version", "due", "status"},
    "times.other": {"n"},
    "week.minutes": {"n"},
    "help.now": {"emergency"},
    "dose.patch": {"hours", "a_day", "days"},
    "dose.ball": {"seconds", "minutes", "times"},
    "dose.hold": {"seconds", "repeats", "times"},
    "dose.care": {"minutes", "hours"},
    "patch.limit": {"hours"},
    "patch.night": {"hours"},
    "credits.record": {"version", "author", "reviewed", "due"},
    "credits.reviewed": {"name"},
    "credits.prepared_by": {"name"},
    "credits.sources": {"cites"},
}
"""The figures that each template must have room for, none lost in translation."""


def part(path: str) -> str:
    value: object = WORDS.model_dump()
    for step in path.split("."):
        assert isinstance(value, dict)
        value = value[step]
    return " ".join(value) if isinstance(value, tuple) else str(value)


@pytest.mark.parametrize(("path", "holes"), HOLES_OF.items())
def test_a_template_has_room_for_every_figure(path: str, holes: set[str]) -> None:
    assert set(HOLES.findall(part(path))) == holes


def test_a_week_has_seven_days_that_differ() -> None:
    assert len(set(WORDS.week.days)) == len(WORDS.week.days) == 7


def test_each_side_has_its_word() -> None:
    assert WORDS.side == {"left": "left", "right": "right", "both": "both sides"}


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [
        ("en-US", "November 3, 2026", "November 2026"),
        ("en-GB", "3 November 2026", "November 2026"),
        ("de-DE", "3. November 2026", "November 2026"),
        ("fr-CA", "3 novembre 2026", "novembre 2026"),
    ],
)
def test_a_date_is_written_out_the_way_of_the_country(language: str, long: str, short: str) -> None:
    day = date(2026, 11, 3)
    assert say_date(day, language) == long
    assert say_date(day, language, short=True) == short


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_no_month_is_a_number(day: date) -> None:
    for language in ("en-US", "en-GB"):
        assert re.findall(r"\d+", say_date(day, language, short=True)) == [str(day.year)]
        assert sorted(re.findall(r"\d+", say_date(day, language))) == sorted(
            [str(day.day), str(day.year)]
        )


@pytest.mark.parametrize(
    ("figure", "said"),
    [("1", "1 minute in all"), ("11", "11 minutes in all"), ("1 to 2", "1 to 2 minutes in all")],
)
def test_one_of_a_thing_is_not_several(figure: str, said: str) -> None:
    assert WORDS.fact("{minutes} minutes in all", {"minutes": figure}) == said
