"""The safety rules refuse what they forbid and nothing else."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patterns.safety_rules import GATED_REGIONS, MOVE_WARNINGS, PATCH_MUST_BE_OFF

from patterns.field_types import BodySite
from patterns.remedies import LIMITS, REMEDIES, SOURCES, Limit
from patterns.traverse import values_at
from tests.helpers.pattern_trees import HIP, IDS, Tree, build_pattern, set_at, tree, violations

if TYPE_CHECKING:
    from patterns.remedies import RemedyName
    from patterns.schema.yaml_tree import KeyPath

SAFE_MAXIMA = {
    "cold.dose.minutes": 20,
    "heat.dose.minutes": 20,
    "patch.dose.hours": 12,
    "ball.dose.minutes_in_all": 5,
    "ball.dose.discomfort": 5,
    "stretches.*.dose.hold_seconds": 60,
}
"""Figures of the safety sheet, repeated here to catch a slip of a digit."""

BODY_SITES: tuple[BodySite, ...] = get_args(BodySite)
USES = ("pillow", "patch", "patch-off", "ball", "stretch", "heat", "cold")


def places(path: str) -> list[KeyPath]:
    return [loc for loc, _ in values_at(build_pattern(tree()), path)]


def with_dose(limit: Limit, low: int, high: int) -> Tree:
    """Return the pattern with a dose of a limit set everywhere; a plain number takes `high`."""
    changed = tree()
    for loc, now in values_at(build_pattern(tree()), limit.path):
        set_at(changed, loc, high if isinstance(now, int) else [low, high])
    if limit.path == "patch.dose.hours":
        set_at(changed, ("patch", "dose", "product_allows_hours"), 12)
    if limit.path == "patch.dose.product_allows_hours":
        set_at(changed, ("patch", "dose", "hours"), 1)
    return changed


def messages(changed: Tree) -> list[tuple[KeyPath, str]]:
    return [(v.loc, v.message) for v in violations(changed)]


@pytest.mark.parametrize("name", IDS)
def test_a_good_pattern_violates_nothing(name: str) -> None:
    assert violations(tree(name)) == ()


@pytest.mark.parametrize(("path", "most"), SAFE_MAXIMA.items())
def test_the_table_holds_the_figures_of_the_safety_sheet(path: str, most: int) -> None:
    assert [limit.most for limit in LIMITS if limit.path == path] == [most]


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.path)
def test_both_ends_of_a_limit_are_allowed(limit: Limit) -> None:
    assert violations(with_dose(limit, limit.least, limit.most)) == ()


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.path)
def test_one_beyond_a_limit_is_reported_at_every_place(limit: Limit) -> None:
    found = violations(with_dose(limit, limit.least, limit.most + 1))
    too_much = f"{limit.most + 1} {limit.unit} is too much"
    assert {v.loc for v in found if v.message == too_much} == set(places(limit.path))
    assert all(SOURCES[limit.source] in v.hint for v in found if v.message == too_much)


@pytest.mark.parametrize(
    "limit", [limit for limit in LIMITS if limit.least > 1], ids=lambda limit: limit.path
)
def test_one_short_of_a_limit_is_reported_at_every_place(limit: Limit) -> None:
    found = messages(with_dose(limit, limit.least - 1, limit.most))
    too_little = f"{limit.least - 1} {limit.unit} is too little"
    assert found == [(loc, too_little) for loc in places(limit.path)]


@given(st.sampled_from(LIMITS), st.integers(1, 200), st.integers(0, 200))
def test_a_dose_is_refused_if_and_only_if_an_end_lies_outside(
    limit: Limit, low: int, more: int
) -> None:
    high = low + more
    changed = with_dose(limit, low, high)
    plain = all(isinstance(now, int) for _, now in values_at(build_pattern(tree()), limit.path))
    inside = limit.least <= (high if plain else low) and high <= limit.most
    assert (violations(changed) == ()) == inside


@given(st.integers(1, 12), st.integers(1, 12))
def test_a_patch_is_never_worn_longer_than_its_label_allows(worn: int, allowed: int) -> None:
    changed = set_at(tree(), ("patch", "dose", "hours"), worn)
    set_at(changed, ("patch", "dose", "product_allows_hours"), allowed)
    expected = [(("patch", "dose", "hours"), "is longer than the label of the product allows")]
    assert messages(changed) == (expected if worn > allowed else [])


PUT_ON_THE_BODY = [name for name, remedy in REMEDIES.items() if remedy.sites]


@pytest.mark.parametrize("site", BODY_SITES)
@pytest.mark.parametrize("name", PUT_ON_THE_BODY)
def test_a_site_is_refused_if_and_only_if_it_is_blocked(name: RemedyName, site: str) -> None:
    remedy = REMEDIES[name]
    loc = places(remedy.sites)[0]
    refused = [(loc, f"no {name} on the {site}")] if site in remedy.blocked else []
    assert messages(set_at(tree(), loc, site)) == refused


def combined(uses: list[str], joint: str) -> Tree:
    steps = [{"use": use, "say": "a step"} for use in uses]
    pair = {"title": "A pair", "when": "day", "joint": joint, "steps": steps}
    return set_at(tree(), ("together",), [pair])


def unsafe_steps(uses: list[str], joint: str) -> list[int]:
    """Find in another way the steps that meet a patch: those after it, or together with it."""
    found = []
    for i, use in enumerate(uses):
        since_off = takewhile(lambda earlier: earlier != "patch-off", reversed(uses[:i]))
        never_off = "patch-off" not in uses[:i]
        worn = "patch" in since_off or (joint == "plus" and "patch" in uses and never_off)
        if worn and use in PATCH_MUST_BE_OFF:
            found.append(i)
    return found


@given(st.lists(st.sampled_from(USES), min_size=1, max_size=5), st.sampled_from(["plus", "then"]))
def test_heat_cold_and_ball_never_meet_a_patch(uses: list[str], joint: str) -> None:
    expected = [
        (("together", 0, "steps", i, "use"), f"{uses[i]} with the patch still on")
        for i in unsafe_steps(uses, joint)
    ]
    assert messages(combined(uses, joint)) == expected


@pytest.mark.parametrize("use", sorted(PATCH_MUST_BE_OFF))
def test_a_pair_with_a_patch_is_refused_whichever_is_named_first(use: str) -> None:
    assert violations(combined([use, "patch"], "plus"))
    assert violations(combined(["patch", use], "plus"))
    assert violations(combined(["patch", "patch-off", use], "then")) == ()


@pytest.mark.parametrize("region", GATED_REGIONS)
def test_a_region_that_may_mean_an_emergency_needs_a_gate(region: str) -> None:
    changed = set_at(tree(), ("regions", 1), region)
    (v,) = violations(changed)
    assert v.loc == ("regions", 1)
    assert GATED_REGIONS[region] in v.hint
    assert violations(set_at(changed, ("gate",), {"id": "checked", "ask": "it was checked"})) == ()


@pytest.mark.parametrize(
    "muscle",
    ["Pectoralis minor", "scalenus medius", "middle scalene", "serratus posterior superior"],
)
def test_a_muscle_felt_in_the_chest_needs_a_gate(muscle: str) -> None:
    changed = set_at(tree(), ("muscles", 2), muscle)
    assert [v.loc for v in violations(changed)] == [("muscles", 2)]
    assert violations(set_at(changed, ("gate",), {"id": "checked", "ask": "it was checked"})) == ()


@pytest.mark.parametrize("move", MOVE_WARNINGS)
def test_a_risky_move_needs_its_warning(move: str) -> None:
    changed = set_at(tree(), ("stretches", 0, "moves"), [move])
    set_at(changed, ("stretches", 0, "not_if"), "Not if it hurts.")
    assert [v.loc for v in violations(changed)] == [("stretches", 0, "not_if")]
    warned = "Not after a hip or knee replacement, with thin bones, or if you feel dizzy."
    assert violations(set_at(changed, ("stretches", 0, "not_if"), warned)) == ()


@pytest.mark.parametrize(
    ("says", "word"),
    [
        ("This cures the pain.", "cures"),
        ("We GUARANTEE it.", "guarantee"),
        ("It will heal.", "will heal"),
        ("You have a syndrome.", "syndrome"),
        ("As prescribed.", "prescribed"),
        ("The diagnosis is clear.", "diagnosis"),
    ],
)
def test_a_promise_or_a_diagnosis_is_refused(says: str, word: str) -> None:
    assert messages(set_at(tree(), ("evidence",), says)) == [(("evidence",), f'says "{word}"')]


def test_a_source_may_be_called_what_it_is_called() -> None:
    changed = set_at(tree(), ("sources", "travell", "cite"), "Piriformis syndrome, a review")
    assert violations(changed) == ()


def test_the_pattern_of_the_tests_is_the_shipped_one() -> None:
    assert build_pattern(tree()).id == HIP
