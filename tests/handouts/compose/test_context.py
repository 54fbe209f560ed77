"""A choice that the pattern does not offer is refused before anything is composed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.request.plan import Plan
from patterns.errors import UserError
from patterns.notice import load_notice
from tests.helpers.composing import (
    CALF,
    CONFIRMED,
    HIP,
    NECK,
    entry,
    handout,
    section_choices,
    sections,
    words_of,
)
from tests.helpers.requests import request_of

if TYPE_CHECKING:
    from patterns.sections import SectionId


def refusal(plan: Plan, name: str = HIP) -> str:
    with pytest.raises(UserError) as caught:
        compose(entry(name), request_of(plan, name), plain_brand(), load_notice("en-US"))
    return str(caught.value)


def test_stretches_are_those_the_plan_names() -> None:
    gentle = handout(Plan(stretches=("gentle",)))
    assert [section.heading for section in sections(gentle, "stretches")] == [
        "Start here: the gentle stretch"
    ]
    assert "Pigeon" not in words_of(sections(gentle, "week"))
    later = handout(Plan(stretches=("pigeon",)))
    assert "Do not bounce" in words_of(sections(later, "stretches"))


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        (
            Plan(site="outer-hipp"),
            f'site: {HIP} has no such patch site; did you mean "outer-hip"?',
        ),
        (
            Plan(stretches=("pidgeon",)),
            f'stretches: {HIP} has no such stretch; did you mean "pigeon"?',
        ),
        (
            Plan(stretches=("hot-shower",)),
            f"stretches: {HIP} has no such stretch; known here: gentle, pigeon",
        ),
    ],
)
def test_a_choice_the_pattern_does_not_offer_is_refused(plan: Plan, message: str) -> None:
    assert refusal(plan) == message


def test_a_site_cannot_be_chosen_where_no_patch_goes() -> None:
    plan = Plan(site="temple", confirmed=CONFIRMED[NECK])
    assert refusal(plan, NECK) == f"site: {NECK} has no such patch site; none is known here"


@pytest.mark.parametrize("name", [CALF, NECK])
@given(section_choices)
def test_a_gate_stays_shut_until_it_is_confirmed(name: str, chosen: tuple[SectionId, ...]) -> None:
    gate = entry(name).pattern.gate
    assert gate is not None
    message = f"confirmed: {name} prints only after you have checked: {gate.ask}; "
    message += f'then write "confirmed: [{gate.id}]" in the plan, or '
    message += f"{gate.id} in the column confirmed of the row"
    assert refusal(Plan(sections=chosen), name) == message
    assert refusal(Plan(sections=chosen, confirmed=("something-else",)), name) == message
