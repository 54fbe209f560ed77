"""A dotted path finds the parts of a model, and a walk finds every part of a kind once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from patterns.field_types import IntRange
from patterns.schema.base import Model
from patterns.traverse import parts, texts, values_at
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    HIP,
    IDS,
    Tree,
    activity_tree,
    build_activity,
    build_pattern,
    tree,
)

each_file = pytest.mark.parametrize(
    "changed",
    [*map(tree, IDS), *map(activity_tree, ACTIVITY_IDS)],
    ids=lambda changed: changed["id"],
)


def build(changed: Tree) -> Model:
    return build_activity(changed) if "kind" in changed else build_pattern(changed)


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("patch.dose.hours", [("patch", "dose", "hours")]),
        ("patch.sites.*.id", [("patch", "sites", i, "id") for i in range(2)]),
        ("regions.*", [("regions", 0), ("regions", 1)]),
        ("gate.id", []),
        ("patch.*", []),
        ("nothing.here", []),
    ],
)
def test_a_path_finds_what_it_names(path: str, places: list[object]) -> None:
    assert [place for place, _ in values_at(build_pattern(tree(HIP)), path)] == places


def test_a_path_finds_what_an_activity_says() -> None:
    activity = build_activity(activity_tree("ball-under-buttock"))
    assert list(values_at(activity, "frames.*.picture")) == [
        (("frames", 0, "picture"), "ball-whole"),
        (("frames", 1, "picture"), "ball"),
    ]
    assert list(values_at(activity, "sites.*")) == [(("sites", 0), "buttock")]


@each_file
def test_every_text_is_walked_at_its_place(changed: Tree) -> None:
    walked = list(texts(build(changed)))
    assert len({place for place, _ in walked}) == len(walked)
    for place, text in walked:
        part: object = changed
        for step in place:
            part = part[step]  # type: ignore[index]
        assert part == text
    dates = ("reviewed_on", "next_review")
    assert sorted(text for _, text in walked) == sorted(strings(changed, without=dates))


@each_file
def test_every_part_of_a_kind_is_walked(changed: Tree) -> None:
    data = build(changed)
    walked = list(parts(data, IntRange))
    assert len(walked) == len({place for place, _ in walked}) == json.dumps(changed).count('"low":')
    assert walked or changed["dose"]["all_night"]
    for place, span in walked:
        part: Any = data
        for step in place:
            part = getattr(part, str(step)) if isinstance(part, Model) else part[step]
        assert part is span
    assert next(parts(data, type(data))) == ((), data)


def strings(value: object, without: tuple[str, ...] = ()) -> list[str]:
    """List the texts of a tree, but for those under some keys."""
    if isinstance(value, dict):
        value = [item for key, item in value.items() if key not in without]
    if isinstance(value, list):
        return [text for item in value for text in strings(item, without)]
    return [value] if isinstance(value, str) else []
