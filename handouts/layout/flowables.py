"""How each kind of block is set: the table of flowables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts import handout as h
from handouts.layout.cards import columns, contact, sequences
from handouts.layout.illustrations import beside, picture
from handouts.layout.prose import caution, choices, doses, paragraph, points, subheading, write_in
from handouts.layout.setter import Flowable, Setter
from handouts.layout.tables import pairs, week

if TYPE_CHECKING:
    from handouts.layout.drawings import Pictures
    from handouts.layout.look import Look

FLOWABLES: dict[type, Flowable] = {
    h.Paragraph: paragraph,
    h.Subheading: subheading,
    h.Points: points,
    h.Doses: doses,
    h.Caution: caution,
    h.Choices: choices,
    h.WriteIn: write_in,
    h.PictureBlock: picture,
    h.Beside: beside,
    h.Pairs: pairs,
    h.Columns: columns,
    h.Sequences: sequences,
    h.WeekChart: week,
    h.Contact: contact,
}


def setter(look: Look, pictures: Pictures, where: str) -> Setter:
    """Make the setter of a section."""
    return Setter(look, pictures, where, FLOWABLES)
