"""Build the longest legal patterns and activities: each text and list at the limit of its model."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Any

from patterns.conditions import load_conditions
from patterns.model.activity import ActivityData
from patterns.model.pattern import PatternData
from patterns.rules.safety import load_gates
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    HIP,
    Tree,
    activity_tree,
    entry_of,
    loaded_activity,
    tree,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patterns.catalog import Entry
    from patterns.schema.base import Model

Schema = dict[str, Any]

SENTENCE, LABEL = 320, 80
"""The limits of a `Sentence` and a `Label` of `patterns.field_types`, in characters."""

CARE, FLARE_STEPS = 10, 5
"""How many remedies and steps of a flare-up a pattern may have at most."""

PLATE_LABELS = 9
"""How many labels each plate gets; the model sets no limit."""

WORDS = (
    "gently", "and", "slowly", "until", "the", "comfortable", "movement", "of", "your",
    "physiotherapist", "eases", "off",
)  # fmt: skip
"""Words of realistic length, none of them a term that a pattern has to explain."""


def longest(
    sentence: int = SENTENCE,
    label: int = LABEL,
    plate_labels: int = PLATE_LABELS,
    change: Callable[[Tree], None] = lambda _: None,
) -> Entry:
    """Build a pattern whose sentences and labels have nearly so many characters.

    Shipped texts that are longer stay as they are. Lists have as many items as the model allows,
    and the title is as long as it may be. It has as many remedies as a pattern may have, whose
    activities are as long, and each asks those with any condition to ask first. The pattern is
    legal, but need not fit on paper. `change` changes its tree at the end.
    """
    limits = {SENTENCE: sentence, LABEL: label}
    pattern = tree(HIP)
    pattern["care"] += _more_care(pattern)
    pattern["flare"]["steps"] += _more_flare_steps(pattern)
    pattern["not_advised"] = [{"what": "A roller", "because": "It is hard.", "instead": "Rest."}]
    grown: Tree = _grow(PatternData, pattern, limits)
    grown["title"] = _lengthened(grown["title"], LABEL)
    for picture in grown["pictures"].values():
        if picture["labels"]:
            picture["labels"] = _fill(picture["labels"], plate_labels)
    change(grown)
    used = {part["use"] for part in (*grown["care"], *grown["flare"]["steps"]) if "use" in part}
    activities = [_longest_activity(name, limits) for name in ACTIVITY_IDS if name in used]
    return entry_of(grown, *activities)


def _more_care(pattern: Tree) -> list[Tree]:
    """Return choices of other activities, so that a pattern has as many remedies as it may.

    None of them needs a gate, which the shipped pattern does not have.
    """
    used = {part["use"] for part in (*pattern["care"], *pattern["flare"]["steps"]) if "use" in part}
    others = [name for name in ACTIVITY_IDS if name not in used and not _needs_gate(name)]
    missing = CARE - len(pattern["care"])
    return [{"use": name, "moment": "every-day", "say": "Do it."} for name in others[:missing]]


def _needs_gate(name: str) -> bool:
    return any(gate.guards(loaded_activity(name).activity) for gate in load_gates().gates)


def _more_flare_steps(pattern: Tree) -> list[Tree]:
    """Return steps that name remedies of the care, so that a flare-up has as many as it may."""
    steps = pattern["flare"]["steps"]
    named = {name for step in steps for key, name in step.items() if key in ("use", "stop")}
    free = [choice["use"] for choice in pattern["care"] if choice["use"] not in named]
    return [{"use": name, "say": "Do it."} for name in free[: FLARE_STEPS - len(steps)]]


def _longest_activity(name: str, limits: dict[int, int]) -> Tree:
    """Return the tree of an activity as long as it may be, with a caution for every condition."""
    grown: Tree = _grow(ActivityData, activity_tree(name), limits)
    named = {caution.condition for caution in loaded_activity(name).activity.cautions}
    others = [each for each in load_conditions().conditions if each not in named]
    asked = [{"condition": each, "advice": "ask"} for each in others]
    cautions = [*grown.get("cautions", ()), *asked]
    drawn = activity_tree(name).get("frames", [])  # a copy of a frame would have no drawing
    return {**grown, "cautions": cautions, "frames": grown["frames"][: len(drawn)]}


def _grow(model: type[Model], value: Tree, limits: dict[int, int]) -> Tree:
    """Lengthen the texts and the lists of a tree to the limits of the JSON schema of a model."""
    schema = _schema(model)
    grown: Tree = _Growth(schema["$defs"], limits).grow(schema, value)
    return grown


@cache
def _schema(model: type[Model]) -> Schema:
    return model.model_json_schema()


@dataclass(frozen=True)
class _Growth:
    """What the schemas of one model refer to, and the lengths of texts by their limits."""

    defs: Schema
    limits: dict[int, int]

    def grow(self, schema: Schema, value: Any) -> Any:
        """Lengthen a value to the limits of its schema."""
        schema = self._resolved(schema, value)
        if isinstance(value, dict):
            inner = schema.get("properties", {})
            by_pattern = list(schema.get("patternProperties", {}).values())
            other = schema.get("additionalProperties") or (by_pattern or [{}])[0]
            return {key: self.grow(inner.get(key, other), item) for key, item in value.items()}
        if isinstance(value, list):
            items = schema.get("items", {})
            filled = _fill(value, schema.get("maxItems", 0)) if isinstance(items, dict) else value
            return [self.grow(items, item) for item in filled]
        if isinstance(value, str) and schema.get("maxLength") in self.limits:
            return _lengthened(value, self.limits[schema["maxLength"]])
        return value

    def _resolved(self, schema: Schema, value: Any) -> Schema:
        """Follow references, and choose the branch of a union that has the keys of a value."""
        while "$ref" in schema:
            schema = self.defs[schema["$ref"].rpartition("/")[2]]
        branches: list[Schema] = schema.get("anyOf") or schema.get("oneOf") or []
        resolved = (self._resolved(one, value) for one in branches)
        return next((one for one in resolved if _fits(one, value)), schema)


def _fits(schema: Schema, value: Any) -> bool:
    if isinstance(value, dict):
        return set(schema.get("required", ())) <= value.keys() <= set(schema.get("properties", ()))
    kinds: dict[type, str] = {str: "string", list: "array"}
    return bool(schema.get("type") == kinds.get(type(value)))


def _fill(items: list[Any], count: int) -> list[Any]:
    """Repeat items, if there are any, until there are `count`; copies get ids of their own."""
    copies: Iterator[Any] = cycle(items)
    filled = list(items)
    while items and len(filled) < count:
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
