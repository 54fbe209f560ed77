"""Build the longest legal patterns: every text and every list at the limit of its model."""

from __future__ import annotations

from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

from patterns.model import PatternData
from tests.helpers.pattern_trees import HIP, Tree, tree

if TYPE_CHECKING:
    from collections.abc import Iterator

SENTENCE, LABEL = 320, 80
"""The limits of a `Sentence` and a `Label` of `patterns.model`, in characters."""

PLATE_LABELS = 9
"""How many labels each plate gets; the model sets no limit."""

WORDS = (
    "gently", "and", "slowly", "until", "the", "comfortable", "movement", "of", "your",
    "physiotherapist", "eases", "off",
)  # fmt: skip
"""Words of realistic length, none of them a term that a pattern has to explain."""


def longest(sentence: int = SENTENCE, label: int = LABEL, plate_labels: int = PLATE_LABELS) -> Tree:
    """Return the tree of a pattern whose sentences and labels have nearly so many characters.

    Shipped texts that are longer stay as they are. Lists have as many items as the model allows,
    and the title is as long as it may be. The pattern is legal, but need not fit on paper.
    """
    grown: Tree = _grow(_schema(), tree(HIP), {SENTENCE: sentence, LABEL: label})
    grown["title"] = _lengthened(grown["title"], LABEL)
    for picture in grown["pictures"].values():
        if picture["labels"]:
            picture["labels"] = _fill(picture["labels"], plate_labels)
    return grown


@cache
def _schema() -> dict[str, Any]:
    schema: dict[str, Any] = PatternData.model_json_schema()
    return schema


def _grow(schema: dict[str, Any], value: Any, limits: dict[int, int]) -> Any:
    """Lengthen the texts and the lists of a tree to the limits of its JSON schema."""
    schema = _resolved(schema, value)
    if isinstance(value, dict):
        inner = schema.get("properties", {})
        by_pattern = list(schema.get("patternProperties", {}).values())
        other = schema.get("additionalProperties") or (by_pattern or [{}])[0]
        return {key: _grow(inner.get(key, other), item, limits) for key, item in value.items()}
    if isinstance(value, list):
        items = schema.get("items", {})
        filled = _fill(value, schema.get("maxItems", 0)) if isinstance(items, dict) else value
        return [_grow(items, item, limits) for item in filled]
    if isinstance(value, str) and schema.get("maxLength") in limits:
        return _lengthened(value, limits[schema["maxLength"]])
    return value


def _resolved(schema: dict[str, Any], value: Any) -> dict[str, Any]:
    """Follow references, and choose the branch of a union that has the keys of a value."""
    while "$ref" in schema:
        schema = _schema()["$defs"][schema["$ref"].rpartition("/")[2]]
    branches = [_resolved(one, value) for one in schema.get("anyOf", schema.get("oneOf", ()))]
    fitting = (one for one in branches if _fits(one, value))
    return next(fitting, schema)


def _fits(schema: dict[str, Any], value: Any) -> bool:
    if isinstance(value, dict):
        return set(schema.get("required", ())) <= value.keys() <= set(schema.get("properties", ()))
    kinds: dict[type, str] = {str: "string", list: "array"}
    return bool(schema.get("type") == kinds.get(type(value)))


def _fill(items: list[Any], count: int) -> list[Any]:
    """Repeat items until there are `count`; copies get ids of their own."""
    copies: Iterator[Any] = cycle(items)
    filled = list(items)
    while len(filled) < count:
        copy = next(copies)
        if isinstance(copy, dict) and "id" in copy:
            copy = {**copy, "id": f"{copy['id']}-{len(filled)}"}
        filled.append(copy)
    return filled


def _lengthened(text: str, limit: int) -> str:
    """Append words while a text stays within a limit."""
    for word in cycle(WORDS):
        if len(text) + 1 + len(word) > limit:
            return text
        text = f"{text} {word}"
    raise AssertionError("words never end")
