"""The table of remedies agrees with the model, the safety lines and the sections of a sheet."""

from __future__ import annotations

from typing import get_args

import pytest

from patterns.field_types import BodySite
from patterns.guidance import load_safety
from patterns.model import Use
from patterns.remedies import LIMITS, REMEDIES, SOURCES, Remedy, RemedyName, advised
from patterns.sections import SECTIONS
from patterns.traverse import values_at
from tests.helpers.pattern_trees import HIP, IDS, build_pattern, tree

REMEDY_NAMES: tuple[RemedyName, ...] = get_args(RemedyName)


def test_every_remedy_has_one_record_and_every_use_is_a_remedy() -> None:
    assert tuple(REMEDIES) == REMEDY_NAMES
    assert set(get_args(Use)) == {*REMEDIES, "patch-off"}


def test_remedies_stand_in_the_order_of_their_sections() -> None:
    printed = [SECTIONS.index(remedy.section) for remedy in REMEDIES.values()]
    assert printed == sorted(printed)


def test_only_a_pillow_has_no_safety_lines() -> None:
    lines = load_safety().remedies
    assert set(lines) == set(REMEDIES)
    assert [name for name in REMEDIES if not lines[name]] == ["pillow"]


@pytest.mark.parametrize("name", REMEDY_NAMES)
def test_the_paths_of_a_remedy_lead_into_a_pattern(name: RemedyName) -> None:
    pattern, remedy = build_pattern(tree(HIP)), REMEDIES[name]
    for path in (remedy.path, remedy.sites, *(limit.path for limit in remedy.limits)):
        assert not path or list(values_at(pattern, path)), path
        assert not path or path.startswith(remedy.path.removesuffix(".*"))


@pytest.mark.parametrize("name", REMEDY_NAMES)
def test_a_remedy_with_a_dose_has_a_limit_for_every_figure_of_it(name: RemedyName) -> None:
    pattern, remedy = build_pattern(tree(HIP)), REMEDIES[name]
    doses = [dose for _, dose in values_at(pattern, f"{remedy.path}.dose")]
    figures = {name for dose in doses for name in type(dose).model_fields if name != "source"}  # type: ignore[attr-defined]
    assert {limit.path.rpartition(".")[2] for limit in remedy.limits} == figures


def test_every_blocked_site_is_a_site_of_the_body() -> None:
    for remedy in REMEDIES.values():
        assert remedy.blocked <= set(get_args(BodySite))
        assert bool(remedy.blocked) == bool(remedy.sites)


@pytest.mark.parametrize("remedy", [remedy for remedy in REMEDIES.values() if remedy.sites])
def test_nothing_goes_on_the_front_or_the_side_of_the_neck(remedy: Remedy) -> None:
    assert {"front-of-neck", "side-of-neck", "throat", "face"} <= remedy.blocked


def test_a_limit_allows_something() -> None:
    assert all(1 <= limit.least < limit.most for limit in LIMITS)


def test_every_limit_names_a_source_and_every_source_is_named() -> None:
    assert {limit.source for limit in LIMITS} == set(SOURCES)


@pytest.mark.parametrize("name", IDS)
def test_a_remedy_advised_against_is_not_advised(name: str) -> None:
    pattern = build_pattern(tree(name))
    assert ("ball" in advised(pattern)) == hasattr(pattern.ball, "steps")
    assert ("patch" in advised(pattern)) == hasattr(pattern.patch, "sites")
