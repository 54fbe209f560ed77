"""The lists of the vocabulary agree with each other, and its phrases find what they are for."""

from __future__ import annotations

import pytest

from handouts.report.sentences import words
from handouts.report.syllables import syllables
from handouts.report.vocabulary import load_vocabulary, lowered

WORDS = load_vocabulary()


def test_everyday_words_are_long_and_not_medical() -> None:
    assert [word for word in WORDS.everyday if syllables(word) < 3] == []
    assert {word for word in WORDS.everyday if WORDS.is_medical(word)} == set()


def test_all_words_are_written_small() -> None:
    for listed in (WORDS.medical, WORDS.everyday, WORDS.actions, WORDS.participles):
        assert [word for word in listed if word != word.casefold()] == []


def test_plain_words_are_plain() -> None:
    said = {word: plain for word, plain in WORDS.medical.items() for part in words(plain)
            if WORDS.is_medical(part)}  # fmt: skip
    assert said == {}


def test_words_that_only_look_medical_are_needed() -> None:
    assert [word for word in WORDS.not_medical if not word.endswith(WORDS.medical_endings)] == []


@pytest.mark.parametrize(
    ("word", "medical"),
    [
        ("sacrum", True),
        ("ulcers", True),
        ("appendicitis", True),
        ("arthritis", False),
        ("hip", False),
    ],
)
def test_a_medical_word_is_recognized(word: str, medical: bool) -> None:
    assert WORDS.is_medical(word) == medical


@pytest.mark.parametrize(
    ("word", "everyday"), [("injuries", True), ("positions", True), ("notwithstanding", False)]
)
def test_a_plural_is_as_everyday_as_its_singular(word: str, everyday: bool) -> None:
    assert WORDS.is_everyday(word) == everyday


@pytest.mark.parametrize(
    ("name", "found", "passed"),
    [
        ("purpose", "Self-care for your hip", "Your hip"),
        ("distractions", "Follow us", "Follow the steps"),
        ("sums", "Take half of it", "Behalf of"),
        ("hard_numbers", "7.5 cm", "7 days."),
        ("probabilities", "3 out of 100", "5 out of 10"),
        ("scales", "under 4 out of 10", "10 minutes"),
        ("no_pain", "0 is no ache", "10 is much"),
        ("worst_pain", "and 10 the worst", "10 minutes"),
        ("third_person", "Clients must stop", "Many people find"),
        ("doubt", "Experts don\N{RIGHT SINGLE QUOTATION MARK}t agree", "Not sure? Choose"),
        ("reasons", "It may help", "Get medical help"),
        ("benefits", "This eases the pain", "With ease"),
        ("risks", "Stop if it hurts", "Nonstop"),
    ],
)
def test_phrases_find_what_they_are_for(name: str, found: str, passed: str) -> None:
    phrases = getattr(WORDS, name)
    assert phrases.search(lowered(found))
    assert not phrases.search(lowered(passed))
