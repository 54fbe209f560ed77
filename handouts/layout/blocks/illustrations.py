"""Set pictures with their captions, alone or beside words."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.picture import fit_picture, least_width, picture_box
from handouts.layout.boxes import Box, stack
from handouts.layout.boxes import beside as side_by_side
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import PICTURE_SCALES
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter

    Head = Callable[[float], Box]
    """Sets a heading to a width."""

PICTURES_SHARE = 0.58
"""The share of the width that pictures take at full size beside words."""

MAX_PLATE_SHARE = 0.65
"""The share of the width that a plate with wide labels may take beside words."""

MAX_FIGURE_HEIGHT = 190.0
MAX_FRAME_HEIGHT = 130.0
"""The greatest height beside words of a figure alone, and of one of several, in points."""

MAX_EXAMPLE_HEIGHT = 140.0
"""The greatest height of a picture of a habit, in points."""

MIN_FIGURE_WIDTH = 92.0
"""The least width of a figure beside words, which its caption needs, in points."""

FRAME_GAP = 12.0
"""The space between two pictures, in points."""

MIN_FOOT_WIDTH = 55 * MM
"""The least width of a column for what may also stand below both, in points."""

MAX_ALONE_HEIGHT = 300.0
"""The greatest height of a figure on the whole width, in points."""

FREE_GROWTH = 0.5
"""How much a block may grow in height with its pictures, in points."""


def picture(setter: BlockSetter, block: h.PictureBlock, width: float) -> Box:
    """Set a picture on the whole width, with its caption below."""
    spacing = setter.theme.spacing
    scale = spacing.plates if block.plate else spacing.pictures
    if block.plate:
        least = min(least_width(block, setter.theme), width)
        return _captioned(setter, block, width, max(scale * width, least))
    tallest = MAX_ALONE_HEIGHT * _aspect(setter, block)
    return _captioned(setter, block, width, scale * min(width, tallest))


def frames(setter: BlockSetter, block: h.Frames, width: float) -> Box:
    """Set the pictures of an activity side by side on the whole width, all of one height."""
    room = width * setter.theme.spacing.pictures - FRAME_GAP * (len(block.pictures) - 1)
    height = room / sum(_aspect(setter, each) for each in block.pictures)
    drawn = [
        _captioned(setter, each, own, own)
        for each in block.pictures
        for own in (height * _aspect(setter, each),)
    ]
    return side_by_side(drawn, FRAME_GAP)._replace(width=width, name="frames")


def examples(setter: BlockSetter, block: h.Examples, width: float) -> Box:
    """Set small pictures side by side on the whole width, each in a column of its own."""
    count = len(block.pictures)
    column = (width - FRAME_GAP * (count - 1)) / count
    aspects = [_aspect(setter, each) for each in block.pictures]
    height = setter.theme.spacing.pictures * min(MAX_EXAMPLE_HEIGHT, column / max(aspects))
    drawn = [
        _captioned(setter, each, column, height * aspect)
        for each, aspect in zip(block.pictures, aspects, strict=True)
    ]
    return side_by_side(drawn, FRAME_GAP)._replace(width=width, name="examples")


def _aspect(setter: BlockSetter, block: h.PictureBlock) -> float:
    """Return the width of a drawing as a share of its height."""
    drawing = load_drawing(block.folder, f"{block.id}.{block.variant}", setter.section)
    return drawing.width / drawing.height


def _captioned(setter: BlockSetter, block: h.PictureBlock, width: float, drawn_width: float) -> Box:
    drawn = picture_box(block, setter.theme, drawn_width, setter.section)
    return _over_caption(setter, block, drawn, width)


def _over_caption(setter: BlockSetter, block: h.PictureBlock, drawn: Box, width: float) -> Box:
    if not block.caption:
        return Box(width, drawn.height, ((0.0, 0.0, drawn),), name="figure")
    caption = setter.text(block.caption, setter.theme.caption, width, "Caption")
    return stack([drawn, caption], 3, width=width, name="figure")


class _Arrangement(NamedTuple):
    """Words with pictures beside them, which are measured and not drawn yet.

    `widths` are those of the pictures. The foot is divided: its first blocks, `moved`, stand under
    the words or `under_pictures`, the rest below both.
    """

    words: Box
    widths: tuple[float, ...]
    moved: Box
    under_pictures: bool
    below: Box
    height: float


def beside(setter: BlockSetter, block: h.Beside, width: float, head: Head | None = None) -> Box:
    """Set words with pictures at their right, and the foot where it makes the block least high.

    A heading stands over the words. The pictures grow while the words beside them are higher, so
    that this needs no space.
    """
    spacing = setter.theme.spacing
    scale = spacing.plates if block.pictures[0].plate else spacing.pictures
    best = _arranged(setter, block, width, scale, head)
    for larger in (s for s in reversed(PICTURE_SCALES) if s > scale):
        try:
            grown = _arranged(setter, block, width, larger, head)
        except UserError:  # a word is too long beside a picture of this size
            break
        if grown.height > best.height + FREE_GROWTH:
            break
        best = grown
    drawn = [
        _captioned(setter, each, own, own)
        for each, own in zip(block.pictures, best.widths, strict=True)
    ]
    pictures = side_by_side(drawn, FRAME_GAP)
    left = width - pictures.width
    over = pictures if best.under_pictures else best.words
    moved = (left if best.under_pictures else 0.0, over.height + spacing.block, best.moved)
    below = (0.0, best.height - best.below.height, best.below)
    return Box(
        width,
        best.height,
        ((0.0, 0.0, best.words), (left, 0.0, pictures), moved, below),  # whose order is read
        name="beside",
    )


def _arranged(
    setter: BlockSetter, block: h.Beside, width: float, scale: float, head: Head | None
) -> _Arrangement:
    """Arrange words beside pictures of a scale; raise `UserError` for words that do not fit."""
    widths = _widths(setter, block.pictures, width, scale)
    right = sum(widths) + FRAME_GAP * (len(widths) - 1)
    left = width - right - setter.theme.spacing.gutter
    gap = setter.theme.spacing.block
    words = setter.blocks(block.blocks, left)
    if head is not None:
        words = stack([head(left), *_full(words)], setter.theme.spacing.heading, width=left)
    pictures = max(
        _over_caption(
            setter, each, fit_picture(each, setter.theme, own, setter.section)[0], own
        ).height
        for each, own in zip(block.pictures, widths, strict=True)
    )

    def arrangements() -> Iterator[_Arrangement]:
        for column, count in _divisions_of_foot(len(block.foot), left, right):
            with suppress(UserError):  # a word is too long for this column
                moved = setter.blocks(block.foot[:count], column)
                below = setter.blocks(block.foot[count:], width)
                added = moved.height and gap + moved.height
                under = column == right
                tall = max(words.height + added * (not under), pictures + added * under)
                height = tall + (below.height and gap + below.height)
                yield _Arrangement(words, widths, moved, under, below, height)

    return min(arrangements(), key=lambda each: each.height)


def _divisions_of_foot(count: int, left: float, right: float) -> Iterator[tuple[float, int]]:
    """Give a column and how many blocks of a foot go there; all may stay below."""
    yield right, 0
    for column in (right, left):
        if column >= MIN_FOOT_WIDTH:
            yield from ((column, n) for n in range(1, count + 1))


def _full(box: Box) -> list[Box]:
    """Return a box as a list, which is empty if it holds nothing."""
    return [box] if box.height else []


def _widths(
    setter: BlockSetter, pictures: tuple[h.PictureBlock, ...], width: float, scale: float
) -> tuple[float, ...]:
    """Return the widths of pictures beside words; frames side by side are of one height."""
    room = width * PICTURES_SHARE * scale
    if pictures[0].plate:
        least = min(least_width(pictures[0], setter.theme), width * MAX_PLATE_SHARE)
        return (max(room, least),)
    aspects = [_aspect(setter, block) for block in pictures]
    tallest = (MAX_FIGURE_HEIGHT if len(pictures) == 1 else MAX_FRAME_HEIGHT) * scale
    height = min((room - FRAME_GAP * (len(pictures) - 1)) / sum(aspects), tallest)
    return tuple(max(height * aspect, MIN_FIGURE_WIDTH) for aspect in aspects)
