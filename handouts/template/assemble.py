"""Assemble copies of templates into one PDF, which is written piece by piece.

The root element of a file with one handout is its Document. In a file with many handouts each is a
Part of the Document, with its own page labels. Objects that templates share are written once.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, NamedTuple

from handouts.pdf.metadata import info_dictionary, xmp
from handouts.pdf.trees import NumberTree, Outline, PageTree, references
from handouts.pdf.writer import decimal, text_string

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from handouts.pdf.metadata import PdfMetadata
    from handouts.pdf.writer import Writer
    from handouts.template.model import Page, Template


class PlacedTemplate(NamedTuple):
    """A template in a file, with the numbers of its shared objects there."""

    template: Template
    shared: list[int]


class CopySlots(NamedTuple):
    """The page objects of one copy, and the reserved overlay stream of each stamped side."""

    pages: range
    streams: Mapping[int, int]


def objects_of_copy(template: Template, *, tagged: bool) -> int:
    """Count the objects that a copy of a template adds to a file."""
    elements = 1 + template.own_count if tagged else 0
    return elements + len(template.pages) + len(template.stamped_sides)


class PdfAssembler:
    """Writes the objects of one file; `many` is whether it holds more than one handout.

    A file that is not `tagged` is for printing only: it has no structure tree and claims none. It
    asks to be printed in its own size, on both sides of the paper if `duplex`.
    """

    def __init__(
        self,
        writer: Writer,
        metadata: PdfMetadata,
        *,
        many: bool,
        tagged: bool = True,
        duplex: bool = True,
    ) -> None:
        self._writer, self._metadata, self._many, self._duplex = writer, metadata, many, duplex
        self._structure = Structure(writer, many=many) if tagged else None
        self._pages, self._outline = PageTree(writer), Outline(writer)
        self._labels = NumberTree(writer)
        self._shared: dict[bytes, int] = {}
        self._profile = 0

    @property
    def sides(self) -> int:
        """The number of sides in the file so far."""
        return self._pages.count

    def add_shared(self, template: Template) -> PlacedTemplate:
        """Write the shared objects of a template, except those the file already has."""
        numbers: list[int] = []
        for shared in template.shared:
            if shared.digest not in self._shared:
                number = self._shared[shared.digest] = self._writer.reserve()
                entries = shared.entries.fill(numbers)
                if shared.data is None:
                    self._writer.pack(number, entries)
                else:
                    self._writer.stream(number, entries, shared.data)
            numbers.append(self._shared[shared.digest])
        self._profile = numbers[template.profile]
        return PlacedTemplate(template, numbers)

    def add_handout(self, placed: PlacedTemplate, name: str = "") -> CopySlots:
        """Write a copy of a template; `add_overlays` writes its stamped text later.

        `name` identifies the handout in a file of many.
        """
        template, structure = placed.template, self._structure
        count, sides = len(template.pages), template.stamped_sides
        before = 1 if structure else 0  # the root element is numbered before the pages
        first = self._writer.reserve(before + count + (template.own_count if structure else 0))
        stream = self._writer.reserve(len(sides))
        pages = range(first + before, first + before + count)
        slots = CopySlots(pages, {side: stream + i for i, side in enumerate(sides)})
        if self._many:
            self._labels.add(self._pages.count, b"<</S/D/P%b>>" % text_string(f"{name}-"))
        numbers = structure.numbers(placed, first) if structure else placed.shared
        lines = [
            self._page(pages[side], page, numbers, slots.streams.get(side), side)
            for side, page in enumerate(template.pages)
        ]
        if structure:
            lines = structure.with_elements(template, numbers, lines, name)
        self._writer.pack(first, b"\n".join(lines))
        return slots

    def add_overlays(self, slots: CopySlots, contents: Mapping[int, bytes]) -> None:
        """Write the content streams that are painted over the stamped sides of a copy."""
        for side, number in slots.streams.items():
            self._writer.stream(number, b"<<>>", zlib.compress(contents[side]))

    def add_bookmark(self, title: str, page: int, top: float | None = None) -> None:
        """Add a bookmark of a page, or of a height on it in PDF points."""
        view = b"/Fit" if top is None else b"/XYZ null %b null" % decimal(top).encode()
        self._outline.add(text_string(title), b"[%d 0 R%b]" % (page, view))

    def add_blank_side(self, width: float, height: float) -> None:
        """Add a blank side, so that the next handout begins on a new sheet of paper."""
        number = self._writer.reserve()
        box = _box(width, height)
        line = b"<</Type/Page/Parent %d 0 R/MediaBox%b/Resources<<>>>>"
        self._writer.pack(number, line % (self._pages.add(number), box))

    def write_catalog(self) -> tuple[int, int]:
        """Write the trees, the catalog and the metadata.

        Returns the object numbers of the catalog and of the information dictionary, which the
        trailer refers to.
        """
        writer, tagged = self._writer, self._structure is not None
        catalog, info, metadata = writer.reserve(), writer.reserve(), writer.reserve()
        packet = xmp(self._metadata, tagged=tagged)
        writer.stream(metadata, b"<</Type/Metadata/Subtype/XML>>", packet, plain=True)
        labels = self._labels.close() if self._many else b"<</Nums[0<</S/D>>]>>"
        entries = [
            b"/Type/Catalog/Pages %d 0 R/Metadata %d 0 R" % (self._pages.close(), metadata),
            b"/Lang%b" % text_string(self._metadata.language),
            b"/ViewerPreferences<</DisplayDocTitle true/PrintScaling/None/Duplex/%b>>"
            % (b"DuplexFlipLongEdge" if self._duplex else b"Simplex"),
            b"/Outlines %d 0 R/PageLabels%b" % (self._outline.close(), labels),
            b"/OutputIntents[%b]" % (_INTENT % self._profile),
        ]
        if self._structure:
            entries.append(b"/MarkInfo<</Marked true>>")
            entries.append(b"/StructTreeRoot %d 0 R" % self._structure.write_root())
        writer.pack(catalog, b"<<%b>>" % b"".join(entries))
        writer.pack(info, info_dictionary(self._metadata))
        writer.flush()
        return catalog, info

    def _page(
        self, number: int, page: Page, numbers: Sequence[int], overlay: int | None, side: int
    ) -> bytes:
        stamped = b" %d 0 R" % overlay if overlay is not None else b""
        line = b"<</Type/Page/Parent %d 0 R/MediaBox%b/Resources %d 0 R/Contents[%d 0 R%b]" % (
            self._pages.add(number),
            _box(page.width, page.height),
            numbers[page.resources],
            numbers[page.content],
            stamped,
        )
        if self._structure:
            line += b"/StructParents %d/Tabs/S" % (self._structure.key + side)
            if page.links:
                line += b"/Annots" + references(numbers[slot] for slot in page.links)
        return line + b">>"


class Structure:
    """The structure tree of a file; `key` is the next free key of its parent tree."""

    def __init__(self, writer: Writer, *, many: bool) -> None:
        self._writer = writer
        self._tree = writer.reserve()
        self._document = writer.reserve() if many else 0
        self._parents = NumberTree(writer)
        self._roots: list[int] = []
        self.key = 0

    def numbers(self, placed: PlacedTemplate, first: int) -> list[int]:
        """Return the number of each slot of a copy whose objects are numbered from `first`."""
        template = placed.template
        own = range(first, first + 1 + len(template.pages) + template.own_count)
        keys = range(self.key + len(template.pages), self.key + _keys(template))
        self._roots.append(first)
        return [*placed.shared, *own, *keys]

    def with_elements(
        self, template: Template, numbers: Sequence[int], pages: list[bytes], name: str
    ) -> list[bytes]:
        """Return the objects of a copy: its root element, its pages, then all other elements."""
        for key, slot in enumerate((*template.owners, *template.links), start=self.key):
            self._parents.add(key, b"%d 0 R" % numbers[slot])
        self.key += _keys(template)
        own = [template.own.fill(numbers)] if template.own_count else []
        return [self._root(template, template.kids.fill(numbers), name), *pages, *own]

    def write_root(self) -> int:
        """Write the root of the tree; return its number."""
        if self._document:
            line = b"<</S/Document/P %d 0 R/K%b>>" % (self._tree, references(self._roots))
            self._writer.pack(self._document, line)
        line = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree%b/ParentTreeNextKey %d>>" % (
            self._document or self._roots[0],
            self._parents.close(),
            self.key,
        )
        self._writer.pack(self._tree, line)
        return self._tree

    def _root(self, template: Template, kids: bytes, name: str) -> bytes:
        if not self._document:
            return b"<</S/Document/P %d 0 R/K%b>>" % (self._tree, kids)
        info = template.info
        title, language = text_string(f"{name}: {info.title}"), text_string(info.language)
        part = (self._document, title, language, kids)
        return b"<</S/Part/P %d 0 R/T%b/Lang%b/K%b>>" % part


_INTENT = (
    b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
    b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>"
)


def _keys(template: Template) -> int:
    """Count the parent tree keys of a copy: one for each side, one for each link."""
    return len(template.pages) + len(template.links)


def _box(width: float, height: float) -> bytes:
    return f"[0 0 {decimal(width, 3)} {decimal(height, 3)}]".encode()
