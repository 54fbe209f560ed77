"""Cut a raw PDF and its structure tree into the objects of a template.

ReportLab writes pages and fonts. Everything that PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)
require beyond them is added here and in `handouts.template.assemble`, so ReportLab is not patched.
"""

from __future__ import annotations

import zlib
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf

from fonts.scripts.script_face import ScriptFace
from handouts.layout.pdf.embedded_fonts import fix_to_unicode
from handouts.layout.pdf.object_builder import ObjectBuilder
from handouts.layout.pdf.script_fonts import add_script_fonts
from handouts.layout.pdf.structure_tree import build_structure_objects
from handouts.pdf.writer import decimal
from handouts.template.model import Bookmark, ObjectTemplate, Page, SharedObject, Template

if TYPE_CHECKING:
    from handouts.layout.pdf.canvas import DrawnPdf
    from handouts.layout.pdf.structure_tree import Element
    from handouts.template.model import DocumentInfo

STREAM_KEYS = frozenset({"/Length", "/Filter", "/DecodeParms"})
"""The keys that describe how a stream is compressed; every stream is compressed again."""


def build_template(drawn: DrawnPdf, info: DocumentInfo, months: tuple[str, ...]) -> Template:
    """Build the template of a drawn PDF; `months` are the forms of a date by month.

    The same input gives the same template.
    """
    shared = SharedObjects()
    with pikepdf.open(BytesIO(drawn.pdf)) as pdf:
        fix_to_unicode(pdf)
        add_script_fonts(pdf, (face for face in drawn.glyphs if isinstance(face, ScriptFace)))
        bare = [_page(page, shared) for page in pdf.pages]
    profile = shared.put(ObjectTemplate(b"<</N 3>>", ()), zlib.compress(srgb_profile(), 9))
    tree = build_structure_objects(drawn.root, len(shared.objects), len(bare))
    with_links = zip(bare, tree.annotations, strict=True)
    pages = tuple(page._replace(links=links) for page, links in with_links)
    return Template(
        info=info,
        shared=tuple(shared.objects),
        profile=profile,
        pages=pages,
        kids=tree.kids,
        own=tree.own,
        own_count=tree.count,
        owners=tree.owners,
        links=tree.links,
        bookmarks=tuple(_bookmarks(drawn.root)),
        fields=drawn.fields,
        glyphs=drawn.glyphs,
        months=months,
    )


class SharedObjects:
    """The objects that all copies share, each once and behind the objects it refers to."""

    def __init__(self) -> None:
        self.objects: list[SharedObject] = []
        self._slots: dict[bytes, int] = {}
        self._seen: dict[tuple[int, int], int] = {}

    def add(self, thing: pikepdf.Object) -> int:
        """Add an object with all it refers to; return its slot."""
        if thing.is_indirect and thing.objgen in self._seen:
            return self._seen[thing.objgen]
        builder = ObjectBuilder()
        self._write(builder, thing, top=True)
        data = _deflated(thing) if isinstance(thing, pikepdf.Stream) else None
        slot = self.put(builder.template(), data)
        if thing.is_indirect:
            self._seen[thing.objgen] = slot
        return slot

    def put(self, entries: ObjectTemplate, data: bytes | None) -> int:
        """Add the entries of an object, and the deflated data of a stream; return its slot."""
        referred = b"".join(self.objects[slot].digest for slot in entries.slots)
        parts = (entries.form, referred, b"-" if data is None else data)
        digest = sha256(b"".join(sha256(part).digest() for part in parts)).digest()
        if digest not in self._slots:
            self._slots[digest] = len(self.objects)
            self.objects.append(SharedObject(entries, data, digest))
        return self._slots[digest]

    def _write(self, builder: ObjectBuilder, thing: Any, *, top: bool = False) -> None:
        """Write a value; an indirect object is added and referred to."""
        if isinstance(thing, pikepdf.Object) and thing.is_indirect and not top:
            builder.ref(self.add(thing))
        elif isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            builder.add("<<")
            for key in sorted(thing.keys()):
                if not isinstance(thing, pikepdf.Stream) or key not in STREAM_KEYS:
                    builder.add(f"{key} ")
                    self._write(builder, thing[key])
            builder.add(">>")
        elif isinstance(thing, pikepdf.Array):
            builder.add("[")
            for item in thing:
                self._write(builder, item)
                builder.add(" ")
            builder.add("]")
        else:
            builder.raw(_scalar(thing))


def _deflated(stream: pikepdf.Stream) -> bytes:
    """Return the deflated data of a stream; forms already have the best compression."""
    form = stream.get(pikepdf.Name.Subtype) == pikepdf.Name.Form
    if form and stream.get(pikepdf.Name.Filter) == pikepdf.Name.FlateDecode:
        return stream.read_raw_bytes()
    return zlib.compress(stream.read_bytes(), 9)


def _scalar(thing: Any) -> bytes:
    if isinstance(thing, pikepdf.Object):
        return bytes(thing.unparse())
    if isinstance(thing, bool):
        return b"true" if thing else b"false"
    if isinstance(thing, int):
        return b"%d" % thing
    if isinstance(thing, Decimal | float):
        return decimal(float(thing), 5).encode("ascii")
    raise TypeError(f"a PDF holds a {type(thing).__name__}")


def _page(page: pikepdf.Page, shared: SharedObjects) -> Page:
    _, _, width, height = (float(edge) for edge in page.mediabox)
    return Page(width, height, shared.add(page.obj.Resources), shared.add(page.obj.Contents))


def _bookmarks(root: Element) -> list[Bookmark]:
    return [
        Bookmark(element.title, side, element.box[3])
        for element in root.walk()
        if element.title and element.box and (side := element.side()) is not None
    ]


@cache
def srgb_profile() -> bytes:
    """Return the sRGB profile, which holds no date; `srgb.md` names its source."""
    return files("handouts.layout.pdf").joinpath("srgb.icc").read_bytes()
