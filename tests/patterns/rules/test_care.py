"""A pattern names remedies that are there, prints each of them, and keeps a patch off in time."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from patterns.catalog import load_file
from patterns.conditions import load_conditions
from patterns.errors import UserError
from patterns.library_paths import ACTIVITIES, PATTERN_FILE
from patterns.model.pattern import FLARE, PATCH_OFF
from patterns.remedies import REMEDIES
from patterns.rules.care import APPLICATIONS, check_care, needs_patch_off
from patterns.sections import SECTIONS
from tests.helpers import GOLDENS
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    HIP,
    IDS,
    OWN,
    Tree,
    activity_tree,
    build_pattern,
    care_violations,
    loaded,
    loaded_activity,
    set_at,
    tree,
    without,
)

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.schema.yaml_tree import KeyPath

ONE_FAULT = yaml.safe_load((GOLDENS / "patterns" / "one-fault-care.yaml").read_text("utf-8"))
"""By name of the fault: the text of a pattern, the text that replaces it, and the message."""

PRESSES = {name for name in ACTIVITY_IDS if loaded_activity(name).activity.kind == "press"}
HOT_WATER = {name for name in ACTIVITY_IDS if "hot-water" in loaded_activity(name).activity.moves}
NO_PATCH_ON = {"cold", "heat", *PRESSES, *HOT_WATER}
"""The remedies that must not meet a patch, found without the rule."""

ALL_CARE = ("patch", "cold", "heat", "ball-under-buttock", "hip-to-warm-water", "walk", "bridge")
"""Remedies of a pattern with everything; four of them must not meet a patch."""


def messages(changed: Tree, *activities: Tree) -> list[tuple[KeyPath, str]]:
    return [(v.loc, v.message) for v in care_violations(changed, *activities)]


def choices(*names: str) -> list[dict[str, Any]]:
    return [{"use": name, "moment": "every-day"} for name in names]


def bare(*names: str) -> Tree:
    """Return a pattern of the hip with some remedies, and nothing that mentions a remedy."""
    changed = without(tree(), "together", "week", "flare", "patch", "cold")
    set_at(changed, ("in_short", "today"), [{"about": "hurts", "label": "Now", "do": "Rest."}])
    set_at(changed, ("care",), choices(*names))
    for name, source in (("patch", HIP), ("cold", HIP), ("heat", "own-calf")):
        if name in names:
            changed[name] = without({**tree(source)[name], "picture": ""}, "picture")
            changed[name]["dose"]["source"] = "nhs"
    return changed


@pytest.mark.parametrize("name", IDS)
def test_a_good_pattern_violates_nothing(name: str) -> None:
    assert care_violations(tree(name)) == ()


@pytest.mark.parametrize("case", ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_is_told_at_its_place(
    case: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = (OWN / case["of"] / PATTERN_FILE).read_text("utf-8")
    assert source.count(case["written"]) == 1
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "p.yaml"
    file.write_text(source.replace(case["written"], case["instead"]), "utf-8")
    with pytest.raises(UserError) as caught:
        load_file(file.relative_to(tmp_path), OWN)
    assert str(caught.value) == case["told"]


@given(st.lists(st.sampled_from([*ALL_CARE, "pigeon-poes", "cold-pack"]), min_size=1, max_size=6))
def test_every_choice_is_known_and_there_once(names: list[str]) -> None:
    expected = [
        (("care", i, "use"), "is no activity of the library")
        for i, name in enumerate(names)
        if name not in (*APPLICATIONS, *ACTIVITY_IDS)
    ]
    expected += [
        (("care", i, "use"), "is used twice") for i, name in enumerate(names) if name in names[:i]
    ]
    assert messages(bare(*names)) == expected


@given(st.sets(st.sampled_from(APPLICATIONS)), st.sets(st.sampled_from(APPLICATIONS)))
def test_an_application_is_described_if_and_only_if_it_is_chosen(
    described: set[str], chosen: set[str]
) -> None:
    changed = bare("walk", *sorted(described))
    set_at(changed, ("care",), choices("walk", *sorted(chosen)))
    expected: list[tuple[KeyPath, str]] = [
        (("care", i, "use"), "is not described")
        for i, name in enumerate(sorted(chosen), 1)
        if name not in described
    ]
    expected += [((name,), "never prints") for name in APPLICATIONS if name in described - chosen]
    assert messages(changed) == expected


def test_an_unknown_activity_gets_the_nearest_of_the_whole_library() -> None:
    pattern = build_pattern(bare("walk", "belly-breathin"))
    activities = {"walk": loaded_activity("walk").activity}
    (v,) = check_care(pattern, activities, ACTIVITY_IDS)
    assert v.hint == 'did you mean "belly-breathing"?'
    (v,) = check_care(pattern, activities, ["walk"])
    assert v.hint == "known here: walk"


def test_an_activity_whose_file_cannot_be_read_is_known() -> None:
    assert not [*check_care(build_pattern(bare("walk")), {}, ["walk"])]


def with_flare(changed: Tree, *steps: dict[str, str]) -> Tree:
    return set_at(changed, ("flare",), {"title": "If it gets worse", "steps": [*steps]})


def test_a_flare_up_stops_what_care_has() -> None:
    changed = with_flare(bare("walk"), {"stop": "bridge", "say": "Stop."}, {"use": "bridge"})
    assert messages(changed) == [
        (("flare", "steps", 1, "use"), "is used twice"),
        (("flare", "steps", 0, "stop"), "is no remedy in care"),
    ]
    assert messages(with_flare(bare("walk"), {"stop": "walk", "say": "Stop."})) == []


@pytest.mark.parametrize("first", ["stop", "use"])
@pytest.mark.parametrize("second", ["stop", "use"])
def test_a_flare_up_names_a_remedy_once(first: str, second: str) -> None:
    steps = ({first: "walk", "say": "One."}, {second: "walk", "say": "Two."})
    assert messages(with_flare(bare("walk"), *steps)) == [
        (("flare", "steps", 1, second), "is used twice")
    ]


@pytest.mark.parametrize(
    ("step", "told"),
    [
        ({"stop": "walk"}, ["prints nothing"]),
        ({"stop": "walk", "say": "Stop."}, []),
        ({"use": "walk"}, ["prints nothing"]),
        ({"use": "walk", "say": "Walk."}, []),
        ({"use": "bridge"}, []),
        ({"use": "bridge", "say": "Lift."}, []),
    ],
)
def test_a_step_about_what_care_prints_must_say_something(
    step: dict[str, str], told: list[str]
) -> None:
    found = messages(with_flare(bare("walk"), step))
    assert found == [(("flare", "steps", 0), message) for message in told]


def test_a_remedy_for_a_flare_up_alone_is_named_in_it() -> None:
    changed = set_at(bare("walk", "bridge"), ("care", 1, "moment"), FLARE)
    lost = [(("care", 1, "moment"), "never prints")]
    assert messages(changed) == lost
    assert messages(with_flare(changed, {"stop": "walk", "say": "Stop."})) == lost
    assert messages(with_flare(changed, {"use": "bridge"})) == []


def mentioned(loc: KeyPath, name: str) -> Tree:
    key = loc[-1]
    changed = bare("walk", "heat")
    item = {"about": name, "label": "Rest"} | ({"do": "Rest."} if key == "today" else {})
    return set_at(changed, loc, [item])


@pytest.mark.parametrize("loc", [("in_short", "today"), ("week",)])
@pytest.mark.parametrize("name", [*ALL_CARE, *SECTIONS, "help", "nothing"])
def test_only_a_remedy_or_a_section_of_the_pattern_is_spoken_of(loc: KeyPath, name: str) -> None:
    there = {"walk", "heat", *SECTIONS} - {"flare", "together", "week"} | {loc[-1]}
    message = "is no remedy or section of this pattern"
    expected = [] if name in there else [((*loc, 0, "about"), message)]
    assert messages(mentioned(loc, name)) == expected


@pytest.mark.parametrize("section", ["flare", "together"])
def test_a_section_that_the_pattern_has_may_be_spoken_of(section: str) -> None:
    changed = set_at(tree(), ("week", 0, "about"), section)
    assert messages(changed) == []
    lost = (("week", 0, "about"), "is no remedy or section of this pattern")
    assert lost in messages(without(changed, section))


def combined(uses: list[str], joint: str) -> Tree:
    steps = [{"use": use, "say": "a step"} for use in uses]
    pair = {"title": "A pair", "when": "day", "joint": joint, "steps": steps}
    return set_at(bare(*ALL_CARE), ("together",), [pair])


def unsafe_steps(uses: list[str], joint: str) -> list[int]:
    """Find in another way the steps that meet a patch: those after it, or together with it."""
    found = []
    for i, use in enumerate(uses):
        since_off = takewhile(lambda earlier: earlier != PATCH_OFF, reversed(uses[:i]))
        never_off = PATCH_OFF not in uses[:i]
        worn = "patch" in since_off or (joint == "plus" and "patch" in uses and never_off)
        if worn and use in NO_PATCH_ON:
            found.append(i)
    return found


@given(
    st.lists(st.sampled_from([*ALL_CARE, PATCH_OFF]), min_size=1, max_size=5),
    st.sampled_from(["plus", "then"]),
)
def test_pressure_cold_heat_and_hot_water_never_meet_a_patch(uses: list[str], joint: str) -> None:
    expected = [
        (("together", 0, "steps", i, "use"), f"{uses[i]} with the patch still on")
        for i in unsafe_steps(uses, joint)
    ]
    assert messages(combined(uses, joint)) == expected


@pytest.mark.parametrize("use", sorted(NO_PATCH_ON & {*ALL_CARE}))
def test_a_pair_with_a_patch_is_refused_whichever_is_named_first(use: str) -> None:
    assert messages(combined([use, "patch"], "plus"))
    assert messages(combined(["patch", use], "plus"))
    assert messages(combined(["patch", use], "then"))
    assert messages(combined([use, "patch"], "then")) == []
    assert messages(combined(["patch", PATCH_OFF, use], "then")) == []


@given(st.permutations(ALL_CARE), st.integers(1, 5))
def test_what_must_not_meet_a_patch_comes_before_it_in_a_flare_up(
    order: list[str], count: int
) -> None:
    uses = order[:count]
    changed = bare("pigeon-pose", *(name for name in APPLICATIONS if name in uses))
    without(changed, "care")
    set_at(changed, ("care",), choices("pigeon-pose"))
    after = uses[uses.index("patch") :] if "patch" in uses else []
    expected = [
        (("flare", "steps", uses.index(use), "use"), f"{use} with the patch still on")
        for use in after
        if use in NO_PATCH_ON
    ]
    assert messages(with_flare(changed, *({"use": use} for use in uses))) == expected


@given(st.lists(st.sampled_from(ALL_CARE), min_size=1, max_size=4), st.booleans())
def test_a_combination_takes_off_only_a_patch_that_the_pattern_has(
    uses: list[str], has_patch: bool
) -> None:
    names = [name for name in ALL_CARE if has_patch or name != "patch"]
    changed = set_at(combined([PATCH_OFF, *uses], "then"), ("care",), choices(*names))
    if not has_patch:
        without(changed, "patch")
    unknown = [i for i, use in enumerate([PATCH_OFF, *uses]) if use not in (*names, PATCH_OFF)]
    unknown += [] if has_patch else [0]
    found = messages(changed)
    for i in sorted(unknown):
        assert (("together", 0, "steps", i, "use"), "is no remedy of this pattern") in found


@pytest.mark.parametrize("use", [*APPLICATIONS, *ACTIVITY_IDS])
def test_a_patch_is_off_before_what_its_kind_or_a_move_says(use: str) -> None:
    activities = {name: loaded_activity(name).activity for name in ACTIVITY_IDS}
    assert needs_patch_off(use, activities) == (use in NO_PATCH_ON)


def test_a_move_alone_wants_the_patch_off() -> None:
    moves = [name for name, move in load_conditions().moves.items() if move.patch_off]
    assert moves == ["hot-water"]
    wet = set_at(activity_tree("hip-to-warm-water"), ("moves",), ["toe-in", "fall-risk"])
    assert not REMEDIES[wet["kind"]].patch_off
    changed = combined(["patch", "hip-to-warm-water"], "then")
    assert messages(changed)
    assert messages(changed, wet) == []


def test_what_is_not_loaded_needs_no_patch_off() -> None:
    assert not needs_patch_off("walk", {})
    assert not needs_patch_off(PATCH_OFF, {})


def test_the_pattern_of_the_tests_is_the_shipped_one() -> None:
    shipped = loaded(HIP).pattern.model_copy(update={"usual": None})
    assert shipped == build_pattern(tree())
    assert loaded(HIP).activities.keys() == {*loaded(HIP).pattern.used()} - {*APPLICATIONS}
    assert not (OWN / ACTIVITIES / "walk").exists()
