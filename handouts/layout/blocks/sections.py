"""Set a section as groups of blocks that stay together on one side.

A heading stays with what it heads. A group that is higher than a side is set in one column, and its
lists are divided, so that it can go on on the next side.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from handouts import document as h
from handouts.layout.art import shapes
from handouts.layout.blocks import cards, illustrations, prose, tables
from handouts.layout.blocks.block_setter import BlockSetter, SetBlock
from handouts.layout.boxes import Box, inset, on, stack
from handouts.layout.pagination import KeepTogether
from handouts.layout.style.theme import colored
from patterns.text import strong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import TextStyle, Theme

Blocks = tuple[h.Block, ...]

PAD = 13.0
"""The space between the frame of a section and its words, in points."""

SMALL_GAP = 3.0
"""The space between the paragraphs of fine print, in points."""

BLOCK_SETTERS: dict[type, SetBlock] = {
    h.Paragraph: prose.paragraph,
    h.Subheading: prose.subheading,
    h.Points: prose.points,
    h.Doses: prose.doses,
    h.CautionBlock: prose.caution,
    h.OptionList: prose.options,
    h.WriteIn: prose.write_in,
    h.PictureBlock: illustrations.picture,
    h.Beside: illustrations.beside,
    h.Pairs: tables.pairs,
    h.CheckTable: tables.checks,
    h.Columns: cards.columns,
    h.Tiers: cards.tiers,
    h.Sequences: cards.sequences,
    h.WeekChart: tables.week,
    h.ContactBlock: cards.contact,
}

ITEMS: dict[type, str] = {
    h.Points: "items",
    h.OptionList: "items",
    h.Columns: "items",
    h.Sequences: "items",
    h.Pairs: "rows",
    h.CheckTable: "rows",
    h.WeekChart: "rows",
}
"""The blocks that can go on on the next side, and the field that holds their items."""

RULE_ABOVE = 4.0
"""How far the rule of fine print stands above it, in points."""


def set_section(section: h.Section, theme: Theme, page: PageGeometry) -> list[KeepTogether]:
    """Set a section as one or more groups, none higher than the frame of a side if possible."""
    width = page.frame_width
    setter = BlockSetter(theme, section.id, BLOCK_SETTERS)
    set_whole = _plain if section.kind == "plain" else _framed
    boxes = set_whole(setter, section, width, page.frame_height)
    spacing = theme.spacing
    return [
        KeepTogether(box, section.id, spacing.block + 3 if i else spacing.section, opens=i == 0)
        for i, box in enumerate(boxes)
    ]


def _plain(setter: BlockSetter, section: h.Section, width: float, height: float) -> list[Box]:
    """Set a section without a frame, divided no further than the height of a side asks for."""
    theme = setter.theme
    heading = setter.text(strong(section.heading), theme.heading, width, "H2")
    boxes: list[Box] = []
    for groups in _divisions(section.blocks, columns=theme.columns):
        boxes = [setter.blocks(group, width) for group in groups]
        first = stack([heading, *boxes[:1]], theme.spacing.heading, width=width, name=section.id)
        boxes = [first, *boxes[1:]]
        if all(box.height <= height for box in boxes):
            break
    return boxes


def _framed(setter: BlockSetter, section: h.Section, width: float, height: float) -> list[Box]:
    """Set a section in its frame, or in several if it is higher than a side."""
    boxes: list[Box] = []
    for groups in ([section.blocks], *_divisions(section.blocks, columns=False)):
        parts = [replace(section, blocks=group) for group in groups]
        parts = [parts[0], *(replace(part, heading="") for part in parts[1:])]
        boxes = [FRAMED[section.kind](setter, part, width) for part in parts]
        if all(box.height <= height for box in boxes):
            break
    return boxes


def _divisions(blocks: Blocks, *, columns: bool) -> Iterator[list[Blocks]]:
    """Give the ways to divide blocks into groups, the coarsest first."""
    if columns:
        yield _groups(blocks, _opens_in_columns)
    single = tuple(_in_one_column(blocks))
    yield _groups(single, _opens_in_one_column)
    for size in (4, 2, 1):
        yield _groups(_divided_lists(single, size), _opens_in_one_column)


def _groups(
    blocks: Iterable[h.Block], may_open: Callable[[h.Block, list[h.Block]], bool]
) -> list[Blocks]:
    groups: list[list[h.Block]] = [[]]
    for block in blocks:
        if groups[-1] and may_open(block, groups[-1]):
            groups.append([])
        groups[-1].append(block)
    return [tuple(group) for group in groups]


def _opens_in_columns(block: h.Block, before: list[h.Block]) -> bool:
    """Let a side begin with a subheading, but not the first, which its section leads up to."""
    return isinstance(block, h.Subheading) and any(isinstance(b, h.Subheading) for b in before)


def _opens_in_one_column(block: h.Block, before: list[h.Block]) -> bool:
    """Let a side begin with any block but a few.

    These are lines to write on, a caution, which stays with the doses it guards, what a subheading
    heads, and a list that a paragraph leads up to.
    """
    led_up_to = isinstance(block, h.Points | h.OptionList) and isinstance(before[-1], h.Paragraph)
    clings = isinstance(block, h.WriteIn | h.CautionBlock) or isinstance(before[-1], h.Subheading)
    return not (clings or led_up_to)


def _in_one_column(blocks: Blocks) -> Iterator[h.Block]:
    """Move a picture below the list it shows, or below all its words where there is no list.

    Tiers become headed lists.
    """
    for block in blocks:
        if isinstance(block, h.Tiers):
            for tier in block.items:
                yield from (h.Subheading(tier.heading), h.Points(tier.signs))
            continue
        if not isinstance(block, h.Beside):
            yield block
            continue
        lists = (isinstance(b, h.Points | h.OptionList) for b in block.blocks)
        place = next((i for i, found in enumerate(lists, 1) if found), len(block.blocks))
        yield from (*block.blocks[:place], block.picture, *block.blocks[place:])


def _divided_lists(blocks: Iterable[h.Block], size: int) -> Iterator[h.Block]:
    """Divide lists and tables into parts of at most `size` items or rows."""
    for block in blocks:
        name = ITEMS.get(type(block))
        if name is None:
            yield block
            continue
        items = getattr(block, name)
        for start in range(0, len(items), size):
            part: dict[str, Any] = {name: items[start : start + size]}
            if isinstance(block, h.Points):
                part["first"] = block.first + start
            yield replace(block, **part)


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
    """Set fine print under a rule."""
    words = _headed(setter, section, setter.theme.subheading, SMALL_GAP, width)
    return on((shapes.rule(0, -RULE_ABOVE, width, setter.theme.colors.line),), words)


def _padded(setter: BlockSetter, section: h.Section, heading: TextStyle, width: float) -> Box:
    words = _headed(setter, section, heading, setter.theme.spacing.heading, width - 2 * PAD)
    return inset(words, PAD, PAD * 0.6, PAD, PAD * 0.7)


def _headed(
    setter: BlockSetter, section: h.Section, heading: TextStyle, gap: float, width: float
) -> Box:
    """Set the heading, if there is one, and all blocks of a section, `gap` apart."""
    head = [setter.text(strong(section.heading), heading, width, "H2")] if section.heading else []
    boxes = [*head, *(setter.box(block, width) for block in section.blocks)]
    return stack(boxes, gap, width=width, name=section.id)


FRAMED: dict[str, Callable[[BlockSetter, h.Section, float], Box]] = {
    "message": _message,
    "warning": _warning,
    "small": _small,
    "card": _card,
}
"""How each kind of section that stays whole is set."""
