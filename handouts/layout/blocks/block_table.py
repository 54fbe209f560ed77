"""The setter of each kind of block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts import document as h
from handouts.layout.blocks.block_setter import BlockSetter, SetBlock
from handouts.layout.blocks.cards import columns, contact, sequences
from handouts.layout.blocks.illustrations import beside, picture
from handouts.layout.blocks.prose import (
    caution,
    doses,
    options,
    paragraph,
    points,
    subheading,
    write_in,
)
from handouts.layout.blocks.tables import pairs, week

if TYPE_CHECKING:
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.style.theme import Theme

BLOCK_SETTERS: dict[type, SetBlock] = {
    h.Paragraph: paragraph,
    h.Subheading: subheading,
    h.Points: points,
    h.Doses: doses,
    h.Caution: caution,
    h.OptionList: options,
    h.WriteIn: write_in,
    h.PictureBlock: picture,
    h.Beside: beside,
    h.Pairs: pairs,
    h.Columns: columns,
    h.Sequences: sequences,
    h.WeekChart: week,
    h.ContactBlock: contact,
}


def block_setter(theme: Theme, pictures: Pictures, section: str) -> BlockSetter:
    """Make the block setter of a section."""
    return BlockSetter(theme, pictures, section, BLOCK_SETTERS)
