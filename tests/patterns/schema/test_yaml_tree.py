"""A path leads to a value and its position, or to the nearest parent, and is shown safely."""

from __future__ import annotations

import pytest

from patterns.schema.yaml_document import parse_document
from patterns.schema.yaml_tree import KeyPath, Plain, SourcePosition, format_key_path

DOCUMENT = parse_document(b"name: one\nparts:\n  - width: 5\n    tags: [a, b]\n", "page.yaml")


@pytest.mark.parametrize(
    ("path", "value", "position"),
    [
        (("name",), "one", (1, 7)),
        (("parts", 0, "width"), 5, (3, 12)),
        (("parts", 0, "tags", 1), "b", (4, 15)),
        (("parts", 0, "height", 3), None, (3, 5)),
        (("parts", 1, "width"), None, (2, 1)),
        (("parts", "width"), None, (2, 1)),
        (("name", 0), None, (1, 7)),
        (("gone",), None, (1, 1)),
    ],
)
def test_a_path_leads_to_a_value_or_its_nearest_parent(
    path: KeyPath, value: Plain, position: tuple[int, int]
) -> None:
    assert DOCUMENT.value(path) == value
    assert DOCUMENT.position(path) == SourcePosition(*position)


def test_a_path_is_shown_counted_from_one_and_hides_keys_that_are_not_ours() -> None:
    assert format_key_path(()) == ""
    assert (
        format_key_path(("stretches", 1, "dose", "hold_seconds"))
        == "stretches[2].dose.hold_seconds"
    )
    assert format_key_path(("notices", "en-US")) == "notices.en-US"
    assert format_key_path(("plan", "Zzyxx Qanary", 0)) == "plan.?[1]"
    assert format_key_path(("Zzyxx",)) == "?"
