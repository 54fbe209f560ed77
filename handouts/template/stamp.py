"""Stamp the text of one client on a template.

The text is painted over the finished pages, in the marked content that the layout has reserved, so
that a screen reader reads it after its label.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from fonts.bidi import LEFTWARD, base_level
from handouts.pdf.metadata import PdfMetadata
from handouts.pdf.writer import Writer
from handouts.template.assemble import CopySlots, PdfAssembler
from handouts.template.line_operators import show_line
from handouts.template.text_fit import field_lines, maker_line, runs_of, text_width

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from handouts.document import FieldName
    from handouts.request.values import ClientText
    from handouts.template.model import FieldPlace, GlyphTables, Template

    Values = Mapping[FieldName, str]

"""Black, as all personal text is printed."""


class PreparedPdf(NamedTuple):
    """A file of one handout without its stamped text and its end.

    `trailer` has the object numbers of the catalog and of the information dictionary.
    """

    template: Template
    body: bytes
    writer: Writer
    slots: CopySlots
    trailer: tuple[int, int]


def prepare(template: Template) -> PreparedPdf:
    """Write the part of a template's file that is the same for every client."""
    parts: list[bytes] = []
    writer = Writer(parts.append)
    assembler = PdfAssembler(writer, metadata_of(template), many=False)
    slots = assembler.add_handout(assembler.add_shared(template))
    for mark in template.bookmarks:
        assembler.add_bookmark(mark.title, slots.pages[mark.side], mark.top)
    trailer = assembler.write_catalog()
    return PreparedPdf(template, b"".join(parts), writer, slots, trailer)


def stamp(prepared: PreparedPdf, values: Values) -> bytes:
    """Return the file with the values in its fields; a field without a value stays blank.

    Raises `UserError` naming the field, never its text, when a value does not fit.
    """
    parts = [prepared.body]
    writer = prepared.writer.fork(parts.append)
    for side, content in overlays(prepared.template, values).items():
        writer.stream(prepared.slots.streams[side], b"<<>>", zlib.compress(content))
    writer.finish(*prepared.trailer)
    return b"".join(parts)


def stamp_client(prepared: PreparedPdf, text: ClientText) -> bytes:
    """Stamp a client's lines and the date, as `stamp` does."""
    return stamp(prepared, values_of(prepared.template, text))


def values_of(template: Template, text: ClientText) -> Values:
    """Return the text of each field; fields without text are left out."""
    day = text.date
    values: dict[FieldName, str | None] = {
        "client": text.client,
        "date": template.months[day.month - 1].format(day=day.day, year=day.year),
        "next-visit": text.next_visit,
        "note": text.note,
        "practitioner": maker_line(template.prepared_by, text.practitioner),
    }
    return {name: value for name, value in values.items() if value}


def metadata_of(template: Template) -> PdfMetadata:
    """Return the metadata of a file with one handout."""
    info = template.info
    return PdfMetadata(info.title, info.author, info.subject, info.language)


def overlays(template: Template, values: Values) -> dict[int, bytes]:
    """Write the overlay of each stamped side; raise `UserError` for a value that does not fit."""
    contents: dict[int, list[str]] = {}
    for field in template.fields:
        lines = field_lines(values.get(field.name, ""), field, template.glyphs)
        contents.setdefault(field.side, []).extend(_content(field, lines, template.glyphs))
    return {side: "\n".join(parts).encode("ascii") for side, parts in contents.items()}


def _content(field: FieldPlace, lines: Sequence[str], tables: GlyphTables) -> Iterator[str]:
    """Yield the marked content of a field; it is written even where there is no text."""
    yield f"/{field.role} <</MCID {field.mcid}>> BDC"
    base = base_level(" ".join(lines))
    for i, line in enumerate(lines):
        space = " " if i < len(lines) - 1 else ""  # separates the words for screen readers
        y = field.y - i * field.leading
        x = field.x
        if base == LEFTWARD and field.name == "note":  # it begins at the right edge
            x += field.width - text_width(line + space, field.name, field.size, tables)
        yield f"BT {field.color} rg 1 0 0 1 {x:.3f} {y:.3f} Tm"
        yield from show_line(list(runs_of(line + space, field.name, tables)), field.size, base)
        yield "ET"
    yield "EMC"
