"""An activity: the bounds of its lists, and the words that each of its parts may be."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, get_args

import pytest
from pydantic import ValidationError

from patterns.model.activity import MAX_STEPS, ActivityData, ActivityKind
from patterns.remedies import REMEDIES
from tests.helpers.pattern_trees import ACTIVITY_IDS, Tree, activity_tree, set_at, without

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath


def read(changed: Tree) -> ActivityData:
    return ActivityData.model_validate_json(json.dumps(changed))


def refused_at(changed: Tree) -> list[KeyPath]:
    with pytest.raises(ValidationError) as caught:
        read(changed)
    return [error["loc"] for error in caught.value.errors()]


def test_every_kind_is_a_remedy() -> None:
    assert set(get_args(ActivityKind)) < set(REMEDIES)


@pytest.mark.parametrize("name", ACTIVITY_IDS)
def test_an_activity_is_written_and_read_back(name: str) -> None:
    activity = read(activity_tree(name))
    assert read(json.loads(activity.model_dump_json())) == activity


def test_what_an_activity_must_say() -> None:
    required = [name for name, field in ActivityData.model_fields.items() if field.is_required()]
    assert required == [
        "id", "version", "kind", "title", "short", "target", "regions", "steps", "dose", "sources",
        "review",
    ]  # fmt: skip
    for name in required:
        assert refused_at(without(activity_tree("walk"), name)) == [(name,)]


def test_an_activity_is_done_for_a_side_unless_it_says_otherwise() -> None:
    assert read(without(activity_tree("walk"), "sided")).sided


@pytest.mark.parametrize(
    ("key", "item", "least", "most"),
    [
        ("regions", "hip", 1, None),
        ("steps", "Walk.", 1, MAX_STEPS),
        ("tips", "Walk.", 0, 4),
        ("frames", {"picture": "start", "alt": "A person walks."}, 0, 3),
        ("sites", "calf", 0, None),
        ("needs", "mat", 0, None),
    ],
)
def test_a_list_has_so_many_items(key: str, item: object, least: int, most: int | None) -> None:
    for count in (least, most or 20):
        assert len(getattr(read(set_at(activity_tree("walk"), (key,), [item] * count)), key)) == (
            count
        )
    for count in (least - 1, *((most + 1,) if most else ())):
        if count >= 0:
            assert refused_at(set_at(activity_tree("walk"), (key,), [item] * count)) == [(key,)]


def test_a_frame_counts_steps_from_one() -> None:
    frame = {"picture": "start", "steps": [1, MAX_STEPS], "alt": "A person walks."}
    assert read(set_at(activity_tree("walk"), ("frames",), [frame])).frames[0].steps == (1, 7)
    for step in (0, MAX_STEPS + 1):
        changed = set_at(activity_tree("walk"), ("frames",), [{**frame, "steps": [step]}])
        assert refused_at(changed) == [("frames", 0, "steps", 0)]


@pytest.mark.parametrize(
    ("loc", "value"),
    [
        (("kind",), "ball"),
        (("regions",), ["hips"]),
        (("sites",), ["hip"]),
        (("moves",), ["jump"]),
        (("cautions",), [{"condition": "hips", "advice": "no"}]),
        (("id",), "Walk Fast"),
        (("version",), "1"),
        (("title",), ""),
        (("short",), "x" * 81),
        (("lead",), "x" * 321),
        (("sources",), {}),
        (("patch",), "on"),
    ],
)
def test_a_word_that_no_one_knows_is_refused(loc: KeyPath, value: object) -> None:
    found = refused_at(set_at(activity_tree("walk"), loc, value))
    assert {place[0] for place in found} == {loc[0]}
