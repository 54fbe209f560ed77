"""Words follow the side and the country, a term may bring its word, and a review is signed."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from patterns.model.parts import (
    CountryWords,
    Mark,
    PictureLabel,
    Review,
    SideWords,
    Source,
    TermWords,
)
from patterns.text import ExplainedTerm, Side

SIDES: dict[Side, str] = {"left": "left", "right": "right"}

REVIEW = {
    "author": "A. Author",
    "status": "awaiting clinical review",
    "reviewed_on": "2026-11-29",
    "next_review": "2028-11-29",
}


def review(**changes: str) -> Review:
    return Review.model_validate_json(json.dumps({**REVIEW, **changes}))


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


@pytest.mark.parametrize("code", ["us", "USA", "U1", ""])
def test_a_country_is_named_by_its_code(code: str) -> None:
    with pytest.raises(ValidationError):
        CountryWords.model_validate({"other": "football", "by_country": {code: "soccer"}})


def test_a_review_that_is_done_is_signed() -> None:
    assert review().reviewed_by is None
    assert review(status="reviewed", reviewed_by="B. Reviewer").status == "reviewed"
    with pytest.raises(ValidationError, match="says reviewed but not by whom; add reviewed_by"):
        review(status="reviewed")
    with pytest.raises(ValidationError):
        review(status="checked")


def test_a_source_is_cited_and_known_to_be_a_page_or_not() -> None:
    source = Source(cite="NHS on cold")
    assert (source.address, source.general) == ("", False)
    with pytest.raises(ValidationError):
        Source(cite=" ")


def test_marks_and_labels_are_of_the_kinds_that_can_be_drawn() -> None:
    assert Mark(kind="hatch", at="pain.hip").at == "pain.hip"
    assert PictureLabel(at="hip-bone", text="hip bone", margin="sore").margin == "sore"
    with pytest.raises(ValidationError):
        Mark.model_validate({"kind": "arrow", "at": "pain.hip"})
    with pytest.raises(ValidationError):
        PictureLabel.model_validate({"at": "hip-bone", "text": "hip bone", "margin": "left"})
