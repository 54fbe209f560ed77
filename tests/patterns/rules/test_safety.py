"""The limits of safety refuse what they forbid and nothing else: sites, times, gates, bare cold."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.field_types import BodySite, Region
from patterns.model.applications import ApplicationName
from patterns.model.pattern import PatternData
from patterns.remedies import REMEDIES
from patterns.rules.doses import load_dose_limits
from patterns.rules.safety import PrintGate, check_application, check_sites, gates_of, load_gates
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    HIP,
    IDS,
    Tree,
    activity_tree,
    build_activity,
    build_pattern,
    loaded,
    loaded_activity,
    set_at,
    tree,
    violations,
    without,
)

if TYPE_CHECKING:
    from patterns.remedies import RemedyName
    from patterns.schema.yaml_tree import KeyPath

BODY_SITES: tuple[BodySite, ...] = get_args(BodySite)
REGIONS: tuple[Region, ...] = get_args(Region)
GATE = {"id": "checked", "ask": "it was checked"}

NEED_A_GATE: dict[str, str] = {"chest": "chest pain", "calf": "blood clot"}
"""The regions that no edit may open, and what the therapist confirms."""

PLACE_OF: dict[RemedyName, tuple[str, KeyPath]] = {
    "press": ("own-ball-calf", ("sites", 0)),
    "patch": (HIP, ("patch", "sites", 1, "body")),
    "cold": (HIP, ("cold", "site")),
    "heat": ("own-iliopsoas", ("heat", "site")),
}
"""For each remedy with blocked sites a file, and where it names one."""

TIMED = [
    (name, site, limit.minutes)
    for name in ("cold", "heat")
    for limit in REMEDIES[name].time_limits
    for site in sorted(limit.sites)
]


def file_of(remedy: RemedyName) -> Tree:
    name, _ = PLACE_OF[remedy]
    return tree(name) if name in IDS else activity_tree(name)


def messages(changed: Tree) -> list[tuple[KeyPath, str]]:
    return [(v.loc, v.message) for v in violations(changed)]


def test_every_remedy_with_blocked_sites_is_tried() -> None:
    assert {name for name, remedy in REMEDIES.items() if remedy.blocked} == PLACE_OF.keys()


@pytest.mark.parametrize("site", BODY_SITES)
@pytest.mark.parametrize("remedy", PLACE_OF)
def test_a_site_is_refused_if_and_only_if_it_is_blocked(remedy: RemedyName, site: BodySite) -> None:
    _, loc = PLACE_OF[remedy]
    changed = set_at(file_of(remedy), loc, site)
    limit = REMEDIES[remedy].time_limit(site)
    if limit:
        set_at(changed, (remedy, "dose", "minutes"), limit.minutes)
    blocked = site in REMEDIES[remedy].blocked
    assert messages(changed) == ([(loc, f"no {remedy} on the {site}")] if blocked else [])


@given(st.sampled_from(list(REMEDIES)), st.lists(st.sampled_from(BODY_SITES)))
def test_every_blocked_site_of_several_is_told(remedy: RemedyName, sites: list[BodySite]) -> None:
    found = check_sites(remedy, ((("sites", i), site) for i, site in enumerate(sites)))
    assert [(v.loc, v.message) for v in found] == [
        (("sites", i), f"no {remedy} on the {site}")
        for i, site in enumerate(sites)
        if site in REMEDIES[remedy].blocked
    ]


def test_every_site_of_a_patch_and_of_a_press_is_looked_at() -> None:
    changed = set_at(tree(), ("patch", "sites", 0, "body"), "spine")
    set_at(changed, ("patch", "sites", 1, "body"), "armpit")
    assert messages(changed) == [
        (("patch", "sites", 0, "body"), "no patch on the spine"),
        (("patch", "sites", 1, "body"), "no patch on the armpit"),
    ]
    pressed = set_at(activity_tree("own-ball-calf"), ("sites",), ["calf", "spine", "eye"])
    assert [loc for loc, _ in messages(pressed)] == [("sites", 1), ("sites", 2)]


@pytest.mark.parametrize(("remedy", "site", "minutes"), TIMED)
def test_a_use_is_shorter_at_some_sites(remedy: str, site: str, minutes: int) -> None:
    name = "own-calf"
    changed = set_at(tree(name), (remedy, "site"), site)
    loc = (remedy, "dose", "minutes")
    for span in (minutes, [1, minutes]):
        assert messages(set_at(changed, loc, span)) == []
    for span in (minutes + 1, [1, minutes + 1]):
        (v,) = violations(set_at(changed, loc, span))
        assert (v.loc, v.message) == (loc, f"{minutes + 1} minutes is too much on the {site}")
        assert v.hint == f"{minutes} is the most there"


@given(st.sampled_from(["cold", "heat"]), st.sampled_from(BODY_SITES), st.integers(1, 20))
def test_the_minutes_of_a_site_are_kept_whatever_the_bound_of_the_dose(
    remedy: RemedyName, site: BodySite, minutes: int
) -> None:
    changed = set_at(tree("own-calf"), (remedy, "site"), site)
    set_at(changed, (remedy, "dose", "minutes"), minutes)
    limits = [minutes for name, where, minutes in TIMED if (name, where) == (remedy, site)]
    allowed = site not in REMEDIES[remedy].blocked and all(minutes <= most for most in limits)
    assert (violations(changed) == ()) == allowed


def test_the_face_is_timed() -> None:
    assert {(name, site) for name, site, _ in TIMED} >= {
        (name, site) for name in ("cold", "heat") for site in ("jaw", "temple", "forehead")
    }


def test_cold_is_never_put_on_bare_skin() -> None:
    (v,) = violations(set_at(tree(), ("cold", "wrapped"), False))
    assert (v.loc, v.message) == (("cold", "wrapped"), "must be true")
    assert load_dose_limits().sources["nhs-cold"] in v.hint
    assert violations(set_at(tree(), ("cold", "wrapped"), True)) == ()


@given(st.integers(1, 12), st.integers(0, 11), st.none() | st.integers(1, 12))
def test_a_patch_is_never_worn_longer_than_its_label_allows(
    low: int, more: int, allowed: int | None
) -> None:
    high = min(12, low + more)
    changed = set_at(tree(), ("patch", "dose", "hours"), [low, high])
    changed["patch"].pop("product_allows_hours", None)
    if allowed is not None:
        set_at(changed, ("patch", "product_allows_hours"), allowed)
    expected = [(("patch", "dose", "hours"), "is longer than the label of the product allows")]
    assert messages(changed) == (expected if high > (8 if allowed is None else allowed) else [])


def test_the_gates_are_those_of_the_safety_sheet() -> None:
    regions: dict[str, str] = {
        region: gate.confirm for gate in load_gates().gates for region in gate.regions
    }
    assert regions.keys() == NEED_A_GATE.keys()
    assert all(words in regions[region] for region, words in NEED_A_GATE.items())


@pytest.mark.parametrize("region", REGIONS)
def test_a_region_that_may_mean_an_emergency_needs_a_gate(region: str) -> None:
    changed = set_at(tree(), ("regions", 1), region)
    found = violations(changed)
    needed = [("regions", 1)] if region in NEED_A_GATE else []
    assert [v.loc for v in found] == needed
    assert all(NEED_A_GATE[region] in v.hint and region in v.message for v in found)
    assert violations(set_at(changed, ("gate",), GATE)) == ()


@given(st.lists(st.sampled_from(REGIONS), min_size=1, max_size=4))
def test_every_region_that_needs_a_gate_is_told(regions: list[str]) -> None:
    changed = set_at(tree(), ("regions",), regions)
    places = [("regions", i) for i, region in enumerate(regions) if region in NEED_A_GATE]
    assert sorted(v.loc for v in violations(changed)) == places
    assert violations(set_at(changed, ("gate",), GATE)) == ()


@pytest.mark.parametrize(
    "muscle",
    [
        "Pectoralis minor",
        "scalenus medius",
        "middle scalene",
        "serratus posterior superior",
        "SERRATUS ANTERIOR",
    ],
)
def test_a_muscle_felt_in_the_chest_needs_a_gate(muscle: str) -> None:
    changed = set_at(tree(), ("muscles", 2), muscle)
    (v,) = violations(changed)
    assert v.loc == ("muscles", 2)
    assert "chest pain was checked by a doctor" in v.hint
    assert violations(set_at(changed, ("gate",), GATE)) == ()


@pytest.mark.parametrize("name", ["own-calf", "own-sternocleidomastoid"])
def test_a_gate_that_is_not_needed_is_no_fault(name: str) -> None:
    found = violations(without(tree(name), "gate"))
    assert bool(found) == (name == "own-calf")


def guarded(region: Region) -> list[str]:
    return [gate.id for gate in load_gates().gates if region in gate.regions]


@given(st.lists(st.sampled_from(REGIONS), min_size=1, max_size=3))
def test_an_activity_is_guarded_by_the_gates_of_its_regions(regions: list[Region]) -> None:
    activity = build_activity(set_at(activity_tree("walk"), ("regions",), regions))
    found = [gate.id for gate in load_gates().gates if gate.guards(activity)]
    assert found == [gate.id for gate in load_gates().gates if {*gate.regions} & {*regions}]


@pytest.mark.parametrize("muscle", ["pectoralis major", "Scalenus", "soleus"])
def test_a_pattern_is_guarded_by_the_gates_of_its_muscles_too(muscle: str) -> None:
    changed = set_at(tree("own-calf"), ("muscles",), [muscle])
    found = [gate.id for gate in load_gates().gates if gate.guards(build_pattern(changed))]
    chest = [] if muscle == "soleus" else guarded("chest")
    assert sorted(found) == sorted([*guarded("calf"), *chest])


@given(st.lists(st.sampled_from(ACTIVITY_IDS), unique=True))
def test_what_is_added_to_a_sheet_brings_its_gates_once(names: list[str]) -> None:
    added = [loaded_activity(name).activity for name in names]
    found = list(gates_of(loaded(HIP).pattern, added))
    for gate in load_gates().gates:
        first = [each.id for each in added if {*gate.regions} & {*each.regions}][:1]
        assert [g for g in found if g.id == gate.id] == [
            PrintGate(name, gate.id, gate.confirm) for name in first
        ]
    assert {gate.id for gate in found} <= {gate.id for gate in load_gates().gates}


def test_the_gate_of_a_pattern_stands_for_what_is_added() -> None:
    calf, ball = loaded("own-calf").pattern, loaded_activity("own-ball-calf").activity
    assert calf.gate is not None
    own = PrintGate("own-calf", calf.gate.id, calf.gate.ask)
    assert list(gates_of(calf)) == list(gates_of(calf, [ball])) == [own]
    assert list(gates_of(loaded(HIP).pattern)) == []


@pytest.mark.parametrize("name", get_args(ApplicationName))
def test_an_application_is_checked_alone_as_in_its_pattern(name: ApplicationName) -> None:
    changed = set_at(tree("own-calf"), (name, "dose", "hold_seconds"), 9)
    part = getattr(PatternData.model_validate_json(json.dumps(changed)), name)
    found = check_application(name, part, ("doses", name))
    assert [(v.loc, v.message) for v in found] == [
        (("doses", name, "hold_seconds"), f"is no part of a dose of the kind {name}")
    ]
    assert not list(check_application(name, getattr(loaded("own-calf").pattern, name), ("dose",)))


@pytest.mark.parametrize("part", ["patch", "cold", "heat"])
def test_a_pattern_without_an_application_has_nothing_to_refuse(part: str) -> None:
    for name in IDS:
        changed: dict[str, Any] = tree(name)
        changed.pop(part, None)
        assert violations(changed) == ()
