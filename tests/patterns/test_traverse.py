"""A dotted path finds the parts of a model, and a walk finds every text once."""

from __future__ import annotations

import pytest

from patterns.traverse import texts, values_at
from tests.helpers.pattern_trees import HIP, IDS, build_pattern, tree


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("patch.dose.hours", [("patch", "dose", "hours")]),
        ("stretches.*.id", [("stretches", i, "id") for i in range(3)]),
        ("ball.body.*", [("ball", "body", 0)]),
        ("gate.id", []),
        ("ball.*", []),
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


def strings(value: object, without: tuple[str, ...] = ()) -> list[str]:
    """List the texts of a tree, but for those under some keys."""
    if isinstance(value, dict):
        value = [item for key, item in value.items() if key not in without]
    if isinstance(value, list):
        return [text for item in value for text in strings(item, without)]
    return [value] if isinstance(value, str) else []
