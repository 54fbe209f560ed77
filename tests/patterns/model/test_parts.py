"""Words follow the side and the country, and a term brings its own word in another language."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from patterns.model.parts import CountryWords, SideWords, TermWords
from patterns.text import ExplainedTerm, Side

SIDES: dict[Side, str] = {"left": "left", "right": "right"}


def test_words_follow_the_side() -> None:
    words = SideWords(one="your {side} hip, not the {other side}", both="each hip")
    assert words.on("left", SIDES) == "your left hip, not the right"
    assert words.on("right", SIDES) == "your right hip, not the left"
    assert words.on("both", SIDES) == "each hip"


def test_the_names_of_the_sides_are_those_of_the_language() -> None:
    words = SideWords(one="tu lado {side}", both="cada lado")
    assert words.on("left", {"left": "izquierdo", "right": "derecho"}) == "tu lado izquierdo"


def test_words_may_be_written_for_each_side() -> None:
    words = SideWords(left="tu pierna izquierda", right="tu pierna derecha", both="una pierna")
    assert words.on("left", SIDES) == "tu pierna izquierda"
    assert words.on("right", SIDES) == "tu pierna derecha"
    assert words.on("both", SIDES) == "una pierna"


@pytest.mark.parametrize(
    "forms",
    [
        {},
        {"left": "tu pierna izquierda"},
        {"one": "your {side} leg", "left": "your left leg"},
        {"one": "your {side} leg", "left": "your left leg", "right": "your right leg"},
    ],
)
def test_each_side_has_words_once(forms: dict[str, str]) -> None:
    with pytest.raises(ValidationError, match="write one, or left and right"):
        SideWords(**forms, both="one leg")


def test_words_follow_the_country() -> None:
    words = CountryWords(other="fibres", by_country={"US": "fibers"})
    assert [words.in_country(country) for country in ("US", "IE")] == ["fibers", "fibres"]
    assert CountryWords(other="fibras").in_country("US") == "fibras"


@pytest.mark.parametrize(
    ("written", "word"),
    [
        ('"the bone at the base"', "sacrum"),
        ('{"means": "the bone at the base"}', "sacrum"),
        ('{"word": "sacro", "means": "the bone at the base"}', "sacro"),
    ],
)
def test_a_term_prints_its_word_or_its_key(written: str, word: str) -> None:
    term = TermWords.model_validate_json(written)
    assert term.under("sacrum") == ExplainedTerm(word, "the bone at the base")
