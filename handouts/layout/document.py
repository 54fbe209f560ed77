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
from handouts.layout.letterhead import STRIP_PAD
from handouts.layout.look import Faces
from handouts.layout.pen import draw
from handouts.layout.sheets import sheet
from handouts.layout.sides import Job, Note, lay_out_sides
from handouts.measuring import note_lines
from handouts.template import Glyph, GlyphTable, NoteRoom

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

    `note_lines` are the lines of a note, 0 leaves lines to write one on; `pages` are those of
    the alphabet that personal text needs (see `handouts.alphabet`).
    """

    brand: Brand
    edition: str
    paper: str
    note_lines: int = 0
    pages: tuple[int, ...] = ()


def lay_out(handout: Handout, how: Print, pictures: Path, about: About) -> Template:
    """Lay out, draw and finish a handout with empty fields.

    Raises `UserError` for a letter that no face has, and for what does not fit.
    """
    sides = sides_of(handout, how, pictures)
    drawn = draw(sides, Faces(how.brand.fonts), letters_of(how.pages))
    return finish(drawn, about, note_room(how))


def refuse_letters(personal: Personal, how: Print) -> None:
    """Raise `UserError` for a letter that no face has, naming the field."""
    faces = Faces(how.brand.fonts).of(Style.REGULAR)
    for name in ("client", "next_visit", "note"):
        split_runs(getattr(personal, name) or "", faces, where=name.replace("_", "-"))


def lines_of_note(note: str | None, how: Print) -> int:
    """Count the lines that a note takes, measured with the glyphs that it will be stamped with."""
    if not note:
        return 0
    faces = Faces(how.brand.fonts).of(Style.REGULAR)
    tables = tuple(
        GlyphTable({char: Glyph("", 0, face.width(char, 1)) for char in chars})
        for face, chars in settable(letters_of(how.pages), faces)
    )
    return note_lines(note, note_room(how), tables)


def note_room(how: Print) -> NoteRoom:
    """Measure the room that a note of any length has in width."""
    edition = EDITIONS[how.edition]
    size, _ = edition.type.body
    return NoteRoom(sheet(how.paper, edition).frame_width - 2 * STRIP_PAD, size)


def sides_of(handout: Handout, how: Print, pictures: Path) -> tuple[Side, ...]:
    """Place a handout on its sides with room for a note, or lines to write one on."""
    edition = EDITIONS[how.edition]
    paper, note = sheet(how.paper, edition), Note(how.note_lines)
    return lay_out_sides(Job(handout, how.brand, edition, paper, Pictures(pictures), note))
