"""A sheet can be read by a person of sixth grade: short sentences, plain verbs, no passives.

Limits are those of the standards for handouts (AMA, NIH, CDC, PEMAT). A formula does not measure
understanding; it finds what is surely too hard.
"""

from __future__ import annotations

from functools import cache

import pytest

from handouts.document import Points, Section
from handouts.request.plan import Plan
from tests.helpers.composing import CALF, HIP, NECK, handout, parts_of, texts
from tests.helpers.reading_level import is_passive, measure, prose, split, syllables, words

NAMES = (HIP, CALF, NECK)
COUNTRIES = ("en-US", "en-GB")

MUSCLES = frozenset({"piriformis", "gastrocnemius", "soleus"})
"""Names that a sheet must teach; they are explained where they stand."""

TARGET, HARDEST = 6.0, 8.0
LONGEST = 25
MEAN = 12.0
PASSIVE = 0.1
LONGEST_STEP = 15

ENOUGH = 30
"""Words below which a grade says more about one word than about the text."""

VERBS = frozenset(
    {
        "bend", "bring", "choose", "cross", "do", "ease", "hold", "keep", "kneel", "lay",
        "lean", "let", "lie", "lift", "look", "loosen", "move", "place", "plant", "press",
        "pull", "push", "put", "rest", "roll", "set", "sit", "stand", "stay", "step", "stop",
        "straighten", "sway", "take", "turn", "wait",
    }
)  # fmt: skip
"""What a step may begin with: plain verbs of moving and keeping still."""


@cache
def spoken(name: str, tag: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Give the sentences of each section; the notice and the credits are for other tests."""
    return tuple(
        (section.heading, prose(section))
        for section in handout(Plan(side="left"), name, tag=tag).sections
        if section.id not in ("notice", "credits") and prose(section)
    )


def steps(name: str) -> list[str]:
    """Give the steps that a reader follows."""
    lists = [
        points
        for section in handout(Plan(side="left"), name).sections
        if section.id != "help"
        for points in parts_of(section, Points)
    ]
    return [step for points in lists for step in texts(points)]


CASES = [(name, tag) for name in NAMES for tag in COUNTRIES]


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_no_section_is_too_hard(name: str, tag: str) -> None:
    for heading, sentences in spoken(name, tag):
        counted = sum(len(words(sentence)) for sentence in sentences)
        limit = TARGET if counted >= ENOUGH else HARDEST
        assert measure(sentences).grade <= limit, heading
        assert measure(sentences, MUSCLES).grade <= limit, heading


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_no_sentence_is_too_long(name: str, tag: str) -> None:
    every = [sentence for _, sentences in spoken(name, tag) for sentence in sentences]
    assert [sentence for sentence in every if len(words(sentence)) > LONGEST] == []


@pytest.mark.parametrize(("name", "tag"), CASES)
def test_sentences_are_short_and_active_on_the_whole(name: str, tag: str) -> None:
    level = measure(tuple(sentence for _, sentences in spoken(name, tag) for sentence in sentences))
    assert level.mean <= MEAN
    assert level.passive <= PASSIVE
    assert level.grade <= TARGET


@pytest.mark.parametrize("tag", COUNTRIES)
def test_the_notice_is_plain_too(tag: str) -> None:
    (notice,) = (section for section in handout(tag=tag).sections if section.id == "notice")
    level = measure(prose(notice))
    assert level.grade <= TARGET
    assert level.longest <= LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_a_step_is_short(name: str) -> None:
    assert [step for step in steps(name) if len(words(step)) > LONGEST_STEP] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_step_begins_with_what_to_do(name: str) -> None:
    assert [step for step in steps(name) if not begins_with_a_verb(step)] == []


def begins_with_a_verb(step: str) -> bool:
    """Tell whether a step begins with a verb, or with it after a question ("On your back?")."""
    first, *rest = split(step)
    acts = rest[0] if first.endswith("?") and rest else first
    return words(acts)[0].casefold() in VERBS


# The measures themselves


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("hip", 1),
        ("pillow", 2),
        ("sacrum", 2),
        ("piriformis", 4),
        ("lidocaine", 3),
        ("gastrocnemius", 5),
        ("non-slip", 2),
        ("Raynaud's", 2),
        ("muscle", 2),
        ("8", 1),
        ("30", 2),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_is_that_of_the_formula() -> None:
    level = measure(("The cat sat on the mat.", "It slept."))
    assert level.mean == 4.0
    assert level.longest == 6
    assert level.grade == pytest.approx(0.39 * 4 + 11.8 * 8 / 8 - 15.59)


def test_names_are_read_past() -> None:
    with_name, without = (
        measure(("Your piriformis is sore.",), names) for names in (frozenset[str](), MUSCLES)
    )
    assert with_name.grade > without.grade
    assert without.longest == 3


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Stop. Rest!", ["Stop.", "Rest!"]),
        ("Sore? Rest it; then roll.", ["Sore?", "Rest it; then roll."]),
        ("Patch off, skin washed, 1 hour before heat", 1),
        ("", []),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str] | int) -> None:
    found = split(text)
    assert (len(found) if isinstance(sentences, int) else found) == sentences


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The pack is wrapped in a towel.", True),
        ("It must be taken off.", True),
        ("Sheets are carefully checked.", True),
        ("Wrap the pack.", False),
        ("The hip is stiff.", False),
    ],
)
def test_a_passive_is_seen(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) == passive


def test_prose_is_all_that_is_read_and_nothing_else() -> None:
    section: Section = next(s for s in handout().sections if s.id == "ball")
    sentences = prose(section)
    assert "Sit on it, close to the pain." in sentences
    assert any(sentence.startswith("Never while driving") for sentence in sentences)
    assert not any(
        "seconds a spot" in sentence or section.heading in sentence for sentence in sentences
    )
