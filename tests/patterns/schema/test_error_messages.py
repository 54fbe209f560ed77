"""Every error of pydantic has a message of ours, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from pydantic_core.core_schema import ErrorType

from patterns.schema.error_messages import TYPE_NAMES, explain, explain_wrong_type, split_hint

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

BOUNDS = {"gt": 1, "ge": 1, "lt": 1, "le": 1.5, "multiple_of": 5, "min_length": 2, "max_length": 1}
LISTED = {"expected": "'left' or 'right'", "expected_tags": "'cold', 'heat'", "error": "is bad"}


def explained(kind: str, value: str | int | None = 5, **context: object) -> tuple[str, str]:
    """Explain an error of a kind at a key called `sied`."""
    details: ErrorDetails = {
        "type": kind,
        "loc": ("sied",),
        "msg": "Input should be valid",
        "input": None,
        "ctx": {**BOUNDS, **LISTED, **context},
    }
    return explain(details, value, ["side", "count"], ["#1c6b4a"])


def test_the_kinds_of_value_are_errors_of_pydantic() -> None:
    assert set(TYPE_NAMES) <= set(get_args(ErrorType))


@pytest.mark.parametrize("name", sorted({*TYPE_NAMES.values()} - {"empty"}))
def test_every_type_says_how_it_is_written(name: str) -> None:
    assert explain_wrong_type([name], 5)[1]


@pytest.mark.parametrize("kind", get_args(ErrorType))
def test_no_error_speaks_the_language_of_pydantic(kind: str) -> None:
    message, hint = explained(kind)
    assert message.startswith(("is ", "must "))
    assert "Input" not in f"{message} {hint}"


@pytest.mark.parametrize(
    ("kind", "message", "hint"),
    [
        ("missing", "is missing", "add the key"),
        ("extra_forbidden", "is not a known key", 'did you mean "side"?'),
        ("value_error", "is bad", ""),
        ("enum", "must be one of left, right", ""),
        ("union_tag_invalid", "must be one of cold, heat", ""),
        ("less_than_equal", "must be at most 1.5", ""),
        ("too_long", "must have at most 1 item", ""),
        ("string_too_long", "must have at most 1 character", ""),
        ("string_too_short", "must have at least 2 characters", ""),
        ("string_pattern_mismatch", "is not written in the right way", "write it like #1c6b4a"),
    ],
)
def test_an_error_is_explained(kind: str, message: str, hint: str) -> None:
    assert explained(kind) == (message, hint)


def test_a_word_gets_the_known_words() -> None:
    assert explained("enum", "Left") == ("is not a word known here", 'did you mean "left"?')
    assert explained("enum", "top") == ("is not a word known here", "known here: left, right")
    assert explained("literal_error", "3", expected="1 or 2") == ("must be 1 or 2", "")


def test_a_length_of_at_least_one_means_not_empty() -> None:
    assert explained("too_short", min_length=1) == ("is empty", "")


def test_the_kinds_of_a_union_make_one_sentence() -> None:
    assert explain_wrong_type(["text", "a list", "text"], 5) == ("must be a list or text", "")
    message, hint = explain_wrong_type(["text"], None)
    assert message == "is empty, but must be text"
    assert hint == 'write it after the colon, in quotes if it begins with "#"'


def test_a_message_is_parted_once() -> None:
    assert split_hint("is bad; mend it; or not") == ("is bad", "mend it; or not")
    assert split_hint("is bad") == ("is bad", "")
