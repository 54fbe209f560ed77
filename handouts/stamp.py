"""Stamps one client's personal text on a template: field values in, the bytes of a PDF out.

The text is painted over the finished pages, inside the marked content that the layout has kept
for it, so that a reader comes to it where its label is.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import pikepdf

from handouts.breaking import break_lines
from handouts.saving import saved
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.handout import FieldName
    from handouts.template import FieldPlace, Glyph, GlyphTables, Template

_WORDS_AND_SPACES = re.compile(r" +|[^ ]+")

COLOUR = "0 0 0 rg"
"""Black in every edition; the one that saves ink prints no hue."""


def stamp(template: Template, values: Mapping[FieldName, str]) -> bytes:
    """Give the template with the values in its fields; a field without a value stays blank.

    Raises `UserError` naming the field, never its text, when a value does not fit.
    """
    overlays: dict[int, list[str]] = {}
    for field in template.fields:
        lines = field_lines(values.get(field.name, ""), field, template.glyphs)
        overlays.setdefault(field.side, []).append(_content(field, lines, template.glyphs))
    with pikepdf.open(BytesIO(template.pdf)) as pdf:
        for side, contents in overlays.items():
            page = pdf.pages[side]
            page.contents_add(pdf.make_stream("\n".join(contents).encode("ascii")))
        return saved(pdf)


def field_lines(value: str, field: FieldPlace, tables: GlyphTables) -> list[str]:
    """Break a value into the lines of its field."""
    words = value.split()
    widths = [text_width(word, field.size, tables) for word in words]
    spaces = [text_width(" ", field.size, tables)] * len(words)
    if any(width > field.width for width in widths):
        raise _too_long(field)
    if field.lines == 1:
        lines = [range(len(words))] if words else []
        if sum(widths) + sum(spaces[1:]) > field.width:
            raise _too_long(field)
    else:
        lines = break_lines(widths, spaces, field.width)
    if len(lines) > field.lines:
        raise _too_long(field)
    return [" ".join(words[i] for i in line) for line in lines]


def _too_long(field: FieldPlace) -> UserError:
    return UserError.one(
        "is too long for its room on the sheet", where=field.name, hint="shorten it"
    )


def text_width(text: str, size: float, tables: GlyphTables) -> float:
    """Measure a text in points."""
    return size * sum(glyph.width for glyph in glyphs_of(text, tables))


def glyphs_of(text: str, tables: GlyphTables) -> list[Glyph]:
    """Choose the glyph of each character; a word stays in the first face that has all of it.

    Where none has, each of its letters stands in the first face that has that one.
    """
    chosen: list[Glyph] = []
    for part in _WORDS_AND_SPACES.findall(text):
        whole = next((table for table in tables if table.keys() >= set(part)), None)
        for char in part:
            table = whole or next(table for table in tables if char in table)
            chosen.append(table[char])
    return chosen


def _content(field: FieldPlace, lines: Sequence[str], tables: GlyphTables) -> str:
    """Write the marked content of a field; one without text is empty but there."""
    operators = [f"/{field.role} <</MCID {field.mcid}>> BDC"]
    for i, line in enumerate(lines):
        more = " " if i < len(lines) - 1 else ""
        y = field.y - i * field.leading
        operators.append(f"BT {COLOUR} 1 0 0 1 {field.x:.3f} {y:.3f} Tm")
        operators += _show(line + more, field.size, tables)
        operators.append("ET")
    operators.append("EMC")
    return "\n".join(operators)


def _show(text: str, size: float, tables: GlyphTables) -> list[str]:
    """Show a text; neighbours of one font resource go together."""
    return [
        f"/{resource} {size:g} Tf <{''.join(f'{glyph.code:02x}' for glyph in group)}> Tj"
        for resource, group in groupby(glyphs_of(text, tables), attrgetter("resource"))
    ]
