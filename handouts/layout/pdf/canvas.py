"""Draw placed boxes on a ReportLab canvas and build the structure tree of the document.

This module makes no decisions about layout. It flips y, writes the operators and marks all content:
text belongs to the element of its box, shapes are artifacts, and everything in a figure belongs to
the figure.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from fonts.faces import faces
from fonts.registry import Style
from handouts.brand.color import BLACK
from handouts.layout.boxes import (
    Art,
    Bitmap,
    Box,
    CurveTo,
    FieldBox,
    Item,
    LineTo,
    Piece,
    Shape,
    TextLine,
)
from handouts.layout.pdf.structure_tree import Content, Element
from handouts.pdf.text_operators import show_glyphs
from handouts.pdf.writer import decimal
from handouts.template.charset import faces_for, scripts_for
from handouts.template.model import FieldPlace, Glyph, GlyphTable, GlyphTables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fonts.faces import Face
    from fonts.registry import Family
    from handouts.brand.color import Color
    from handouts.layout.boxes import Step
    from handouts.layout.sides import PlacedBox, Side

TEXT_ROLES = frozenset(
    {"H1", "H2", "H3", "P", "Lbl", "LBody", "TH", "TD", "Caption", "Figure", "Link"}
)
"""Elements that may hold text; a screen reader would skip text in any other."""

ARTIFACT = "Artifact"
"""The role of a box that screen readers skip, with all in it."""

ARTIFACTS = frozenset({"footer", "rule"})
"""Parts of a side that screen readers skip."""

BOOKMARKED = frozenset({"H1", "H2"})
"""Headings that become bookmarks."""

PLACED = BOOKMARKED | {"Figure", "Link"}
"""Elements whose rectangle is recorded for figures, links and bookmarks."""

WHOLES = {"TR": "Table", "LI": "L"}
"""What a row is a part of; rows that stand alone belong to the last such element before them."""

INTO_DOCUMENT = frozenset({"band", "title", "fields", "signs-at", "note"})
"""Parts of the document that belong to no section."""


@dataclass(frozen=True, slots=True)
class DrawnPdf:
    """A raw PDF with its structure tree, its fields and the glyphs that fields may use."""

    pdf: bytes
    root: Element
    fields: tuple[FieldPlace, ...]
    glyphs: GlyphTables


def draw(sides: tuple[Side, ...], family: Family | None, chars: str) -> DrawnPdf:
    """Draw the sides, and embed the characters that fields may hold."""
    buffer = BytesIO()
    page = sides[0].page
    regular = faces(Style.REGULAR, family)
    regular[0].ttfont  # noqa: B018 - loading a face registers it, which the canvas needs
    canvas = Canvas(
        buffer,
        pagesize=(page.width, page.height),
        pageCompression=0,  # template_builder compresses every stream
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=regular[0].name,
    )
    canvas._doc.defaultStreamFilters = []
    writer = CanvasWriter(canvas, page.height)
    for side in sides:
        writer.side(side)
    glyphs: GlyphTables = tuple(
        GlyphTable(
            {char: _glyph(canvas, char, face) for char in chars}, face.kerning("".join(chars))
        )
        for face, chars in faces_for(chars, regular)
    )
    canvas.save()
    glyphs += scripts_for(chars)
    return DrawnPdf(buffer.getvalue(), writer.root, tuple(writer.fields), glyphs)


def _glyph(canvas: Canvas, char: str, face: Face) -> Glyph:
    """Embed a character of a face; return its font resource, its code and its width."""
    subset, code = face.ttfont.splitString(char, canvas._doc)[0]
    resource = face.ttfont.getSubsetInternalName(subset, canvas._doc)
    return Glyph(resource.removeprefix("/"), code[0], face.width(char, 1))


def _glyphs(canvas: Canvas, piece: Piece) -> Iterator[tuple[str, int]]:
    """Embed the characters of a piece; yield the font resource and the code of each."""
    font = piece.face.ttfont
    for subset, codes in font.splitString(piece.text, canvas._doc):
        resource = font.getSubsetInternalName(subset, canvas._doc).removeprefix("/")
        yield from ((resource, code) for code in codes)


class CanvasWriter:
    """Draws one side after the other, and collects the structure tree and the fields."""

    def __init__(self, canvas: Canvas, height: float) -> None:
        self.canvas = canvas
        self.height = height
        self.root = Element("Document")
        self.fields: list[FieldPlace] = []
        self._section = self.root
        self._number = 0
        self._mcid = 0
        self._open: Element | str | None = None

    def side(self, side: Side) -> None:
        """Draw one side and start the next page."""
        self._number, self._mcid = side.number - 1, 0
        for placed in side.placed:
            element = self._part(placed)
            self._box(placed.box, placed.x, placed.y, element)
        self._close()
        self.canvas.showPage()

    def _part(self, placed: PlacedBox) -> Element | None:
        """Return the element that a part of a side belongs to; None for an artifact."""
        if placed.section in ARTIFACTS:
            return None
        if placed.section in INTO_DOCUMENT:
            return self.root
        if placed.opens:
            self._section = self.root.child("Sect")
        return self._section

    def _box(self, box: Box, x: float, y: float, parent: Element | None) -> None:
        element = None if box.role == ARTIFACT else parent
        if element is not None and box.role in WHOLES:
            element = _continued(element, WHOLES[box.role])
        if box.role and element is not None:
            element = element.child(box.role, box.alt)
            element.url = box.url
            if box.role in PLACED:
                top = self.height - y
                element.box = (x, top - box.height, x + box.width, top)
        for dx, dy, item in box.items:
            self._item(item, x + dx, y + dy, element)

    def _item(self, item: Item, x: float, y: float, element: Element | None) -> None:
        if isinstance(item, Box):
            self._box(item, x, y, element)
            return
        if isinstance(item, FieldBox):
            self._field(item, x, y, element)
            return
        in_figure = element is not None and element.role == "Figure"
        _check(item, element)
        self._mark(element if in_figure or isinstance(item, TextLine) else None)
        match item:
            case TextLine():
                if element is not None and element.role in BOOKMARKED:
                    element.title += item.text
                self._text(item, x, y)
            case Shape():
                self._shape(item, x, y)
            case Art():
                self._art(item, x, y)
            case Bitmap():
                self._bitmap(item, x, y)

    def _mark(self, element: Element | None) -> None:
        """Open marked content for an element, or for an artifact, unless it is open already."""
        wanted = ARTIFACT if element is None else element
        if wanted is self._open:
            return
        self._close()
        if element is None:
            self._write("/Artifact BMC")
        else:
            element.kids.append(Content(self._number, self._mcid))
            self._write(f"/{element.role} <</MCID {self._mcid}>> BDC")
            self._mcid += 1
        self._open = wanted

    def _close(self) -> None:
        if self._open is not None:
            self._write("EMC")
        self._open = None

    def _write(self, operators: str) -> None:
        self.canvas.addLiteral(operators)

    def _field(self, field: FieldBox, x: float, y: float, element: Element | None) -> None:
        """Record the place of a field, and reserve a number for its stamped content."""
        self._close()
        if element is None:
            raise ValueError(f"the field {field.name} lies outside the structure")
        element.kids.append(Content(self._number, self._mcid))
        room = field.width, field.lines, field.leading, field.size
        x, y = round(x, 3), round(self.height - y, 3)
        color = _color(field.color or BLACK)
        place = FieldPlace(field.name, self._number, self._mcid, element.role, x, y, *room, color)
        self.fields.append(place)
        self._mcid += 1

    def _text(self, line: TextLine, x: float, y: float) -> None:
        self._write(f"BT {_color(line.color)} rg 1 0 0 1 {x:.3f} {self.height - y:.3f} Tm")
        pieces, last = line.pieces, line.pieces[-1]
        if not last.text.endswith(" "):  # a space keeps the last word apart from what follows
            pieces = (*pieces, Piece(" ", last.face))
        for piece in pieces:
            glyphs = _glyphs(self.canvas, piece)
            self._write(show_glyphs(glyphs, piece.face.kerns(piece.text), line.size))
        self._write("ET")

    def _shape(self, shape: Shape, x: float, y: float) -> None:
        self._write("q")
        if shape.fill is not None:
            self._write(f"{_color(shape.fill)} rg")
        if shape.stroke is not None:
            caps = "1 J 1 j" if shape.round_ends else ""
            self._write(f"{_color(shape.stroke)} RG {decimal(shape.line_width)} w {caps}")
        self._write(" ".join(self._step(step, x, y) for step in shape.steps))
        paint = _PAINT[shape.fill is not None, shape.stroke is not None]
        self._write(paint.lower() if shape.closed else paint)
        self._write("Q")

    def _step(self, step: Step, x: float, y: float) -> str:
        points = (step.first, step.second, step.to) if isinstance(step, CurveTo) else (step.to,)
        top = self.height - y
        numbers = " ".join(f"{decimal(x + px)} {decimal(top - py)}" for px, py in points)
        operator = "c" if isinstance(step, CurveTo) else "l" if isinstance(step, LineTo) else "m"
        return f"{numbers} {operator}"

    def _art(self, art: Art, x: float, y: float) -> None:
        """Draw a form, embedding it only once.

        A pattern and an activity may have the same id and a picture of the same name, so a form is
        known by its content too.
        """
        name = f"{art.key}.{sha256(art.data).hexdigest()[:16]}"
        if not self.canvas.hasForm(name):
            # ReportLab has no public function that adds a finished form.
            self.canvas._doc.addForm(name, _form(art))
        self._write("q")
        sx, sy = art.width / art.size[0], art.height / art.size[1]
        bottom = self.height - y - art.height
        self._write(f"{sx:.5f} 0 0 {sy:.5f} {decimal(x)} {decimal(bottom)} cm")
        self.canvas.doForm(name)
        self._write("Q")

    def _bitmap(self, bitmap: Bitmap, x: float, y: float) -> None:
        image = ImageReader(BytesIO(bitmap.data))
        bottom = self.height - y - bitmap.height
        self.canvas.drawImage(image, x, bottom, bitmap.width, bitmap.height, mask="auto")


def _continued(element: Element, role: str) -> Element:
    """Return the list or table that a row in an element belongs to."""
    if element.role == role:
        return element
    wholes = (kid for kid in reversed(element.children()) if kid.role == role)
    return next(wholes, element)


def _check(item: Item, element: Element | None) -> None:
    """Raise `ValueError` for text or a picture in an element that may not hold it."""
    if element is None or isinstance(item, Shape):
        return
    if isinstance(item, TextLine) and element.role not in TEXT_ROLES:
        raise ValueError(f"text lies in a {element.role}, which may hold none")
    if isinstance(item, Art | Bitmap) and element.role != "Figure":
        raise ValueError(f"a picture lies in a {element.role} and not in a Figure")


_PAINT = {(True, True): "B", (True, False): "f", (False, True): "S", (False, False): "n"}
"""The painting operator by fill and stroke; the small letter closes the path."""


def _form(art: Art) -> pdfdoc.PDFStream:
    """Make a form of deflated operators; its matrix flips y."""
    width, height = art.size
    dictionary = pdfdoc.PDFDictionary(
        {
            "Type": pdfdoc.PDFName("XObject"),
            "Subtype": pdfdoc.PDFName("Form"),
            "BBox": pdfdoc.PDFArray([0, 0, width, height]),
            "Matrix": pdfdoc.PDFArray([1, 0, 0, -1, 0, height]),
            "Resources": pdfdoc.PDFDictionary({}),
            "Filter": pdfdoc.PDFName("FlateDecode"),
        }
    )
    return pdfdoc.PDFStream(dictionary, art.data, filters=[])


def _color(color: Color) -> str:
    return " ".join(decimal(channel, 4) for channel in color.channels)
