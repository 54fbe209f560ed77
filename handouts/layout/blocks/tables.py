"""Set tables: of triggers, of conditions to check, and the chart of the week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art import shapes
from handouts.layout.boxes import Box, Item, Items, Shape, beside, centered, stack
from handouts.layout.style.theme import colored
from patterns.text import Rich, StyledRun, strong

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts import document as h
    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.style.theme import TextStyle
    from patterns.conditions import Advice

Columns = tuple[float, ...]
"""The widths of the columns of remedies in the table of conditions, in points."""

CELL_GAP = 14.0
LEFT_SHARE = 0.52
"""The share of a table's inner width for its left column."""

CHECK_GAP = 8.0
"""The space between two columns of the table of conditions, in points."""

MIN_NAMES_SHARE = 0.25
"""The least share of the width for the conditions; with less the table becomes a list."""

HEAD_LINES = (1, 2, 3, 20)
"""The most lines of a head over a column of that table; 20 is a word on each."""

IN_MIDDLE, AT_FOOT = 0.5, 1.0
"""How much of the space around a cell stands above it."""

CHART_NAMES = 0.37
"""The share of the chart's width for the names of its rows."""


def pairs(setter: BlockSetter, block: h.Pairs, width: float) -> Box:
    """Set a table of two columns with a head, or a list of pairs in an edition of one column."""
    if not setter.theme.columns:
        return _stacked_pairs(setter, block, width)
    theme = setter.theme
    room = width - CELL_GAP
    widths = (room * LEFT_SHARE, room * (1 - LEFT_SHARE))
    head_style = colored(theme.body, theme.colors.primary)

    def cells(pair: tuple[Rich, Rich], style: TextStyle, role: str) -> list[Box]:
        return [setter.text(rich, style, w, role) for rich, w in zip(pair, widths, strict=True)]

    head = cells((strong(block.heads[0]), strong(block.heads[1])), head_style, "TH")
    rows = [_row(head, 3, shapes.rule(0, 0, width, theme.colors.primary, 1.2), width)]
    for i, pair in enumerate(block.rows, start=1):
        line = shapes.rule(0, 0, width, theme.colors.line, 0.6) if i < len(block.rows) else None
        rows.append(_row(cells(pair, theme.body, "TD"), theme.spacing.item + 1.5, line, width))
    return stack(rows, 0, width=width, role="Table", name="pairs")


def checks(setter: BlockSetter, block: h.CheckTable, width: float) -> Box:
    """Set the table of conditions by remedy, or a list where it has no room.

    The heads of its columns take the lines with which the table is least high.
    """
    columns = [*dict.fromkeys(_check_columns(setter, block, width))]
    if not columns:
        return _listed_checks(setter, block, width)
    if len(columns) > 1:
        columns.sort(key=lambda each: _height_of_words(setter, block, width, each))
    return _check_table(setter, block, width, columns[0])


def _height_of_words(
    setter: BlockSetter, block: h.CheckTable, width: float, columns: Columns
) -> float:
    """Return the height of the rows of a table without the space between them."""
    heads = _heads(setter, block, columns)
    names = (_condition(setter, check, width, columns) for check in block.rows)
    return max(box.height for box in heads) + sum(box.height for box in names)


def _heads(setter: BlockSetter, block: h.CheckTable, columns: Columns) -> list[Box]:
    """Set the names of the remedies over their columns."""
    style = colored(setter.theme.table, setter.theme.colors.primary)
    return [
        setter.text(strong(name), style, column - CHECK_GAP / 2, "TH")
        for name, column in zip(block.remedies, columns, strict=True)
    ]


def _condition(setter: BlockSetter, check: h.CheckRow, width: float, columns: Columns) -> Box:
    """Set conditions, which run on over the empty cells before the first advice."""
    empty = next((i for i, advice in enumerate(check.advice) if advice), 0)
    room = width - CHECK_GAP - sum(columns[empty:])
    return setter.text((StyledRun(check.conditions),), setter.theme.table, room, "TH")


def _check_columns(setter: BlockSetter, block: h.CheckTable, width: float) -> Iterator[Columns]:
    """Give the widths of the columns of remedies, from the widest, where they leave room."""
    style = setter.theme.table
    words = [setter.widest_word(strong(word), style) for word in block.words.values()]
    longest = (setter.widest_word((StyledRun(row.conditions),), style) for row in block.rows)
    least = max(width * MIN_NAMES_SHARE, *longest)
    heads = [strong(name) for name in block.remedies]
    for lines in HEAD_LINES if setter.theme.columns else ():
        widths = (max(setter.width_in(head, style, lines), *words) for head in heads)
        columns = tuple(head + CHECK_GAP for head in widths)
        if width - sum(columns) - CHECK_GAP >= least:
            yield columns


def _check_table(setter: BlockSetter, block: h.CheckTable, width: float, columns: Columns) -> Box:
    """Set the table with columns of some widths."""
    theme = setter.theme
    text = theme.table
    head_style = colored(text, theme.colors.primary)
    names = width - sum(columns) - CHECK_GAP

    def row(first: Box, cells: list[Box], padding: float, line: Shape, drop: float) -> Box:
        """Place the cells of a row, `drop` of the space above and below them above."""
        height = max(box.height for box in (first, *cells)) + 2 * padding

        def top(cell: Box) -> float:
            return padding + (height - 2 * padding - cell.height) * drop

        items: list[tuple[float, float, Item]] = [(0, height - line.line_width / 2, line)]
        items.append((0, top(first), first))
        x = width - sum(columns)
        for cell, column in zip(cells, columns, strict=True):
            items.append((x + (column - cell.width) / 2, top(cell), cell))
            x += column
        return Box(width, height, tuple(items), "TR")

    titles = [centered(head) for head in _heads(setter, block, columns)]
    first = setter.text(strong(block.head), head_style, names, "TH")
    primary = shapes.rule(0, 0, width, theme.colors.primary, 1.2)
    rows = [row(first, titles, 2, primary, AT_FOOT)]
    line = shapes.rule(0, 0, width, theme.colors.line, 0.6)
    for check in block.rows:
        first = _condition(setter, check, width, columns)
        cells = [_advice(setter, block, advice, text) for advice in check.advice]
        rows.append(row(first, cells, theme.spacing.item + 0.85, line, IN_MIDDLE))
    return stack(rows, 0, width=width, role="Table", name="checks")


def _advice(
    setter: BlockSetter, block: h.CheckTable, advice: Advice | None, style: TextStyle
) -> Box:
    """Set a cell: no in bold and in the color of warnings, ask in plain ink, or nothing."""
    if advice is None:
        return Box(0, 0, (), "TD")
    no = advice == "no"
    style = colored(style, setter.theme.colors.warning) if no else style
    return setter.line((StyledRun(block.words[advice], strong=no),), style, 200, "TD")


def _listed_checks(setter: BlockSetter, block: h.CheckTable, width: float) -> Box:
    """Set each row as a list item: the conditions, then what to leave out and what to ask."""
    spacing, style = setter.theme.spacing, setter.theme.body
    items = []
    for row in block.rows:
        advised = []
        for advice, head in block.headed.items():
            pairs = zip(block.remedies, row.advice, strict=True)
            if named := ", ".join(name for name, said in pairs if said == advice):
                advised.append(f"{head}: {named}.")
        texts = strong(row.conditions), (StyledRun(" ".join(advised)),)
        boxes = [setter.text(rich, style, width, "P") for rich in texts]
        body = stack(boxes, 0, width=width, role="LBody")
        items.append(Box(width, body.height, ((0, 0, body),), "LI"))
    return stack(items, spacing.item + 3, width=width, role="L", name="checks")


def _row(cells: list[Box], padding: float, line: Shape | None, width: float) -> Box:
    """Set the cells of a row with space above and below, and a rule at its foot."""
    inner = beside(cells, CELL_GAP)
    height = inner.height + 2 * padding
    ruled: Items = () if line is None else ((0, height - line.line_width / 2, line),)
    placed = ((x, padding, cell) for x, _, cell in inner.items)
    return Box(width, height, (*ruled, *placed), "TR")


def _stacked_pairs(setter: BlockSetter, block: h.Pairs, width: float) -> Box:
    """Set each pair as a list item: the left text, then the right one after its head."""
    spacing = setter.theme.spacing
    items = []
    for left, right in block.rows:
        answer = (StyledRun(f"{block.heads[1]}: ", strong=True), *right)
        texts = [setter.text(rich, setter.theme.body, width, "P") for rich in (left, answer)]
        body = stack(texts, spacing.item / 2, width=width, role="LBody")
        items.append(Box(width, body.height, ((0, 0, body),), "LI"))
    return stack(items, spacing.block, width=width, role="L", name="pairs")


def week(setter: BlockSetter, block: h.WeekChart, width: float) -> Box:
    """Set the tick chart: a row for each remedy, a column of boxes for each day."""
    ticks = (_tick_row(setter, row, len(block.days), width) for row in block.rows)
    rows = [_head_row(setter, block, width), *ticks]
    return stack(rows, 0, width=width, role="Table", name="week")


def _head_row(setter: BlockSetter, block: h.WeekChart, width: float) -> Box:
    style = colored(setter.theme.body, setter.theme.colors.primary)
    first, day = _chart_columns(width, len(block.days))
    name = setter.text(strong(block.head), style, first, "TH")
    padding = _padding(setter)
    height = name.height + 2 * padding
    top = height - style.leading - padding
    line = shapes.rule(0, height - 0.6, width, setter.theme.colors.primary, 1.2)
    items: list[tuple[float, float, Item]] = [(0, 0, line), (0, (height - name.height) / 2, name)]
    for i, text in enumerate(block.days):
        words = setter.line(strong(text), style, day, "TH")
        items.append((first + day * (i + 0.5) - words.width / 2, top, words))
    return Box(width, height, tuple(items), "TR")


def _tick_row(setter: BlockSetter, name: str, days: int, width: float) -> Box:
    first, day = _chart_columns(width, days)
    words = setter.text((StyledRun(name),), setter.theme.body, first, "TH")
    height = words.height + 2 * _padding(setter)
    size = setter.theme.body.size
    line = shapes.rule(0, height - 0.3, width, setter.theme.colors.line, 0.6)
    tick = shapes.panel(size, size, stroke=setter.theme.colors.quiet, radius=2.5, line_width=0.9)
    items: list[tuple[float, float, Item]] = [(0, 0, line), (0, (height - words.height) / 2, words)]
    for i in range(days):
        left = first + day * (i + 0.5) - size / 2
        items.append((left, (height - size) / 2, Box(size, size, ((0, 0, tick),), "TD")))
    return Box(width, height, tuple(items), "TR")


def _chart_columns(width: float, days: int) -> tuple[float, float]:
    """Return the width of the names and of a day."""
    first = width * CHART_NAMES
    return first, (width - first) / days


def _padding(setter: BlockSetter) -> float:
    return 3.25 + setter.theme.spacing.item
