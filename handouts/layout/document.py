"""Lays out a whole document: a handout and how to print it in, a finished template out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonts.registry import Style
from fonts.runs import split_runs
from handouts.layout.art.drawing_loader import Pictures
from handouts.layout.blocks.letterhead import strip_room
from handouts.layout.page_fitting import FitJob, lay_out_sides
from handouts.layout.pdf.canvas import draw
from handouts.layout.pdf.template_builder import finish
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import sheet
from handouts.layout.style.theme import Faces
from handouts.template.charset import letters_of, settable
from handouts.template.model import EMPTY_LAYOUT, FieldLayout, FieldRoom, Glyph, GlyphTable
from handouts.template.text_fit import field_layout_for

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.document import Handout
    from handouts.layout.page_fitting import Side
    from handouts.request.choice import ClientText
    from handouts.template.model import DocumentInfo, Template


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """How a handout is printed: whose brand, which edition, which paper, with room for what.

    `strip` is how the strip of personal text is divided; `pages` are those of the alphabet that
    the text needs (see `handouts.template.charset`).
    """

    brand: Brand
    edition: str
    paper: str
    strip: FieldLayout = EMPTY_LAYOUT
    pages: tuple[int, ...] = ()


def lay_out(handout: Handout, how: PrintSettings, pictures: Path, about: DocumentInfo) -> Template:
    """Lay out, draw and finish a handout with empty fields.

    Raises `UserError` for a letter that no face has, and for what does not fit.
    """
    sides = sides_of(handout, how, pictures)
    drawn = draw(sides, Faces(how.brand.fonts), letters_of(how.pages))
    return finish(drawn, about, room_of(how))


def check_letters(personal: ClientText, how: PrintSettings) -> None:
    """Raise `UserError` for a letter that no face has, naming the field."""
    faces = Faces(how.brand.fonts).of(Style.REGULAR)
    for name in ("client", "next_visit", "note"):
        split_runs(getattr(personal, name) or "", faces, where=name.replace("_", "-"))


def field_layout_of(personal: ClientText, how: PrintSettings) -> FieldLayout:
    """Divide the strip, measured with the glyphs that the text will be stamped with.

    Raises `UserError` for a note that is too long.
    """
    if not any(personal.texts):
        return EMPTY_LAYOUT
    faces = Faces(how.brand.fonts).of(Style.REGULAR)
    tables = tuple(
        GlyphTable({char: Glyph("", 0, face.width(char, 1)) for char in chars})
        for face, chars in settable(letters_of(how.pages), faces)
    )
    return field_layout_for(personal, room_of(how), tables)


def room_of(how: PrintSettings) -> FieldRoom:
    """Measure what fits into the strip."""
    edition = EDITIONS[how.edition]
    size, _ = edition.type.body
    return strip_room(sheet(how.paper, edition).frame_width, size, columns=edition.columns)


def sides_of(handout: Handout, how: PrintSettings, pictures: Path) -> tuple[Side, ...]:
    """Place a handout on its sides with room for a note, or lines to write one on."""
    edition = EDITIONS[how.edition]
    paper = sheet(how.paper, edition)
    return lay_out_sides(FitJob(handout, how.brand, edition, paper, Pictures(pictures), how.strip))
