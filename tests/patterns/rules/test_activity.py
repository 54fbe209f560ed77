"""An activity says when to stop, whom it does not suit, where it presses, and no side in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.conditions import load_conditions
from patterns.model.pattern import PATCH_OFF
from patterns.remedies import REMEDIES
from patterns.rules.activity import MUST_SAY_WHEN_TO_STOP, RESERVED, WITHOUT_SIDE
from patterns.sections import ALWAYS_PRINTED, SECTIONS
from patterns.shared_texts import english_texts
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    Tree,
    activity_tree,
    loaded_activity,
    set_at,
    violations,
    without,
)

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath

CONDITIONS = load_conditions().conditions
MOVES = load_conditions().moves
KINDS = {name: loaded_activity(name).activity.kind for name in ACTIVITY_IDS}
FIRST_OF: dict[str, str] = {kind: name for name, kind in reversed(KINDS.items())}
"""An activity of each kind."""


def of_kind(kind: str) -> Tree:
    return activity_tree(FIRST_OF[kind])


def messages(changed: Tree) -> list[tuple[KeyPath, str]]:
    return [(v.loc, v.message) for v in violations(changed)]


def cautions(*conditions: str, advice: str = "no") -> list[dict[str, str]]:
    return [{"condition": name, "advice": advice} for name in conditions]


def test_the_tests_have_an_activity_of_every_kind() -> None:
    assert set(FIRST_OF) == set(REMEDIES) - {"patch", "cold", "heat"}


@pytest.mark.parametrize("kind", FIRST_OF)
def test_what_loads_the_body_says_when_to_stop(kind: str) -> None:
    changed = of_kind(kind)
    changed.pop("stop_if", None)
    (*found,) = violations(changed)
    if kind in {"press", "stretch", "strengthen", "move"}:
        assert [(v.loc, v.message) for v in found] == [(("stop_if",), "is missing")]
        assert kind in found[0].hint
    else:
        assert found == []
    assert violations(set_at(changed, ("stop_if",), "It tingles.")) == ()


def test_the_kinds_that_say_when_to_stop_are_kinds() -> None:
    assert set(REMEDIES) > MUST_SAY_WHEN_TO_STOP | WITHOUT_SIDE


@pytest.mark.parametrize("name", ["patch", "cold", "heat", PATCH_OFF, *SECTIONS, *ALWAYS_PRINTED])
def test_an_id_that_patterns_use_otherwise_is_refused(name: str) -> None:
    assert name in RESERVED
    assert messages(set_at(activity_tree("walk"), ("id",), name)) == [
        (("id",), "has a meaning of its own in patterns")
    ]
    assert messages(set_at(activity_tree("walk"), ("id",), f"{name}-2")) == []


@pytest.mark.parametrize("name", [name for name, kind in KINDS.items() if kind == "press"])
def test_a_press_names_its_places(name: str) -> None:
    assert messages(without(activity_tree(name), "sites")) == [(("sites",), "is missing")]


@pytest.mark.parametrize("kind", sorted(set(FIRST_OF) - {"press"}))
def test_what_does_not_press_may_name_no_place(kind: str) -> None:
    assert violations(set_at(of_kind(kind), ("sites",), [])) == ()


@pytest.mark.parametrize("move", MOVES)
def test_a_move_demands_each_of_its_conditions(move: str) -> None:
    changed = set_at(activity_tree("knee-across"), ("moves",), [move])
    by_kind = {caution.condition for caution in REMEDIES["stretch"].cautions}
    demands = [name for name in MOVES[move].demands if name not in by_kind]
    assert messages(set_at(changed, ("cautions",), cautions(*MOVES[move].demands))) == []
    asked = cautions(*MOVES[move].demands, advice="ask")
    assert messages(set_at(changed, ("cautions",), asked)) == []
    for missing in demands:
        named = cautions(*(name for name in demands if name != missing))
        assert messages(set_at(changed, ("cautions",), named)) == [
            (("moves", 0), f"calls for a caution about {missing}")
        ]
    expected = [(("moves", 0), f"calls for a caution about {', '.join(demands)}")]
    assert messages(set_at(changed, ("cautions",), [])) == (expected if demands else [])


@given(st.lists(st.sampled_from(list(MOVES)), max_size=4), st.data())
def test_any_moves_demand_what_neither_the_activity_nor_its_kind_names(
    moves: list[str], data: st.DataObject
) -> None:
    kind = data.draw(st.sampled_from(["stretch", "strengthen", "move", "walk"]))
    wanted = sorted({name for move in moves for name in MOVES[move].demands})
    named = data.draw(st.sets(st.sampled_from(wanted))) if wanted else set()
    changed = set_at(of_kind(kind), ("moves",), moves)
    set_at(changed, ("cautions",), cautions(*sorted(named)))
    known = named | {caution.condition for caution in REMEDIES[KINDS[FIRST_OF[kind]]].cautions}
    expected = [
        (("moves", i), f"calls for a caution about {', '.join(missing)}")
        for i, move in enumerate(moves)
        if (missing := [name for name in MOVES[move].demands if name not in known])
    ]
    assert messages(changed) == expected


def test_the_place_of_a_press_may_bring_the_caution_that_a_move_demands() -> None:
    changed = set_at(activity_tree("own-ball-calf"), ("moves",), ["neck"])
    assert [loc for loc, _ in messages(changed)] == [("moves", 0)]
    assert messages(set_at(changed, ("sites",), ["back-of-neck"])) == []


def test_a_caution_that_says_less_than_another_is_refused() -> None:
    whole: dict[str, Any] = {"condition": "pregnancy", "advice": "no"}
    for other in ({"advice": "ask"}, {"when": "late"}, {"advice": "ask", "when": "late"}):
        for order in (1, -1):
            both = [whole, {**whole, **other}][::order]
            changed = set_at(activity_tree("walk"), ("cautions",), both)
            place = ("cautions", 1 if order == 1 else 0)
            message = "says less than another caution about pregnancy"
            assert messages(changed) == [(place, message)]


def test_a_caution_for_a_stage_may_be_stricter_than_the_one_for_always() -> None:
    both = [
        {"condition": "pregnancy", "advice": "ask"},
        {"condition": "pregnancy", "advice": "no", "when": "late"},
    ]
    assert messages(set_at(activity_tree("walk"), ("cautions",), both)) == []


def test_the_same_caution_twice_is_refused() -> None:
    changed = set_at(activity_tree("walk"), ("cautions",), cautions("falls", "falls"))
    assert messages(changed) == [(("cautions", 1), "is used twice")]


@given(st.integers(1, 7), st.lists(st.integers(1, 7), max_size=5))
def test_a_frame_shows_steps_that_are_there(count: int, shown: list[int]) -> None:
    changed = set_at(activity_tree("walk"), ("steps",), ["Walk."] * count)
    set_at(changed, ("frames",), [{"picture": "start", "steps": shown, "alt": "A walk."}])
    assert messages(changed) == [
        (("frames", 0, "steps", j), f"is step {step}, and there are {count}")
        for j, step in enumerate(shown)
        if step > count
    ]


def test_no_drawing_is_shown_twice() -> None:
    frames = [{"picture": name, "alt": "A walk."} for name in ("start", "end", "start")]
    changed = set_at(activity_tree("walk"), ("frames",), frames)
    assert messages(changed) == [(("frames", 2, "picture"), "is used twice")]


@pytest.mark.parametrize("name", english_texts().words.words)
@pytest.mark.parametrize(
    "loc", [("title",), ("short",), ("target",), ("steps", 0), ("lead",), ("stop_if",)]
)
def test_an_activity_without_a_side_names_none(name: str, loc: KeyPath) -> None:
    changed = set_at(activity_tree("bridge"), loc, f"Rest {{{name}}}.")
    (v,) = violations(changed)
    assert (v.loc, v.message) == (loc, f"{{{name}}} follows the side, and this has none")
    assert violations(set_at(changed, ("sided",), True)) == ()


@pytest.mark.parametrize("kind", FIRST_OF)
def test_a_walk_breathing_and_a_posture_have_no_side(kind: str) -> None:
    changed = {**of_kind(kind), "sided": True}
    (*found,) = violations(changed)
    if kind in {"walk", "breathe", "posture"}:
        assert [(v.loc, v.hint) for v in found] == [(("sided",), "write sided: false")]
        assert violations({**changed, "sided": False}) == ()
    else:
        assert found == []


def test_words_of_its_own_that_follow_the_side_count_too() -> None:
    own = {"my leg": {"one": "your {side} leg", "both": "one leg"}}
    changed = set_at(activity_tree("walk"), ("words",), own)
    assert violations(changed) == ()
    set_at(changed, ("tips",), ["Shake {my leg}."])
    assert messages(changed) == [(("tips", 0), "{my leg} follows the side, and this has none")]


def test_words_that_follow_the_country_name_no_side() -> None:
    assert violations(set_at(activity_tree("walk"), ("tips",), ["Leave {soccer}."])) == ()


def test_the_source_of_a_dose_is_one_of_the_activity() -> None:
    changed = set_at(activity_tree("walk"), ("dose", "source"), "healthwis")
    (v,) = violations(changed)
    assert (v.loc, v.message) == (("dose", "source"), "is not in sources")
    assert v.hint == 'did you mean "healthwise"?'
