"""A pattern: the bounds of its lists, and the remedies that it uses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from patterns.model.pattern import (
    FLARE,
    CareChoice,
    Combination,
    Flare,
    FlareStep,
    Hurts,
    InShort,
    PatternData,
)
from tests.helpers.pattern_trees import IDS, Tree, set_at, tree, without

if TYPE_CHECKING:
    from patterns.schema.base import Model
    from patterns.schema.yaml_tree import KeyPath

NAMES = ("patch", "cold", "heat", "walk", "bridge", "pigeon-pose")


def read(changed: Tree) -> PatternData:
    return PatternData.model_validate_json(json.dumps(changed))


def refused_at(changed: Tree) -> list[KeyPath]:
    with pytest.raises(ValidationError) as caught:
        read(changed)
    return [error["loc"] for error in caught.value.errors()]


@pytest.mark.parametrize("name", IDS)
def test_a_pattern_is_written_and_read_back(name: str) -> None:
    pattern = read(tree(name))
    assert read(json.loads(pattern.model_dump_json())) == pattern


def test_what_a_pattern_must_say() -> None:
    required = [name for name, field in PatternData.model_fields.items() if field.is_required()]
    assert required == [
        "id", "version", "title", "subtitle", "regions", "muscles", "in_short", "hurts", "outlook",
        "triggers", "care", "evidence", "sources", "review",
    ]  # fmt: skip
    for name in required:
        assert refused_at(without(tree(), name)) == [(name,)]


CHOICE = {"use": "walk", "moment": "every-day"}
HABIT = {"picture": "desk", "shows": "instead", "alt": "A person sits.", "caption": "Sit."}
AGAINST = {"what": "a ball", "because": "It may harm."}
COMBINATION = {
    "title": "Both",
    "when": "day",
    "joint": "then",
    "steps": [{"use": "walk", "say": "walk"}],
}


@pytest.mark.parametrize(
    ("loc", "item", "least", "most"),
    [
        (("in_short", "today"), {"about": "walk", "label": "Now", "do": "Walk."}, 1, 3),
        (("hurts", "why"), "It pulls.", 1, 4),
        (("triggers",), {"what": "Sitting.", "instead": "Stand."}, 1, 7),
        (("habits",), HABIT, 0, 2),
        (("care",), CHOICE, 1, 10),
        (("not_advised",), AGAINST, 0, 3),
        (("flare", "steps"), {"use": "walk"}, 1, 5),
        (("together",), COMBINATION, 0, 3),
        (("together", 0, "steps"), {"use": "walk", "say": "walk"}, 1, 5),
        (("week",), {"about": "walk", "label": "Walk"}, 0, 7),
        (("regions",), "hip", 1, None),
        (("muscles",), "piriformis", 1, None),
    ],
)
def test_a_list_has_so_many_items(loc: KeyPath, item: object, least: int, most: int | None) -> None:
    for count in (least, most or 20):
        assert read(set_at(tree(), loc, [item] * count))
    for count in (least - 1, *((most + 1,) if most else ())):
        if count >= 0:
            assert refused_at(set_at(tree(), loc, [item] * count)) == [loc]


def test_a_pattern_cites_two_sources_at_least() -> None:
    one = dict([*tree()["sources"].items()][:1])
    assert refused_at(set_at(tree(), ("sources",), one)) == [("sources",)]


@pytest.mark.parametrize("under", [True, False])
@pytest.mark.parametrize("point", [None, "It lies in the calf."])
def test_a_sore_spot_that_is_not_under_the_pain_is_somewhere(under: bool, point: str) -> None:
    whole: dict[str, Any] = {"feels": "An ache.", "where": "There.", "why": ("It pulls.",)}
    whole |= {"point_under_pain": under, "point": point}
    if under or point:
        assert Hurts(**whole).point == point
    else:
        with pytest.raises(ValidationError, match="but not where; add point"):
            Hurts(**whole)


@pytest.mark.parametrize("stop", [None, "walk"])
@pytest.mark.parametrize("use", [None, "cold"])
def test_a_step_of_a_flare_up_stops_or_uses_one_remedy(stop: str | None, use: str | None) -> None:
    if (stop is None) != (use is None):
        assert FlareStep(stop=stop, use=use).use == use
    else:
        with pytest.raises(ValidationError, match="must have either stop or use"):
            FlareStep(stop=stop, use=use)


@pytest.mark.parametrize(
    ("model", "whole"),
    [
        (CareChoice, {"use": "walk", "moment": "now"}),
        (CareChoice, {"use": "A Walk", "moment": "every-day"}),
        (Combination, {**COMBINATION, "joint": "or"}),
        (Combination, {**COMBINATION, "when": "noon"}),
        (InShort, {"message": "Rest.", "today": [{"about": "A Walk", "label": "a", "do": "b"}]}),
        (Flare, {"title": "Worse?", "steps": [{"stop": "walk", "moment": "tonight"}]}),
    ],
)
def test_a_word_that_no_one_knows_is_refused(model: type[Model], whole: Tree) -> None:
    with pytest.raises(ValidationError):
        model.model_validate_json(json.dumps(whole))


@given(
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=6),
    st.lists(st.tuples(st.sampled_from(["stop", "use"]), st.sampled_from(NAMES)), max_size=5),
)
def test_the_remedies_of_a_pattern_are_named_once_in_reading_order(
    care: list[str], flare: list[tuple[str, str]]
) -> None:
    changed = set_at(tree(), ("care",), [{**CHOICE, "use": name} for name in care])
    if flare:
        steps = [{key: name, "say": "Do it."} for key, name in flare]
        set_at(changed, ("flare", "steps"), steps)
    else:
        without(changed, "flare")
    named = [*care, *(name for key, name in flare if key == "use")]
    assert read(changed).used() == tuple(sorted(set(named), key=named.index))


def test_the_moment_of_a_flare_up_is_one_of_care() -> None:
    assert CareChoice(use="walk", moment=FLARE).moment == "if-it-flares"
