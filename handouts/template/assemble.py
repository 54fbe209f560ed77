"""Binds copies of templates into one file: templates and personal text in, a PDF out as it grows.

A file of one handout is its Document. In a file of many each handout is a Part of the Document,
with a bookmark and page labels of its own; what templates share is written once.
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
    """A template in a book, and the numbers that its shared objects have there."""

    template: Template
    shared: list[int]


class CopySlots(NamedTuple):
    """A handout in a book: its pages, and the streams that its stamped sides still lack."""

    pages: range
    streams: Mapping[int, int]


class PdfAssembler:
    """One file that is being bound; `many` tells a file of many handouts from that of one.

    Without `tagged` it is for a printer alone: no structure, and no claim of any.
    """

    def __init__(
        self, writer: Writer, facts: PdfMetadata, *, many: bool, tagged: bool = True
    ) -> None:
        self._writer, self._facts, self._many = writer, facts, many
        self._structure = Structure(writer, many=many) if tagged else None
        self._pages, self._outline = PageTree(writer), Outline(writer)
        self._labels = NumberTree(writer)
        self._shared: dict[bytes, int] = {}
        self._profile = 0

    @property
    def sides(self) -> int:
        """The sides that are in the file so far."""
        return self._pages.count

    def place(self, template: Template) -> PlacedTemplate:
        """Write what copies of a template share, unless an equal object is there already."""
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

    def add(self, placed: PlacedTemplate, name: str = "") -> CopySlots:
        """Add a handout; what is stamped on it follows with `fill`.

        `name` is what a file of many calls it.
        """
        template, structure = placed.template, self._structure
        count, sides = len(template.pages), template.stamped_sides
        above = 1 if structure else 0  # the top element goes before the pages
        first = self._writer.reserve(above + count + (template.lines if structure else 0))
        stream = self._writer.reserve(len(sides))
        pages = range(first + above, first + above + count)
        leaves = CopySlots(pages, {side: stream + i for i, side in enumerate(sides)})
        if self._many:
            self._labels.add(self._pages.count, b"<</S/D/P%b>>" % text_string(f"{name}-"))
        numbers = structure.numbers(placed, first) if structure else placed.shared
        lines = [
            self._page(pages[side], page, numbers, leaves.streams.get(side), side)
            for side, page in enumerate(template.pages)
        ]
        if structure:
            lines = structure.around(template, numbers, lines, name)
        self._writer.pack(first, b"\n".join(lines))
        return leaves

    def fill(self, leaves: CopySlots, contents: Mapping[int, bytes]) -> None:
        """Write the streams that the stamped sides of a handout lack."""
        for side, number in leaves.streams.items():
            self._writer.stream(number, b"<<>>", zlib.compress(contents[side]))

    def bookmark(self, title: str, page: int, top: float | None = None) -> None:
        """Lead a bookmark to a page, or to a height on it in PDF points."""
        view = b"/Fit" if top is None else b"/XYZ null %b null" % decimal(top).encode()
        self._outline.add(text_string(title), b"[%d 0 R%b]" % (page, view))

    def blank(self, width: float, height: float) -> None:
        """Add a blank side, so that what follows begins on a fresh sheet of paper."""
        number = self._writer.reserve()
        box = _box(width, height)
        line = b"<</Type/Page/Parent %d 0 R/MediaBox%b/Resources<<>>>>"
        self._writer.pack(number, line % (self._pages.add(number), box))

    def close(self) -> tuple[int, int]:
        """Write what holds everything together; give the numbers of catalog and information."""
        writer, tagged = self._writer, self._structure is not None
        catalog, info, metadata = writer.reserve(), writer.reserve(), writer.reserve()
        writer.plain_stream(
            metadata, b"<</Type/Metadata/Subtype/XML>>", xmp(self._facts, tagged=tagged)
        )
        labels = self._labels.close() if self._many else b"<</Nums[0<</S/D>>]>>"
        entries = [
            b"/Type/Catalog/Pages %d 0 R/Metadata %d 0 R" % (self._pages.close(), metadata),
            b"/Lang%b" % text_string(self._facts.language),
            b"/ViewerPreferences<</DisplayDocTitle true>>",
            b"/Outlines %d 0 R/PageLabels%b" % (self._outline.close(), labels),
            b"/OutputIntents[%b]" % (_INTENT % self._profile),
        ]
        if self._structure:
            entries.append(b"/MarkInfo<</Marked true>>")
            entries.append(b"/StructTreeRoot %d 0 R" % self._structure.close())
        writer.pack(catalog, b"<<%b>>" % b"".join(entries))
        writer.pack(info, info_dictionary(self._facts))
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
    """The structure tree of a file; `key` is the next one that leads back to it."""

    def __init__(self, writer: Writer, *, many: bool) -> None:
        self._writer = writer
        self._tree = writer.reserve()
        self._document = writer.reserve() if many else 0
        self._owners = NumberTree(writer)
        self._tops: list[int] = []
        self.key = 0

    def numbers(self, placed: PlacedTemplate, first: int) -> list[int]:
        """Give a handout's numbers in the order of the slots; its objects begin at `first`."""
        template = placed.template
        own = range(first, first + 1 + len(template.pages) + template.lines)
        keys = range(self.key + len(template.pages), self.key + _keys(template))
        self._tops.append(first)
        return [*placed.shared, *own, *keys]

    def around(
        self, template: Template, numbers: Sequence[int], pages: list[bytes], name: str
    ) -> list[bytes]:
        """Put the top element before the pages of a handout and all other elements behind."""
        for key, slot in enumerate((*template.owners, *template.links), start=self.key):
            self._owners.add(key, b"%d 0 R" % numbers[slot])
        self.key += _keys(template)
        own = [template.own.fill(numbers)] if template.lines else []
        return [self._top(template, template.kids.fill(numbers), name), *pages, *own]

    def close(self) -> int:
        """Write the root of the tree; give its number."""
        if self._document:
            line = b"<</S/Document/P %d 0 R/K%b>>" % (self._tree, references(self._tops))
            self._writer.pack(self._document, line)
        line = b"<</Type/StructTreeRoot/K %d 0 R/ParentTree%b/ParentTreeNextKey %d>>" % (
            self._document or self._tops[0],
            self._owners.close(),
            self.key,
        )
        self._writer.pack(self._tree, line)
        return self._tree

    def _top(self, template: Template, kids: bytes, name: str) -> bytes:
        if not self._document:
            return b"<</S/Document/P %d 0 R/K%b>>" % (self._tree, kids)
        about = template.about
        title, language = text_string(f"{name}: {about.title}"), text_string(about.language)
        part = (self._document, title, language, kids)
        return b"<</S/Part/P %d 0 R/T%b/Lang%b/K%b>>" % part


_INTENT = (
    b"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)"
    b"/Info(sRGB IEC61966-2.1)/DestOutputProfile %d 0 R>>"
)


def _keys(template: Template) -> int:
    """Count the keys that a handout takes: one for each side, one for each link."""
    return len(template.pages) + len(template.links)


def _box(width: float, height: float) -> bytes:
    return f"[0 0 {decimal(width, 3)} {decimal(height, 3)}]".encode()
