"""Fit a client's text into the fields of a template: measure it, and break it into lines.

Widths and faces are those that the layout would use, so that stamped text looks laid out.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from unicodedata import combining

from fonts.runs import split_runs
from handouts.request.values import PRACTITIONER
from handouts.template.line_breaking import break_lines, poor_breaks
from handouts.template.model import FieldLayout
from handouts.template.word_breaks import divided
from patterns.errors import UserError, collect_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import FieldName
    from handouts.request.values import ClientText
    from handouts.template.line_operators import Run
    from handouts.template.model import FieldMetrics, FieldPlace, GlyphTables

MAX_NOTE_LINES = 12
"""The longest note takes five lines, and eleven in large print; one more is allowed."""

MAX_LONG_LINES = 2
"""The longest name takes two lines in large print."""

MAX_MAKER_LINES = 8
"""The longest name with the longest credentials takes six lines in large print."""

BY_HAND = frozenset({"client", "next-visit", "note"})
"""Fields that are lines to write on if a sheet has no text for them."""


def field_layout_for(text: ClientText, metrics: FieldMetrics) -> FieldLayout:
    """Return the layout that fits a client's lines; raise `UserError` for all that do not fit."""
    widths, tables, prepared_by = metrics

    def count(name: FieldName, value: str | None, short: float, long: float, limit: int) -> int:
        """Count the lines that a value takes at its long width; 0 if it fits at its short one."""
        if not value or text_width(" ".join(value.split()), name, widths.size, tables) <= short:
            return 0
        lines = len(wrap(value, name, long, widths.size, tables))
        if lines > limit:
            raise _too_long(name)
        return lines

    maker = maker_line(prepared_by, text.practitioner)
    client, visit = (text.client, widths.client), (text.next_visit, widths.next_visit)
    counts, problems = collect_errors(
        (
            partial(count, "note", text.note, 0, widths.note, MAX_NOTE_LINES),
            partial(count, "client", *client, widths.long_client, MAX_LONG_LINES),
            partial(count, "next-visit", *visit, widths.long_next_visit, MAX_LONG_LINES),
            partial(count, "practitioner", maker, 0, widths.maker, MAX_MAKER_LINES),
        )
    )
    if problems:
        raise UserError(problems)
    note, client_lines, visit_lines, maker_lines = counts
    return FieldLayout(note, max(client_lines, visit_lines), maker_lines, client_lines)


def maker_line(prepared_by: str, practitioner: str | None) -> str:
    """Return the sentence that says who gives a sheet, empty where nobody is named."""
    return prepared_by.replace(PRACTITIONER, practitioner) if practitioner else ""


def field_lines(value: str, field: FieldPlace, tables: GlyphTables) -> list[str]:
    """Break a value into the lines of its field; raise `UserError` if they do not fit."""
    line = " ".join(value.split())
    if field.lines == 1 and line and not fits_on_one_line(line, field, tables):
        raise _too_long(field.name)
    lines = wrap(value, field.name, field.width, field.size, tables)
    if len(lines) > field.lines:
        raise _too_long(field.name)
    return lines


def fits_on_one_line(value: str, field: FieldPlace, tables: GlyphTables) -> bool:
    """Whether a value fits into its field on one line."""
    return text_width(value, field.name, field.size, tables) <= field.width


def wrap(value: str, name: FieldName, width: float, size: float, tables: GlyphTables) -> list[str]:
    """Break a value into lines of a width in points.

    Raises `UserError` for a word that is wider than the line.
    """
    words = value.split()
    line = " ".join(words)

    def measured(text: str) -> float:
        return text_width(text, name, size, tables)

    if measured(line) <= width:
        return [line] if line else []
    pieces = []
    for word in words:
        *before, last = divided(
            word, between_syllables=not word.isascii() and measured(word) > width
        )
        pieces += [*(f"{piece}\n" for piece in before), last]  # what goes on ends in a line break
    widths = [measured(piece.rstrip("\n")) for piece in pieces]
    if any(piece > width for piece in widths):
        message = "holds a word too long for its place on the sheet"
        raise UserError.one(message, field=name, hint="shorten it")
    usual = measured(" ")

    def space(piece: str, own: float) -> float:
        """Return the width of the space after a piece, which is in the face of its end."""
        if piece.endswith("\n"):
            return 0.0
        return usual if tables[0].covers(piece) else measured(f"{piece} ") - own

    spaces = list(map(space, pieces, widths))
    return [
        "".join(f"{pieces[i]} " for i in line).replace("\n ", "").rstrip()
        for line in break_lines(widths, spaces, width, poor_breaks(pieces))
    ]


def _too_long(name: FieldName) -> UserError:
    return UserError.one("is too long for its room on the sheet", field=name, hint="shorten it")


def text_width(text: str, name: FieldName, size: float, tables: GlyphTables) -> float:
    """Measure a text in points at a type size."""
    return size * sum(face.advance(part) for face, part in runs_of(text, name, tables))


def runs_of(text: str, name: FieldName, tables: GlyphTables) -> Iterator[Run]:
    """Yield the runs of a text, each with the face that the layout would choose."""
    # The usual case: one face has all characters, and there is no combining mark to refuse.
    if tables[0].covers(text) and not any(map(combining, text)):
        yield tables[0], text
        return
    for part, face in split_runs(text, tables, field=name, by_hand=name in BY_HAND):
        yield face, part
