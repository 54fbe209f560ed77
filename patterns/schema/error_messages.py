"""Explain the errors of pydantic in plain words, without quoting a value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic_core.core_schema import ErrorType

from patterns.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from patterns.schema.yaml_tree import Plain

_PYDANTIC_TYPES = frozenset(get_args(ErrorType))

# Name of a type, how to write a value of it, and the errors that ask for it.
_TYPES = (
    ("text", "write it on one line after the colon", "string_type url_type"),
    (
        "a whole number",
        "write digits only, without quotes, such as 30",
        "int_type int_parsing int_parsing_size int_from_float",
    ),
    (
        "a number",
        "write digits and a point, without quotes, such as 2.5",
        "float_type float_parsing finite_number decimal_type decimal_parsing",
    ),
    ("true or false", "write it without quotes", "bool_type bool_parsing"),
    (
        "a date",
        "write year-month-day, such as 2026-03-31",
        "date_type date_parsing date_from_datetime_parsing date_from_datetime_inexact",
    ),
    ("a time", "write hours and minutes, such as 09:30", "time_type time_parsing"),
    (
        "a list",
        'begin each item with "- " on a line of its own',
        "list_type tuple_type set_type frozen_set_type",
    ),
    (
        "keys with values",
        'write "key: value", one on each line',
        "model_type model_attributes_type dataclass_type dict_type mapping_type",
    ),
    ("empty", "", "none_required"),
)
TYPE_NAMES = {error: name for name, _, errors in _TYPES for error in errors.split()}
"""The errors that say a value is of the wrong type, with the type it should have."""

_TYPE_HINTS = {name: hint for name, hint, _ in _TYPES}
_EMPTY_HINTS = {**_TYPE_HINTS, "text": 'write it after the colon, in quotes if it begins with "#"'}

_LIMITS = {
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "multiple_of": "must be a multiple of {multiple_of}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must have at least {min_length} items",
    "too_long": "must have at most {max_length} items",
    "date_past": "must be a date in the past",
    "date_future": "must be a date in the future",
}

# The errors that say a word is not one of a list, with the key of the list in their context.
_CHOICES = {
    "literal_error": "expected",
    "enum": "expected",
    "union_tag_invalid": "expected_tags",
}


def explain_wrong_type(type_names: Iterable[str], value: Plain) -> tuple[str, str]:
    """Return message and hint for a value that is of none of the types allowed in its place."""
    names = sorted(set(type_names))
    empty = value is None
    hint = (_EMPTY_HINTS if empty else _TYPE_HINTS)[names[0]] if len(names) == 1 else ""
    return f"{'is empty, but ' if empty else ''}must be {' or '.join(names)}", hint


def explain(
    error: ErrorDetails, *, value: Plain, keys: Iterable[str], examples: Iterable[str]
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
    if kind in _LIMITS:
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
    bounds = {
        name: f"{bound:g}" if isinstance(bound, float) else bound for name, bound in context.items()
    }
    message = _LIMITS[kind].format_map(bounds)
    return re.sub(r"\b1 (character|item)s$", r"1 \1", message)
