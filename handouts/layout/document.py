"""Lays out a whole document: a handout and how to print it in, a finished template out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fonts.registry import Style
from fonts.runs import split_runs
from handouts.alphabet import letters_of, settable
from handouts.layout.drawings import Pictures
from handouts.layout.editions import EDITIONS
from handouts.layout.finishing import finish
from handouts.layout.letterhead import strip_room
from handouts.layout.look import Faces
from handouts.layout.pen import draw
from handouts.layout.sheets import sheet
from handouts.layout.sides import Job, lay_out_sides
from handouts.measuring import strip_for
from handouts.template import BLANK, Glyph, GlyphTable, Strip, StripRoom

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.brand import Brand
    from handouts.choices import Personal
    from handouts.handout import Handout
    from handouts.layout.sides import Side
    from handouts.template import About, Template


@dataclass(frozen=True, slots=True)
class Print:
    """How a handout is printed: whose brand, which edition, which paper, with room for what.

    `strip` is how the strip of personal text is divided; `pages` are those of the alphabet that
    the text needs (see `handouts.alphabet`).
    """

    brand: Brand
    edition: str
    paper: str
    strip: Strip = BLANK
    pages: tuple[int, ...] = ()


def lay_out(handout: Handout, how: Print, pictures: Path, about: About) -> Template:
    """Lay out, draw and finish a handout with empty fields.

    Raises `UserError` for a letter that no face has, and for what does not fit.
    """
    sides = sides_of(handout, how, pictures)
    drawn = draw(sides, Faces(how.brand.fonts), letters_of(how.pages))
    return finish(drawn, about, room_of(how))


def refuse_letters(personal: Personal, how: Print) -> None:
    """Raise `UserError` for a letter that no face has, naming the field."""
    faces = Faces(how.brand.fonts).of(Style.REGULAR)
    for name in ("client", "next_visit", "note"):
        split_runs(getattr(personal, name) or "", faces, where=name.replace("_", "-"))


def strip_of(personal: Personal, how: Print) -> Strip:
    """Divide the strip, measured with the glyphs that the text will be stamped with.

    Raises `UserError` for a note that is too long.
    """
    if not any(personal.texts):
        return BLANK
    faces = Faces(how.brand.fonts).of(Style.REGULAR)
    tables = tuple(
        GlyphTable({char: Glyph("", 0, face.width(char, 1)) for char in chars})
        for face, chars in settable(letters_of(how.pages), faces)
    )
    return strip_for(personal, room_of(how), tables)


def room_of(how: Print) -> StripRoom:
    """Measure what fits into the strip."""
    edition = EDITIONS[how.edition]
    size, _ = edition.type.body
    return strip_room(sheet(how.paper, edition).frame_width, size, columns=edition.columns)


def sides_of(handout: Handout, how: Print, pictures: Path) -> tuple[Side, ...]:
    """Place a handout on its sides with room for a note, or lines to write one on."""
    edition = EDITIONS[how.edition]
    paper = sheet(how.paper, edition)
    return lay_out_sides(Job(handout, how.brand, edition, paper, Pictures(pictures), how.strip))
