"""Lays out a whole document: a handout and how to print it in, a finished template out."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from fonts.registry import Style
from fonts.runs import split_runs
from handouts.layout.drawings import Pictures
from handouts.layout.editions import EDITIONS
from handouts.layout.finishing import Facts, finish
from handouts.layout.letterhead import STRIP_PAD
from handouts.layout.look import Faces, look
from handouts.layout.pen import draw
from handouts.layout.setting import set_text
from handouts.layout.sheets import sheet
from handouts.layout.sides import Job, Note, lay_out_sides
from handouts.template import Template
from patterns.errors import UserError
from patterns.text import Run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from handouts.brand import Brand
    from handouts.handout import FieldName, Handout
    from handouts.layout.sides import Side

MOST_NOTE_LINES = 12
"""The longest note that a plan allows takes five lines, and eleven in large print."""


@dataclass(frozen=True, slots=True)
class Print:
    """How a handout is printed: whose brand, which edition, which paper."""

    brand: Brand
    edition: str
    paper: str


def lay_out(
    handout: Handout, how: Print, pictures: Path, values: Mapping[FieldName, str]
) -> Template:
    """Lay out, draw and finish a handout with room for the values, which are not in it.

    Raises `UserError` for a letter that no face has, and for what does not fit.
    """
    faces = Faces(how.brand.fonts)
    regular = faces.of(Style.REGULAR)
    runs = [run for name in values for run in split_runs(values[name], regular, where=name)]
    sides = sides_of(handout, how, pictures, values.get("note", ""))
    drawn = draw(sides, faces, runs)
    facts = Facts(handout.title, how.brand.name, handout.subtitle, handout.language)
    return Template(finish(drawn.pdf, drawn.root, facts), drawn.fields, drawn.glyphs)


def sides_of(handout: Handout, how: Print, pictures: Path, note: str) -> tuple[Side, ...]:
    """Place a handout on its sides with room for a note, or lines to write one on."""
    edition = EDITIONS[how.edition]
    paper = sheet(how.paper, edition)
    lines = 0
    if note:
        body = look(how.brand, edition, edition.fits[0]).body
        box = set_text((Run(note),), body, paper.frame_width - 2 * STRIP_PAD, where="note")
        lines = ceil(box.height / body.leading)
        if lines > MOST_NOTE_LINES:
            raise UserError.one(
                "is too long for its room on the sheet", where="note", hint="shorten it"
            )
    return lay_out_sides(Job(handout, how.brand, edition, paper, Pictures(pictures), Note(lines)))
