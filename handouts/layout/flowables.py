"""Turns each block of a handout into a box of a given width; one small function for each kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from handouts import handout as h
from handouts.colours import WHITE
from handouts.layout import shapes
from handouts.layout.boxes import Box, Item, Shape, beside, inset, on, stack
from handouts.layout.look import (
    INK,
    LINE,
    ON_PRIMARY,
    PICTURE_SCALES,
    QUIET,
    TREAT,
    WARNING,
    Look,
    coloured,
)
from handouts.layout.pictures import picture_box
from handouts.layout.qr import qr_box
from handouts.layout.setting import set_text
from patterns.text import Rich, Run

if TYPE_CHECKING:
    from handouts.layout.look import TextStyle
    from handouts.layout.pictures import Pictures

PLATE_SHARE = 0.53
FIGURE_SHARE = 0.38
"""The share of the frame's width that a plate and a figure take at full size."""

FREE_GROWTH = 0.5
"""A picture may grow while its block grows by no more than this, in points."""

FIGURE_TALLEST = 190.0
FIGURE_NARROWEST = 92.0
"""The height that a figure keeps to, and the least width, which its caption needs."""

QR_SIZE = 58.0

INDENT = 17.0
"""How far the words of a list stand from its bullets; room for a number in its disc."""


@dataclass(frozen=True, slots=True)
class Setter:
    """What every flowable needs: the look, the pictures, and the section it stands in."""

    look: Look
    pictures: Pictures
    where: str

    def box(self, block: h.Block, width: float) -> Box:
        """Set a block to a width."""
        return FLOWABLES[type(block)](self, block, width)

    def text(self, rich: Rich, style: TextStyle, width: float, role: str = "") -> Box:
        """Set runs to a width."""
        return set_text(rich, style, width, role=role, where=self.where)

    def blocks(self, blocks: tuple[h.Block, ...], width: float) -> Box:
        """Set blocks below one another."""
        boxes = [self.box(block, width) for block in blocks]
        return stack(boxes, self.look.spaces.block, width=width)


def strong(text: str) -> Rich:
    """Give a text as one run that stands out."""
    return (Run(text, strong=True),)


def _paragraph(set_: Setter, block: h.Paragraph, width: float) -> Box:
    look = set_.look
    style = {"body": look.body, "lead": look.body, "small": look.small, "notice": look.notice}
    return set_.text(block.text, style[block.style], width, "P")


def _subheading(set_: Setter, block: h.Subheading, width: float) -> Box:
    return set_.text(strong(block.text), set_.look.subheading, width, "H3")


def _points(set_: Setter, block: h.Points, width: float) -> Box:
    items = [
        _point(set_, i if block.numbered else 0, item, width)
        for i, item in enumerate(block.items, start=1)
    ]
    return stack(items, set_.look.spaces.item, width=width, role="L")


def _point(set_: Setter, number: int, rich: Rich, width: float) -> Box:
    """Set a list item; its label is a disc with a number, or a bullet when that is 0."""
    style = set_.look.body
    middle = style.leading / 2
    words = set_.text(rich, style, width - INDENT, "LBody")
    label = _number_disc(set_, number) if number else Box(
        INDENT, style.leading, ((0, 0, shapes.disc((3.2, middle), 2.1, fill=set_.look.primary)),)
    )
    return Box(width, words.height, ((0, 0, label), (INDENT, 0, words)), "LI")


def _number_disc(set_: Setter, number: int) -> Box:
    radius = 6.6
    style = coloured(set_.look.label, ON_PRIMARY)
    digit = set_.text(strong(str(number)), style, INDENT)
    left = radius - digit.items[0][2].width / 2  # type: ignore[union-attr]
    middle = set_.look.body.leading / 2
    disc = shapes.disc((radius, middle), radius, fill=set_.look.primary)
    top = middle - style.leading / 2
    return Box(INDENT, set_.look.body.leading, ((0, 0, disc), (left, top, digit)), "Lbl")


def _doses(set_: Setter, block: h.Doses, width: float) -> Box:
    """Set short facts as chips in a row, as many rows as it takes."""
    pad, gap, height = 6.5, 5.0, set_.look.body.leading + 4
    items: list[tuple[float, float, Item]] = []
    x = y = 0.0
    for fact in block.items:
        words = set_.text(strong(fact), set_.look.body, width - 2 * pad, "LBody")
        wide = words.items[0][2].width + 2 * pad  # type: ignore[union-attr]
        if x and x + wide > width:
            x, y = 0.0, y + height + 4
        chip = shapes.panel(wide, height, fill=set_.look.tint, radius=height / 2)
        narrow = Box(wide - 2 * pad, words.height, words.items, words.role, name="text")
        items.append((x, y, Box(wide, height, ((0, 0, chip), (pad, 2, narrow)), "LI")))
        x += wide + gap
    return Box(width, y + height, tuple(items), "L", name="doses")


def _caution(set_: Setter, block: h.Caution, width: float) -> Box:
    """Set cautions as one paragraph beside a bar."""
    indent = 11.0
    rich: list[Run] = []
    for i, item in enumerate(block.items):
        rich += (Run(" "), *item) if i else item
    words = set_.text(tuple(rich), set_.look.body, width - indent, "P")
    bar = shapes.panel(3.2, words.height - 2, fill=WARNING, radius=1.2, at=(0, 1))
    return Box(width, words.height, ((0, 0, bar), (indent, 0, words)), name="caution")


def _choices(set_: Setter, block: h.Choices, width: float) -> Box:
    boxes = [_choice(set_, choice, width) for choice in block.items]
    return stack(boxes, set_.look.spaces.item + 3, width=width, role="L")


def _choice(set_: Setter, choice: h.Choice, width: float) -> Box:
    pad = 8.0
    badge = (Run(f" {choice.badge}", strong=True),) if choice.badge else ()
    words = set_.text((*choice.text, *badge), set_.look.body, width - 2 * pad, "LBody")
    box = inset(words, pad, 4, pad, 4)
    if choice.chosen:
        ground = shapes.panel(
            box.width, box.height, fill=WHITE, stroke=TREAT, line_width=1.8, radius=4
        )
    else:
        ground = shapes.panel(box.width, box.height, fill=set_.look.tint, radius=4)
    return on((ground,), box, role="LI", name="choice")


def _write_in(set_: Setter, block: h.WriteIn, width: float) -> Box:
    """Set labels with lines to write on, and the remark behind them."""
    style, room, gap = set_.look.body, 62.0, 5.0
    items: list[tuple[float, float, Item]] = []
    x = 0.0
    for label in block.labels:
        words = _tight(set_.text(strong(label), style, width, "P"))
        items.append((x, 0, words))
        x += words.width + gap
        items.append((x, 0, shapes.rule(0, style.baseline + 2, room, QUIET)))
        x += room + 2 * gap
    remark = _tight(set_.text((Run(block.remark),), style, width, "P"))
    if x + remark.width <= width:
        items.append((x, 0, remark))
        return Box(width, style.leading + 3, tuple(items), name="write-in")
    items.append((0, style.leading + 2, remark))
    return Box(width, 2 * style.leading + 5, tuple(items), name="write-in")


def _tight(box: Box) -> Box:
    """Narrow the box of a single line to its words."""
    line = box.items[0][2]
    return Box(line.width, box.height, box.items, box.role, name=box.name)  # type: ignore[union-attr]


def _picture(set_: Setter, block: h.PictureBlock, width: float) -> Box:
    """Set a picture with its caption below."""
    picture = picture_box(set_.pictures, block, set_.look, width, set_.where)
    caption = set_.text(block.caption, set_.look.caption, width, "Caption")
    return stack([picture, caption], 3, width=width, name="figure")


def _beside(set_: Setter, block: h.Beside, width: float) -> Box:
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


def _beside_at(set_: Setter, block: h.Beside, width: float, scale: float) -> Box:
    picture_width = _picture_width(set_, block.picture, width, scale)
    words = set_.blocks(block.blocks, width - picture_width - set_.look.spaces.gutter)
    picture = _picture(set_, block.picture, picture_width)
    height = max(words.height, picture.height)
    items = ((0.0, 0.0, words), (width - picture_width, 0.0, picture))
    return Box(width, height, items, name="beside")


def _picture_width(
    set_: Setter, block: h.PictureBlock, width: float, scale: float
) -> float:
    """Give a picture its share of the width; an upright figure is held by its height instead."""
    if block.plate:
        return width * PLATE_SHARE * scale
    drawing = set_.pictures.drawing(block.id, block.variant, set_.where)
    upright = FIGURE_TALLEST * scale * drawing.width / drawing.height
    return max(FIGURE_NARROWEST, min(width * FIGURE_SHARE * scale, upright))


def _pairs(set_: Setter, block: h.Pairs, width: float) -> Box:
    """Set a table of two columns with a head."""
    pad, gap = 7.0, 14.0
    left = (width - 2 * pad - gap) * 0.52
    right = width - 2 * pad - gap - left
    rows: list[Box] = []
    style = coloured(set_.look.body, set_.look.primary)
    head = [set_.text(strong(t), style, w, "TH") for t, w in zip(block.heads, (left, right), strict=True)]
    rows.append(_row(head, gap, pad, 3, shapes.rule(0, 0, width, set_.look.primary, 1.2), width))
    for i, pair in enumerate(block.rows):
        cells = [
            set_.text(rich, set_.look.body, w, "TD")
            for rich, w in zip(pair, (left, right), strict=True)
        ]
        line = None if i == len(block.rows) - 1 else shapes.rule(0, 0, width, LINE, 0.6)
        rows.append(_row(cells, gap, pad, set_.look.spaces.item + 1.5, line, width))
    return stack(rows, 0, width=width, role="Table", name="pairs")


def _row(
    cells: list[Box], gap: float, pad: float, air: float, line: Shape | None, width: float
) -> Box:
    """Set the cells of a row with air above and below, and a rule at its foot."""
    inner = beside(cells, gap)
    items: list[tuple[float, float, Item]] = [
        (pad + x, air, cell) for x, _, cell in inner.items
    ]
    height = inner.height + 2 * air
    if line is not None:
        items.insert(0, (0, height, line))
    return Box(width, height, tuple(items), "TR")


def _columns(set_: Setter, block: h.Columns, width: float) -> Box:
    """Set columns side by side; of two, the fuller one is the wider."""
    gap = 20.0
    room = width - gap * (len(block.items) - 1)
    shares = [[1 / len(block.items)] * len(block.items)]
    if len(block.items) == 2:  # noqa: PLR2004
        shares = [[share, 1 - share] for share in (0.5, 0.46, 0.54, 0.42, 0.58)]
    tries = [
        beside(
            [_column(set_, column, room * share) for column, share in zip(block.items, row, strict=True)],
            gap,
        )
        for row in shares
    ]
    return min(tries, key=lambda box: box.height)


def _column(set_: Setter, column: h.Column, width: float) -> Box:
    heading = set_.text(strong(column.heading), set_.look.subheading, width, "H3")
    return stack([heading, set_.blocks(column.blocks, width)], 2, width=width)


def _sequences(set_: Setter, block: h.Sequences, width: float) -> Box:
    gap = 14.0
    each = (width - gap * (len(block.items) - 1)) / len(block.items)
    cards = [_sequence(set_, sequence, each) for sequence in block.items]
    height = max(card.height for card in cards)
    panels = [
        on((shapes.panel(each, height, fill=set_.look.tint),), Box(each, height, ((0, 0, card),)))
        for card in cards
    ]
    return beside(panels, gap)


def _sequence(set_: Setter, sequence: h.Sequence, width: float) -> Box:
    """Set one combination: its title, its remedies with signs between them, a note."""
    pad = 9.0
    inner = width - 2 * pad
    boxes = [
        set_.text(strong(sequence.title), set_.look.subheading, inner, "H3"),
        _joined_parts(set_, sequence, inner),
    ]
    if sequence.note:
        boxes.append(set_.text(sequence.note, set_.look.body, inner, "P"))
    return inset(stack(boxes, 3, width=inner), pad, 6, pad, 7)


def _joined_parts(set_: Setter, sequence: h.Sequence, width: float) -> Box:
    style, sign, gap = set_.look.body, 11.0, 6.0
    items: list[tuple[float, float, Item]] = []
    x = y = 0.0
    for i, part in enumerate(sequence.parts):
        words = _tight(set_.text(strong(part), style, width, "LBody"))
        lead = sign + 2 * gap if i else 0.0
        if i and x + lead + words.width > width:
            x, y, lead = 0.0, y + style.leading, sign + gap
        if i:
            items += [
                (0, 0, shape)
                for shape in _sign(set_, sequence.joint, (x + (gap if x else 0), y), sign)
            ]
        items.append((x + lead, y, Box(words.width, words.height, ((0, 0, words),), "LI")))
        x += lead + words.width
    return Box(width, y + style.leading, tuple(items), "L")


def _sign(
    set_: Setter, joint: str, at: tuple[float, float], size: float
) -> tuple[Shape, ...]:
    middle = at[1] + set_.look.body.leading / 2
    draw = {"plus": shapes.cross, "then": shapes.arrow}[joint]
    return draw(at[0], middle, size, set_.look.primary)


def _week(set_: Setter, block: h.WeekChart, width: float) -> Box:
    """Set the tick chart: seven columns of boxes to tick."""
    look = set_.look
    first = width * 0.37
    day = (width - first) / len(block.days)
    head_style = coloured(look.body, look.primary)
    height = look.body.leading + 6.5 + 2 * look.spaces.item
    rows = [
        _week_row(set_, (block.head, *block.days), head_style, first, day, height, head=True)
    ]
    rows += [
        _week_row(set_, (row,), look.body, first, day, height, head=False, ticks=len(block.days))
        for row in block.rows
    ]
    return stack(rows, 0, width=width, role="Table", name="week")


def _week_row(
    set_: Setter,
    texts: tuple[str, ...],
    style: TextStyle,
    first: float,
    day: float,
    height: float,
    *,
    head: bool,
    ticks: int = 0,
) -> Box:
    """Set a row of the tick chart: a name, then the days or the boxes to tick."""
    width = first + day * max(len(texts) - 1, ticks)
    top = (height - style.leading) / 2
    name = set_.text(strong(texts[0]) if head else (Run(texts[0]),), style, first, "TH")
    line = shapes.rule(0, height, width, set_.look.primary if head else LINE, 1.2 if head else 0.6)
    items: list[tuple[float, float, Item]] = [(0, 0, line), (0, top, name)]
    for i, text in enumerate(texts[1:]):
        words = _tight(set_.text(strong(text), style, day, "TH"))
        items.append((first + day * (i + 0.5) - words.width / 2, top, words))
    size = 12.0
    tick = shapes.panel(size, size, stroke=QUIET, radius=2.5, line_width=0.9)
    for i in range(ticks):
        left = first + day * (i + 0.5) - size / 2
        items.append((left, (height - size) / 2, Box(size, size, ((0, 0, tick),), "TD")))
    return Box(width, height, tuple(items), "TR")


def _contact(set_: Setter, block: h.Contact, width: float) -> Box:
    """Set how to reach the clinic; a QR code stands at the right where there is a link."""
    body = set_.look.body
    code = qr_box(block.link, QR_SIZE, INK, block.link_alt) if block.link else None
    inner = width - (code.width + 10 if code else 0)
    reach = set_.text((Run(block.reach),), body, inner, "P")
    if block.write_in:
        reach = _with_writing_line(_tight(reach), inner, body.baseline + 2)
    boxes = [reach]
    boxes += [set_.text((Run(text),), body, inner, "P") for text in (block.link_label, block.more) if text]
    words = stack(boxes, 0, width=inner)
    if code is None:
        return words
    height = max(words.height, code.height)
    return Box(width, height, ((0, 0, words), (width - code.width, (height - code.height) / 2, code)))


def _with_writing_line(words: Box, width: float, y: float) -> Box:
    """Draw a line to write on from the end of some words to the right edge."""
    start = words.width + 5
    line = shapes.rule(start, y, width - start, QUIET)
    return Box(width, words.height, ((0, 0, words), (0, 0, line)))


Flowable = Callable[[Setter, Any, float], Box]

FLOWABLES: dict[type, Flowable] = {
    h.Paragraph: _paragraph,
    h.Subheading: _subheading,
    h.Points: _points,
    h.Doses: _doses,
    h.Caution: _caution,
    h.Choices: _choices,
    h.WriteIn: _write_in,
    h.PictureBlock: _picture,
    h.Beside: _beside,
    h.Pairs: _pairs,
    h.Columns: _columns,
    h.Sequences: _sequences,
    h.WeekChart: _week,
    h.Contact: _contact,
}
"""How each kind of block is set."""
