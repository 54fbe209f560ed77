"""The words of a file go before the shared ones, and the sides have names."""

from __future__ import annotations

from patterns.catalog import load
from patterns.shared_texts import english_texts
from patterns.shared_words import words_of

SHARED = english_texts().words


def test_each_side_has_its_name() -> None:
    assert SHARED.sides == {"left": "left", "right": "right", "both": "both sides"}


def test_a_file_has_the_shared_words_and_its_own() -> None:
    pattern = load("lateral-hip-rotators").pattern
    tables = words_of(pattern, SHARED)
    assert tables.words == {**SHARED.words, **pattern.words}
    assert tables.local_words == SHARED.local_words
    assert tables.terms == {**SHARED.terms, **pattern.terms}
    assert tables.sides == SHARED.sides


def test_an_entry_of_the_file_goes_first() -> None:
    pattern = load("lateral-hip-rotators").pattern
    own = pattern.words["of the hip"]
    changed = pattern.model_copy(update={"words": {"your leg": own}})
    assert words_of(changed, SHARED).words["your leg"] == own
