"""Sets tables: what sets the pain off and what to do instead, and the week's chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art import shapes
from handouts.layout.blocks.block_setter import strong
from handouts.layout.boxes import Box, Item, Shape, beside, stack
from handouts.layout.style.theme import colored
from patterns.text import StyledRun

if TYPE_CHECKING:
    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.style.theme import TextStyle

CELL_PAD = 7.0
CELL_GAP = 14.0
LEFT_SHARE = 0.52
"""The share of a table's inner width that its left column takes."""

CHART_NAMES = 0.37
"""The share of the chart's width that its names take."""


def pairs(set_: BlockSetter, block: h.Pairs, width: float) -> Box:
    """Set a table of two columns with a head; in one column, a list of pairs."""
    if not set_.look.columns:
        return _stacked_pairs(set_, block, width)
    look = set_.look
    room = width - 2 * CELL_PAD - CELL_GAP
    widths = (room * LEFT_SHARE, room * (1 - LEFT_SHARE))
    head_style = colored(look.body, look.inks.primary)
    head = [
        set_.text(strong(text), head_style, w, "TH")
        for text, w in zip(block.heads, widths, strict=True)
    ]
    rows = [_row(head, 3, shapes.rule(0, 0, width, look.inks.primary, 1.2), width)]
    for i, pair in enumerate(block.rows):
        cells = [set_.text(rich, look.body, w, "TD") for rich, w in zip(pair, widths, strict=True)]
        last = i == len(block.rows) - 1
        line = None if last else shapes.rule(0, 0, width, look.inks.line, 0.6)
        rows.append(_row(cells, look.spaces.item + 1.5, line, width))
    return stack(rows, 0, width=width, role="Table", name="pairs")


def _row(cells: list[Box], air: float, line: Shape | None, width: float) -> Box:
    """Set the cells of a row with air above and below, and a rule at its foot."""
    inner = beside(cells, CELL_GAP)
    items: list[tuple[float, float, Item]] = [
        (CELL_PAD + x, air, cell) for x, _, cell in inner.items
    ]
    height = inner.height + 2 * air
    if line is not None:
        items.insert(0, (0, height, line))
    return Box(width, height, tuple(items), "TR")


def _stacked_pairs(set_: BlockSetter, block: h.Pairs, width: float) -> Box:
    """Set each pair as a list item: the left text, then the right one under its head."""
    spaces = set_.look.spaces
    items = []
    for left, right in block.rows:
        answer = (StyledRun(f"{block.heads[1]}: ", strong=True), *right)
        texts = [set_.text(rich, set_.look.body, width, "P") for rich in (left, answer)]
        body = stack(texts, spaces.item / 2, width=width, role="LBody")
        items.append(Box(width, body.height, ((0, 0, body),), "LI"))
    return stack(items, spaces.block, width=width, role="L", name="pairs")


def week(set_: BlockSetter, block: h.WeekChart, width: float) -> Box:
    """Set the tick chart: a row for each remedy, seven columns of boxes to tick."""
    head_style = colored(set_.look.body, set_.look.inks.primary)
    rows = [_head_row(set_, block, head_style, width)]
    rows += [_tick_row(set_, row, len(block.days), width) for row in block.rows]
    return stack(rows, 0, width=width, role="Table", name="week")


def _head_row(set_: BlockSetter, block: h.WeekChart, style: TextStyle, width: float) -> Box:
    first, day = _chart_columns(width, len(block.days))
    name = set_.text(strong(block.head), style, first, "TH")
    height = _row_height(set_, name)
    top = height - style.leading - _air(set_)
    line = shapes.rule(0, height, width, set_.look.inks.primary, 1.2)
    items: list[tuple[float, float, Item]] = [(0, 0, line), (0, (height - name.height) / 2, name)]
    for i, text in enumerate(block.days):
        words = set_.line(strong(text), style, day, "TH")
        items.append((first + day * (i + 0.5) - words.width / 2, top, words))
    return Box(width, height, tuple(items), "TR")


def _tick_row(set_: BlockSetter, name: str, days: int, width: float) -> Box:
    first, day = _chart_columns(width, days)
    words = set_.text((StyledRun(name),), set_.look.body, first, "TH")
    height = _row_height(set_, words)
    size = set_.look.body.size
    line = shapes.rule(0, height, width, set_.look.inks.line, 0.6)
    tick = shapes.panel(size, size, stroke=set_.look.inks.quiet, radius=2.5, line_width=0.9)
    items: list[tuple[float, float, Item]] = [(0, 0, line), (0, (height - words.height) / 2, words)]
    for i in range(days):
        left = first + day * (i + 0.5) - size / 2
        items.append((left, (height - size) / 2, Box(size, size, ((0, 0, tick),), "TD")))
    return Box(width, height, tuple(items), "TR")


def _chart_columns(width: float, days: int) -> tuple[float, float]:
    """Give the width of the names and of a day."""
    first = width * CHART_NAMES
    return first, (width - first) / days


def _row_height(set_: BlockSetter, name: Box) -> float:
    return name.height + 2 * _air(set_)


def _air(set_: BlockSetter) -> float:
    return 3.25 + set_.look.spaces.item
