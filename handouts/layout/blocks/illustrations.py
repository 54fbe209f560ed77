"""Set pictures with their captions, alone or beside text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.picture import fit_picture, least_width, picture_box
from handouts.layout.boxes import Box, stack
from handouts.layout.style.theme import PICTURE_SCALES
from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter

PLATE_SHARE = 0.53
FIGURE_SHARE = 0.38
"""The shares of the width that a plate and a figure take at full size beside text."""

MAX_PLATE_SHARE = 0.65
"""The share of the width that a plate with wide labels may take beside text."""

MAX_FIGURE_HEIGHT = 190.0
MIN_FIGURE_WIDTH = 92.0
"""The greatest height of a figure beside text, and the least width, which its caption needs."""

MAX_ALONE_HEIGHT = 300.0
"""The greatest height of a figure on the whole width, in points."""

FREE_GROWTH = 0.5
"""How much a block may grow in height with its picture, in points."""


def picture(setter: BlockSetter, block: h.PictureBlock, width: float) -> Box:
    """Set a picture on the whole width, with its caption below."""
    drawing = load_drawing(block.folder, f"{block.id}.{block.variant}", setter.section)
    spacing = setter.theme.spacing
    scale = spacing.plates if block.plate else spacing.pictures
    if block.plate:
        least = min(least_width(block, setter.theme), width)
        return _captioned(setter, block, width, max(scale * width, least))
    tallest = MAX_ALONE_HEIGHT * drawing.width / drawing.height
    return _captioned(setter, block, width, scale * min(width, tallest))


def _captioned(setter: BlockSetter, block: h.PictureBlock, width: float, drawn_width: float) -> Box:
    drawn = picture_box(block, setter.theme, drawn_width, setter.section)
    return _over_caption(setter, block, drawn, width)


def _over_caption(setter: BlockSetter, block: h.PictureBlock, drawn: Box, width: float) -> Box:
    caption = setter.text(block.caption, setter.theme.caption, width, "Caption")
    return stack([drawn, caption], 3, width=width, name="figure")


class _Split(NamedTuple):
    """A width divided between words and a picture: the words, and the height of both."""

    picture_width: float
    words: Box
    height: float


def beside(setter: BlockSetter, block: h.Beside, width: float) -> Box:
    """Set text with a picture at its right.

    The picture grows while the text beside it is higher, so that this needs no space.
    """
    spacing = setter.theme.spacing
    scale = spacing.plates if block.picture.plate else spacing.pictures
    best = _split(setter, block, width, scale)
    for larger in (s for s in reversed(PICTURE_SCALES) if s > scale):
        try:
            grown = _split(setter, block, width, larger)
        except UserError:  # a word is too long beside a picture of this size
            break
        if grown.height > best.height + FREE_GROWTH:
            break
        best = grown
    drawn = _captioned(setter, block.picture, best.picture_width, best.picture_width)
    items = ((0.0, 0.0, best.words), (width - best.picture_width, 0.0, drawn))
    return Box(width, best.height, items, name="beside")


def _split(setter: BlockSetter, block: h.Beside, width: float, scale: float) -> _Split:
    """Set the words beside a picture of a scale, which is measured but not drawn."""
    picture, theme = block.picture, setter.theme
    picture_width = _picture_width(setter, picture, width, scale)
    words = setter.blocks(block.blocks, width - picture_width - theme.spacing.gutter)
    frame, _ = fit_picture(picture, theme, picture_width, setter.section)
    captioned = _over_caption(setter, picture, frame, picture_width)
    return _Split(picture_width, words, max(words.height, captioned.height))


def _picture_width(setter: BlockSetter, block: h.PictureBlock, width: float, scale: float) -> float:
    """Return the width of a picture beside text; an upright figure is limited by its height."""
    if block.plate:
        least = min(least_width(block, setter.theme), width * MAX_PLATE_SHARE)
        return max(width * PLATE_SHARE * scale, least)
    drawing = load_drawing(block.folder, f"{block.id}.{block.variant}", setter.section)
    upright = MAX_FIGURE_HEIGHT * scale * drawing.width / drawing.height
    return max(MIN_FIGURE_WIDTH, min(width * FIGURE_SHARE * scale, upright))
