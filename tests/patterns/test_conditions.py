"""Conditions are said in plain words, and each risky move demands those it is a risk for."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from handouts.report.reading_level import measure
from handouts.report.sentences import split
from handouts.report.terms import hard_words
from patterns.conditions import (
    Caution,
    Conditions,
    demanded,
    load_conditions,
    patch_must_be_off,
)
from patterns.schema.base import ModelViolations
from patterns.text import first_mark

CONDITIONS = load_conditions().conditions
MOVES = load_conditions().moves

DEMANDS = {
    "neck": {"loose-neck", "neck-injury", "dizziness", "neck-artery"},
    "deep-hip-bend": {"hip-replacement"},
    "toe-in": {"hip-replacement"},
    "cross-midline": {"hip-replacement"},
    "leg-behind": {"hip-replacement", "spinal-stenosis"},
    "twist": {"thin-bones"},
    "kneeling": {"knee-injury", "knee-replacement"},
    "overhead": {"shoulder-instability", "shoulder-surgery"},
    "hands-bear-weight": {"sore-wrists", "shoulder-surgery"},
    "fall-risk": {"falls", "dizziness"},
    "lie-flat": {"pregnancy"},
    "hold-effort": {"high-blood-pressure", "heart-disease", "hernia", "aneurysm"},
    "hot-water": {"dizziness", "numb-skin", "heart-disease", "pregnancy"},
}
"""What no edit may take from the demands of a move."""


def caution(**parts: str) -> Caution:
    return Caution.model_validate_json(json.dumps(parts))


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_is_a_sentence_about_the_client(name: str) -> None:
    condition = CONDITIONS[name]
    assert split(condition.words) == [condition.words]
    assert condition.words.endswith(".")
    assert {"you", "your", "there"} & set(condition.words.lower().replace(".", "").split())
    assert not set(condition.short) & set(".,;"), "a list sets these between conditions"
    words = (condition.words, condition.short, *condition.stages.values())
    assert [text for text in words if first_mark(text)] == []


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_medical_word_of_a_list_stands_in_brackets_behind_plain_ones(name: str) -> None:
    condition = CONDITIONS[name]
    for text in (condition.short, *condition.stages.values()):
        plain = re.sub(r"(?<=\w )\([^()]+\)", "", text)
        assert list(hard_words(plain)) == []


def test_the_words_of_conditions_are_plain() -> None:
    level = measure(tuple(condition.words for condition in CONDITIONS.values()))
    assert level.grade <= 6
    assert level.longest <= 25


def test_no_two_conditions_look_the_same() -> None:
    for field in ("words", "short"):
        said = [getattr(condition, field) for condition in CONDITIONS.values()]
        assert len(set(said)) == len(said)


@pytest.mark.parametrize("move", MOVES)
def test_every_move_demands_what_it_must(move: str) -> None:
    assert DEMANDS.get(move, set()) <= set(demanded([move]))


def test_every_move_that_must_demand_something_is_there() -> None:
    assert DEMANDS.keys() <= MOVES.keys()


@given(st.lists(st.sampled_from(list(MOVES))))
def test_moves_demand_what_each_of_them_does_and_nothing_twice(moves: list[str]) -> None:
    found = demanded(moves)
    assert set(found) == {name for move in moves for name in MOVES[move].demands}
    assert len(set(found)) == len(found)
    assert set(found) <= CONDITIONS.keys()


@given(st.lists(st.sampled_from(list(MOVES))))
def test_a_patch_is_off_before_hot_water_alone(moves: list[str]) -> None:
    assert patch_must_be_off(moves) == ("hot-water" in moves)


@given(st.data())
def test_a_caution_may_be_for_any_stage_of_its_condition_and_no_other(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([name for name in CONDITIONS if CONDITIONS[name].stages]))
    stage = data.draw(st.sampled_from(sorted({s for c in CONDITIONS.values() for s in c.stages})))
    if stage in CONDITIONS[name].stages:
        assert caution(condition=name, advice="no", when=stage).when == stage
    else:
        with pytest.raises(ValidationError, match="is not a stage of the condition"):
            caution(condition=name, advice="no", when=stage)


@pytest.mark.parametrize(
    "parts",
    [
        {"condition": "no-such-condition", "advice": "no"},
        {"condition": "pregnancy", "advice": "maybe"},
        {"condition": "pregnancy"},
        {"condition": "hernia", "advice": "no", "when": "late"},
    ],
)
def test_any_other_caution_is_refused(parts: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        caution(**parts)


def test_a_move_cannot_demand_an_unknown_condition() -> None:
    tree: dict[str, Any] = json.loads(load_conditions().model_dump_json())
    tree["moves"]["neck"]["demands"].append("dizzyness")
    with pytest.raises(ValidationError) as caught:
        Conditions.model_validate_json(json.dumps(tree))
    (error,) = caught.value.errors()
    broken = error["ctx"]["error"]
    assert isinstance(broken, ModelViolations)
    (found,) = broken.violations
    assert found.loc == ("moves", "neck", "demands", 4)
    assert found.hint == 'did you mean "dizziness"?'
