"""Turns the sections of a handout into groups: headings stay with what they head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.document import (
    Beside,
    Caution,
    OptionList,
    Paragraph,
    Points,
    Section,
    Subheading,
    WriteIn,
)
from handouts.layout.art import shapes
from handouts.layout.blocks.block_table import block_setter
from handouts.layout.boxes import Box, inset, on, stack
from handouts.layout.pagination import KeepTogether
from handouts.layout.style.theme import colored
from patterns.text import strong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.document import Block
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.style.theme import Theme

PAD = 13.0
RULE_ABOVE = 4.0


def set_section(
    section: Section, theme: Theme, pictures: Pictures, width: float
) -> list[KeepTogether]:
    """Set a section as one or more groups, the first one opening it."""
    boxes = KINDS[section.kind](section, theme, pictures, width)
    spacing = theme.spacing
    return [
        KeepTogether(box, section.id, spacing.block + 3 if i else spacing.section, opens=i == 0)
        for i, box in enumerate(boxes)
    ]


def _plain(section: Section, theme: Theme, pictures: Pictures, width: float) -> list[Box]:
    setter = block_setter(theme, pictures, section.id)
    heading = setter.text(strong(section.heading), theme.heading, width, "H2")
    boxes = [setter.blocks(group, width) for group in _groups(section.blocks, theme)]
    first = stack([heading, *boxes[:1]], theme.spacing.heading, width=width, name=section.id)
    return [first, *boxes[1:]]


def _groups(blocks: tuple[Block, ...], theme: Theme) -> list[tuple[Block, ...]]:
    """Part blocks where a side may end between them."""
    groups: list[list[Block]] = [[]]
    for block in blocks if theme.columns else _in_one_column(blocks):
        if groups[-1] and _may_open(block, groups[-1], theme):
            groups.append([])
        groups[-1].append(block)
    return [tuple(group) for group in groups]


def _may_open(block: Block, before: list[Block], theme: Theme) -> bool:
    """Tell whether a side may begin with a block.

    In columns only a subheading may, and not the first one, which its section leads up to. In
    one column all may but lines to write on, a caution, which must not be parted from the doses it
    guards, what a subheading stands over, and a list that a paragraph leads up to.
    """
    if theme.columns:
        return isinstance(block, Subheading) and any(isinstance(b, Subheading) for b in before)
    led_up_to = isinstance(block, Points | OptionList) and isinstance(before[-1], Paragraph)
    clings = isinstance(block, WriteIn | Caution) or isinstance(before[-1], Subheading)
    return not (clings or led_up_to)


def _in_one_column(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Set a picture below the list it shows, or below all its words where there is no list."""
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


def _message(section: Section, theme: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set the one message on a bold ground."""
    color = theme.colors.on_bold
    light = replace(
        theme,
        heading=colored(theme.heading, color),
        subheading=colored(theme.subheading, color),
        body=colored(theme.body, color),
    )
    inner = _whole(section, light, pictures, width)
    return [on((theme.bold_panel(width, inner.height),), inner)]


def _warning(section: Section, theme: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set warning signs in a frame that holds without color."""
    color = theme.colors.warning
    inner = _whole(section, replace(theme, heading=colored(theme.heading, color)), pictures, width)
    frame = shapes.panel(width, inner.height, stroke=color, line_width=1.8, radius=6)
    return [on((frame,), inner)]


def _card(section: Section, theme: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set a section on a soft ground."""
    quiet = replace(theme, heading=colored(theme.subheading, theme.colors.primary))
    inner = _whole(section, quiet, pictures, width)
    return [on((theme.soft_panel(width, inner.height, radius=6),), inner)]


def _whole(section: Section, theme: Theme, pictures: Pictures, width: float) -> Box:
    setter = block_setter(theme, pictures, section.id)
    inner = width - 2 * PAD
    heading = setter.text(strong(section.heading), theme.heading, inner, "H2")
    boxes = [heading, *(setter.box(block, inner) for block in section.blocks)]
    words = stack(boxes, theme.spacing.heading, width=inner, name=section.id)
    return inset(words, PAD, PAD * 0.6, PAD, PAD * 0.7)


def _small(section: Section, theme: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set fine print under a rule, whole."""
    setter = block_setter(theme, pictures, section.id)
    heading = setter.text(strong(section.heading), theme.subheading, width, "H2")
    boxes = [heading, *(setter.box(block, width) for block in section.blocks)]
    words = stack(boxes, 1, width=width, name=section.id)
    return [on((shapes.rule(0, -RULE_ABOVE, width, theme.colors.line),), words)]


KINDS: dict[str, Callable[[Section, Theme, Pictures, float], list[Box]]] = {
    "plain": _plain,
    "message": _message,
    "warning": _warning,
    "small": _small,
    "card": _card,
}
"""How each kind of section is set."""
