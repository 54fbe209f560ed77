"""Measures personal text: a text, a room and glyph tables in; lines and glyphs out.

The tables give the widths that the layout measures with, and words get the faces that the layout
would give them, so that what is stamped looks as if it had been laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fonts.runs import split_runs
from handouts.breaking import break_lines
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.handout import FieldName
    from handouts.template import FieldPlace, Glyph, GlyphTables, NoteRoom

MOST_NOTE_LINES = 12
"""The longest note that a plan allows takes five lines, and eleven in large print."""


def note_lines(note: str | None, room: NoteRoom, tables: GlyphTables) -> int:
    """Count the lines that a note takes on a sheet, 0 for none.

    Raises `UserError` if there are too many of them.
    """
    lines = len(broken(note, "note", room.width, room.size, tables)) if note else 0
    if lines > MOST_NOTE_LINES:
        raise too_long("note")
    return lines


def field_lines(value: str, field: FieldPlace, tables: GlyphTables) -> list[str]:
    """Break a value into the lines of its field; raise `UserError` if they do not fit."""
    line = " ".join(value.split())
    if field.lines == 1 and line and not has_room(line, field, tables):
        raise too_long(field.name)
    lines = broken(value, field.name, field.width, field.size, tables)
    if len(lines) > field.lines:
        raise too_long(field.name)
    return lines


def has_room(value: str, field: FieldPlace, tables: GlyphTables) -> bool:
    """Tell whether a value fits into its field on one line."""
    return text_width(value, field.name, field.size, tables) <= field.width


def broken(
    value: str, name: FieldName, width: float, size: float, tables: GlyphTables
) -> list[str]:
    """Break a value into lines of a width; raise `UserError` for a word that is too long."""
    words = value.split()
    line = " ".join(words)
    if text_width(line, name, size, tables) <= width:
        return [line] if line else []
    widths = [text_width(word, name, size, tables) for word in words]
    if any(word > width for word in widths):
        message = "holds a word too long for its place on the sheet"
        raise UserError.one(message, where=name, hint="shorten it")
    spaced = [text_width(f"{word} ", name, size, tables) for word in words]
    spaces = [more - word for more, word in zip(spaced, widths, strict=True)]
    lines = break_lines(widths, spaces, width)
    return [" ".join(words[i] for i in line) for line in lines]


def too_long(name: FieldName) -> UserError:
    """Make the error of a value that has no room."""
    return UserError.one("is too long for its room on the sheet", where=name, hint="shorten it")


def text_width(text: str, name: FieldName, size: float, tables: GlyphTables) -> float:
    """Measure a text in points."""
    return size * sum(glyph.width for glyph in glyphs_of(text, name, tables))


def glyphs_of(text: str, name: FieldName, tables: GlyphTables) -> Iterator[Glyph]:
    """Give the glyph of each character, in the faces that the layout would choose."""
    if tables[0].covers(text):  # as most texts are; the layout would choose no other face
        yield from map(tables[0].glyphs.__getitem__, text)
        return
    for run in split_runs(text, tables, where=name):
        yield from map(run.face.glyphs.__getitem__, run.text)
