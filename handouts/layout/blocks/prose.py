"""Set blocks of running text: paragraphs, lists, doses, cautions, options, lines to write on."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING

from handouts.brand.color import WHITE
from handouts.document import Points
from handouts.layout.art import shapes
from handouts.layout.art.numbered_disc import numbered_disc
from handouts.layout.blocks.two_columns import in_two_columns
from handouts.layout.boxes import Box, Item, beside, inset, on, stack
from handouts.layout.text.paragraph import set_line
from patterns.text import Rich, StyledRun, strong

if TYPE_CHECKING:
    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.style.theme import TextStyle, Theme

INDENT = 1.42
BULLET_INDENT = 1.0
"""The indents of list items, in body sizes; a numbered disc fits in the first."""

FACT_GAP = 14.0
"""The space between two facts of a dose, in points."""

MAX_CAUTION_LINES = 3
"""How many lines cautions may take as one paragraph; more are a list after the first."""

MAX_LETTERS = 70
"""The most letters of a line that is easy to read."""

MIN_COLUMN = 18.0
"""The least width of each of two columns of a list, in body sizes."""

NUMERAL_GAP = 3.5
"""The space between a numeral and its unit, in points."""


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
    """Set a list in two columns as even as can be, or in one for want of room.

    There is no space between the items, so that the columns share their baselines.
    """
    if len(items) == 1 or not _has_columns(setter, width):
        return points(setter, Points(items), width)
    gap = setter.theme.spacing.gutter
    column = (width - gap) / 2
    boxes = [_point(setter, 0, item, column) for item in items]
    return in_two_columns(boxes, 0, gap, role="L")


def _has_columns(setter: BlockSetter, width: float) -> bool:
    """Whether a width has room for two columns of text, and the edition lets them be."""
    return setter.theme.columns and width >= 2 * MIN_COLUMN * setter.theme.body.size


def _point(setter: BlockSetter, number: int, rich: Rich, width: float) -> Box:
    """Set a list item with a number in a disc, or with a bullet if the number is 0."""
    indent = (INDENT if number else BULLET_INDENT) * setter.theme.body.size
    words = setter.text(rich, setter.theme.body, width - indent, "LBody")
    label = numbered_disc(number, setter.theme) if number else _bullet(setter)
    return Box(width, words.height, ((0, 0, label), (indent, 0, words)), "LI")


def _bullet(setter: BlockSetter) -> Box:
    style, color = setter.theme.body, setter.theme.colors.accent
    disc = shapes.disc((style.size * 0.27, style.leading / 2), style.size * 0.175, fill=color)
    return Box(BULLET_INDENT * style.size, style.leading, ((0, 0, disc),))


def doses(setter: BlockSetter, block: h.Doses, width: float) -> Box:
    """Set short facts in as many rows as they need, each as a numeral with its unit."""
    return _doses(block, setter.theme.numeral, setter.theme.body, width, setter.section)


@lru_cache(maxsize=1024)
def _doses(block: h.Doses, large: TextStyle, body: TextStyle, width: float, section: str) -> Box:
    """Set a dose once: the search for the best spacing, which changes none, asks many times."""
    items: list[tuple[float, float, Item]] = []
    x = y = 0.0
    for fact in block.items:
        words = _fact(fact, large, body, width, section)
        if x and x + words.width > width:
            x, y = 0.0, y + words.height
        items.append((x, y, Box(words.width, words.height, ((0, 0, words),), "LI")))
        x += words.width + FACT_GAP
    return Box(width, y + large.leading, tuple(items), "L", name="doses")


def _fact(fact: h.DoseFact, large: TextStyle, body: TextStyle, width: float, section: str) -> Box:
    """Set a fact on one line: a large numeral and its unit, or words where it has no numeral."""
    numeral = Box(0, 0)
    if fact.numeral:
        numeral = set_line(strong(fact.numeral), large, width, field=section)
    unit = (StyledRun(fact.unit),) if fact.numeral else strong(fact.text)
    left = numeral.width + (NUMERAL_GAP if fact.numeral else 0)
    words = set_line(unit, body, width - left, field=section)
    top = large.baseline - body.baseline
    height = max(large.leading, top + words.height)
    items = (0, 0, numeral), (left, top, words)
    return Box(left + words.width, height, items, "LBody", name="fact")


def caution(setter: BlockSetter, block: h.CautionBlock, width: float) -> Box:
    """Set cautions beside a stop sign: what to stop for, and the others in the least room.

    Those are a list where they are long. Else they run on after the first, or stand beside it if
    nothing else keeps the lines short.
    """
    spacing, style = setter.theme.spacing, setter.theme.body
    first, *others = block.items
    inner = width - INDENT * style.size
    joined = (*first, *(run for item in others for run in (StyledRun(" "), *item)))
    long = sum(len(run.text) for run in joined) > MAX_CAUTION_LINES * MAX_LETTERS
    listed = partial(_first_and_list, setter, first, tuple(others), inner)
    if others and long and not spacing.run_on:
        return after_stop_sign(listed(), setter.theme, name="caution")
    ways = [setter.text(joined, style, inner, "P")]
    if others and _has_columns(setter, inner):
        if ways[0].height > MAX_CAUTION_LINES * style.leading:
            ways.insert(0, listed())
        if inner <= spacing.measure * style.size:
            ways.insert(0, _first_beside(setter, first, tuple(others), inner))
    words = min(ways, key=lambda box: box.height)
    return after_stop_sign(words, setter.theme, name="caution")


def _first_and_list(
    setter: BlockSetter, first: Rich, others: tuple[Rich, ...], width: float
) -> Box:
    """Set what to stop for, and the other cautions as a list."""
    stop = setter.text(first, setter.theme.body, width, "P")
    listed = points_in_columns(setter, others, width)
    gap = 0 if _has_columns(setter, width) else setter.theme.spacing.item
    return stack([stop, listed], gap, width=width)


def _first_beside(setter: BlockSetter, first: Rich, others: tuple[Rich, ...], width: float) -> Box:
    """Set what to stop for, and the other cautions as a list at its right."""
    gap = setter.theme.spacing.gutter
    column = (width - gap) / 2
    stop = setter.text(first, setter.theme.body, column, "P")
    return beside([stop, points(setter, Points(others), column)], gap)


def after_stop_sign(words: Box, theme: Theme, *, name: str) -> Box:
    """Place a stop sign before the first line of words in the body size."""
    size, middle = theme.body.size, theme.body.leading / 2
    sign = shapes.stop_sign((size * 0.55, middle), size * 0.6, theme.colors.warning)
    signed = tuple((0.0, 0.0, shape) for shape in sign)
    indent = INDENT * size
    return Box(indent + words.width, words.height, (*signed, (indent, 0.0, words)), name=name)


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
