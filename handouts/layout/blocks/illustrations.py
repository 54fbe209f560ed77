"""Sets pictures with their captions, beside words or, in one column, below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art.picture import picture_box
from handouts.layout.boxes import Box, stack
from handouts.layout.style.theme import PICTURE_SCALES

if TYPE_CHECKING:
    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter

PLATE_SHARE = 0.53
FIGURE_SHARE = 0.38
"""The share of the frame's width that a plate and a figure take at full size beside words."""

FIGURE_TALLEST = 190.0
FIGURE_NARROWEST = 92.0
"""The height that a figure keeps to, and the least width, which its caption needs."""

ALONE_TALLEST = 300.0
"""The height that a picture keeps to where it has the whole width."""

FREE_GROWTH = 0.5
"""A picture may grow while its block grows by no more than this, in points."""


def picture(set_: BlockSetter, block: h.PictureBlock, width: float) -> Box:
    """Set a picture on the whole width, its caption below."""
    drawing = set_.pictures.drawing(block.id, block.variant, set_.where)
    spaces = set_.look.spaces
    scale = spaces.plates if block.plate else spaces.pictures
    tallest = ALONE_TALLEST * drawing.width / drawing.height
    return _captioned(set_, block, width, scale * (width if block.plate else min(width, tallest)))


def _captioned(set_: BlockSetter, block: h.PictureBlock, width: float, drawn_width: float) -> Box:
    drawn = picture_box(set_.pictures, block, set_.look, drawn_width, set_.where)
    caption = set_.text(block.caption, set_.look.caption, width, "Caption")
    return stack([drawn, caption], 3, width=width, name="figure")


def beside(set_: BlockSetter, block: h.Beside, width: float) -> Box:
    """Set words with a picture to the right of them.

    The picture grows as long as the words beside it leave it room, so that it costs no height.
    """
    spaces = set_.look.spaces
    scale = spaces.plates if block.picture.plate else spaces.pictures
    best = _beside_at(set_, block, width, scale)
    for larger in (s for s in reversed(PICTURE_SCALES) if s > scale):
        grown = _beside_at(set_, block, width, larger)
        if grown.height > best.height + FREE_GROWTH:
            break
        best = grown
    return best


def _beside_at(set_: BlockSetter, block: h.Beside, width: float, scale: float) -> Box:
    picture_width = _picture_width(set_, block.picture, width, scale)
    words = set_.blocks(block.blocks, width - picture_width - set_.look.spaces.gutter)
    drawn = _captioned(set_, block.picture, picture_width, picture_width)
    height = max(words.height, drawn.height)
    items = ((0.0, 0.0, words), (width - picture_width, 0.0, drawn))
    return Box(width, height, items, name="beside")


def _picture_width(set_: BlockSetter, block: h.PictureBlock, width: float, scale: float) -> float:
    """Give a picture its share of the width; an upright figure is held by its height instead."""
    if block.plate:
        return width * PLATE_SHARE * scale
    drawing = set_.pictures.drawing(block.id, block.variant, set_.where)
    upright = FIGURE_TALLEST * scale * drawing.width / drawing.height
    return max(FIGURE_NARROWEST, min(width * FIGURE_SHARE * scale, upright))
