"""A promise is refused in every sentence, a diagnosis in all but a warning."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.rules.wording import load_forbidden_words
from patterns.translation_paths import ENGLISH
from patterns.traverse import texts
from tests.helpers.pattern_trees import (
    IDS,
    Tree,
    activity_tree,
    build_activity,
    build_pattern,
    set_at,
    tree,
    violations,
)

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath

WORDS = load_forbidden_words(ENGLISH, None)

MUST_NOT_SAY = {"cure", "cures", "cured", "guarantee", "guaranteed", "will heal", "will fix"}
MUST_NOT_NAME = {"diagnosis", "diagnose", "diagnosed", "syndrome", "prescribe", "prescribed"}
"""Words that no edit may allow."""


def messages(changed: Tree) -> list[tuple[KeyPath, str]]:
    return [(v.loc, v.message) for v in violations(changed)]


def test_the_words_are_those_that_must_not_be_said() -> None:
    assert set(WORDS.promises) >= MUST_NOT_SAY
    assert set(WORDS.diagnoses) >= MUST_NOT_NAME
    assert all(word == word.casefold() for word in (*WORDS.promises, *WORDS.diagnoses))


@pytest.mark.parametrize("word", [*WORDS.promises, *WORDS.diagnoses])
def test_a_promise_or_a_diagnosis_is_refused_in_any_letters(word: str) -> None:
    for said in (word, word.upper(), word.capitalize()):
        (v,) = violations(set_at(tree(), ("evidence",), f"It is said: {said}."))
        assert (v.loc, v.message) == (("evidence",), f'says "{word}"')
        assert v.hint == "promise nothing and name no diagnosis"
        assert messages(set_at(activity_tree("walk"), ("lead",), f"It {said} now.")) == [
            (("lead",), f'says "{word}"')
        ]


@pytest.mark.parametrize("word", [*WORDS.promises, *WORDS.diagnoses])
def test_a_warning_may_name_a_diagnosis_and_promise_nothing(word: str) -> None:
    expected = [f'says "{word}"'] if word in WORDS.promises else []
    warned = set_at(activity_tree("bridge"), ("stop_if",), f"It is {word}.")
    assert messages(warned) == [(("stop_if",), message) for message in expected]
    gated = set_at(tree("own-calf"), ("gate", "ask"), f"it is {word}")
    assert messages(gated) == [(("gate", "ask"), message) for message in expected]


@pytest.mark.parametrize("said", ["secure", "incurable", "a cureless ache", "willing to heal"])
def test_a_longer_word_is_not_the_one_in_it(said: str) -> None:
    assert violations(set_at(tree(), ("evidence",), f"It is {said}.")) == ()


def test_a_source_may_be_called_what_it_is_called() -> None:
    changed = set_at(tree(), ("sources", "travell", "cite"), "Piriformis syndrome, the cure")
    assert violations(changed) == ()


SENTENCES = [
    (name, loc)
    for name in IDS
    for loc, said in texts(build_pattern(tree(name)))
    if " " in said and loc[0] not in ("sources", "review")
]
"""The sentences and labels of all patterns, by pattern and place."""


@given(st.sampled_from(SENTENCES))
def test_a_promise_is_refused_wherever_it_stands(at: tuple[str, KeyPath]) -> None:
    name, loc = at
    assert (loc, 'says "cures"') in messages(set_at(tree(name), loc, "It cures."))


def test_the_words_of_all_activities_are_looked_at() -> None:
    activity = build_activity(activity_tree("ball-under-buttock"))
    for loc in (("steps", 1), ("tips", 2), ("target",), ("frames", 0, "caption"), ("needs", 0)):
        assert loc in [place for place, _ in texts(activity)]
        changed = set_at(activity_tree("ball-under-buttock"), loc, "It is a cure.")
        assert messages(changed) == [(loc, 'says "cure"')]
