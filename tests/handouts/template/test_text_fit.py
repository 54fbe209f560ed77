"""Text is measured with the faces and widths of the layout, and fills the lines it needs."""

from __future__ import annotations

import math
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fonts.faces import faces
from fonts.registry import Style
from fonts.runs import split_runs
from handouts.request.values import ClientText
from handouts.template.charset import chars_of, faces_for
from handouts.template.model import FieldLayout, FieldMetrics, FieldWidths, Glyph, GlyphTable
from handouts.template.text_fit import (
    MAX_LONG_LINES,
    MAX_NOTE_LINES,
    field_layout_for,
    text_width,
    wrap,
)
from patterns.errors import UserError
from tests.helpers.glyphs import glyphs_of

if TYPE_CHECKING:
    from handouts.document import FieldName

FACES = faces(Style.REGULAR)
BLOCKS = (1, 3, 4, 0x1E)
TABLES = tuple(
    GlyphTable(
        {char: Glyph(face.name, ord(char), face.width(char, 1)) for char in chars},
        face.kerning("".join(chars)),
    )
    for face, chars in faces_for(chars_of(BLOCKS), FACES)
)
LETTERS = sorted({char for table in TABLES for char in table.glyphs})
texts = st.text(st.one_of(st.sampled_from(LETTERS), st.sampled_from("aé łΆж ")), max_size=60)


def laid_out(text: str) -> list[tuple[str, str]] | str:
    """Return each character with its real face, or the message of the error."""
    try:
        runs = split_runs(text, FACES, field="note", by_hand=True)
    except UserError as error:
        return str(error)
    return [(run.face.name, char) for run in runs for char in run.text]


def measured(text: str) -> list[tuple[str, str]] | str:
    try:
        glyphs = glyphs_of(text, TABLES, "note")
    except UserError as error:
        return str(error)
    return [(glyph.resource, chr(glyph.code)) for glyph in glyphs]


@given(texts)
@settings(max_examples=300)
def test_faces_are_those_of_the_layout(text: str) -> None:
    assert measured(text) == laid_out(text)


@given(texts, st.floats(4, 60))
@settings(max_examples=200)
def test_widths_are_those_of_the_layout(text: str, size: float) -> None:
    if isinstance(laid_out(text), str):
        return
    runs = split_runs(text, FACES, field="note")
    width = sum(run.face.width(run.text, size) for run in runs)
    assert math.isclose(text_width(text, "note", size, TABLES), width, rel_tol=1e-9)


@pytest.mark.parametrize("text", ["\u202eabc", "a\u00adb", "😀", "中", "a\nb"])
def test_what_the_layout_refuses_is_refused(text: str) -> None:
    assert isinstance(laid_out(text), str)
    assert measured(text) == laid_out(text)


sentences = st.lists(st.text("abilmwWé", min_size=1, max_size=8), min_size=1, max_size=30)


@given(sentences)
def test_lines_hold_all_words_and_fit(words: list[str]) -> None:
    lines = wrap(" ".join(words), "note", 120, 11, TABLES)
    assert " ".join(lines).split() == words
    assert all(text_width(line, "note", 11, TABLES) <= 120 + 1e-9 for line in lines)


JAPANESE = "今日はよくできました。まず「枕」から始めてください。ゆっくりー、三十秒。"
WIDE_TABLES = (GlyphTable({char: Glyph("F1", 1, 1.0) for char in f"{JAPANESE} ab"}),)


@given(st.integers(30, 400))
def test_text_without_spaces_breaks_between_ideographs(width: int) -> None:
    lines = wrap(f"ab {JAPANESE} {JAPANESE}", "note", width, 10, WIDE_TABLES)
    assert "".join(lines).replace(" ", "") == f"ab{JAPANESE * 2}"
    assert all(text_width(line, "note", 10, WIDE_TABLES) <= width for line in lines)
    assert not any(line[0] in "。、」ー" or line[-1] == "「" for line in lines)


def test_a_long_word_of_other_letters_is_not_broken() -> None:
    with pytest.raises(UserError, match="holds a word too long"):
        wrap("a" * 30, "note", 100, 10, WIDE_TABLES)


WIDTHS = FieldWidths(11, note=60, client=40, next_visit=30, long_client=60, long_next_visit=50)


def layout_for(**lines: str | None) -> FieldLayout:
    """Return the layout for some lines of a client."""
    text = ClientText(date(2026, 11, 23), **lines)
    return field_layout_for(text, FieldMetrics(WIDTHS, TABLES))


def test_a_note_that_is_too_long_is_named() -> None:
    assert layout_for(note=None) == layout_for(note="") == FieldLayout()
    assert layout_for(note="word " * 2 * MAX_NOTE_LINES) == FieldLayout(MAX_NOTE_LINES)
    with pytest.raises(UserError, match="note: is too long for its room"):
        layout_for(note="word " * (2 * MAX_NOTE_LINES + 1))
    with pytest.raises(UserError, match="note: holds a word too long for its place"):
        layout_for(note="W" * 30)


def test_every_line_that_is_too_long_is_named() -> None:
    with pytest.raises(UserError) as caught:
        layout_for(client="W" * 30, next_visit="word " * 9, note="word " * 99)
    assert [problem.field for problem in caught.value.problems] == ["client", "next-visit", "note"]


@given(st.text("ilW \u0142", max_size=12), st.text("ilW ", max_size=12))
def test_fields_get_their_own_lines_if_one_is_too_wide(client: str, visit: str) -> None:
    fields: tuple[tuple[FieldName, str, float, float], ...] = (
        ("client", client, WIDTHS.client, WIDTHS.long_client),
        ("next-visit", visit, WIDTHS.next_visit, WIDTHS.long_next_visit),
    )
    taken, refused = {"client": 0, "next-visit": 0}, set()
    for name, text, short, long in fields:
        if text_width(" ".join(text.split()), name, WIDTHS.size, TABLES) > short:
            try:
                taken[name] = len(wrap(text, name, long, WIDTHS.size, TABLES))
            except UserError:
                refused.add(name)
            if taken[name] > MAX_LONG_LINES:
                refused.add(name)
    if not refused:
        found = layout_for(client=client, next_visit=visit, note="a b")
        assert found == FieldLayout(1, max(taken.values()), 0, taken["client"])
        return
    with pytest.raises(UserError) as caught:
        layout_for(client=client, next_visit=visit, note="a b")
    assert {problem.field for problem in caught.value.problems} == refused
