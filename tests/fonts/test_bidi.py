"""Text is put into the order that the Unicode Bidirectional Algorithm says."""

from __future__ import annotations

import pytest
from bidi import get_display
from hypothesis import given, settings
from hypothesis import strategies as st

from fonts.bidi import LEFTWARD, RIGHTWARD, base_level, in_visual_order, levels, mirrored

LETTERS = "abשלכם()[]{12 3-.,%$+:/«» عمر٣\u0301"


def seen(text: str, base: int, *, turned: bool = True) -> str:
    """Return the characters of a line from left to right."""
    items = zip(levels(text, base), text, strict=True)
    return "".join(
        mirrored(char) if turned and level % 2 else char
        for level, char in in_visual_order(list(items))
    )


@pytest.mark.parametrize(
    ("text", "base", "shown"),
    [
        ("Ann Lee (left)", RIGHTWARD, "Ann Lee (left)"),
        ("שרה כהן", RIGHTWARD, "ןהכ הרש"),
        ("Dr. שרה (כהן) at 10", RIGHTWARD, "Dr. (ןהכ) הרש at 10"),
        ("לנוח 10 דקות.", LEFTWARD, ".תוקד 10 חונל"),
        ("לנוח (לאט)", LEFTWARD, "(טאל) חונל"),
        ("راحة 10-12 دقيقة", LEFTWARD, "ةقيقد 12-10 ةحار"),
    ],
)
def test_a_line_is_seen_in_its_order(text: str, base: int, shown: str) -> None:
    assert seen(text, base) == shown


@given(st.text(LETTERS, max_size=16), st.sampled_from([RIGHTWARD, LEFTWARD]))
@settings(max_examples=400)
def test_it_is_the_order_of_another_implementation(text: str, base: int) -> None:
    assert seen(text, base, turned=False) == get_display(text, base_dir="LR"[base])


@pytest.mark.parametrize(
    ("text", "level"),
    [("", RIGHTWARD), ("10 (", RIGHTWARD), ("1. שרה Lee", LEFTWARD), ("Lee שרה", RIGHTWARD)],
)
def test_the_first_letter_decides(text: str, level: int) -> None:
    assert base_level(text) == level
