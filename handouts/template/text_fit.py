"""Measures personal text: a text, a room and glyph tables in; lines and glyphs out.

The tables give the widths that the layout measures with, and words get the faces that the layout
would give them, so that what is stamped looks as if it had been laid out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import combining

from fonts.runs import split_runs
from handouts.template.line_breaking import break_lines
from handouts.template.model import FieldLayout
from patterns.errors import UserError, collect_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import FieldName
    from handouts.request.choice import ClientText
    from handouts.template.model import FieldPlace, FieldRoom, Glyph, GlyphTables

MOST_NOTE_LINES = 12
"""The longest note that a plan allows takes five lines, and eleven in large print."""

MOST_LONG_LINES = 2
"""The longest name that a plan allows takes two lines in large print."""


def field_layout_for(personal: ClientText, room: FieldRoom, tables: GlyphTables) -> FieldLayout:
    """Divide the strip so that a client's lines fit; raise `UserError` for all that cannot."""

    def lines(name: FieldName, text: str | None, beside: float, alone: float, most: int) -> int:
        """Count the lines of a text: none if it has room beside others."""
        if not text or text_width(" ".join(text.split()), name, room.size, tables) <= beside:
            return 0
        count = len(broken(text, name, alone, room.size, tables))
        if count > most:
            raise too_long(name)
        return count

    client, visit = (personal.client, room.client), (personal.next_visit, room.next_visit)
    counts, problems = collect_errors(
        (
            partial(lines, "note", personal.note, 0, room.note, MOST_NOTE_LINES),
            partial(lines, "client", *client, room.long_client, MOST_LONG_LINES),
            partial(lines, "next-visit", *visit, room.long_next_visit, MOST_LONG_LINES),
        )
    )
    if problems:
        raise UserError(problems)
    note, *long = counts
    return FieldLayout(note, max(long))


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
        raise UserError.one(message, field=name, hint="shorten it")
    spaced = [text_width(f"{word} ", name, size, tables) for word in words]
    spaces = [more - word for more, word in zip(spaced, widths, strict=True)]
    lines = break_lines(widths, spaces, width)
    return [" ".join(words[i] for i in line) for line in lines]


def too_long(name: FieldName) -> UserError:
    """Make the error of a value that has no room."""
    return UserError.one("is too long for its room on the sheet", field=name, hint="shorten it")


def text_width(text: str, name: FieldName, size: float, tables: GlyphTables) -> float:
    """Measure a text in points."""
    return size * sum(glyph.width for glyph in glyphs_of(text, name, tables))


def glyphs_of(text: str, name: FieldName, tables: GlyphTables) -> Iterator[Glyph]:
    """Give the glyph of each character, in the faces that the layout would choose."""
    # As most texts are; the layout would choose no other face, and has no mark to refuse.
    if tables[0].covers(text) and not any(map(combining, text)):
        yield from map(tables[0].glyphs.__getitem__, text)
        return
    for run in split_runs(text, tables, field=name):
        yield from map(run.face.glyphs.__getitem__, run.text)
