"""A dotted path finds the parts of a model, and a walk finds every part of a kind once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from patterns.field_types import IntRange
from patterns.schema.base import Model
from patterns.traverse import parts, texts, values_at
from tests.helpers.pattern_trees import HIP, IDS, build_pattern, tree


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


@pytest.mark.parametrize("name", IDS)
def test_every_text_is_walked_at_its_place(name: str) -> None:
    changed = tree(name)
    walked = list(texts(build_pattern(changed)))
    assert len({place for place, _ in walked}) == len(walked)
    for place, text in walked:
        part: object = changed
        for step in place:
            part = part[step]  # type: ignore[index]
        assert part == text
    dates = ("reviewed_on", "next_review")
    assert sorted(text for _, text in walked) == sorted(strings(changed, without=dates))


@pytest.mark.parametrize("name", IDS)
def test_every_part_of_a_kind_is_walked(name: str) -> None:
    changed = tree(name)
    pattern = build_pattern(changed)
    walked = list(parts(pattern, IntRange))
    assert len(walked) == len({place for place, _ in walked}) == json.dumps(changed).count('"low":')
    assert walked
    for place, span in walked:
        part: Any = pattern
        for step in place:
            part = getattr(part, str(step)) if isinstance(part, Model) else part[step]
        assert part is span
    assert next(parts(pattern, type(pattern))) == ((), pattern)


def strings(value: object, without: tuple[str, ...] = ()) -> list[str]:
    """List the texts of a tree, but for those under some keys."""
    if isinstance(value, dict):
        value = [item for key, item in value.items() if key not in without]
    if isinstance(value, list):
        return [text for item in value for text in strings(item, without)]
    return [value] if isinstance(value, str) else []
