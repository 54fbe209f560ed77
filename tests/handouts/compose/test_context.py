"""A choice that the pattern does not offer is refused before anything is composed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.request.plan import Plan
from patterns.errors import UserError
from patterns.notice import load_notice
from patterns.rules.safety import load_gates
from tests.helpers.composing import (
    CALF,
    CONFIRMED,
    HIP,
    NECK,
    PSOAS,
    entry,
    handout,
    plans_of,
    section_choices,
    sections,
)
from tests.helpers.pattern_trees import ACTIVITY_IDS, entry_of, loaded_activity, tree
from tests.helpers.requests import request_of

if TYPE_CHECKING:
    from patterns.sections import SectionId

CLOT = "there is no sign of a blood clot"
CALF_ACTIVITIES = (
    "own-ankle-pump",
    "own-ball-calf",
    "own-feet-neutral-bed",
    "own-heel-drop",
    "own-wall-calf-straight",
)
"""Activities of the calf, which need a gate."""


def refusal(plan: Plan, name: str = HIP) -> str:
    request, of = request_of(plan, name), entry(name, *plan.add)
    with pytest.raises(UserError) as caught:
        compose(of, request, plain_brand(), load_notice("en-US"))
    return str(caught.value)


def gate_message(guarded: str, gate: str, ask: str) -> str:
    return (
        f"confirmed: {guarded} prints only after you have checked: {ask}; "
        f'then write "confirmed: [{gate}]" in the plan, or {gate} in the column confirmed of the '
        f"row, or give --confirm {gate}"
    )


def test_a_site_that_the_patch_does_not_have_is_refused() -> None:
    message = f'site: {HIP} has no such patch site; did you mean "outer-hip"?'
    assert refusal(Plan(site="outer-hipp")) == message


def test_a_site_cannot_be_chosen_where_no_patch_goes() -> None:
    plan = Plan(site="temple", confirmed=CONFIRMED[NECK])
    assert refusal(plan, NECK) == f"site: {NECK} has no such patch site; none is known here"


# Gates


@pytest.mark.parametrize("name", [CALF, NECK])
@given(section_choices)
def test_a_gate_stays_shut_until_it_is_confirmed(name: str, chosen: tuple[SectionId, ...]) -> None:
    gate = entry(name).pattern.gate
    assert gate is not None
    message = gate_message(name, gate.id, gate.ask)
    assert refusal(Plan(sections=chosen), name) == message
    assert refusal(Plan(sections=chosen, confirmed=("something-else",)), name) == message


@pytest.mark.parametrize("added", CALF_ACTIVITIES)
@given(st.data())
def test_an_added_activity_that_needs_a_gate_waits_for_it(added: str, data: st.DataObject) -> None:
    plan = data.draw(plans_of(HIP)).model_copy(update={"add": (added,)})
    message = gate_message(added, "no-blood-clot", CLOT)
    assert refusal(plan) == message
    others = plan.model_copy(update={"confirmed": ("chest-pain-checked", "no-clot")})
    assert refusal(others) == message
    assert handout(plan.model_copy(update={"confirmed": ("no-blood-clot",)})).sections


def test_one_confirmation_is_for_all_added_activities() -> None:
    assert refusal(Plan(add=CALF_ACTIVITIES)) == gate_message(
        CALF_ACTIVITIES[0], "no-blood-clot", CLOT
    )
    made = handout(Plan(add=CALF_ACTIVITIES, confirmed=("no-blood-clot",)))
    assert all(sections(made, added) for added in CALF_ACTIVITIES)


@pytest.mark.parametrize("added", ["own-half-kneel-lunge", "own-chin-glide", "own-shrug-drop"])
def test_an_added_activity_of_other_regions_needs_no_gate(added: str) -> None:
    assert sections(handout(Plan(add=(added,))), added)


def test_the_gate_of_a_pattern_serves_for_what_is_added_to_it() -> None:
    """A pattern of the calf asks for the clot itself, by an id of its own."""
    changed = tree(CALF)
    changed["care"] = [choice for choice in changed["care"] if choice["use"] != "own-heel-drop"]
    changed["week"] = [row for row in changed["week"] if row["about"] != "own-heel-drop"]
    changed["flare"]["steps"] = [{"use": "cold"}]
    without = entry_of(changed)
    added = {"own-heel-drop": loaded_activity("own-heel-drop")}
    of = replace(without, activities={**without.activities, **added})
    assert "own-heel-drop" not in of.pattern.used()
    assert sections(handout(Plan(add=("own-heel-drop",)), CALF, of=of), "own-heel-drop")


def test_gates_of_a_pattern_and_of_what_is_added_are_all_told_at_once() -> None:
    told = refusal(Plan(add=("own-ball-calf",)), NECK).splitlines()
    gate = entry(NECK).pattern.gate
    assert gate is not None
    assert sorted(told) == sorted(
        [
            gate_message("own-ball-calf", "no-blood-clot", CLOT),
            gate_message(NECK, gate.id, gate.ask),
        ]
    )


def test_each_gate_of_the_rules_has_an_id_of_its_own() -> None:
    ids = [gate.id for gate in load_gates().gates]
    assert ids == ["chest-pain-checked", "no-blood-clot"]
    own = {gate.id for name in CONFIRMED if (gate := entry(name).pattern.gate)}
    assert own.isdisjoint(ids)


@pytest.mark.parametrize("added", ACTIVITY_IDS)
def test_an_activity_is_guarded_by_the_gates_of_its_regions(added: str) -> None:
    regions = set(loaded_activity(added).activity.regions)
    needed = [gate.id for gate in load_gates().gates if regions & {*gate.regions}]
    new = added not in entry(PSOAS).pattern.used()
    open_at_once = not (needed and new)
    plan = Plan(add=(added,))
    if open_at_once:
        assert handout(plan, PSOAS).sections
    else:
        for gate in needed:
            assert f"--confirm {gate}" in refusal(plan, PSOAS)
