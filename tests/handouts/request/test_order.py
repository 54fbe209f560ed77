"""A request that chooses nothing of a pattern gets its usual choice, which is short and light."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.context import make_context
from handouts.pipeline import lay_out_for
from handouts.request.order import OrderLoader, chosen
from handouts.request.values import SheetRequest
from handouts.web.sheets import MAX_MINUTES, MAX_SIDES, minutes_a_day
from patterns.catalog import load
from patterns.library_paths import pattern_folders
from patterns.model.dose import DoseChange
from patterns.rules.safety import gates_of
from patterns.sections import SECTIONS
from tests.helpers.matrix import HIP, TEXT, brand_of

if TYPE_CHECKING:
    from patterns.pattern import Pattern

NOTE = "You did well today. Go slowly with the ball, and call me if the tingling comes back."
"""It takes two lines on the sheet."""

PATTERNS = sorted(pattern_folders())


def pattern() -> Pattern:
    return load(HIP).pattern


DOSE = DoseChange.model_validate({"times_a_day": 1})
USED = pattern().used()
SOME = st.lists(st.sampled_from(USED), unique=True, max_size=3).map(tuple)
REQUESTS = st.builds(
    SheetRequest,
    st.just(HIP),
    site=st.sampled_from([None, "outer-hip"]),
    care=st.none() | SOME.filter(bool),
    sections=st.none() | st.lists(st.sampled_from(SECTIONS), unique=True, min_size=1).map(tuple),
    whole=st.booleans(),
    order=SOME,
    end_only=SOME,
    doses=SOME.map(lambda names: tuple((name, DOSE) for name in names)),
)


@given(REQUESTS)
def test_what_chooses_stays_and_what_does_not_gets_the_usual_and_what_it_names(
    request_: SheetRequest,
) -> None:
    usual = pattern().usual
    assert usual is not None
    made = chosen(request_, pattern())
    if request_.whole or request_.care is not None or request_.sections is not None:
        assert made == request_
        return
    named = {*request_.order, *request_.end_only, *dict(request_.doses)}
    assert made.care is not None
    assert {*made.care} == {*usual.care, *named, *(("patch",) if request_.site else ())}
    assert made._replace(care=None, sections=None) == request_
    assert made.sections == usual.sections


def test_a_pattern_without_a_usual_choice_prints_whole() -> None:
    request_ = SheetRequest(HIP)
    assert chosen(request_, pattern().model_copy(update={"usual": None})) == request_


@pytest.mark.parametrize(
    ("paper", "side", "brand", "notice"),
    [
        ("letter", "both", "harbour-lane", "en-US"),
        ("a4", "both", "harbour-lane", "en-GB"),
        ("letter", "left", "plain", "en-US"),
        ("a4", "right", "plain", "en-GB"),
    ],
)
@pytest.mark.parametrize("name", PATTERNS)
def test_the_usual_choice_of_each_pattern_is_short_and_light(
    name: str, paper: str, side: str, brand: str, notice: str
) -> None:
    gates = tuple(gate.id for gate in gates_of(load(name).pattern))
    request_ = SheetRequest(name, side=side, confirmed=gates, paper=paper, notice=notice)
    order = replace(OrderLoader().load(request_), brand=brand_of(brand))
    template = lay_out_for(order, TEXT._replace(note=NOTE))
    assert len(template.pages) <= MAX_SIDES["standard"]
    if side != "both":  # what is done for each side takes twice as long
        context = make_context(order.entry, order.request, order.brand, order.notice)
        assert minutes_a_day(context)[1] <= MAX_MINUTES
