"""Set pictures with their captions, alone or beside words."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.picture import fit_picture, least_width, picture_box
from handouts.layout.art.zoom_lines import zoom_lines
from handouts.layout.blocks.baselines import share_baselines
from handouts.layout.boxes import Box, stack
from handouts.layout.boxes import beside as side_by_side
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import PICTURE_SCALES
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.boxes import Item

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

MIN_WIDTHS = {1: 90 * MM, 2: 45 * MM}
"""The least width of a figure alone, and of each of two, beside words, in points."""

TALL = {1: 125.0, 2: 115.0}
"""The height at which such a figure is large enough, however narrow, in points.

It counts with the two tightest spacings alone, which have no room for a high figure of the least
width.
"""

MIN_PLATE_HEIGHT = 30 * MM
"""The least height of a plate that has no room for the width of a figure alone, in points."""

CAPTION_WIDTHS = 9.2
"""The least width of a caption, in its sizes; a figure may be narrower."""

MIN_FRAME_HEIGHT = 60.0
"""The height to which frames on the whole width may shrink for their captions, in points."""

FRAME_GAP = 12.0
"""The space between two pictures, in points."""

MIN_FOOT_WIDTH = 55 * MM
"""The least width of a column for what may also stand below both, in points."""

MAX_ALONE_HEIGHT = 300.0
MAX_PLATE_HEIGHT = 460.0
"""The greatest height on the whole width of a figure, and of a plate, in points."""

FREE_GROWTH = 0.5
"""How much a block may grow in height with its pictures, in points."""


def picture(setter: BlockSetter, block: h.PictureBlock, width: float) -> Box:
    """Set a picture on the whole width, with its caption below."""
    spacing = setter.theme.spacing
    scale = spacing.plates if block.plate else spacing.pictures
    if block.plate:
        least = min(least_width(block, setter.theme), width)
        most = min(width, MAX_PLATE_HEIGHT * _aspect(setter, block))
        return _captioned(setter, block, width, max(scale * most, least))
    tallest = MAX_ALONE_HEIGHT * _aspect(setter, block)
    return _captioned(setter, block, width, scale * min(width, tallest))


def frames(setter: BlockSetter, block: h.Frames, width: float) -> Box:
    """Set the pictures of an activity side by side on the whole width, all of one height."""
    room = width - FRAME_GAP * (len(block.pictures) - 1)
    aspects = [_aspect(setter, each) for each in block.pictures]
    least = CAPTION_WIDTHS * setter.theme.caption.size
    height = room * setter.theme.spacing.pictures / sum(aspects)

    def widths_at(height: float) -> Widths:
        return tuple((max(height * aspect, least), height * aspect) for aspect in aspects)

    while sum(own for own, _ in widths_at(height)) > room and height > MIN_FRAME_HEIGHT:
        height *= 0.95  # wide frames make room for the captions of narrow ones
    return _in_a_row(setter, block.pictures, widths_at(height))._replace(width=width, name="frames")


def examples(setter: BlockSetter, block: h.Examples, width: float) -> Box:
    """Set small pictures side by side on the whole width, each in a column of its own.

    They are of one height, and never too small to see.
    """
    count = len(block.pictures)
    column = (width - FRAME_GAP * (count - 1)) / count
    aspects = [_aspect(setter, each) for each in block.pictures]
    tallest = column / max(aspects)
    least = min(MIN_WIDTHS[2] / min(aspects), MAX_EXAMPLE_HEIGHT, tallest)
    height = max(setter.theme.spacing.pictures * min(MAX_EXAMPLE_HEIGHT, tallest), least)
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


Widths = tuple[tuple[float, float], ...]


def _in_a_row(setter: BlockSetter, pictures: tuple[h.PictureBlock, ...], widths: Widths) -> Box:
    """Set pictures side by side, and the lines from a ring in one to the close view after it."""
    drawn = [
        _captioned(setter, each, own, of_drawing)
        for each, (own, of_drawing) in zip(pictures, widths, strict=True)
    ]
    row = side_by_side(drawn, FRAME_GAP)
    places = [
        fit_picture(each, setter.theme, of_drawing, setter.section)[1]
        for each, (_, of_drawing) in zip(pictures, widths, strict=True)
    ]
    first, *others = row.items
    items: list[tuple[float, float, Item]] = [first]
    for (left, top, _), (whole, close), view in zip(
        row.items, pairwise(places), others, strict=False
    ):
        lines = zoom_lines(whole, close, view[0] - left, setter.theme.colors.quiet)
        items += [*((left, top, line) for line in lines), view]
    return row._replace(items=tuple(items))


class _Arrangement(NamedTuple):
    """Words with pictures beside them, which are measured and not drawn yet.

    `widths` are those of the pictures, each with that of its drawing. The foot is divided: its
    first blocks, `moved`, stand under the words or `under_pictures`, the rest below both.
    """

    words: Box
    widths: Widths
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
    fitted = partial(_widths, setter, block.pictures, width)
    feet = [setter.box(each, width) for each in block.foot]
    arranged = partial(_arranged, setter, block, width, head, feet)
    tried = fitted(scale)
    try:
        best = arranged(tried)
    except UserError:  # a word is too long beside a picture of its least width
        best = arranged(fitted(scale, floor=0.0))
    larger = (fitted(s) for s in reversed(PICTURE_SCALES) if s > scale)
    # Scales that a least or a greatest size makes alike give the same widths.
    for widths in (each for each in dict.fromkeys(larger) if each != tried):
        try:
            grown = arranged(widths)
        except UserError:  # a word is too long beside a picture of this size
            break
        if grown.height > best.height + FREE_GROWTH:
            break
        best = grown
    pictures = _in_a_row(setter, block.pictures, best.widths)
    left = width - pictures.width
    over = pictures if best.under_pictures else best.words
    top, end = over.height + spacing.block, best.height - best.below.height
    foot = best.moved
    if best.under_pictures:
        room = end - top - (spacing.block if best.below.height else 0.0)
        foot = share_baselines(foot, top, best.words, setter.theme.body, room)
    moved = (left if best.under_pictures else 0.0, top, foot)
    below = (0.0, end, best.below)
    return Box(
        width,
        best.height,
        ((0.0, 0.0, best.words), (left, 0.0, pictures), moved, below),  # whose order is read
        name="beside",
    )


def _arranged(
    setter: BlockSetter,
    block: h.Beside,
    width: float,
    head: Head | None,
    feet: list[Box],
    widths: Widths,
) -> _Arrangement:
    """Arrange words beside pictures of some widths; raise `UserError` for words that do not fit.

    `feet` are the blocks of the foot on the whole width.
    """
    right = sum(own for own, _ in widths) + FRAME_GAP * (len(widths) - 1)
    left = width - right - setter.theme.spacing.gutter
    gap = setter.theme.spacing.block
    words = setter.blocks(block.blocks, left)
    if head is not None:
        words = stack([head(left), *_full(words)], setter.theme.spacing.heading, width=left)
    pictures = max(
        _over_caption(
            setter, each, fit_picture(each, setter.theme, of_drawing, setter.section)[0], own
        ).height
        for each, (own, of_drawing) in zip(block.pictures, widths, strict=True)
    )

    # Under the higher of both the foot would take no less room than on the whole width.
    under = pictures < words.height
    column, highest = (right, pictures) if under else (left, words.height)
    boxes = _foot_in_column(setter, block, column)

    def arrangement(count: int) -> _Arrangement:
        moved = stack(boxes[:count], gap, width=column)
        below = stack(feet[count:], gap, width=width)
        tall = max(words.height, pictures, highest + (moved.height and gap + moved.height))
        height = tall + (below.height and gap + below.height)
        return _Arrangement(words, widths, moved, under, below, height)

    return min(map(arrangement, range(len(boxes) + 1)), key=lambda each: each.height)


def _foot_in_column(setter: BlockSetter, block: h.Beside, column: float) -> list[Box]:
    """Set the foot in a column, up to what it has no room for."""
    boxes: list[Box] = []
    if column >= MIN_FOOT_WIDTH:
        with suppress(UserError):  # a word is too long for this column
            boxes += (setter.box(each, column) for each in block.foot)
    return boxes


def _full(box: Box) -> list[Box]:
    """Return a box as a list, which is empty if it holds nothing."""
    return [box] if box.height else []


def _least_of_plate(
    setter: BlockSetter, plate: h.PictureBlock, width: float, floor: float
) -> float:
    """Return the least width of a plate beside words on a width.

    It is `floor` times that of a figure alone; with the two tightest spacings, what gives the plate
    the least height. Its labels may need more.
    """
    least = min(least_width(plate, setter.theme), width * MAX_PLATE_SHARE)
    usual = max(least, floor * MIN_WIDTHS[1])
    if not setter.theme.spacing.narrow:
        return usual
    low, high = (
        fit_picture(plate, setter.theme, each, setter.section)[0].height for each in (least, usual)
    )
    # Labels take the same room in both.
    share = (MIN_PLATE_HEIGHT - low) / (high - low) if high > low else 0.0
    return least + (usual - least) * min(max(share, 0.0), 1.0)


def _widths(
    setter: BlockSetter,
    pictures: tuple[h.PictureBlock, ...],
    width: float,
    scale: float,
    floor: float = 1.0,
) -> Widths:
    """Return the widths of pictures beside words; frames side by side are of one height.

    The least widths are `floor` times what they are.
    """
    room = width * PICTURES_SHARE * scale
    if pictures[0].plate:
        return ((max(room, _least_of_plate(setter, pictures[0], width, floor)),) * 2,)
    aspects = [_aspect(setter, block) for block in pictures]
    count = len(pictures)
    tallest = (MAX_FIGURE_HEIGHT if count == 1 else MAX_FRAME_HEIGHT) * scale
    height = min((room - FRAME_GAP * (count - 1)) / sum(aspects), tallest)
    kind = min(count, max(MIN_WIDTHS))
    most = (width * PICTURES_SHARE - FRAME_GAP * (count - 1)) / sum(aspects)
    least = min(max(MIN_WIDTHS[kind] / aspect for aspect in aspects), most)
    if setter.theme.spacing.narrow:
        least = min(least, TALL[kind])
    drawn = (max(height, floor * least) * aspect for aspect in aspects)
    caption = CAPTION_WIDTHS * setter.theme.caption.size
    return tuple((max(width, caption), width) for width in drawn)
