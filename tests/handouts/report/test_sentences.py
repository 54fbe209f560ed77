"""Sentences end where they end, and passives and orders are recognized."""

from __future__ import annotations

import pytest

from handouts.report.sentences import is_passive, split, tells_what_to_do, words


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Stop. Rest!", ["Stop.", "Rest!"]),
        ("Sore? Rest it; then roll.", ["Sore?", "Rest it; then roll."]),
        ("Keep it under 4.5 inches.", ["Keep it under 4.5 inches."]),
        ("It is sore (very sore.) Rest.", ["It is sore (very sore.", "Rest."]),
        ("Two words", ["Two words"]),
        ("1 . 2", ["1 .", "2"]),
        ("", []),
        ("...", []),
    ],
)
def test_sentences_end_where_they_end(text: str, sentences: list[str]) -> None:
    assert split(text) == sentences


def test_a_number_and_a_compound_are_one_word() -> None:
    assert words("The non-slip mat: 30 seconds, it's \u00e9cru.") == [
        "The", "non-slip", "mat", "30", "seconds", "it's", "\u00e9cru"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "passive"),
    [
        ("The pack is wrapped in a towel.", True),
        ("It must be taken off.", True),
        ("Sheets are carefully checked.", True),
        ("Wrap the pack.", False),
        ("The hip is stiff.", False),
        ("You are tired.", False),
        ("The skin is red.", False),
    ],
)
def test_a_passive_is_seen(sentence: str, passive: bool) -> None:
    assert is_passive(sentence) == passive


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("Roll slowly.", True),
        ("Slowly roll.", True),
        ("Do not bounce.", True),
        ("Don\N{RIGHT SINGLE QUOTATION MARK}t bounce.", True),
        ("On your back? Put a pillow there.", True),
        ("The ball is round.", False),
        ("Slowly.", False),
        ("", False),
    ],
)
def test_what_to_do_is_recognized(text: str, tells: bool) -> None:
    assert tells_what_to_do(text) == tells
