"""What is put on the skin: a patch at one of its sites, something cold, something warm."""

from __future__ import annotations

import json
from typing import get_args

import pytest
from pydantic import ValidationError

from patterns.model.applications import ApplicationName, Cold, Heat, Patch, PatchSize
from patterns.model.pattern import PatternData
from patterns.remedies import REMEDIES
from tests.helpers.pattern_trees import Tree, set_at, tree, without

SITE = {"id": "a", "name": "a place", "body": "buttock", "when": "Is it there?", "put": "Put it."}


def read_patch(changed: Tree) -> Patch:
    return Patch.model_validate_json(json.dumps(changed))


def test_every_application_is_a_remedy_and_an_optional_part_of_a_pattern() -> None:
    for name in get_args(ApplicationName):
        assert name in REMEDIES
        assert not PatternData.model_fields[name].is_required()
    assert [*REMEDIES][-3:] == [*get_args(ApplicationName)]


@pytest.mark.parametrize("count", [0, 1, 4, 5])
def test_a_patch_has_one_to_four_sites(count: int) -> None:
    sites = [{**SITE, "id": f"a-{i}"} for i in range(count)]
    changed = set_at(tree()["patch"], ("sites",), sites)
    if 1 <= count <= 4:
        assert len(read_patch(changed).sites) == count
    else:
        with pytest.raises(ValidationError):
            read_patch(changed)


def test_the_label_of_a_patch_allows_eight_hours_unless_the_pattern_says_otherwise() -> None:
    assert read_patch(tree()["patch"]).product_allows_hours == 8
    for hours in (1, 12):
        changed = set_at(tree()["patch"], ("product_allows_hours",), hours)
        assert read_patch(changed).product_allows_hours == hours
    for hours in (0, 13):
        with pytest.raises(ValidationError):
            read_patch(set_at(tree()["patch"], ("product_allows_hours",), hours))


def test_cold_is_wrapped_unless_the_pattern_says_otherwise() -> None:
    cold = Cold.model_validate_json(json.dumps(without(tree()["cold"], "wrapped")))
    assert cold.wrapped


@pytest.mark.parametrize("model", [Cold, Heat])
@pytest.mark.parametrize("key", ["title", "site", "say", "dose"])
def test_cold_and_heat_say_where_how_and_how_long(model: type[Cold | Heat], key: str) -> None:
    whole = {"title": "Warm it", "site": "calf", "say": "Put it on.", "dose": {"source": "nhs"}}
    assert model.model_validate_json(json.dumps(whole)).site == "calf"
    with pytest.raises(ValidationError) as caught:
        model.model_validate_json(json.dumps(without(whole, key)))
    assert [error["loc"] for error in caught.value.errors()] == [(key,)]


def test_a_remark_on_kinds_of_patches_is_for_some_countries() -> None:
    size = PatchSize(say="Small ones are enough.", only_in=("US", "CA"))
    assert [size.fits(country) for country in ("US", "CA", "GB")] == [True, True, False]
