"""Set a section as groups of blocks that stay together on one side.

A heading stays with what it heads. A group that is higher than a side is set in one column, and its
lists are divided, so that it can go on on the next side. A long table may always go on there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, partial
from itertools import product
from typing import TYPE_CHECKING, Any

from handouts import document as h
from handouts.layout.blocks import cards, illustrations, prose, tables
from handouts.layout.blocks.block_setter import BlockSetter, SetBlock
from handouts.layout.blocks.framed import framed
from handouts.layout.blocks.row_division import RowPart, divide_rows
from handouts.layout.boxes import Box, stack
from handouts.layout.pagination import KeepTogether
from patterns.text import StyledRun, plain, strong

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import UnionType

    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import Theme

Blocks = tuple[h.Block, ...]

BLOCK_SETTERS: dict[type, SetBlock] = {
    h.Paragraph: prose.paragraph,
    h.Subheading: prose.subheading,
    h.Points: prose.points,
    h.Doses: prose.doses,
    h.CautionBlock: prose.caution,
    h.OptionList: prose.options,
    h.WriteIn: prose.write_in,
    h.PictureBlock: illustrations.picture,
    h.Frames: illustrations.frames,
    h.Examples: illustrations.examples,
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
}
"""The blocks that can be divided, and the field that holds their items."""

LISTS = h.Points | h.OptionList
TABLES = h.Pairs | h.CheckTable | h.WeekChart
"""The blocks whose rows can go on on the next side."""

PICTURES = h.PictureBlock | h.Frames
"""The blocks that show what the blocks above them say."""

LIST_ROWS = 2
"""The least rows of a list before and after a break."""

LEAD_GAP = 0.75
"""The space between a heading and words on its line, in sizes of the heading."""

CITES = 8
"""How many times as many sources as items a part has."""

SIZES = (4, 2, 1)
"""The most items of a part, and the least rows before and after a break; tried in turn."""


@lru_cache(maxsize=256)
def set_section(section: h.Section, theme: Theme, page: PageGeometry) -> tuple[KeepTogether, ...]:
    """Set a section as one or more groups, none higher than the frame of a side if possible.

    It is kept for the next layout: of a changed choice most sections stay as they are.
    """
    width = page.frame_width
    setter = BlockSetter(theme, section.id, BLOCK_SETTERS)
    divisions = _plain if section.kind == "plain" else _framed
    groups: list[KeepTogether] = []
    for first, *others in divisions(setter, section, width):
        groups = [replace(first, gap=theme.spacing.section, opens=True), *others]
        if all(group.alone <= page.frame_height for group in groups):
            break
    return tuple(groups)


def _plain(setter: BlockSetter, section: h.Section, width: float) -> Iterator[list[KeepTogether]]:
    """Set a section without a frame in every way to divide it, the coarsest first."""
    theme = setter.theme
    for blocks, least in _divisions(section.blocks, LISTS, columns=theme.columns):
        first, *others = blocks
        headed = _headed_parts(setter, section, first, least, width)
        yield [*headed, *(part for group in others for part in _parts(setter, group, least, width))]


def _headed_parts(
    setter: BlockSetter, section: h.Section, blocks: Blocks, least: int, width: float
) -> Iterator[KeepTogether]:
    """Set the first group of a section under its heading, which pictures may stand beside."""
    spacing = setter.theme.spacing
    head = partial(_heading, setter, section)
    top, rest, gap = head(width), blocks, spacing.heading
    if line := _heading_with_lead(setter, section, blocks, width):
        top, rest = line, blocks[1:]
    elif isinstance(blocks[0], h.Beside):
        top, gap = illustrations.beside(setter, blocks[0], width, head), spacing.block
        rest = blocks[1:]
    parts = [*_parts(setter, rest, least, width)] if rest else []
    headed = stack([top, *(part.box for part in parts[:1])], gap, width=width, name=section.id)
    yield KeepTogether(headed, section.id, gap, opens=False, ruled=True)
    yield from parts[1:]


def _heading(setter: BlockSetter, section: h.Section, width: float) -> Box:
    """Set a heading, below the moment for what it heads."""
    theme = setter.theme
    words = setter.text(strong(section.heading), theme.heading, width, "H2")
    if not section.moment:
        return words
    moment = setter.text(strong(section.moment), theme.moment, width, "P")
    return stack([moment._replace(name="moment"), words], 0, width=width)


def _heading_with_lead(
    setter: BlockSetter, section: h.Section, blocks: Blocks, width: float
) -> Box | None:
    """Set a heading and what leads up to the table below it on one line, if it holds both."""
    theme = setter.theme
    if section.moment or not (len(blocks) > 1 and isinstance(blocks[1], TABLES)):
        return None
    if not (theme.columns and isinstance(blocks[0], h.Paragraph)):
        return None
    heading = setter.line(strong(section.heading), theme.heading, width, "H2")
    left = heading.width + theme.heading.size * LEAD_GAP
    lead = setter.line(blocks[0].text, theme.body, width, "P")
    if heading.height > theme.heading.leading or left + lead.width > width:
        return None
    down = theme.heading.baseline - theme.body.baseline
    return Box(width, heading.height, ((0.0, 0.0, heading), (left, down, lead)))


def _parts(setter: BlockSetter, blocks: Blocks, least: int, width: float) -> Iterator[KeepTogether]:
    """Set a group of blocks; a list or a table at its end may go on on the next side.

    Pictures after a list stay with its last rows.
    """
    gap = setter.theme.spacing.block
    figures = 1 if len(blocks) > 1 and isinstance(blocks[-1], PICTURES) else 0
    blocks, shown = blocks[: len(blocks) - figures], blocks[len(blocks) - figures :]
    *before, last = (setter.box(block, width) for block in blocks)
    least = least if isinstance(blocks[-1], TABLES) else min(least, LIST_ROWS)
    divided = isinstance(blocks[-1], LISTS | TABLES)
    first, *others = divide_rows(last, least) if divided else (RowPart(last),)
    parts = [RowPart(stack([*before, first.box], gap, width=width)), *others]
    for figure in shown:
        end = parts.pop()
        pair = [end.box, setter.box(figure, width)]
        parts.append(end._replace(box=stack(pair, gap, width=width)))
    for i, part in enumerate(parts):
        above = part.gap if i else gap + 3
        yield KeepTogether(part.box, setter.section, above, opens=False, repeated=part.repeated)


def _is_plate(block: h.Block) -> bool:
    """Whether a block shows a place on the body."""
    return isinstance(block, h.PictureBlock) and block.plate


def _framed(setter: BlockSetter, section: h.Section, width: float) -> Iterator[list[KeepTogether]]:
    """Set a section in its frame, or in several, in every way to divide it."""
    divisions = (blocks for blocks, _ in _divisions(section.blocks))
    parted = section.kind == "card" and not setter.theme.columns
    for blocks in (*([] if parted else [[section.blocks]]), *divisions):
        parts = [replace(section, blocks=group) for group in blocks]
        parts = [parts[0], *(replace(part, heading="") for part in parts[1:])]
        yield [framed(setter, part, width) for part in parts]


def _divisions(
    blocks: Blocks, whole: UnionType = TABLES, *, columns: bool = False
) -> Iterator[tuple[list[Blocks], int]]:
    """Give the ways to divide blocks into groups, the coarsest first.

    With each comes the least number of rows before and after a break. Blocks of the types `whole`
    are not divided into several.
    """
    if columns:
        yield _groups(blocks, _opens_in_columns), SIZES[0]
    single = tuple(_in_one_column(blocks))
    yield _groups(single, _opens_in_one_column), SIZES[0]
    for may_open, size in product((_opens_in_one_column, _opens_or_is_plate), SIZES):
        yield _groups(_divided(single, size, whole), may_open), size


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
    heads, pictures, which stay with the list they show, a list or a table that a paragraph leads up
    to, and a second paragraph, so that more than a short one stands under a heading. A plate may
    follow its first paragraph on the next side: the words after it stand below it there.
    """
    if isinstance(block, h.WriteIn | h.CautionBlock) or isinstance(before[-1], h.Subheading):
        return False
    if isinstance(block, PICTURES):
        return _is_plate(block) and isinstance(before[-1], h.Paragraph)
    if not isinstance(before[-1], h.Paragraph):
        return True
    second = isinstance(block, h.Paragraph) and block.style != "small" and len(before) == 1
    return not (second or isinstance(block, LISTS | TABLES))


def _opens_or_is_plate(block: h.Block, before: list[h.Block]) -> bool:
    """Let a plate begin a side, too, for want of a side that holds it with what it shows."""
    return _is_plate(block) or _opens_in_one_column(block, before)


def _in_one_column(blocks: Blocks) -> Iterator[h.Block]:
    """Move pictures below what they show, so that words stand on the same side.

    This is the list beside them. Where there is none, a plate follows the first block, and others
    follow all words. Tiers become headed lists, and the sources leave the contact of the clinic.
    """
    for block in blocks:
        match block:
            case h.Beside():
                lists = (isinstance(b, LISTS) for b in block.blocks)
                last = 1 if block.pictures[0].plate else len(block.blocks)
                place = next((i for i, found in enumerate(lists, 1) if found), last)
                before, after = block.blocks[:place], block.blocks[place:]
                several = len(block.pictures) > 1
                shown = h.Frames(block.pictures) if several else block.pictures[0]
                yield from (*before, shown, *after, *block.foot)
            case h.Tiers():
                for tier in block.items:
                    yield from (h.Subheading(tier.heading), h.Points(tier.signs))
            case h.ContactBlock():
                yield from (replace(block, record=()), h.Paragraph(block.record, "small"))
            case _:
                yield block


def _divided(blocks: Iterable[h.Block], size: int, whole: UnionType) -> Iterator[h.Block]:
    """Divide blocks into several of at most `size` items, and fine print into short paragraphs."""
    for block in blocks:
        if isinstance(block, h.Paragraph) and block.style == "small":
            yield from _divided_sources(block, size * CITES)
            continue
        name = ITEMS.get(type(block))
        if name is None or isinstance(block, whole):
            yield block
            continue
        items = getattr(block, name)
        for start in range(0, len(items), size):
            part: dict[str, Any] = {name: items[start : start + size]}
            if isinstance(block, h.Points):
                part["first"] = block.first + start
            yield replace(block, **part)


def _divided_sources(block: h.Paragraph, size: int) -> Iterator[h.Paragraph]:
    """Divide sources into paragraphs of at most `size`, each but the last with a semicolon."""
    cites = plain(block.text).split("; ")
    for start in range(0, len(cites), size):
        end = start + size
        said = "; ".join(cites[start:end]) + (";" if end < len(cites) else "")
        yield replace(block, text=(StyledRun(said),))
