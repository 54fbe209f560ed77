"""Set blocks of running text: paragraphs, lists, doses, cautions, options, lines to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.brand.color import WHITE
from handouts.document import Points
from handouts.layout.art import shapes
from handouts.layout.boxes import Box, Item, beside, inset, on, stack
from handouts.layout.style.theme import colored
from patterns.text import Rich, StyledRun, strong

if TYPE_CHECKING:
    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter

INDENT = 1.42
"""The indent of list items, in body sizes; a numbered disc fits in it."""

CHIP_PAD = 6.5
CHIP_GAP = 5.0


def paragraph(setter: BlockSetter, block: h.Paragraph, width: float) -> Box:
    """Set a paragraph."""
    theme = setter.theme
    style = {"body": theme.body, "small": theme.small, "notice": theme.notice}[block.style]
    return setter.text(block.text, style, width, "P")


def subheading(setter: BlockSetter, block: h.Subheading, width: float) -> Box:
    """Set a heading of the third level."""
    return setter.text(strong(block.text), setter.theme.subheading, width, "H3")


def points(setter: BlockSetter, block: h.Points, width: float) -> Box:
    """Set a list."""
    items = [
        _point(setter, i if block.numbered else 0, item, width)
        for i, item in enumerate(block.items, start=block.first)
    ]
    return stack(items, setter.theme.spacing.item, width=width, role="L")


def points_in_columns(setter: BlockSetter, items: tuple[Rich, ...], width: float) -> Box:
    """Set a list in two columns as even as can be, or in one if the edition has no more."""
    if not setter.theme.columns or len(items) == 1:
        return points(setter, Points(items), width)
    gap, between = setter.theme.spacing.gutter, setter.theme.spacing.item
    column = (width - gap) / 2
    boxes = [_point(setter, 0, item, column) for item in items]

    def divided(at: int) -> Box:
        parts = [stack(part, between, width=column) for part in (boxes[:at], boxes[at:])]
        return beside(parts, gap, role="L")

    return min(map(divided, range(1, len(boxes))), key=lambda box: box.height)


def _point(setter: BlockSetter, number: int, rich: Rich, width: float) -> Box:
    """Set a list item with a number in a disc, or with a bullet if the number is 0."""
    indent = INDENT * setter.theme.body.size
    words = setter.text(rich, setter.theme.body, width - indent, "LBody")
    label = _number(setter, number) if number else _bullet(setter)
    return Box(width, words.height, ((0, 0, label), (indent, 0, words)), "LI")


def _bullet(setter: BlockSetter) -> Box:
    style, color = setter.theme.body, setter.theme.colors.accent
    disc = shapes.disc((style.size * 0.27, style.leading / 2), style.size * 0.175, fill=color)
    return Box(INDENT * style.size, style.leading, ((0, 0, disc),))


def _number(setter: BlockSetter, number: int) -> Box:
    """Set a number in a disc, which is a ring in an edition without colors."""
    theme, colors = setter.theme, setter.theme.colors
    radius, middle = theme.body.size * 0.55, theme.body.leading / 2
    digit = setter.line(strong(str(number)), colored(theme.label, colors.on_bold), 2 * radius)
    disc = shapes.disc(
        (radius, middle),
        radius - (0 if colors.bold else 0.5),
        fill=colors.accent if colors.bold else None,
        stroke=None if colors.bold else colors.ink,
    )
    place = (radius - digit.width / 2, middle - theme.label.leading / 2)
    return Box(2 * radius, theme.body.leading, ((0, 0, disc), (*place, digit)), "Lbl")


def doses(setter: BlockSetter, block: h.Doses, width: float) -> Box:
    """Set short facts as chips in as many rows as they need."""
    height = setter.theme.body.leading + 4
    items: list[tuple[float, float, Item]] = []
    x = y = 0.0
    for fact in block.items:
        words = setter.line(strong(fact.text), setter.theme.body, width - 2 * CHIP_PAD, "LBody")
        wide, tall = words.width + 2 * CHIP_PAD, words.height + 4
        if x and x + wide > width:
            x, y = 0.0, y + height + 4
        ground = setter.theme.soft_panel(wide, tall, radius=height / 2)
        items.append((x, y, Box(wide, tall, ((0, 0, ground), (CHIP_PAD, 2, words)), "LI")))
        x += wide + CHIP_GAP
    return Box(width, y + height, tuple(items), "L", name="doses")


def caution(setter: BlockSetter, block: h.CautionBlock, width: float) -> Box:
    """Set cautions as one paragraph beside a bar."""
    indent = 11.0
    first, *others = block.items
    rich = (*first, *(run for item in others for run in (StyledRun(" "), *item)))
    words = setter.text(rich, setter.theme.body, width - indent, "P")
    color = setter.theme.colors.warning
    bar = shapes.panel(3.2, words.height - 2, fill=color, radius=1.2, at=(0, 1))
    return Box(width, words.height, ((0, 0, bar), (indent, 0, words)), name="caution")


def options(setter: BlockSetter, block: h.OptionList, width: float) -> Box:
    """Set the options of a list, the chosen one in a frame."""
    boxes = [_option(setter, option, width) for option in block.items]
    return stack(boxes, setter.theme.spacing.item + 3, width=width, role="L")


def _option(setter: BlockSetter, option: h.OptionItem, width: float) -> Box:
    pad = 8.0
    badge = strong(f" {option.badge}") if option.badge else ()
    words = setter.text((*option.text, *badge), setter.theme.body, width - 2 * pad, "LBody")
    box = inset(words, pad, 4, pad, 4)
    ground = setter.theme.soft_panel(box.width, box.height)
    if option.chosen:
        treat = setter.theme.colors.treat
        ground = shapes.panel(box.width, box.height, fill=WHITE, stroke=treat, line_width=1.8)
    return on((ground,), box, role="LI", name="choice")


def write_in(setter: BlockSetter, block: h.WriteIn, width: float) -> Box:
    """Set labels with lines to write on, and a remark after them or on the next line."""
    style, room, gap = setter.theme.body, 62.0, 5.0
    items: list[tuple[float, float, Item]] = []
    x = y = 0.0
    for label in block.labels:
        words = setter.line(strong(label), style, width - room, "P")
        if x and x + words.width + gap + room > width:
            x, y = 0.0, y + style.leading + 4
        items.append((x, y, words))
        x += words.width + gap
        line = shapes.rule(0, style.baseline + 2, room, setter.theme.colors.quiet)
        items.append((x, y, line))
        x += room + 2 * gap
    remark = setter.line((StyledRun(block.remark),), style, width, "P")
    if x + remark.width > width:
        x, y = 0.0, y + style.leading + 2
    items.append((x, y, remark))
    return Box(width, y + style.leading + 3, tuple(items), name="write-in")
