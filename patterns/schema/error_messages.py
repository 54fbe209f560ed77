"""Explain the errors of pydantic in plain words, without quoting a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic_core.core_schema import ErrorType

from patterns.errors import did_you_mean
from patterns.schema.yaml_document import read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from patterns.schema.yaml_tree import Plain

_PYDANTIC_TYPES = frozenset(get_args(ErrorType))

_TABLES = read_table("error_messages.yaml")
TYPE_NAMES = _TABLES["type_names"]
"""The errors that say a value is of the wrong type, with the type it should have."""

_TYPE_HINTS = _TABLES["type_hints"]
_EMPTY_HINTS = {**_TYPE_HINTS, "text": 'write it after the colon, in quotes if it begins with "#"'}

# The errors that say a word is not one of a list, with the key of the list in their context.
_CHOICES = {"literal_error": "expected", "enum": "expected", "union_tag_invalid": "expected_tags"}


def explain_wrong_type(type_names: Iterable[str], value: Plain) -> tuple[str, str]:
    """Return message and hint for a value that is of none of the types allowed in its place."""
    names = sorted(set(type_names))
    empty = value is None
    hint = (_EMPTY_HINTS if empty else _TYPE_HINTS)[names[0]] if len(names) == 1 else ""
    return f"{'is empty, but ' if empty else ''}must be {' or '.join(names)}", hint


def explain(
    error: ErrorDetails, value: Plain, keys: Iterable[str], examples: Iterable[str]
) -> tuple[str, str]:
    """Return message and hint for any other error.

    `value` is the value at fault; it only serves to guess which known word was meant. `keys` are
    the keys allowed there, `examples` valid values of the field.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind not in _PYDANTIC_TYPES:
        return split_hint(error["msg"])
    if kind == "value_error":
        return split_hint(str(context["error"]))
    if kind in ("missing", "union_tag_not_found"):
        return "is missing", "add the key"
    if kind == "extra_forbidden":
        return _explain_unknown_key(str(error["loc"][-1]), keys)
    if kind in _CHOICES:
        return _explain_choice(context[_CHOICES[kind]], value)
    if kind in _TABLES["limits"]:
        return _explain_limit(kind, context), ""
    shown = " or ".join(examples)
    return "is not written in the right way", f"write it like {shown}" if shown else ""


def split_hint(message: str) -> tuple[str, str]:
    """Split "message; hint", as our validators write it."""
    wrong, _, hint = message.partition("; ")
    return wrong, hint


def _explain_unknown_key(key: str, keys: Iterable[str]) -> tuple[str, str]:
    if key in keys:  # of another branch of a union
        return "does not go with the keys beside it", "take it out, or take them out"
    return "is not a known key", did_you_mean(key, keys)


def _explain_choice(listed: str, value: Plain) -> tuple[str, str]:
    words = re.findall("'([^']+)'", listed)  # in pydantic's form: 'left', 'right' or 'both'
    if isinstance(value, str) and words:
        return "is not a word known here", did_you_mean(value, words)
    return f"must be one of {', '.join(words)}" if words else f"must be {listed}", ""


def _explain_limit(kind: str, context: Mapping[str, Any]) -> str:
    if context.get("min_length") == 1:
        return "is empty"
    bounds = {key: f"{n:g}" if isinstance(n, float) else n for key, n in context.items()}
    message = _TABLES["limits"][kind].format_map(bounds)
    return re.sub(r"\b1 (character|item)s$", r"1 \1", message)
