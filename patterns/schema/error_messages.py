"""A fault that pydantic found -> what is wrong and the way out, in plain words, quoting nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, get_args

from pydantic_core.core_schema import ErrorType

from patterns.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pydantic_core import ErrorDetails

    from patterns.schema.yaml_tree import Plain

_OF_PYDANTIC = frozenset(get_args(ErrorType))

_TEXT = "text"
_WHOLE = "a whole number"
_NUMBER = "a number"
_TRUTH = "true or false"
_DATE = "a date"
_TIME = "a time"
_LIST = "a list"
_GROUP = "keys with values"

NOUNS = {
    "string_type": _TEXT,
    "url_type": _TEXT,
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "float_type": _NUMBER,
    "float_parsing": _NUMBER,
    "finite_number": _NUMBER,
    "decimal_type": _NUMBER,
    "decimal_parsing": _NUMBER,
    "bool_type": _TRUTH,
    "bool_parsing": _TRUTH,
    "date_type": _DATE,
    "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
    "date_from_datetime_inexact": _DATE,
    "time_type": _TIME,
    "time_parsing": _TIME,
    "list_type": _LIST,
    "tuple_type": _LIST,
    "set_type": _LIST,
    "frozen_set_type": _LIST,
    "model_type": _GROUP,
    "model_attributes_type": _GROUP,
    "dataclass_type": _GROUP,
    "dict_type": _GROUP,
    "mapping_type": _GROUP,
    "none_required": "empty",
}
"""The errors that say a value is of the wrong kind, with the kind it should be."""

_HOW = {
    _TEXT: "write it on one line after the colon",
    _WHOLE: "write digits only, without quotes, such as 30",
    _NUMBER: "write digits and a point, without quotes, such as 2.5",
    _TRUTH: "write it without quotes",
    _DATE: "write year-month-day, such as 2026-03-31",
    _TIME: "write hours and minutes, such as 09:30",
    _LIST: 'begin each item with "- " on a line of its own',
    _GROUP: 'write "key: value", one on each line',
}

_HOW_EMPTY = {_TEXT: 'write it after the colon, in quotes if it begins with "#"'}

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


_CHOICES = {
    "literal_error": "expected",
    "enum": "expected",
    "union_tag_invalid": "expected_tags",
}
"""The errors that say a word is none of ours, with where pydantic lists ours."""


def of_wrong_kind(nouns: Iterable[str], value: Plain) -> tuple[str, str]:
    """Say which kinds of value could stand in a place where another kind stands."""
    kinds = sorted(set(nouns))
    empty = value is None
    ways_out = _HOW | _HOW_EMPTY if empty else _HOW
    hint = ways_out.get(kinds[0], "") if len(kinds) == 1 else ""
    return f"{'is empty, but ' if empty else ''}must be {' or '.join(kinds)}", hint


def sentence(
    error: ErrorDetails, *, value: Plain, keys: Iterable[str], examples: Iterable[str]
) -> tuple[str, str]:
    """Say what is wrong and the way out.

    `value` is what stands there; it serves only to guess which of our own words was meant.
    `keys` are the keys allowed there, `examples` values that the field is known to take.
    """
    kind, context = error["type"], error.get("ctx", {})
    if kind not in _OF_PYDANTIC:
        return split(error["msg"])
    if kind == "value_error":
        return split(str(context["error"]))
    if kind in ("missing", "union_tag_not_found"):
        return "is missing", "add the key"
    if kind == "extra_forbidden":
        return _unknown_key(str(error["loc"][-1]), keys)
    if kind in _CHOICES:
        return _choice(context[_CHOICES[kind]], value)
    if kind in _LIMITS:
        return _limit(kind, context), ""
    shown = " or ".join(examples)
    return "is not written in the right way", f"write it like {shown}" if shown else ""


def split(message: str) -> tuple[str, str]:
    """Part "what is wrong; the way out", as our own validators write it, into its two halves."""
    wrong, _, hint = message.partition("; ")
    return wrong, hint


def _unknown_key(key: str, keys: Iterable[str]) -> tuple[str, str]:
    """Say that a key is not known, or is known only where its neighbors are others."""
    if key in keys:
        return "does not go with the keys beside it", "take it out, or take them out"
    return "is not a known key", did_you_mean(key, keys)


def _choice(listed: str, value: Plain) -> tuple[str, str]:
    """Say which words are known, given as pydantic lists them: `'left', 'right' or 'both'`."""
    words = re.findall("'([^']+)'", listed)
    if isinstance(value, str) and words:
        return "is not a word known here", did_you_mean(value, words)
    return f"must be one of {', '.join(words)}" if words else f"must be {listed}", ""


def _limit(kind: str, context: Mapping[str, Any]) -> str:
    if context.get("min_length") == 1:
        return "is empty"
    bounds = {
        name: f"{bound:g}" if isinstance(bound, float) else bound for name, bound in context.items()
    }
    counted = _LIMITS[kind].format_map(bounds)
    return re.sub(r"\b1 (character|item)s$", r"1 \1", counted)
