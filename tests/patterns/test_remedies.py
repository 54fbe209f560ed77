"""The records of remedies: every kind has one, and no advice of it can be lost or made weaker."""

from __future__ import annotations

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.conditions import Caution, load_conditions, strictest
from patterns.field_types import BodySite
from patterns.model.activity import ActivityKind
from patterns.model.applications import ApplicationName
from patterns.remedies import REMEDIES, RemedyName
from patterns.safety_lines import load_safety

NAMES: tuple[RemedyName, ...] = (*get_args(ActivityKind), *get_args(ApplicationName))
SITES: tuple[BodySite, ...] = get_args(BodySite)

Rule = tuple[str, str, str | None]

NEVER_ON: dict[RemedyName, set[BodySite]] = {
    "press": {
        "abdomen", "armpit", "back-of-knee", "bone", "breast", "eye", "face", "front-of-neck",
        "groin", "inner-elbow", "ribs", "side-of-neck", "spine", "throat",
    },
    "patch": {
        "armpit", "back-of-knee", "bone", "breast", "eye", "face", "front-of-neck", "groin",
        "inner-elbow", "jaw", "side-of-neck", "spine", "temple", "throat",
    },
    "cold": {"eye", "face", "front-of-neck", "inner-elbow", "outer-knee", "side-of-neck", "throat"},
    "heat": {"eye", "face", "front-of-neck", "side-of-neck", "throat"},
}  # fmt: skip
"""Sites that no edit may open to a remedy."""

MUST_CAUTION: dict[RemedyName, set[Rule]] = {
    "press": {
        ("blood-clot", "no", None),
        ("numb-skin", "no", None),
        ("broken-skin", "no", None),
        ("infection", "no", None),
        ("recent-injury", "no", None),
        ("blood-thinners", "ask", None),
        ("thin-bones", "ask", None),
        ("cancer", "ask", None),
        ("pregnancy", "ask", None),
    },
    "patch": {
        ("aspirin-allergy", "no", None),
        ("numbing-allergy", "no", None),
        ("broken-skin", "no", None),
        ("under-18", "no", None),
        ("pregnancy", "no", "half"),
        ("pregnancy", "ask", None),
        ("breast-feeding", "ask", None),
        ("recent-surgery", "no", "heart"),
        ("blood-thinners", "no", "salicylate"),
        ("age-60", "ask", None),
        ("alcohol", "ask", None),
        ("heart-disease", "ask", None),
        ("high-blood-pressure", "ask", None),
        ("kidney-disease", "ask", None),
        ("liver-disease", "ask", None),
        ("pain-tablets", "ask", None),
        ("rhythm-tablets", "ask", None),
        ("steroids", "ask", None),
        ("stomach-ulcer", "ask", None),
        ("water-tablets", "ask", None),
    },
    "cold": {
        ("raynaud", "no", None),
        ("numb-skin", "no", None),
        ("broken-skin", "no", None),
        ("poor-circulation", "no", None),
        ("heart-disease", "ask", None),
        ("cancer", "ask", None),
    },
    "heat": {
        ("numb-skin", "no", None),
        ("broken-skin", "no", None),
        ("infection", "no", None),
        ("recent-injury", "no", None),
        ("blood-clot", "no", None),
        ("cancer", "no", "there"),
        ("heart-disease", "ask", None),
        ("pregnancy", "ask", None),
        ("poor-circulation", "ask", None),
    },
    "strengthen": {("infection", "no", None), ("heart-disease", "ask", None)},
    "stretch": {("infection", "no", None), ("recent-injury", "ask", None)},
}
"""Cautions of the whole kind that no edit may weaken."""

MUST_CAUTION_AT: list[tuple[RemedyName, BodySite, Rule]] = [
    ("cold", "shoulder", ("heart-disease", "no", "left-shoulder")),
    ("cold", "foot-sole", ("diabetes-feet", "no", None)),
    ("heat", "heel", ("diabetes-feet", "no", None)),
    ("patch", "chest", ("heart-device", "no", "over")),
    ("press", "low-back", ("aneurysm", "no", None)),
    ("press", "low-back", ("thin-bones", "no", None)),
    ("press", "waist", ("kidney-disease", "no", None)),
    ("press", "waist", ("pregnancy", "no", None)),
    ("press", "chest", ("heart-device", "no", None)),
    ("press", "back-of-head", ("neck-artery", "no", None)),
    ("press", "calf", ("varicose-veins", "no", None)),
    ("press", "forearm", ("lymph-swelling", "no", None)),
]

cautions = st.builds(
    Caution,
    condition=st.sampled_from(["pregnancy", "hip-replacement", "hernia"]),
    advice=st.sampled_from(["no", "ask"]),
)
staged = st.builds(
    Caution,
    condition=st.just("pregnancy"),
    advice=st.sampled_from(["no", "ask"]),
    when=st.sampled_from(["middle", "late"]),
)


def rule(caution: Caution) -> Rule:
    return caution.condition, caution.advice, caution.when


def test_every_remedy_has_one_record_and_its_safety_lines_in_order() -> None:
    assert tuple(REMEDIES) == tuple(load_safety().remedies) == NAMES


@pytest.mark.parametrize("name", NEVER_ON)
def test_a_remedy_never_touches_the_sites_that_must_be_spared(name: RemedyName) -> None:
    assert NEVER_ON[name] <= REMEDIES[name].blocked


@pytest.mark.parametrize("name", NAMES)
def test_only_what_touches_the_body_has_sites(name: RemedyName) -> None:
    remedy = REMEDIES[name]
    assert bool(remedy.blocked) == (name in NEVER_ON)
    assert bool(remedy.places) == (name in NEVER_ON)
    named = {
        *(site for place in remedy.places for site in place.sites),
        *(site for limit in remedy.time_limits for site in limit.sites),
    }
    assert not named & remedy.blocked


def test_a_patch_is_off_before_pressure_cold_and_heat() -> None:
    assert [name for name in NAMES if REMEDIES[name].patch_off] == ["press", "cold", "heat"]


@pytest.mark.parametrize("name", MUST_CAUTION)
def test_a_kind_cautions_whom_it_must(name: RemedyName) -> None:
    assert MUST_CAUTION[name] <= {rule(caution) for caution in REMEDIES[name].cautions}


@pytest.mark.parametrize(("name", "site", "expected"), MUST_CAUTION_AT)
def test_a_place_cautions_whom_it_must(name: RemedyName, site: BodySite, expected: Rule) -> None:
    here = {rule(caution) for caution in REMEDIES[name].cautions_at([site])}
    assert expected in here
    assert here - {rule(caution) for caution in REMEDIES[name].cautions_at(["jaw"])}


@pytest.mark.parametrize("name", NAMES)
def test_a_kind_gives_no_advice_twice(name: RemedyName) -> None:
    remedy = REMEDIES[name]
    for given_once in (remedy.cautions, *(place.cautions for place in remedy.places)):
        assert strictest(given_once) == given_once


@given(st.sampled_from(NAMES), st.lists(st.sampled_from(SITES), max_size=4))
def test_more_sites_never_make_a_caution_weaker(name: RemedyName, sites: list[BodySite]) -> None:
    here = {rule(caution) for caution in REMEDIES[name].cautions_at(sites)}
    for condition, advice, when in map(rule, REMEDIES[name].cautions):
        stricter = {(condition, said, stage) for said in ("no", advice) for stage in (when, None)}
        assert stricter & here


@given(st.lists(cautions | staged))
def test_of_two_cautions_about_the_same_the_stricter_stays(found: list[Caution]) -> None:
    kept = strictest(found)
    assert len({(caution.condition, caution.when) for caution in kept}) == len(kept)
    for caution in found:
        same = [
            other
            for other in kept
            if other.condition == caution.condition and other.when in (caution.when, None)
        ]
        assert any(other.advice in ("no", caution.advice) for other in same)
    assert set(kept) <= set(found)
    assert strictest(kept) == kept


def test_a_later_ask_does_not_weaken_a_no_and_a_stage_does_not_hide_what_is_always() -> None:
    no, ask = (Caution(condition="pregnancy", advice=word) for word in ("no", "ask"))
    late = Caution(condition="pregnancy", advice="no", when="late")
    assert strictest([no, ask]) == strictest([ask, no]) == (no,)
    assert set(strictest([ask, late])) == {ask, late}
    assert strictest([late, no]) == (no,)


@pytest.mark.parametrize("name", ["cold", "heat"])
@pytest.mark.parametrize("site", ["jaw", "temple", "forehead"])
def test_the_head_may_have_ice_and_heat_for_a_short_time(name: RemedyName, site: BodySite) -> None:
    limit = REMEDIES[name].time_limit(site)
    assert site not in REMEDIES[name].blocked
    assert limit is not None
    assert limit.minutes == {"cold": 5, "heat": 15}[name]
    assert limit.source == "jaw"
    assert REMEDIES[name].time_limit("buttock") is None


def test_every_condition_that_a_kind_names_is_one_of_the_library() -> None:
    named = {
        caution.condition for remedy in REMEDIES.values() for caution in remedy.cautions_at(SITES)
    }
    assert named <= set(load_conditions().conditions)
    assert all(re.fullmatch("[a-z0-9-]+", name) for name in named)
