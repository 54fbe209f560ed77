"""Set blocks side by side: columns, best combinations, and the contact of the clinic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art import shapes
from handouts.layout.blocks.prose import points_in_columns
from handouts.layout.blocks.two_columns import flow_in_two_columns
from handouts.layout.boxes import Box, FieldBox, Item, beside, inset, on, stack
from patterns.text import Rich, StyledRun, strong

if TYPE_CHECKING:
    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.style.theme import TextStyle

COLUMN_GAP = 20.0
CARD_GAP = 14.0
CARD_PAD = 9.0
RECORD_GAP = 3.0
SHARES = (0.5, 0.46, 0.54, 0.42, 0.58)
"""The shares of the width to try for the first of two columns; the lowest result is kept."""


def columns(setter: BlockSetter, block: h.Columns, width: float) -> Box:
    """Set columns side by side, or below one another in an edition of one column.

    Of two columns the one with more text gets more width.
    """
    if not setter.theme.columns:
        boxes = [_column(setter, column, width) for column in block.items]
        return stack(boxes, setter.theme.spacing.block, width=width)
    count = len(block.items)
    room = width - COLUMN_GAP * (count - 1)
    rows = [(share, 1 - share) for share in SHARES] if count == 2 else [(1 / count,) * count]

    def shared(row: tuple[float, ...]) -> Box:
        columns = zip(block.items, row, strict=True)
        return beside([_column(setter, col, room * share) for col, share in columns], COLUMN_GAP)

    return min(map(shared, rows), key=lambda box: box.height)


def _column(setter: BlockSetter, column: h.HeadedColumn, width: float) -> Box:
    heading = setter.text(strong(column.heading), setter.theme.subheading, width, "H3")
    return stack([heading, setter.blocks(column.blocks, width)], 2, width=width)


def tiers(setter: BlockSetter, block: h.Tiers, width: float) -> Box:
    """Set tiers of warning signs below one another, each as a list in columns."""
    boxes = []
    for tier in block.items:
        heading = setter.text(strong(tier.heading), setter.theme.subheading, width, "H3")
        boxes.append(stack([heading, points_in_columns(setter, tier.signs, width)], 1, width=width))
    return stack(boxes, setter.theme.spacing.block, width=width)


def sequences(setter: BlockSetter, block: h.Sequences, width: float) -> Box:
    """Set the best combinations as cards, of one height where they stand side by side."""
    theme = setter.theme
    count = len(block.items) if theme.columns else 1
    each = (width - CARD_GAP * (count - 1)) / count
    cards = [_sequence(setter, sequence, each) for sequence in block.items]
    tallest = max(card.height for card in cards)
    heights = [tallest if theme.columns else card.height for card in cards]
    panels = [
        on((theme.soft_panel(each, height),), Box(each, height, ((0, 0, card),)))
        for card, height in zip(cards, heights, strict=True)
    ]
    return beside(panels, CARD_GAP) if theme.columns else stack(panels, CARD_GAP, width=width)


def _sequence(setter: BlockSetter, sequence: h.Sequence, width: float) -> Box:
    inner = width - 2 * CARD_PAD
    boxes = [
        setter.text(strong(sequence.title), setter.theme.subheading, inner, "H3"),
        _joined_parts(setter, sequence, inner),
    ]
    if sequence.note:
        boxes.append(setter.text(sequence.note, setter.theme.body, inner, "P"))
    return inset(stack(boxes, 3, width=inner), CARD_PAD, 6, CARD_PAD, 7)


def _joined_parts(setter: BlockSetter, sequence: h.Sequence, width: float) -> Box:
    style, sign, gap = setter.theme.body, 11.0, 6.0
    items: list[tuple[float, float, Item]] = []
    x = y = tallest = 0.0
    for i, part in enumerate(sequence.parts):
        words = setter.line(strong(part), style, width - sign - gap, "LBody")
        lead = sign + 2 * gap if i else 0.0
        if i and x + lead + words.width > width:
            x, y, lead, tallest = 0.0, y + tallest, sign + gap, 0.0
        if i:
            draw = {"plus": shapes.cross, "then": shapes.arrow}[sequence.joint]
            left, middle = x + (gap if x else 0.0), y + style.leading / 2
            signs = draw(left, middle, sign, setter.theme.colors.primary)
            items += [(0, 0, shape) for shape in signs]
        items.append((x + lead, y, Box(words.width, words.height, ((0, 0, words),), "LI")))
        x, tallest = x + lead + words.width, max(tallest, words.height)
    return Box(width, y + tallest, tuple(items), "L")


def contact(setter: BlockSetter, block: h.ContactBlock, width: float) -> Box:
    """Set the contact of the clinic with its link, who made the sheet, and the record."""
    body = setter.theme.body
    reach = (StyledRun(block.reach),)
    if block.write_in:
        boxes = [_with_writing_line(setter, reach, width)]
    else:
        boxes = [setter.line(reach, body, width, "P")]
    if block.link:
        link = setter.line((StyledRun(block.link_label),), body, width, "Link")
        boxes.append(Box(width, link.height, ((0, 0, link._replace(url=block.link)),), "P"))
    if block.more:
        boxes.append(setter.line((StyledRun(block.more),), body, width, "P"))
    if block.maker:
        boxes.append(_maker(block.maker, body, width))
    if block.record:
        record = _record(setter, block.record, width)
        boxes.append(inset(record, 0, RECORD_GAP, 0, 0))
    return stack(boxes, 0, width=width)


def _record(setter: BlockSetter, rich: Rich, width: float) -> Box:
    """Set what the sheet rests on, in two columns so that its lines are not too long to read."""
    theme = setter.theme
    if not theme.columns:
        return setter.text(rich, theme.small, width, "P")
    column = (width - COLUMN_GAP) / 2
    return flow_in_two_columns([setter.text(rich, theme.small, column, "P")], 0, COLUMN_GAP)


def _maker(field: h.Field, body: TextStyle, width: float) -> Box:
    """Give room for the lines that say who gives the sheet."""
    room = FieldBox(field.name, width, field.lines, body.leading, body.size)
    return Box(width, field.lines * body.leading, ((0, body.baseline, room),), "P", name="field")


def _with_writing_line(setter: BlockSetter, rich: Rich, width: float) -> Box:
    """Set runs, with a line to write on from their end to the right edge."""
    body = setter.theme.body
    words = setter.line(rich, body, width, "P")
    start = words.width + 5
    y = words.height - body.leading + body.baseline + 2
    line = shapes.rule(start, y, width - start, setter.theme.colors.quiet)
    return Box(width, words.height, ((0, 0, words), (0, 0, line)))
