"""A line of several scripts is shown from left to right, each run in the direction it has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonts.bidi import LEFTWARD, RIGHTWARD
from fonts.scripts.script_face import SCRIPT_FACES
from handouts.template.line_operators import show_line
from handouts.template.model import Glyph, GlyphTable

if TYPE_CHECKING:
    from handouts.template.line_operators import Run

HEBREW, _, DEVANAGARI, _ = SCRIPT_FACES
LATIN = GlyphTable({chr(code): Glyph("F1", code, 0.5) for code in range(0x20, 0x7F)})


def shown(*operators: str) -> list[str]:
    """Return the text of each run from left to right, in the characters that its glyphs say."""
    texts = []
    for one in operators:
        resource, strings = one.split()[0], "".join(re.findall(r"<([0-9a-f]+)>", one))
        if resource == "/F1":
            texts.append(bytes.fromhex(strings).decode())
        else:
            codes = (int(strings[i : i + 4], 16) for i in range(0, len(strings), 4))
            texts.append("".join(HEBREW.notes.texts[code] for code in codes))
    return texts


def test_western_text_is_one_run_for_each_face() -> None:
    assert shown(*show_line([(LATIN, "Ann Lee ")], 12, RIGHTWARD)) == ["Ann Lee "]


def test_a_name_that_runs_left_stands_inside_a_line_that_runs_right() -> None:
    runs: list[Run] = [(LATIN, "Dr. "), (HEBREW, "שרה כהן "), (LATIN, "at 10")]
    assert shown(*show_line(runs, 12, RIGHTWARD)) == ["Dr. ", "ןהכ הרש", " ", "at 10"]


def test_a_line_that_runs_left_begins_at_its_right_end() -> None:
    runs: list[Run] = [(HEBREW, "לנוח "), (LATIN, "10"), (HEBREW, " דקות.")]
    assert shown(*show_line(runs, 12, LEFTWARD)) == [".תוקד ", "10", " חונל"]


def test_brackets_are_turned_where_text_runs_left() -> None:
    runs: list[Run] = [(HEBREW, "לנוח "), (LATIN, "("), (HEBREW, "לאט"), (LATIN, ")")]
    assert "".join(shown(*show_line(runs, 12, LEFTWARD))) == "(טאל) חונל"


def test_what_reorders_is_spoken_as_it_was_written() -> None:
    (operators,) = show_line([(DEVANAGARI, "कि")], 12, RIGHTWARD)
    assert operators.startswith("/Span <</ActualText <feff0915093f>>> BDC /Deva 12 Tf [")
    assert operators.endswith("] TJ EMC")
