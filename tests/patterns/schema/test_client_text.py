"""What a client reads is found by the types of a model, at any depth, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

import pytest
from pydantic import Field

from patterns.schema.base import Model
from patterns.schema.client_text import READ_BY_CLIENT, Words, client_text

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath, Plain

Line = Annotated[str, Field(max_length=80), READ_BY_CLIENT]


class Sides(Words):
    left: Line
    right: Line


class Step(Model):
    use: str
    say: Line | None = None


class Card(Model):
    id: str
    kind: Literal["a", "b"] = "a"
    title: Line
    short: Annotated[Line, Field(max_length=10)] = "-"
    pair: tuple[Line, Line] = ("", "")
    steps: Annotated[tuple[Step, ...], Field(max_length=4)] = ()
    by_name: Annotated[dict[str, Line], Field(default_factory=dict)]
    words: Annotated[dict[str, Sides], Field(default_factory=dict)]
    first: Step | None = None


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"id": "x", "title": "T", "kind": "b"}, {("title",): "T"}),
        ({"title": "T", "short": "S"}, {("title",): "T", ("short",): "S"}),
        ({"pair": ["a", "b"]}, {("pair", 0): "a", ("pair", 1): "b"}),
        ({"steps": [{"use": "x"}, {"use": "y", "say": "Go."}]}, {("steps", 1, "say"): "Go."}),
        ({"by_name": {"sacrum": "a bone"}}, {("by_name", "sacrum"): "a bone"}),
        ({"first": {"use": "x", "say": "Go."}}, {("first", "say"): "Go."}),
        ({"first": None, "title": None}, {}),
        ({"unknown": "x", "steps": "no list", "by_name": ["no table"]}, {}),
    ],
)
def test_text_is_found_at_any_depth(tree: Any, expected: dict[KeyPath, Plain]) -> None:
    assert client_text(Card, tree) == expected


def test_words_in_several_forms_are_one_entry() -> None:
    forms: Plain = {"left": "your left leg", "right": "your right leg"}
    assert client_text(Card, {"words": {"your leg": forms}}) == {("words", "your leg"): forms}
