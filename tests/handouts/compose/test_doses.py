"""Each dose reads well in words and as numerals with units, and takes the minutes that it says.

`goldens/doses.txt` holds the shortest and the longest legal dose of each kind of remedy. After an
intended change, write it again with `--remake-references` and read it as a client would.
"""

from __future__ import annotations

import re
from itertools import chain, product
from typing import TYPE_CHECKING, Any, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.doses import ONE_GO, UPPER_END, dose_facts, fact
from handouts.compose.locale import load_locale
from handouts.document import Doses
from handouts.request.plan import Plan
from patterns.field_types import IntRange
from patterns.model.dose import FIGURES, FLAGS, Dose, Figure
from patterns.remedies import REMEDIES, RemedyName
from patterns.rules.doses import check_dose, load_dose_limits
from tests.helpers import GOLDENS
from tests.helpers.composing import CALF, NAMES, SIDES, entry, handout, parts_of, sections
from tests.helpers.doses import seconds_read

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import DoseFact

WORDS = load_locale()
GOLDEN = GOLDENS / "doses.txt"

SIDED = ("position", "press", "stretch", "strengthen", "move", "relax")
"""The kinds that may be done on each side."""

Parts = dict[str, Any]


def span(low: int, high: int | None = None) -> IntRange:
    return IntRange(low=low, high=high or low)


def dose(parts: Parts) -> Dose:
    return Dose.model_validate({**parts, "source": "test"})


# The doses that each kind may have


def least_parts(remedy: RemedyName) -> Iterator[tuple[str, ...]]:
    """Yield each shortest choice of parts with which a dose of a kind is whole."""
    for chosen in product(*load_dose_limits().remedies[remedy].needs):
        yield tuple(dict.fromkeys(chosen))


def legal(remedy: RemedyName, names: tuple[str, ...], end: str) -> Dose:
    """Return a legal dose with some parts: all at their least, their most, or from end to end."""
    figures = load_dose_limits().remedies[remedy].figures
    values: Parts = {}
    for name in names:
        if name not in FIGURES:
            values[name] = True
            continue
        low, high, _ = figures[name]
        values[name] = {"least": low, "most": high, "range": [low, high]}[end]
    return dose(values)


@st.composite
def legal_doses(draw: st.DrawFn, remedy: RemedyName) -> Dose:
    """Draw any legal dose of a kind."""
    limits = load_dose_limits().remedies[remedy]
    needed = draw(st.sampled_from(list(least_parts(remedy))))
    more = draw(st.lists(st.sampled_from(limits.parts), unique=True))
    values: Parts = {}
    for name in (*needed, *more):
        if name in limits.figures:
            least, most, _ = limits.figures[name]
            ends = st.integers(least, most)
            values[name] = sorted((draw(ends), draw(ends)))
        else:
            values[name] = True
    return dose(values)


def in_words(facts: list[DoseFact]) -> str:
    return " · ".join(each.text for each in facts)


def in_numerals(facts: list[DoseFact]) -> str:
    return " · ".join(f"{f.numeral} {f.unit}" if f.numeral else f.text for f in facts)


def told(remedy: RemedyName) -> Iterator[str]:
    """Write the shortest and the longest doses of a kind, each in words and in numerals."""
    yield f"\n{remedy}"
    for names in least_parts(remedy):
        for end in ("least", "most"):
            facts = list(dose_facts(WORDS, remedy, legal(remedy, names, end)))
            yield f"  {end:5}  {in_words(facts)}"
            yield f"         {in_numerals(facts)}"
    parts = load_dose_limits().remedies[remedy].parts
    sides: Literal[1, 2] = 2 if remedy in SIDED else 1
    facts = list(dose_facts(WORDS, remedy, legal(remedy, parts, "range"), sides))
    yield f"  all    {in_words(facts)}"
    yield f"         {in_numerals(facts)}"


def test_the_shortest_and_the_longest_doses_read_as_stored(*, remake: bool) -> None:
    lines = [
        "The shortest and the longest doses of each kind, in words and in numerals with units:",
        "each choice of needed parts at its least and its most, then all parts, on both sides.",
        *chain.from_iterable(told(remedy) for remedy in REMEDIES),
    ]
    text = "\n".join(lines) + "\n"
    if remake:
        GOLDEN.write_text(text, "utf-8")
    assert text == GOLDEN.read_text("utf-8")


@pytest.mark.parametrize("remedy", REMEDIES)
def test_the_doses_of_the_stored_text_are_legal(remedy: RemedyName) -> None:
    doses = [legal(remedy, n, end) for n in least_parts(remedy) for end in ("least", "most")]
    doses.append(legal(remedy, load_dose_limits().remedies[remedy].parts, "range"))
    assert [list(check_dose(each, remedy, ())) for each in doses] == [[]] * len(doses)


# Each part has its words


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_has_words_alone_and_a_unit(name: Figure) -> None:
    assert WORDS.dose.alone[name].strip()
    assert WORDS.dose.units[name].strip()
    for number in (1, 2, 45):
        made = fact(WORDS, name, span(number))
        assert made.text.strip()
        assert made.numeral == str(number)
        assert made.unit.strip()
        assert str(number) in made.text or made.text in exact_words(name)


def exact_words(name: Figure) -> set[str]:
    """Return the words of single numbers, such as "twice a day"."""
    often = (WORDS.dose.alone[name].format(n="", times=word) for word in WORDS.times.exact.values())
    return {*often, *WORDS.dose.exact.get(name, {}).values()}


@pytest.mark.parametrize("name", FLAGS)
def test_every_flag_has_words(name: str) -> None:
    assert WORDS.dose.flags[name].strip()  # type: ignore[index]
    facts = list(dose_facts(WORDS, "move", dose({name: True})))
    assert [(f.text, f.numeral) for f in facts] == [(WORDS.dose.flags[name], "")]  # type: ignore[index]


def test_no_two_parts_read_alike() -> None:
    for number in (1, 2, 45):
        facts = [fact(WORDS, name, span(number)) for name in FIGURES]
        assert len({f.text for f in facts}) == len(facts)
        assert len({(f.numeral, f.unit) for f in facts}) == len(facts)


PLURALS = ("sets", "seconds", "minutes", "hours", "days", "times", "patches")


@pytest.mark.parametrize("name", FIGURES)
def test_one_of_a_thing_is_singular(name: Figure) -> None:
    one, two = fact(WORDS, name, span(1)), fact(WORDS, name, span(2))
    for text in (one.text, f"{one.numeral} {one.unit}"):
        assert not re.search(rf"\b1 (?:{'|'.join(PLURALS)})\b", text), text
    assert set(WORDS.singular) == set(PLURALS)
    assert not re.search(rf"\b2 (?:{'|'.join(WORDS.singular.values())})\b", two.text)


@pytest.mark.parametrize(
    ("name", "number", "text", "numeral"),
    [
        ("sets", span(1), "1 set", "1 set"),
        ("sets", span(1, 2), "1 to 2 sets", "1-2 sets"),
        ("times_a_day", span(1), "once a day", "1 time a day"),
        ("times_a_day", span(2), "twice a day", "2 times a day"),
        ("times_a_day", span(2, 3), "2 to 3 times a day", "2-3 times a day"),
        ("repeats", span(1), "once each time", "1 time"),
        ("repeats", span(8, 12), "8 to 12 times", "8-12 times"),
        ("days_a_week", span(1), "1 day a week", "1 day a week"),
        ("days_a_week", span(3, 4), "3 to 4 days a week", "3-4 days a week"),
        ("days_a_week", span(7), "every day", "7 days a week"),
        ("days_a_week", span(3, 7), "3 to 7 days a week", "3-7 days a week"),
        ("hours", span(1), "up to 1 hour", "1 hour at most"),
        ("hours", span(6, 8), "up to 8 hours", "8 hours at most"),
        ("discomfort", span(4), "an ache of 4 out of 10 at most", "4 out of 10 for ache, at most"),
        ("days", span(1), "on one day only", "1 day in a row, at most"),
        ("days", span(3), "at most 3 days in a row", "3 days in a row, at most"),
        ("minutes", span(11), "11 minutes", "11 minutes"),
        ("minutes", span(21), "21 minutes", "21 minutes"),
        ("seconds_each", span(5), "5 seconds each time, slowly", "5 seconds each, slowly"),
    ],
)  # fmt: skip
def test_a_figure_reads_so(name: Figure, number: IntRange, text: str, numeral: str) -> None:
    made = fact(WORDS, name, number)
    written = f"{made.numeral} {made.unit}".replace("\N{EN DASH}", "-")
    assert (made.text, written) == (text, numeral)


# A whole dose


def remedies_and_doses() -> st.SearchStrategy[tuple[RemedyName, Dose]]:
    names: st.SearchStrategy[RemedyName] = st.sampled_from(list(REMEDIES))
    return names.flatmap(lambda name: st.tuples(st.just(name), legal_doses(name)))


@given(remedies_and_doses(), st.sampled_from([1, 2]))
def test_every_part_of_a_dose_prints_once_with_its_numbers(
    made: tuple[RemedyName, Dose], sides: Any
) -> None:
    remedy, given_dose = made
    facts = list(dose_facts(WORDS, remedy, given_dose, sides))
    assert len({f.text for f in facts}) == len(facts)
    figures = given_dose.figures
    if "sets" not in figures or figures["sets"].high == 1:
        figures.pop("rest_seconds", None)
    expected = [fact(WORDS, name, span) for name, span in figures.items()]
    expected_flags = [WORDS.dose.flags[flag] for flag in given_dose.flags]
    fixed = {WORDS.dose.one_patch, WORDS.dose.each_side}
    printed = [f for f in facts if f.text not in fixed]
    assert sorted(f.text for f in printed) == sorted([*(f.text for f in expected), *expected_flags])
    for name, number in figures.items():
        ends = {number.high} if name in UPPER_END else {number.low, number.high}
        (numeral,) = {f.numeral for f in printed if f == fact(WORDS, name, number)}
        assert {int(digits) for digits in re.findall(r"\d+", numeral)} == ends


@given(remedies_and_doses())
def test_both_sides_are_named_where_one_go_is_on_one_side(made: tuple[RemedyName, Dose]) -> None:
    remedy, given_dose = made
    on_both = [f.text for f in dose_facts(WORDS, remedy, given_dose, 2)]
    on_one = [f.text for f in dose_facts(WORDS, remedy, given_dose, 1)]
    side = WORDS.dose.each_side
    assert side not in on_one
    once = set(ONE_GO) & set(given_dose.figures)
    assert (side in on_both) == bool(once and not given_dose.minutes_in_all)
    assert [text for text in on_both if text != side] == on_one


def test_no_one_rests_between_sets_of_which_there_is_one() -> None:
    once = {"hold_seconds": 5, "repeats": 3, "rest_seconds": 60, "times_a_day": 1}
    rest = fact(WORDS, "rest_seconds", span(60)).text
    for sets, printed in ((None, False), (1, False), ([1, 2], True), (3, True)):
        made = dose({**once, "sets": sets})
        assert (rest in [f.text for f in dose_facts(WORDS, "strengthen", made)]) == printed


def test_what_lasts_all_night_is_not_done_on_each_side() -> None:
    facts = dose_facts(WORDS, "position", dose({"all_night": True}), 2)
    assert [f.text for f in facts] == ["all night"]


def test_sides_and_ways_follow_what_is_done_once() -> None:
    made = dose({"hold_seconds": 5, "repeats": 3, "sets": 2, "times_a_day": 2, "each_way": True})
    texts = [f.text for f in dose_facts(WORDS, "move", made, 2)]
    assert texts == [
        "hold 5 seconds", "3 times", "each way", "on each side", "2 sets", "twice a day",
    ]  # fmt: skip


def test_only_a_patch_is_one_at_a_time() -> None:
    for remedy in REMEDIES:
        (names, *_) = least_parts(remedy)
        facts = [f.text for f in dose_facts(WORDS, remedy, legal(remedy, names, "least"))]
        assert (WORDS.dose.one_patch in facts) == (remedy == "patch")


# The minutes of a dose


@given(remedies_and_doses(), st.sampled_from([1, 2]))
def test_the_seconds_are_those_that_a_reader_adds_up(
    made: tuple[RemedyName, Dose], sides: Any
) -> None:
    remedy, given_dose = made
    facts = list(dose_facts(WORDS, remedy, given_dose, sides))
    assert given_dose.seconds_a_day(sides) == seconds_read(facts)


@pytest.mark.parametrize(
    ("parts", "sides", "seconds"),
    [
        ({"hold_seconds": [20, 30], "repeats": [2, 3], "times_a_day": 2}, 1, (80, 180)),
        ({"hold_seconds": [20, 30], "repeats": [2, 3], "times_a_day": 2}, 2, (160, 360)),
        # 3 sets of 8 to 12 slow 5 s, with 2 rests of a minute
        (
            {
                "seconds_each": 5,
                "repeats": [8, 12],
                "sets": 3,
                "rest_seconds": 60,
                "days_a_week": 3,
            },
            1,
            (240, 300),
        ),
        (
            {
                "seconds_each": 5,
                "repeats": [8, 12],
                "sets": 3,
                "rest_seconds": 60,
                "days_a_week": 3,
            },
            2,
            (480, 600),
        ),
        ({"hold_seconds": 5, "repeats": 5, "times_a_day": 3, "each_way": True}, 1, (150, 150)),
        ({"minutes": 10, "times_a_day": [2, 3]}, 1, (1200, 1800)),
        ({"minutes": 2, "times_a_day": 1}, 2, (240, 240)),
        ({"minutes": 2, "sets": 2, "rest_seconds": 30, "times_a_day": 1}, 1, (270, 270)),
        ({"seconds_a_spot": 60, "minutes_in_all": 5, "times_a_day": [2, 3]}, 2, (600, 900)),
        ({"all_night": True}, 2, (0, 0)),
        ({"when_needed": True, "hold_seconds": 10}, 1, (10, 10)),
        ({"minutes": 5, "every_minutes": 60}, 1, (300, 300)),
    ],
)
def test_the_seconds_of_a_day_are_those_added_up_by_hand(
    parts: Parts, sides: Any, seconds: tuple[int, int]
) -> None:
    assert dose(parts).seconds_a_day(sides) == seconds


# What the first model could not say


@pytest.mark.parametrize("side", SIDES)
def test_heel_drops_say_sets_rests_slow_seconds_and_days(side: str) -> None:
    (block,) = parts_of(sections(handout(Plan(side=side), CALF), "own-heel-drop"), Doses)
    both = ["on each side"] if side == "both" else []
    assert [f.text for f in block.items] == [
        "5 seconds each time, slowly",
        "8 to 12 times",
        *both,
        "3 sets",
        "rest 60 seconds between sets",
        "an ache of 4 out of 10 at most",
        "3 to 4 days a week",
    ]


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("name", NAMES)
def test_only_what_has_a_side_is_done_on_each_side(name: str, side: str) -> None:
    made = handout(Plan(side=side), name)
    for use, found in entry(name).activities.items():
        facts = [f.text for block in parts_of(sections(made, use), Doses) for f in block.items]
        if side != "both" or not found.activity.sided:
            assert "on each side" not in facts


def test_kinds_and_names() -> None:
    assert set(get_args(Figure)) == set(FIGURES) == set(WORDS.dose.alone) == set(WORDS.dose.units)
    assert set(WORDS.dose.flags) == set(FLAGS)
