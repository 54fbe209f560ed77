"""Turns the sections of a handout into chunks: headings stay with what they head."""

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
from handouts.layout.blocks.block_setter import strong
from handouts.layout.blocks.block_table import setter
from handouts.layout.boxes import Box, inset, on, stack
from handouts.layout.pagination import KeepTogether
from handouts.layout.style.theme import colored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from handouts.document import Block
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.style.theme import Theme

PAD = 13.0
RULE_ABOVE = 4.0


def section_chunks(
    section: Section, look: Theme, pictures: Pictures, width: float
) -> list[KeepTogether]:
    """Set a section as one or more chunks, the first one opening it."""
    boxes = KINDS[section.kind](section, look, pictures, width)
    spaces = look.spaces
    return [
        KeepTogether(box, section.id, spaces.block + 3 if i else spaces.section, opens=i == 0)
        for i, box in enumerate(boxes)
    ]


def _plain(section: Section, look: Theme, pictures: Pictures, width: float) -> list[Box]:
    set_ = setter(look, pictures, section.id)
    heading = set_.text(strong(section.heading), look.heading, width, "H2")
    boxes = [set_.blocks(group, width) for group in _groups(section.blocks, look)]
    first = stack([heading, *boxes[:1]], look.spaces.heading, width=width, name=section.id)
    return [first, *boxes[1:]]


def _groups(blocks: tuple[Block, ...], look: Theme) -> list[tuple[Block, ...]]:
    """Part blocks where a side may end between them."""
    groups: list[list[Block]] = [[]]
    for block in blocks if look.columns else _in_one_column(blocks):
        if groups[-1] and _may_open(block, groups[-1], look):
            groups.append([])
        groups[-1].append(block)
    return [tuple(group) for group in groups]


def _may_open(block: Block, before: list[Block], look: Theme) -> bool:
    """Tell whether a side may begin with a block.

    In columns only a subheading may, and not the first one, which its section leads up to. In
    one column all may but lines to write on, a caution, which must not be parted from the doses it
    guards, what a subheading stands over, and a list that a paragraph leads up to.
    """
    if look.columns:
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


def _message(section: Section, look: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set the one message on a bold ground."""
    color = look.inks.on_bold
    light = replace(
        look,
        heading=colored(look.heading, color),
        subheading=colored(look.subheading, color),
        body=colored(look.body, color),
    )
    inner = _whole(section, light, pictures, width)
    return [on((look.bold_panel(width, inner.height),), inner)]


def _warning(section: Section, look: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set warning signs in a frame that holds without color."""
    color = look.inks.warning
    inner = _whole(section, replace(look, heading=colored(look.heading, color)), pictures, width)
    frame = shapes.panel(width, inner.height, stroke=color, line_width=1.8, radius=6)
    return [on((frame,), inner)]


def _card(section: Section, look: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set a section on a soft ground."""
    quiet = replace(look, heading=colored(look.subheading, look.inks.primary))
    inner = _whole(section, quiet, pictures, width)
    return [on((look.soft_panel(width, inner.height, radius=6),), inner)]


def _whole(section: Section, look: Theme, pictures: Pictures, width: float) -> Box:
    set_ = setter(look, pictures, section.id)
    inner = width - 2 * PAD
    heading = set_.text(strong(section.heading), look.heading, inner, "H2")
    boxes = [heading, *(set_.box(block, inner) for block in section.blocks)]
    words = stack(boxes, look.spaces.heading, width=inner, name=section.id)
    return inset(words, PAD, PAD * 0.6, PAD, PAD * 0.7)


def _small(section: Section, look: Theme, pictures: Pictures, width: float) -> list[Box]:
    """Set fine print under a rule, whole."""
    set_ = setter(look, pictures, section.id)
    heading = set_.text(strong(section.heading), look.subheading, width, "H2")
    boxes = [heading, *(set_.box(block, width) for block in section.blocks)]
    words = stack(boxes, 1, width=width, name=section.id)
    return [on((shapes.rule(0, -RULE_ABOVE, width, look.inks.line),), words)]


KINDS: dict[str, Callable[[Section, Theme, Pictures, float], list[Box]]] = {
    "plain": _plain,
    "message": _message,
    "warning": _warning,
    "small": _small,
    "card": _card,
}
"""How each kind of section is set."""
