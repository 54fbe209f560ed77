"""Set a section in a frame: the message, the warning signs, the notice, or the contact."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handouts import document as h
from handouts.layout.art import shapes
from handouts.layout.blocks.two_columns import flow_in_two_columns
from handouts.layout.boxes import Box, inset, on, stack
from handouts.layout.pagination import KeepTogether
from handouts.layout.style.theme import colored
from patterns.text import strong

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.layout.blocks.block_setter import BlockSetter
    from handouts.layout.style.theme import TextStyle

PAD = 10.0
"""The space between the frame of a section and its words, in points."""

SMALL_GAP = 2.0
"""The space between the paragraphs of fine print, in points."""

ROOMY_ITEM = 1.5
"""The least space between items where columns of fine print have a line between paragraphs."""

RULE_ABOVE = 4.0
"""How far the rule of fine print stands above it, in points."""


def framed(setter: BlockSetter, section: h.Section, width: float) -> KeepTogether:
    """Set a part of a section in a frame, but sources parted from a card below it without one."""
    gap = setter.theme.spacing.block
    if section.kind == "card" and all(map(_is_fine_print, section.blocks)):
        return KeepTogether(_bare(setter, section, width), section.id, gap - 4, opens=False)
    box = FRAMED[section.kind](setter, section, width)
    return KeepTogether(box, section.id, gap + 3, opens=False)


def _is_fine_print(block: h.Block) -> bool:
    return isinstance(block, h.Paragraph) and block.style == "small"


def _message(setter: BlockSetter, section: h.Section, width: float) -> Box:
    """Set the message of the sheet on a bold ground."""
    theme, color = setter.theme, setter.theme.colors.on_bold
    light = replace(
        theme, subheading=colored(theme.subheading, color), body=colored(theme.body, color)
    )
    heading = colored(theme.heading, color)
    inner = _padded(replace(setter, theme=light), section, heading, width)
    return on((theme.bold_panel(width, inner.height),), inner)


def _warning(setter: BlockSetter, section: h.Section, width: float) -> Box:
    """Set warning signs in a frame that shows without color too."""
    color = setter.theme.colors.warning
    inner = _padded(setter, section, colored(setter.theme.heading, color), width)
    frame = shapes.panel(width, inner.height, stroke=color, line_width=1.8, radius=6)
    return on((frame,), inner)


def _card(setter: BlockSetter, section: h.Section, width: float) -> Box:
    """Set a section on a soft ground."""
    theme = setter.theme
    inner = _padded(setter, section, colored(theme.subheading, theme.colors.primary), width)
    return on((theme.soft_panel(width, inner.height, radius=6),), inner)


def _small(setter: BlockSetter, section: h.Section, width: float) -> Box:
    """Set fine print under a rule, in two columns so that its lines are not too long to read."""
    theme, spacing = setter.theme, setter.theme.spacing
    ways = []
    if theme.columns:
        halves = [setter.box(block, (width - spacing.gutter) / 2) for block in section.blocks]
        # A whole line between paragraphs lets both columns share their baselines.
        between = theme.notice.leading if spacing.item >= ROOMY_ITEM else SMALL_GAP
        ways = [flow_in_two_columns(halves, between, spacing.gutter)]
    if spacing.run_on or not ways:
        boxes = [setter.box(block, width) for block in section.blocks]
        ways.append(stack(boxes, SMALL_GAP, width=width))
    head = _heading_of_frame(setter, section, theme.subheading, width)
    least = min(ways, key=lambda box: box.height)
    words = stack([*head, least], SMALL_GAP, width=width, name=section.id)
    return on((shapes.rule(0, -RULE_ABOVE, width, theme.colors.line),), words)


def _bare(setter: BlockSetter, section: h.Section, width: float) -> Box:
    """Set blocks without a frame."""
    boxes = [setter.box(block, width) for block in section.blocks]
    return stack(boxes, setter.theme.spacing.heading, width=width, name=section.id)


def _padded(setter: BlockSetter, section: h.Section, heading: TextStyle, width: float) -> Box:
    inner = width - 2 * PAD
    head = _heading_of_frame(setter, section, heading, inner)
    boxes = [*head, *(setter.box(block, inner) for block in section.blocks)]
    words = stack(boxes, setter.theme.spacing.heading, width=inner, name=section.id)
    return inset(words, PAD, PAD * 0.6, PAD, PAD * 0.7)


def _heading_of_frame(
    setter: BlockSetter, section: h.Section, style: TextStyle, width: float
) -> list[Box]:
    """Set the heading of a section in a frame, if there is one."""
    return [setter.text(strong(section.heading), style, width, "H2")] if section.heading else []


FRAMED: dict[str, Callable[[BlockSetter, h.Section, float], Box]] = {
    "message": _message,
    "warning": _warning,
    "small": _small,
    "card": _card,
}
"""How each kind of section that stays whole is set."""
