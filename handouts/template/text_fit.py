"""Fit a client's text into the fields of a template: measure it, and break it into lines.

The glyph tables have the widths that the layout measures with, and words get the faces that the
layout would give them, so that stamped text looks as if it had been laid out.
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
    from handouts.request.values import ClientText
    from handouts.template.model import FieldMetrics, FieldPlace, Glyph, GlyphTables

MAX_NOTE_LINES = 12
"""The longest note that a plan allows takes five lines, and eleven in large print."""

MAX_LONG_LINES = 2
"""The longest name that a plan allows takes two lines in large print."""


def field_layout_for(text: ClientText, metrics: FieldMetrics) -> FieldLayout:
    """Divide the strip so that a client's lines fit; raise `UserError` for all that cannot."""
    room, tables = metrics

    def lines(name: FieldName, value: str | None, beside: float, alone: float, limit: int) -> int:
        """Count the lines that a value takes alone; 0 if it has room beside others."""
        if not value or text_width(" ".join(value.split()), name, room.size, tables) <= beside:
            return 0
        count = len(wrap(value, name, alone, room.size, tables))
        if count > limit:
            raise too_long(name)
        return count

    client, visit = (text.client, room.client), (text.next_visit, room.next_visit)
    counts, problems = collect_errors(
        (
            partial(lines, "note", text.note, 0, room.note, MAX_NOTE_LINES),
            partial(lines, "client", *client, room.long_client, MAX_LONG_LINES),
            partial(lines, "next-visit", *visit, room.long_next_visit, MAX_LONG_LINES),
        )
    )
    if problems:
        raise UserError(problems)
    note, *long = counts
    return FieldLayout(note, max(long))


def field_lines(value: str, field: FieldPlace, tables: GlyphTables) -> list[str]:
    """Break a value into the lines of its field; raise `UserError` if they do not fit."""
    line = " ".join(value.split())
    if field.lines == 1 and line and not fits_on_one_line(line, field, tables):
        raise too_long(field.name)
    lines = wrap(value, field.name, field.width, field.size, tables)
    if len(lines) > field.lines:
        raise too_long(field.name)
    return lines


def fits_on_one_line(value: str, field: FieldPlace, tables: GlyphTables) -> bool:
    """Tell whether a value fits into its field on one line."""
    return text_width(value, field.name, field.size, tables) <= field.width


def wrap(value: str, name: FieldName, width: float, size: float, tables: GlyphTables) -> list[str]:
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
    """Make the error for a value that does not fit."""
    return UserError.one("is too long for its room on the sheet", field=name, hint="shorten it")


def text_width(text: str, name: FieldName, size: float, tables: GlyphTables) -> float:
    """Measure a text in points."""
    return size * sum(glyph.width for glyph in glyphs_of(text, name, tables))


def glyphs_of(text: str, name: FieldName, tables: GlyphTables) -> Iterator[Glyph]:
    """Yield the glyph of each character, in the faces that the layout would choose."""
    # The usual case: the layout would choose no other face, and there is no mark to refuse.
    if tables[0].covers(text) and not any(map(combining, text)):
        yield from map(tables[0].glyphs.__getitem__, text)
        return
    for run in split_runs(text, tables, field=name):
        yield from map(run.face.glyphs.__getitem__, run.text)
