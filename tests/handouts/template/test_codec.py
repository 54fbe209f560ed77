"""A template is decoded as it was encoded; any other bytes are refused."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from handouts.template.codec import MAGIC, from_bytes, to_bytes
from tests.helpers.matrix import Member, make

SAMPLE = (
    Member(),
    Member("a4", "right", "usual", "harbour-lane", "en-GB"),
    Member("a4", "both", "usual", edition="large-print"),
)
USUAL = Member(plan="usual")
LENGTH = len(MAGIC) + 32


@pytest.mark.parametrize("member", SAMPLE, ids=str)
def test_a_template_comes_back(member: Member) -> None:
    template = make(member).template
    blob = to_bytes(template)
    again = from_bytes(blob)
    assert again is not None
    assert to_bytes(again) == blob
    for name in template._fields:
        assert getattr(again, name) == getattr(template, name)
        assert type(getattr(again, name)) is type(getattr(template, name))


@given(st.floats(0, 1, exclude_max=True))
@example(0)
@example(0.9999999)
@settings(max_examples=30)
def test_a_template_that_is_cut_short_is_none(share: float) -> None:
    blob = to_bytes(make(USUAL).template)
    assert from_bytes(blob[: int(share * len(blob))]) is None


@given(st.floats(0, 1, exclude_max=True), st.integers(1, 255))
@example(0, 1)
@settings(max_examples=30)
def test_a_template_with_another_byte_is_none(share: float, by: int) -> None:
    blob = bytearray(to_bytes(make(USUAL).template))
    blob[int(share * len(blob))] ^= by
    assert from_bytes(bytes(blob)) is None


def sealed(body: bytes) -> bytes:
    """Put a valid header and digest before bytes."""
    return MAGIC + sha256(body).digest() + body


def split() -> tuple[dict[str, Any], bytes]:
    blob = to_bytes(make(USUAL).template)
    length = int.from_bytes(blob[LENGTH : LENGTH + 8])
    start = LENGTH + 8
    return json.loads(blob[start : start + length]), blob[start + length :]


def joined(tree: object, data: bytes) -> bytes:
    text = json.dumps(tree, separators=(",", ":"), sort_keys=True).encode()
    return sealed(len(text).to_bytes(8) + text + data)


def test_the_parts_make_the_whole() -> None:
    assert joined(*split()) == to_bytes(make(USUAL).template)


@pytest.mark.parametrize("key", [
    "info", "shared", "pages", "kids", "own", "owners", "links", "bookmarks", "fields", "glyphs",
    "months",
])  # fmt: skip
@pytest.mark.parametrize("value", [None, 3, [3], {"a": 1}, [["x"]]], ids=repr)
def test_a_sealed_template_of_another_shape_is_none(key: str, value: object) -> None:
    tree, data = split()
    if (key, value) in (("owners", [3]), ("links", [3])):
        return  # that is their shape
    made = from_bytes(joined({**tree, key: value}, data))
    assert made is None


@pytest.mark.parametrize("body", [b"", b"\0" * 8, b"\xff" * 40, (9).to_bytes(8) + b"[" * 9])
def test_sealed_bytes_that_are_no_template_are_none(body: bytes) -> None:
    assert from_bytes(sealed(body)) is None


@pytest.mark.parametrize("tree", [None, [], {}, "info"])
def test_a_sealed_tree_that_lacks_everything_is_none(tree: object) -> None:
    assert from_bytes(joined(tree, b"")) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_none(blob: bytes) -> None:
    assert from_bytes(blob) is None
