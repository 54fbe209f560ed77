"""Every character that cannot be printed is found, named and placed; no other one is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.characters import Unprintable, character_name, unprintable


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000 NULL"),
        ("\x85", "U+0085 control character"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u061c", "U+061C ARABIC LETTER MARK"),
        ("\u200d", "U+200D ZERO WIDTH JOINER"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\ud800", "U+D800 half of a surrogate pair"),
        ("\ue000", "U+E000 private character"),
        ("\uffff", "U+FFFF unassigned character"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\u3164", "U+3164 HANGUL FILLER"),
        ("\ufe0f", "U+FE0F VARIATION SELECTOR-16"),
        ("\U000e0101", "U+E0101 VARIATION SELECTOR-18"),
    ],
)
def test_a_bad_character_is_named(character: str, name: str) -> None:
    found = list(unprintable(f"Ann{character}a"))
    assert [(bad.offset, bad.name) for bad in found] == [(3, name)]


def test_a_tab_has_its_own_way_out() -> None:
    assert list(unprintable("a\tb")) == [Unprintable(1, "U+0009 TAB", "use spaces")]


@pytest.mark.parametrize(
    "text", ["Łukasz Žížková", "Nguyễn", "Παύλος", "李", "a\u00a0b", "“\u2013…”", "\n"]
)
def test_good_text_is_left_alone(text: str) -> None:
    assert list(unprintable(text)) == []


def test_what_is_allowed_is_said_by_the_caller() -> None:
    assert list(unprintable("a\r\nb", allowed="\r\n")) == []
    assert [bad.offset for bad in unprintable("a\r\nb", allowed="")] == [1, 2]


def test_a_heap_of_marks_is_reported_once() -> None:
    assert list(unprintable("Z" + "\u0301" * 4 + "o" + "\u0301" * 4)) == []
    found = list(unprintable("Z" + "\u0301" * 50))
    assert [(bad.offset, bad.name) for bad in found] == [(5, "a letter with more than 4 marks")]


@settings(deadline=None)
@given(st.text())
def test_offsets_rise_and_lie_in_the_text(text: str) -> None:
    offsets = [bad.offset for bad in unprintable(text)]
    assert offsets == sorted(set(offsets))
    assert all(0 <= offset < len(text) for offset in offsets)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "S"], max_codepoint=0x24F)))
def test_european_writing_is_never_refused(text: str) -> None:
    assert list(unprintable(text)) == []


def test_a_nameless_character_is_named_by_its_code() -> None:
    assert character_name("\x07") == "U+0007"
