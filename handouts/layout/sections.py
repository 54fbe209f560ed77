"""Turns the sections of a handout into chunks: headings stay with what they head."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handouts.handout import Block, Section, Subheading
from handouts.layout import shapes
from handouts.layout.boxes import Box, inset, on, stack
from handouts.layout.flowables import Setter, strong
from handouts.layout.look import LINE, ON_PRIMARY, WARNING, Look, coloured
from handouts.layout.paging import Chunk

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.layout.pictures import Pictures

OPENERS = (Subheading,)
"""Blocks that a side may begin with; every other block clings to the one before it."""

PAD = 13.0


def section_chunks(section: Section, look: Look, pictures: Pictures, width: float) -> list[Chunk]:
    """Set a section as one or more chunks, the first one opening it."""
    boxes = KINDS[section.kind](section, look, pictures, width)
    spaces = look.spaces
    return [
        Chunk(box, section.id, spaces.block + 3 if i else spaces.section, opens=i == 0)
        for i, box in enumerate(boxes)
    ]


def _plain(section: Section, look: Look, pictures: Pictures, width: float) -> list[Box]:
    setter = Setter(look, pictures, section.id)
    heading = setter.text(strong(section.heading), look.heading, width, "H2")
    groups = _groups(section.blocks)
    boxes = [setter.blocks(group, width) for group in groups]
    first = stack([heading, *boxes[:1]], look.spaces.heading, width=width, name=section.id)
    return [first, *boxes[1:]]


def _groups(blocks: tuple[Block, ...]) -> list[tuple[Block, ...]]:
    """Part blocks before each opener; what comes before the first opener stays with it."""
    groups: list[list[Block]] = [[]]
    opened = False
    for block in blocks:
        if isinstance(block, OPENERS):
            if opened:
                groups.append([])
            opened = True
        groups[-1].append(block)
    return [tuple(group) for group in groups]


def _message(section: Section, look: Look, pictures: Pictures, width: float) -> list[Box]:
    """Set the one message on a ground of the primary colour."""
    light = replace(
        look,
        heading=coloured(look.heading, ON_PRIMARY),
        subheading=coloured(look.subheading, ON_PRIMARY),
        body=coloured(look.body, ON_PRIMARY),
    )
    inner = _whole(section, light, pictures, width)
    return [on((shapes.panel(width, inner.height, fill=look.primary, radius=6),), inner)]


def _warning(section: Section, look: Look, pictures: Pictures, width: float) -> list[Box]:
    """Set warning signs in a frame that holds without colour."""
    red = replace(look, heading=coloured(look.heading, WARNING))
    inner = _whole(section, red, pictures, width)
    frame = shapes.panel(width, inner.height, stroke=WARNING, line_width=1.8, radius=6)
    return [on((frame,), inner)]


def _card(section: Section, look: Look, pictures: Pictures, width: float) -> list[Box]:
    """Set a section on a tinted ground."""
    quiet = replace(look, heading=coloured(look.subheading, look.primary))
    inner = _whole(section, quiet, pictures, width)
    return [on((shapes.panel(width, inner.height, fill=look.tint, radius=6),), inner)]


def _whole(section: Section, look: Look, pictures: Pictures, width: float) -> Box:
    setter = Setter(look, pictures, section.id)
    inner = width - 2 * PAD
    heading = setter.text(strong(section.heading), look.heading, inner, "H2")
    boxes = [heading, *(setter.box(block, inner) for block in section.blocks)]
    words = stack(boxes, look.spaces.heading, width=inner, name=section.id)
    return inset(words, PAD, PAD * 0.6, PAD, PAD * 0.7)


def _small(section: Section, look: Look, pictures: Pictures, width: float) -> list[Box]:
    """Set fine print under a rule, whole."""
    setter = Setter(look, pictures, section.id)
    heading = setter.text(strong(section.heading), look.subheading, width, "H2")
    boxes = [heading, *(setter.box(block, width) for block in section.blocks)]
    words = stack(boxes, 1, width=width, name=section.id)
    return [on((shapes.rule(0, -4, width, LINE),), words)]


KINDS: dict[str, Callable[[Section, Look, Pictures, float], list[Box]]] = {
    "plain": _plain,
    "message": _message,
    "warning": _warning,
    "small": _small,
    "card": _card,
}
"""How each kind of section is set."""
