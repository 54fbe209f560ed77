"""Words and terms that many files share, and how the tables of a file go before them."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.report.reading_level import measure
from patterns.shared_texts import english_texts
from patterns.shared_words import words_of
from patterns.text import PLACEHOLDER, first_mark
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    IDS,
    activity_tree,
    build_activity,
    build_pattern,
    loaded,
    loaded_activity,
    set_at,
    tree,
)

if TYPE_CHECKING:
    from patterns.text import Side

SHARED = english_texts().words
SIDES: tuple[Side, ...] = ("left", "right", "both")

TABLES = [words_of(loaded(name).pattern, SHARED) for name in IDS]
TABLES += [words_of(loaded_activity(name).activity, SHARED) for name in ACTIVITY_IDS]


def test_each_side_has_its_name() -> None:
    assert SHARED.sides == {"left": "left", "right": "right", "both": "both sides"}


@pytest.mark.parametrize(("name", "side"), [*product(SHARED.words, SIDES)])
def test_words_are_whole_on_every_side(name: str, side: Side) -> None:
    said = SHARED.words[name].on(side, SHARED.sides)
    assert first_mark(said) == ""
    if side == "both":
        assert not {"left", "right"} & set(said.split())
    else:
        assert len({"left", "right"} & set(said.split())) == 1


@pytest.mark.parametrize("name", SHARED.words)
def test_words_of_the_other_side_are_those_of_the_other(name: str) -> None:
    words = SHARED.words[name]
    turned = {"left": "right", "right": "left"}
    mirrored = " ".join(turned.get(word, word) for word in words.on("left", SHARED.sides).split())
    assert words.on("right", SHARED.sides) == mirrored
    assert set(PLACEHOLDER.findall(words.one or "")) <= {"side", "other side"}


@pytest.mark.parametrize("term", SHARED.terms)
def test_a_term_is_explained_in_plain_words(term: str) -> None:
    explanation = SHARED.terms[term].means
    assert first_mark(term + explanation) == ""
    assert term not in explanation
    assert measure((f"It is {explanation}.",)).longest <= 12


@pytest.mark.parametrize("name", SHARED.local_words)
def test_words_of_a_country_differ_from_those_of_others(name: str) -> None:
    words = SHARED.local_words[name]
    assert words.other not in words.by_country.values()
    assert words.in_country("US") == words.by_country["US"] == name


def test_no_word_is_in_two_tables() -> None:
    assert not set(SHARED.words) & set(SHARED.local_words)


def test_a_shared_word_is_used_by_a_file() -> None:
    assert not [
        name
        for name in SHARED.words
        if all(tables.words[name] != SHARED.words[name] for tables in TABLES)
    ]


@given(
    st.sampled_from(sorted(SHARED.words)),
    st.sampled_from(sorted(SHARED.local_words)),
    st.sampled_from(sorted(SHARED.terms)),
)
def test_an_entry_of_a_file_goes_before_the_shared_one(word: str, local: str, term: str) -> None:
    own: dict[str, dict[str, object]] = {
        "words": {word: {"one": "my {side}", "both": "mine"}},
        "local_words": {local: {"other": "ours", "by_country": {}}},
        "terms": {term: "a thing"},
    }
    pattern, activity = tree("own-sternocleidomastoid"), activity_tree("own-ankle-pump")
    for key, table in own.items():
        set_at(pattern, (key,), {**pattern.get(key, {}), **table})
        set_at(activity, (key,), table)
    for data in (build_pattern(pattern), build_activity(activity)):
        tables = words_of(data, SHARED)
        assert tables.words[word].on("left", SHARED.sides) == "my left"
        assert tables.local_words[local].in_country("US") == "ours"
        assert tables.terms[term].means == "a thing"
        assert tables.sides == SHARED.sides
        assert tables.words.keys() == SHARED.words.keys() | data.words.keys()
        others = {name: said for name, said in SHARED.words.items() if name != word}
        assert others.items() <= tables.words.items()


def test_a_file_without_tables_has_the_shared_ones() -> None:
    activity = loaded_activity("walk").activity
    assert not activity.words
    assert words_of(activity, SHARED) == SHARED
