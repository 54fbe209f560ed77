"""A laid-out handout with empty fields, cut into the objects of a PDF, ready to be stamped.

Some objects are shared by all copies of a template in one file: fonts, pictures, the content of
pages. Others each copy has of its own: pages, structure elements, links. The numbers of both are
open until a copy is bound into a file, and come from slots, counted in this order: the shared
objects, the top element, the sides, the lines of `own`, and the keys of the links.

Everything is a named tuple, which is made sooner than a class of data is imported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.document import FieldName


class ObjectTemplate(NamedTuple):
    """Objects of a PDF, one a line, with `%d` for every number, and the slot each comes from."""

    form: bytes
    slots: tuple[int, ...]

    def fill(self, numbers: Sequence[int]) -> bytes:
        """Put the numbers of the slots in."""
        return self.form % tuple(map(numbers.__getitem__, self.slots))


class SharedObject(NamedTuple):
    """An object that copies share; one with `data`, deflated, is a stream.

    `digest` tells objects of the same content, those they refer to included.
    """

    entries: ObjectTemplate
    data: bytes | None
    digest: bytes


class Page(NamedTuple):
    """One side: its size in points, and the slots of its resources, its content and its links."""

    width: float
    height: float
    resources: int
    content: int
    links: tuple[int, ...] = ()


class Bookmark(NamedTuple):
    """A heading: its words, its side counted from 0, and its top in PDF points."""

    title: str
    side: int
    top: float


class FieldPlace(NamedTuple):
    """Where a field is stamped: the left end of its first baseline in PDF points.

    `side` counts from 0; `mcid` and `role` tie the text to its place in the structure.
    """

    name: FieldName
    side: int
    mcid: int
    role: str
    x: float
    y: float
    width: float
    lines: int
    leading: float
    size: float


class Glyph(NamedTuple):
    """How a content stream shows a character: font resource, code, width at one point."""

    resource: str
    code: int
    width: float


class GlyphTable(NamedTuple):
    """The glyphs of one face that fields may use, by character."""

    glyphs: Mapping[str, Glyph]

    def covers(self, text: str) -> bool:
        """Say whether every character has a glyph."""
        return self.glyphs.keys() >= set(text)


GlyphTables = tuple[GlyphTable, ...]
"""A table for each face, the best one first."""


class FieldLayout(NamedTuple):
    """How the strip of personal text is divided: what sheets of one template have room for.

    `note_lines` are those of a note, 0 leaves lines to write one on. `long_lines` are those of the
    client and of the next visit where one of them is too long to stand beside others, else 0.
    """

    note_lines: int = 0
    long_lines: int = 0


EMPTY_LAYOUT = FieldLayout()
"""The strip of a sheet that is filled in by hand."""


class FieldRoom(NamedTuple):
    """What fits into a strip: the type size, widths in points beside others and as long lines."""

    size: float
    note: float
    client: float
    next_visit: float
    long_client: float
    long_next_visit: float


class FieldMetrics(NamedTuple):
    """What decides how the strip is divided for a text: its room, and the width of each letter."""

    room: FieldRoom
    glyphs: GlyphTables


class DocumentInfo(NamedTuple):
    """What the file says of itself, none of it personal; `sheets` is what many are called."""

    pattern: str
    version: str
    title: str
    subject: str
    author: str
    sheets: str
    language: str
    side: str | None
    edition: str
    paper: str


class Template(NamedTuple):
    """Finished pages with empty fields, ready to be stamped for any number of clients.

    `profile` is the slot of the color profile, `kids` what the top element holds, `own` further
    objects and `lines` how many. `owners` are the slots of the way back from the content of each
    side to its elements, `links` those of the link elements. `months` say a date, by month.
    """

    about: DocumentInfo
    shared: tuple[SharedObject, ...]
    profile: int
    pages: tuple[Page, ...]
    kids: ObjectTemplate
    own: ObjectTemplate
    lines: int
    owners: tuple[int, ...]
    links: tuple[int, ...]
    bookmarks: tuple[Bookmark, ...]
    fields: tuple[FieldPlace, ...]
    glyphs: GlyphTables
    room: FieldRoom
    months: tuple[str, ...]

    @property
    def stamped_sides(self) -> tuple[int, ...]:
        """The sides that personal text is stamped on."""
        return tuple(sorted({field.side for field in self.fields}))

    @property
    def strip(self) -> FieldLayout:
        """How the strip is divided."""
        places = {field.name: field for field in self.fields}
        client, note = places.get("client"), places.get("note")
        long = client is not None and client.width > self.room.client
        return FieldLayout(note.lines if note else 0, client.lines if client and long else 0)
