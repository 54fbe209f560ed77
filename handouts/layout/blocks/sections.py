"""Set a section as groups of blocks that stay together on one side.

A heading stays with what it heads. A group that is higher than a side is set in one column, and its
lists are divided, so that it can go on on the next side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handouts.document import (
    Beside,
    Caution,
    Columns,
    OptionList,
    Pairs,
    Paragraph,
    Points,
    Section,
    Sequences,
    Subheading,
    WeekChart,
    WriteIn,
)
from handouts.layout.art import shapes
from handouts.layout.blocks.block_table import block_setter
from handouts.layout.boxes import Box, inset, on, stack
from handouts.layout.pagination import KeepTogether
from handouts.layout.style.theme import colored
from patterns.text import strong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handouts.document import Block
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.style.theme import Theme

PAD = 13.0
"""The space between the frame of a section and its words, in points."""

ITEMS: dict[type, str] = {
    Points: "items",
    OptionList: "items",
    Columns: "items",
    Sequences: "items",
    Pairs: "rows",
    WeekChart: "rows",
}
"""The blocks that can go on on the next side, and the field that holds their items."""

RULE_ABOVE = 4.0
"""How far the rule of fine print stands above it, in points."""


def set_section(
    section: Section, theme: Theme, pictures: Pictures, width: float, height: float
) -> list[KeepTogether]:
    """Set a section as one or more groups; `height` is that of a side, in points."""
    if section.kind == "plain":
        boxes = _plain(section, theme, pictures, width, height)
    else:
        boxes = [FRAMED[section.kind](section, theme, pictures, width)]
    spacing = theme.spacing
    return [
        KeepTogether(box, section.id, spacing.block + 3 if i else spacing.section, opens=i == 0)
        for i, box in enumerate(boxes)
    ]


def _plain(
    section: Section, theme: Theme, pictures: Pictures, width: float, height: float
) -> list[Box]:
    """Set a section without a frame, divided no further than the height of a side asks for."""
    setter = block_setter(theme, pictures, section.id)
    heading = setter.text(strong(section.heading), theme.heading, width, "H2")
    boxes: list[Box] = []
    for groups in _divisions(section.blocks, columns=theme.columns):
        boxes = [setter.blocks(group, width) for group in groups]
        first = stack([heading, *boxes[:1]], theme.spacing.heading, width=width, name=section.id)
        boxes = [first, *boxes[1:]]
        if all(box.height <= height for box in boxes):
            break
    return boxes


def _divisions(blocks: tuple[Block, ...], *, columns: bool) -> Iterator[list[tuple[Block, ...]]]:
    """Give the ways to divide blocks into groups, the coarsest first."""
    if columns:
        yield _groups(blocks, _opens_in_columns)
    single = tuple(_in_one_column(blocks))
    yield _groups(single, _opens_in_one_column)
    for size in (4, 2, 1):
        yield _groups(_divided_lists(single, size), _opens_in_one_column)


def _groups(
    blocks: Iterable[Block], may_open: Callable[[Block, list[Block]], bool]
) -> list[tuple[Block, ...]]:
    """Divide blocks where a side may end between them."""
    groups: list[list[Block]] = [[]]
    for block in blocks:
        if groups[-1] and may_open(block, groups[-1]):
            groups.append([])
        groups[-1].append(block)
    return [tuple(group) for group in groups]


def _opens_in_columns(block: Block, before: list[Block]) -> bool:
    """Return whether a side may begin with a block after those of its group.

    Only a subheading may, and not the first one, which its section leads up to.
    """
    return isinstance(block, Subheading) and any(isinstance(b, Subheading) for b in before)


def _opens_in_one_column(block: Block, before: list[Block]) -> bool:
    """Return whether a side may begin with a block after those of its group.

    All may but lines to write on, a caution, which stays with the doses it guards, what a
    subheading heads, and a list that a paragraph leads up to.
    """
    led_up_to = isinstance(block, Points | OptionList) and isinstance(before[-1], Paragraph)
    clings = isinstance(block, WriteIn | Caution) or isinstance(before[-1], Subheading)
    return not (clings or led_up_to)


def _in_one_column(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Move a picture below the list it shows, or below all its words where there is no list."""
    for block in blocks:
        if not isinstance(block, Beside):
            yield block
            continue
        lists = [
            i for i, b in enumerate(block.blocks, start=1) if isinstance(b, Points | OptionList)
        ]
        place = lists[0] if lists else len(block.blocks)
        yield from block.blocks[:place]
        yield block.picture
        yield from block.blocks[place:]


def _divided_lists(blocks: Iterable[Block], size: int) -> Iterator[Block]:
    """Divide lists and tables into parts of at most `size` items or rows."""
    for block in blocks:
        name = ITEMS.get(type(block))
        if name is None:
            yield block
            continue
        items = getattr(block, name)
        for start in range(0, len(items), size):
            part: dict[str, Any] = {name: items[start : start + size]}
            if isinstance(block, Points):
                part["first"] = block.first + start
            yield replace(block, **part)


def _message(section: Section, theme: Theme, pictures: Pictures, width: float) -> Box:
    """Set the message of the sheet on a bold ground."""
    color = theme.colors.on_bold
    light = replace(
        theme,
        heading=colored(theme.heading, color),
        subheading=colored(theme.subheading, color),
        body=colored(theme.body, color),
    )
    inner = _whole(section, light, pictures, width)
    return on((theme.bold_panel(width, inner.height),), inner)


def _warning(section: Section, theme: Theme, pictures: Pictures, width: float) -> Box:
    """Set warning signs in a frame that shows without color too."""
    color = theme.colors.warning
    inner = _whole(section, replace(theme, heading=colored(theme.heading, color)), pictures, width)
    frame = shapes.panel(width, inner.height, stroke=color, line_width=1.8, radius=6)
    return on((frame,), inner)


def _card(section: Section, theme: Theme, pictures: Pictures, width: float) -> Box:
    """Set a section on a soft ground."""
    quiet = replace(theme, heading=colored(theme.subheading, theme.colors.primary))
    inner = _whole(section, quiet, pictures, width)
    return on((theme.soft_panel(width, inner.height, radius=6),), inner)


def _whole(section: Section, theme: Theme, pictures: Pictures, width: float) -> Box:
    setter = block_setter(theme, pictures, section.id)
    inner = width - 2 * PAD
    heading = setter.text(strong(section.heading), theme.heading, inner, "H2")
    boxes = [heading, *(setter.box(block, inner) for block in section.blocks)]
    words = stack(boxes, theme.spacing.heading, width=inner, name=section.id)
    return inset(words, PAD, PAD * 0.6, PAD, PAD * 0.7)


def _small(section: Section, theme: Theme, pictures: Pictures, width: float) -> Box:
    """Set fine print under a rule."""
    setter = block_setter(theme, pictures, section.id)
    heading = setter.text(strong(section.heading), theme.subheading, width, "H2")
    boxes = [heading, *(setter.box(block, width) for block in section.blocks)]
    words = stack(boxes, 1, width=width, name=section.id)
    return on((shapes.rule(0, -RULE_ABOVE, width, theme.colors.line),), words)


FRAMED: dict[str, Callable[[Section, Theme, Pictures, float], Box]] = {
    "message": _message,
    "warning": _warning,
    "small": _small,
    "card": _card,
}
"""How each kind of section that stays whole is set."""
