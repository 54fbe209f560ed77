"""Test that objects are written correctly once their numbers are filled in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.layout.pdf.object_builder import ObjectBuilder

syntax = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=20)
steps = st.lists(st.one_of(syntax, st.lists(st.integers(0, 9), max_size=3)), max_size=12)


@given(steps)
def test_numbers_come_where_they_were_left_open(parts: list[str | list[int]]) -> None:
    builder, wanted = ObjectBuilder(), ""
    numbers = [100 + slot for slot in range(10)]
    for part in parts:
        if isinstance(part, str):
            builder.add(part)
            wanted += part
        else:
            builder.ref(*part)
            wanted += "".join(f" {numbers[slot]} 0 R" for slot in part)
    assert builder.template().fill(numbers) == wanted.encode()


def test_a_bare_number_and_a_text() -> None:
    builder = ObjectBuilder().add("<</A ").number(1).add("/T").text("50 % (off)").add(">>")
    assert builder.end().template().fill([7, 8]) == b"<</A 8/T(50 % \\(off\\))>>"


def test_objects_stand_one_a_line() -> None:
    builder = ObjectBuilder().add("1").end().add("2").end()
    assert builder.template().fill([]) == b"1\n2"


def test_a_line_break_inside_an_object_is_refused() -> None:
    with pytest.raises(ValueError, match="line break"):
        ObjectBuilder().raw(b"(a\nb)")
    assert b"\n" not in ObjectBuilder().text("a\nb").template().fill([])
