"""Stamps one client's personal text on a template: field values in, the bytes of a PDF out.

The text is painted over the finished pages, inside the marked content that the layout has kept
for it, so that a reader comes to it where its label is.
"""

from __future__ import annotations

import zlib
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from handouts.pdf.metadata import PdfMetadata
from handouts.pdf.writer import Writer
from handouts.template.assemble import CopySlots, PdfAssembler
from handouts.template.text_fit import field_lines, glyphs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handouts.document import FieldName
    from handouts.request.values import ClientText
    from handouts.template.model import FieldPlace, GlyphTables, Template

    Values = Mapping[FieldName, str]

COLOR = "0 0 0 rg"
"""Black in every edition; the one that saves ink prints no hue."""


class PreparedPdf(NamedTuple):
    """A file of one handout that is written but for its stamped text and its end."""

    template: Template
    body: bytes
    writer: Writer
    leaves: CopySlots
    ends: tuple[int, int]


def prepare(template: Template) -> PreparedPdf:
    """Write all of a template's file that does not change from client to client."""
    parts: list[bytes] = []
    writer = Writer(parts.append)
    book = PdfAssembler(writer, metadata_of(template), many=False)
    leaves = book.add(book.place(template))
    for mark in template.bookmarks:
        book.bookmark(mark.title, leaves.pages[mark.side], mark.top)
    ends = book.close()
    return PreparedPdf(template, b"".join(parts), writer, leaves, ends)


def stamp(plate: PreparedPdf, values: Values) -> bytes:
    """Give the file with the values in its fields; a field without a value stays blank.

    Raises `UserError` naming the field, never its text, when a value does not fit.
    """
    parts = [plate.body]
    writer = plate.writer.fork(parts.append)
    for side, content in overlays(plate.template, values).items():
        writer.stream(plate.leaves.streams[side], b"<<>>", zlib.compress(content))
    writer.finish(*plate.ends)
    return b"".join(parts)


def stamp_client(plate: PreparedPdf, personal: ClientText) -> bytes:
    """Stamp a client's lines and the day; raise `UserError` naming the field that does not fit."""
    return stamp(plate, values_of(plate.template, personal))


def values_of(template: Template, personal: ClientText) -> Values:
    """Give the personal text by field; what is not given is left out."""
    day = personal.date
    values: dict[FieldName, str | None] = {
        "client": personal.client,
        "date": template.months[day.month - 1].format(day=day.day, year=day.year),
        "next-visit": personal.next_visit,
        "note": personal.note,
    }
    return {name: value for name, value in values.items() if value}


def metadata_of(template: Template) -> PdfMetadata:
    """Say what a file of one handout tells of itself."""
    about = template.about
    return PdfMetadata(about.title, about.author, about.subject, about.language)


def overlays(template: Template, values: Values) -> dict[int, bytes]:
    """Write what is painted over each stamped side; raise `UserError` for what does not fit."""
    contents: dict[int, list[str]] = {}
    for field in template.fields:
        lines = field_lines(values.get(field.name, ""), field, template.glyphs)
        contents.setdefault(field.side, []).extend(_content(field, lines, template.glyphs))
    return {side: "\n".join(parts).encode("ascii") for side, parts in contents.items()}


def _content(field: FieldPlace, lines: Sequence[str], tables: GlyphTables) -> Iterator[str]:
    """Write the marked content of a field; one without text is empty but there."""
    yield f"/{field.role} <</MCID {field.mcid}>> BDC"
    for i, line in enumerate(lines):
        more = " " if i < len(lines) - 1 else ""
        y = field.y - i * field.leading
        yield f"BT {COLOR} 1 0 0 1 {field.x:.3f} {y:.3f} Tm"
        yield from _show(line + more, field, tables)
        yield "ET"
    yield "EMC"


def _show(text: str, field: FieldPlace, tables: GlyphTables) -> Iterator[str]:
    """Show a text; neighbors of one font resource go together."""
    for resource, group in groupby(glyphs_of(text, field.name, tables), attrgetter("resource")):
        codes = "".join(f"{glyph.code:02x}" for glyph in group)
        yield f"/{resource} {field.size:g} Tf <{codes}> Tj"
