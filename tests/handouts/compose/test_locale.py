"""The fixed words of the sheet are whole, and say numbers and dates the way a country does."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.locale import HelpWords, load_locale
from patterns.field_types import IntRange
from patterns.model.dose import FIGURES
from patterns.notice import load_notice
from patterns.schema.yaml_document import parse_document
from tests.helpers import ROOT
from tests.helpers.composing import HIP, bent, handout, sections

WORDS = load_locale()
DATES = list(csv.DictReader((ROOT / "tests/goldens/dates.csv").read_text("utf-8").splitlines()))
"""Dates as babel 2.19 writes them, by the Unicode CLDR: of each country, two in each month."""

COUNTRIES = ROOT / "patterns/notices/countries.yaml"
HOLES = re.compile(r"\{(\w*)\}")


def span(low: int, high: int | None = None) -> IntRange:
    return IntRange(low=low, high=high or low)


@pytest.mark.parametrize(
    ("given_span", "expected"), [(span(3), "3"), (span(2, 3), "2 to 3"), (span(20, 30), "20 to 30")]
)
def test_a_span_is_written_in_words(given_span: IntRange, expected: str) -> None:
    assert WORDS.format_range(given_span) == expected


@pytest.mark.parametrize(
    ("given_span", "expected"),
    [
        (span(1), "once"),
        (span(2), "twice"),
        (span(3), "3 times"),
        (span(1, 2), "1 to 2 times"),
        (span(12), "12 times"),
    ],
)
def test_how_often_is_written_in_words(given_span: IntRange, expected: str) -> None:
    assert WORDS.format_times(given_span) == expected


@given(st.integers(1, 200), st.integers(0, 50))
def test_every_number_of_a_span_is_said_as_digits(low: int, more: int) -> None:
    expected = WORDS.format_range(span(low, low + more))
    assert re.findall(r"\d+", expected) == list(dict.fromkeys([str(low), str(low + more)]))


HOLES_OF = {
    "range": {"low", "high"},
    "page": {"page", "pages"},
    "number": {"number"},
    "footer": {"title", "version", "due", "status"},
    "times.other": {"n"},
    "week.minutes": {"n"},
    "week.apart": {"n", "what"},
    "headings.short": {"message"},
    "stop_if": {"sentence"},
    "not_advised": {"what"},
    "needs": {"things"},
    "check.stage": {"condition", "stage"},
    "marks.ring.label": {"remedy"},
    "marks.ring.legend": {"remedy"},
    "marks.ring.spoken": {"remedy"},
    **{f"dose.alone.{name}": {"n"} for name in FIGURES},
    "dose.alone.times_a_day": {"times"},
    "dose.numeral_range": {"low", "high"},
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


NAMED = parse_document(COUNTRIES.read_bytes(), "countries.yaml").tree["countries"]
CALLED = [name if name != "other" else "FR" for name in NAMED]  # type: ignore[union-attr]
"""The countries with an entry of their own, and one without."""


def help_in(country: str) -> dict[str, str]:
    """Give the heading of each tier of warning signs in a country, with its number left open."""
    return {tier: getattr(WORDS.help, tier).in_country(country) for tier in HelpWords.model_fields}


@pytest.mark.parametrize("country", CALLED)
def test_the_number_to_call_stands_in_the_most_urgent_tier_alone(country: str) -> None:
    holes = {tier: HOLES.findall(words) for tier, words in help_in(country).items()}
    assert holes == {"now": ["emergency"], "today": [], "soon": []}


@pytest.mark.parametrize("country", CALLED)
def test_111_is_urgent_advice_in_great_britain_and_the_emergency_number_in_new_zealand(
    country: str,
) -> None:
    number = load_notice(f"en-{country}").emergency
    said = {tier: words.format(emergency=number) for tier, words in help_in(country).items()}
    with_111 = [tier for tier, words in said.items() if re.search(r"\b111\b", words)]
    assert with_111 == {"GB": ["today"], "NZ": ["now"]}.get(country, [])


def test_a_week_has_seven_days_that_differ() -> None:
    assert len(set(WORDS.week.days)) == len(WORDS.week.days) == 7


@pytest.mark.parametrize("row", DATES, ids=lambda row: f"{row['tag']} {row['day']}")
def test_a_date_is_written_the_way_of_the_country(row: dict[str, str]) -> None:
    day = date.fromisoformat(row["day"])
    assert WORDS.format_date(day, row["tag"].removeprefix("en-")) == row["date"]
    assert WORDS.format_month(day) == row["month"]


def test_the_dates_are_tried_in_every_country_with_english_and_in_every_month() -> None:
    named = parse_document(COUNTRIES.read_bytes(), "countries.yaml").tree["countries"]
    assert isinstance(named, dict)
    assert {row["tag"] for row in DATES} == {f"en-{name}" for name in named if name != "other"}
    assert len({(row["tag"], row["day"][5:7]) for row in DATES}) == 12 * 6


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.sampled_from(["US", "GB", "DE"]))
def test_no_month_is_a_number(day: date, country: str) -> None:
    assert re.findall(r"\d+", WORDS.format_month(day)) == [str(day.year)]
    figures = sorted([str(day.day), str(day.year)])
    assert sorted(re.findall(r"\d+", WORDS.format_date(day, country))) == figures
    assert HOLES.findall(WORDS.date_forms(country)[day.month - 1]).count("day") == 1


@pytest.mark.parametrize(
    ("figure", "expected"),
    [("1", "1 minute in all"), ("11", "11 minutes in all"), ("1 to 2", "1 to 2 minutes in all")],
)
def test_one_of_a_thing_is_not_several(figure: str, expected: str) -> None:
    assert WORDS.format_fact("{minutes} minutes in all", {"minutes": figure}) == expected


@pytest.mark.parametrize(
    "kept",
    [
        "SI joint first.", "TMJ: rest it.", "I sit too long.", "I'm stiff.", "L4 first.", "C2",
        "X-ray before you start.", "T-shirt off.", "IT band", "MRI", "McKenzie press-ups",
        "Achilles tendon first.", "Raynaud's fingers", "Pilates, slowly", "A1 pulley", "pH 7", "",
        "20 minutes", "DON'T SIT.", "B12?",
    ],
)  # fmt: skip
def test_a_word_that_needs_its_capital_keeps_it_inside_a_sentence(kept: str) -> None:
    assert WORDS.inside_sentence(kept) == kept


@pytest.mark.parametrize(
    ("written", "inside"),
    [
        ("Take the stretch off.", "take the stretch off."),
        ("Don't sit.", "don't sit."),
        ("Don\u2019t sit.", "don\u2019t sit."),
        ("A stiff hip needs rest.", "a stiff hip needs rest."),
        ("Rest.", "rest."),
        ("Self-care first.", "self-care first."),
        ("It is the SI joint.", "it is the SI joint."),
        ("Is it sore? Rest.", "is it sore? Rest."),
        ("Élan", "élan"),
    ],
)
def test_any_other_sentence_is_written_on_with_a_small_letter(written: str, inside: str) -> None:
    assert WORDS.inside_sentence(written) == inside


@given(
    st.from_regex(
        r"[A-Z]([A-Z]|[0-9]|-[a-z]|'[a-z]|[a-z]*[A-Z0-9])[A-Za-z]{0,8} joint", fullmatch=True
    )
)
def test_acronyms_figures_and_single_letters_are_never_bent(text: str) -> None:
    assert WORDS.inside_sentence(text) == text


@given(st.from_regex("[A-Z][a-z]{1,12}( [a-z]{1,8}){0,3}", fullmatch=True))
def test_a_plain_word_loses_no_more_than_its_capital(text: str) -> None:
    inside = WORDS.inside_sentence(text)
    assert inside == (text if text.split()[0] in WORDS.proper_nouns else text[0].lower() + text[1:])


def test_the_message_of_a_pattern_is_written_on_in_its_heading() -> None:
    def heading(message: str) -> str:
        made = handout(of=bent(HIP, {"in_short.message": message}))
        return sections(made, "short")[0].heading

    assert heading("SI joint first, then loosen it.") == "In short: SI joint first, then loosen it."
    assert heading("Take **it** off.") == "In short: take it off."
    assert heading("{your hip} first.") == "In short: each hip first."
