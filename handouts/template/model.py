"""The model of a template: a laid-out handout with empty fields, as objects of a PDF.

All copies of a template in one file share some objects: fonts, pictures, page content. Each copy
has its own pages, structure elements and links. References between objects are slots, which get
object numbers when a copy is added to a file. The slots count, in this order: the shared objects,
the root element, the sides, the objects of `own`, and the parent tree keys of the links.

Everything is a named tuple, because `dataclasses` takes long to import.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fonts.kerning import UNKERNED, Kerning
from fonts.scripts.script_face import ScriptFace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.document import FieldName


class ObjectTemplate(NamedTuple):
    """Objects of a PDF, one a line, with `%d` for each object number, and the slots of these."""

    form: bytes
    slots: tuple[int, ...]

    def fill(self, numbers: Sequence[int]) -> bytes:
        """Insert the numbers of the slots."""
        return self.form % tuple(map(numbers.__getitem__, self.slots))


class SharedObject(NamedTuple):
    """An object that copies share; a stream if it has `data`, which is deflated.

    Objects have the same `digest` if they and all objects they refer to are equal.
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
    """A heading: its text, its side counted from 0, and its top in PDF points."""

    title: str
    side: int
    top: float


class FieldPlace(NamedTuple):
    """A field on a page; `x` and `y` are the left end of its first baseline in PDF points.

    `side` counts from 0. `mcid` and `role` link the text to its structure element. `color` holds
    the shares of red, green and blue.
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
    color: str = "0 0 0"


class Glyph(NamedTuple):
    """How a content stream shows a character: font resource, code, and width at one point."""

    resource: str
    code: int
    width: float


class GlyphTable(NamedTuple):
    """The glyphs of one face that fields can show, by character, and how they are kerned."""

    glyphs: Mapping[str, Glyph]
    kerning: Kerning = UNKERNED

    @property
    def shapes(self) -> bool:
        """Whether the face sets scripts that must be shaped."""
        return False

    def advance(self, text: str) -> float:
        """Return the width of a text as a share of the type size."""
        widths = sum(self.glyphs[char].width for char in text)
        return widths + sum(self.kerning.kerns(text)) / 1000

    def covers(self, text: str) -> bool:
        """Whether every character has a glyph."""
        return self.glyphs.keys() >= set(text)


GlyphTables = tuple[GlyphTable | ScriptFace, ...]
"""A table for each face, the best one first, and then the faces of scripts."""


class FieldLayout(NamedTuple):
    """How many lines the fields of personal text have.

    `note_lines` is 0 where there is no note; blank lines are ruled instead. `long_lines` is 0 where
    the client and the next visit fit beside each other; else each has so many lines of full width.
    `maker_lines` are those for who gives the sheet, 0 where that is not stamped. `client_lines` are
    those of the client on a card, which has no next visit; 0 where one beside the date is enough.
    """

    note_lines: int = 0
    long_lines: int = 0
    maker_lines: int = 0
    client_lines: int = 0


EMPTY_LAYOUT = FieldLayout()
"""The layout of a sheet that is filled in by hand."""


class FieldWidths(NamedTuple):
    """The type size of the fields, and their widths in points; long fields have their own lines."""

    size: float
    note: float
    client: float
    next_visit: float
    long_client: float
    long_next_visit: float
    maker: float = 0.0


class FieldMetrics(NamedTuple):
    """What `FieldLayout` is computed from: the widths of the fields and of each character.

    `prepared_by` is what is stamped for `{name}`, who gives the sheet.
    """

    widths: FieldWidths
    glyphs: GlyphTables
    prepared_by: str = ""


class DocumentInfo(NamedTuple):
    """Document information, none of it personal.

    `sheets` is the title of a merged file, `number` that of the sheet (`request.sheet_number`),
    and `card` whether it has a card.
    """

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
    number: str = ""
    card: bool = False


class Remark(NamedTuple):
    """Something about a sheet to tell whoever prints it, and what to do.

    `field` is a key of its brand, empty where the sheet itself is meant.
    """

    field: str
    message: str
    hint: str


class Template(NamedTuple):
    """Finished pages with empty fields, which can be stamped for any number of clients.

    `profile` is the slot of the color profile. `kids` is the array of the root element's kids,
    `own` the other objects of a copy and `own_count` their number. `owners` are the slots of the
    parent tree entries of each side, `links` those of the link elements. `months` are date formats
    by month, and `prepared_by` is what is stamped for `{name}`, who gives the sheet. `remarks` are
    told with each run that uses it.
    """

    info: DocumentInfo
    shared: tuple[SharedObject, ...]
    profile: int
    pages: tuple[Page, ...]
    kids: ObjectTemplate
    own: ObjectTemplate
    own_count: int
    owners: tuple[int, ...]
    links: tuple[int, ...]
    bookmarks: tuple[Bookmark, ...]
    fields: tuple[FieldPlace, ...]
    glyphs: GlyphTables
    months: tuple[str, ...]
    prepared_by: str = ""
    remarks: tuple[Remark, ...] = ()

    @property
    def stamped_sides(self) -> tuple[int, ...]:
        """The sides that have fields."""
        return tuple(sorted({field.side for field in self.fields}))
