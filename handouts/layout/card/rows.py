"""Set the rows of a card: the pictures of a remedy, its dose and boxes to tick.

A roomy row has its pictures at the left and all else at the right. A compact one has its last
picture, its name with the dose, and its boxes beside one another.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art import shapes
from handouts.layout.art.drawing_loader import load_drawing
from handouts.layout.art.picture import MAX_ASPECT, picture_box
from handouts.layout.boxes import Box, Item, stack
from handouts.layout.style.theme import colored
from patterns.text import StyledRun, strong

if TYPE_CHECKING:
    from handouts.document import CardRow, PictureBlock, Section
    from handouts.layout.blocks.block_setter import BlockSetter

PICTURE_GAP = 10.0
COLUMN_GAP = 12.0
"""The space between two pictures, and between the columns of a row, in points."""

ROW_PAD = 3.0
FULL_ROW_PAD = 1.5
"""The space above and below the content of a row, and of one on a full card, in points."""

DAY_WIDTH = 2.35
COMPACT_DAY_WIDTH = 1.65
"""The width of a day in the boxes of a row, in body sizes."""

BOX_SIZE = 1.1
SMALL_BOX_SIZE = 0.92
BOX_GAP = 0.15
"""The size of a box to tick, on a full card, and the space between two, in body sizes."""

FULL_BOXES = 2
"""The most boxes of a day on a full card, which has no room for a third."""

TITLE_GAP = 7.0
"""The space between the name of a compact row and its moment, in points."""


class RowStyle(NamedTuple):
    """How the rows of a card are set: the greatest size of a picture, in points, and the words.

    A row is roomy, with its boxes under its dose, or else compact. It has its short name, or in
    full its title and what to stop for. The dose is set with large `numerals`, or else as a
    sentence. Of the pictures the last are shown, so many at most.
    """

    roomy: bool
    picture: tuple[float, float]
    in_full: bool = False
    numerals: bool = True
    pictures: int = 1


def card_row(setter: BlockSetter, section: Section, width: float, style: RowStyle) -> Box:
    """Set a row, without the line that parts it from others."""
    set_row = _roomy if style.roomy else _compact
    return set_row(setter, section, _row_of(section), width, style)


def _row_of(section: Section) -> CardRow:
    (row,) = section.blocks
    return row  # type: ignore[return-value]  # a section of a card holds one row


def _roomy(
    setter: BlockSetter, section: Section, row: CardRow, width: float, style: RowStyle
) -> Box:
    left, tallest = style.picture if row.pictures else (0.0, 0.0)
    right = width - left - (COLUMN_GAP if left else 0.0)
    theme = setter.theme
    heading = _heading(setter, section, row, right, style)
    parts = [_dose(setter, row, right, style)]
    if row.stop and style.in_full:
        parts.append(setter.text(row.stop, theme.body, right, "P"))
    widest = right / len(row.days) / theme.body.size
    size = BOX_SIZE if style.in_full else SMALL_BOX_SIZE
    parts.append(_boxes(setter, row, min(DAY_WIDTH, widest), size))
    rest = stack(parts, theme.spacing.block, width=right)
    room = max(tallest, heading.height + rest.height)
    drawn = _pictures(setter, row.pictures[-style.pictures :], left, room)
    return _beside(section, width, heading, drawn, rest, None, ROW_PAD)


def _compact(
    setter: BlockSetter, section: Section, row: CardRow, width: float, style: RowStyle
) -> Box:
    size = BOX_SIZE if style.numerals else SMALL_BOX_SIZE
    count = row.boxes if style.numerals else min(row.boxes, FULL_BOXES)
    boxes = _boxes(setter, replace(row, boxes=count), COMPACT_DAY_WIDTH, size)
    left, tallest = style.picture
    middle = width - left - boxes.width - 2 * COLUMN_GAP
    heading = _heading(setter, section, row, middle, style)
    dose = _dose(setter, row, middle, style)
    room = max(tallest, heading.height + dose.height, boxes.height)
    drawn = _pictures(setter, row.pictures[-style.pictures :], left, room)
    pad = ROW_PAD if style.numerals else FULL_ROW_PAD
    return _beside(section, width, heading, drawn, dose, boxes, pad)


def _heading(
    setter: BlockSetter, section: Section, row: CardRow, width: float, style: RowStyle
) -> Box:
    """Set the moment over the title, or after the short name if both fit on a line."""
    theme = setter.theme
    moment = setter.line(strong(section.moment), theme.moment, width, "P")
    if style.in_full:
        title = setter.text(strong(section.heading), theme.heading, width, "H2")
        return stack([moment, title], 0, width=width)
    name = setter.text(strong(row.short), theme.heading, width, "H2")
    place, height = (0.0, name.height), name.height + moment.height
    if name.longest_line + TITLE_GAP + moment.width <= width and name.height < 2 * moment.height:
        baseline = theme.heading.baseline - theme.moment.baseline
        place, height = (name.longest_line + TITLE_GAP, baseline), name.height
    return Box(width, height, ((*place, moment), (0.0, 0.0, name)))


def _beside(
    section: Section,
    width: float,
    heading: Box,
    drawn: Box,
    rest: Box,
    boxes: Box | None,
    pad: float,
) -> Box:
    """Place pictures at the left, a heading over the rest beside them, and boxes at the right."""
    words = heading.height + rest.height
    height = max(words, drawn.height, boxes.height if boxes else 0.0)
    x = drawn.width + COLUMN_GAP if drawn.width else 0.0

    def top(part: float) -> float:
        return pad + (height - part) / 2

    items = [
        (x, top(words), heading),
        (0.0, top(drawn.height), drawn),  # which is read after the heading
        (x, top(words) + heading.height, rest),
    ]
    if boxes:
        items.append((width - boxes.width, top(boxes.height), boxes))
    return Box(width, height + 2 * pad, tuple(items), name=section.id)


def _dose(setter: BlockSetter, row: CardRow, width: float, style: RowStyle) -> Box:
    """Set the dose with large numerals, or as a sentence where there is little room."""
    if style.numerals:
        return setter.box(row.doses, width)
    facts: list[StyledRun] = []
    for fact in row.doses.items:
        said = (
            (StyledRun(fact.numeral, strong=True), StyledRun(f" {fact.unit}"))
            if fact.numeral
            else (StyledRun(fact.text),)
        )
        facts += [*((StyledRun(" · "),) if facts else ()), *said]
    return setter.text(tuple(facts), setter.theme.dose, width, "P")


def _pictures(
    setter: BlockSetter, pictures: tuple[PictureBlock, ...], width: float, tallest: float
) -> Box:
    """Set pictures side by side in the middle of a width, none higher than `tallest`."""
    if not pictures:
        return Box(width, 0)
    room = width - PICTURE_GAP * (len(pictures) - 1)
    aspects = [_aspect(setter, each) for each in pictures]
    height = min(tallest, room / sum(aspects))
    drawn = [
        picture_box(each, setter.theme, height * aspect, setter.section)
        for each, aspect in zip(pictures, aspects, strict=True)
    ]
    used = sum(box.width for box in drawn) + PICTURE_GAP * (len(drawn) - 1)
    x = (width - used) / 2
    items: list[tuple[float, float, Item]] = []
    for box in drawn:
        items.append((x, (height - box.height) / 2, box))
        x += box.width + PICTURE_GAP
    return Box(width, height, tuple(items), name="frames")


def _aspect(setter: BlockSetter, picture: PictureBlock) -> float:
    """Return the width that a picture takes, with a figure beside it, as a share of its height."""
    drawing = load_drawing(picture.folder, f"{picture.id}.{picture.variant}", setter.section)
    shown = drawing.width / drawing.height
    if drawing.beside:
        stem = f"{drawing.beside}.{picture.variant}"
        small = load_drawing(picture.folder, stem, setter.section)
        shown += small.width / small.height
    return max(shown, 1 / MAX_ASPECT) if picture.plate else shown


def _boxes(setter: BlockSetter, row: CardRow, day_width: float, box_size: float) -> Box:
    """Set boxes to tick under the names of the days, as a table; sizes are in body sizes."""
    theme, body = setter.theme, setter.theme.body.size
    day, size, gap = day_width * body, box_size * body, BOX_GAP * body
    width, quiet = day * len(row.days), colored(theme.label, theme.colors.quiet)
    heads: list[tuple[float, float, Item]] = []
    for i, name in enumerate(row.days):
        words = setter.line((StyledRun(name),), quiet, day, "TH")
        heads.append((day * (i + 0.5) - words.width / 2, 0.0, words))
    rows = [Box(width, theme.label.leading, tuple(heads), "TR")]
    tick = shapes.panel(size, size, stroke=theme.colors.quiet, radius=2.5, line_width=0.9)
    cell = Box(size, size, ((0, 0, tick),), "TD")
    ticks = tuple((day * (i + 0.5) - size / 2, 0.0, cell) for i in range(len(row.days)))
    rows += [Box(width, size, ticks, "TR")] * row.boxes
    return stack(rows, gap, width=width, role="Table", name="week")
