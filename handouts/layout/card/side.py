"""Place a card on one side of paper: its pictures as large as they can be, all letters in size."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art import shapes
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.letterhead import footer
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import Box
from handouts.layout.card.frame import fields, head, strip
from handouts.layout.card.rows import RowStyle, card_row
from handouts.layout.sides import PlacedBox, Side
from handouts.layout.style.editions import CARDS
from handouts.layout.style.page_size import MM, page_geometry
from handouts.layout.style.theme import make_theme
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import CardStrip, Handout
    from handouts.layout.document import PrintSettings
    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import Theme

TWO_PICTURES, ONE_PICTURE = 0.54, 0.33
"""The share of the width for the pictures of a roomy row: for two, and for one."""

HEIGHTS = (150.0, 135.0, 120.0, 110.0, 100.0, 95.0, 90.0, 85.0, 80.0, 75.0, 70.0, 65.0, 60.0)
"""The heights of pictures to try, in points."""

FULL_HEIGHTS = (60.0, 56.0, 52.0, 48.0, 44.0, 40.0, 12 * MM)
"""The heights of pictures on a card with many rows, in points; the last is the least."""

PICTURE_ASPECT = 2.4
MAX_PICTURE_WIDTH = 70 * MM
"""The width of a picture in a compact row, as a share of its height, and the greatest."""

SIDE_MARGIN, TOP_MARGIN, BOTTOM_MARGIN = 10 * MM, 8 * MM, 6 * MM
"""The margins of a card, in points: printers leave the outer 4 to 6 mm of a sheet blank."""

FOOTER_GAP = 5.0
"""The space above the footer, in points."""

GAP = 5.0
"""The least space between the parts of a card, in points."""

RULE_ROOM = 1.0
"""The room of the line between two rows, in points."""

MAX_EXTRA = 22.0
"""How much the space around a row may grow to fill the side, in points."""


class _Parts(NamedTuple):
    """The set parts of a card, from its head to its strip."""

    head: Box
    fields: Box
    rows: tuple[Box, ...]
    strip: Box

    @property
    def height(self) -> float:
        fixed = self.head.height + self.fields.height + self.strip.height + 3 * GAP
        return fixed + sum(row.height + RULE_ROOM for row in self.rows)


def card_side(card: Handout, settings: PrintSettings, number: int) -> Side:
    """Place a card on a side with a number; raise `UserError` if it does not fit."""
    edition = CARDS[settings.edition]
    theme = make_theme(settings.brand, edition, edition.spacing_steps[0])
    page = replace(page_geometry(settings.paper, edition), side=SIDE_MARGIN, top=TOP_MARGIN)
    foot = footer(card, theme, page, number, number)
    page = replace(page, bottom=FOOTER_GAP + foot.height + BOTTOM_MARGIN)
    parts = _fitted(card, settings, theme, page)
    placed = tuple(_placed(card, parts, theme, page))
    at_foot = PlacedBox(page.side, page.height - page.bottom + FOOTER_GAP, foot, "footer")
    return Side(page, number, (*placed, at_foot))


def blank_side(page: PageGeometry, number: int) -> Side:
    """Return a blank side, so that what follows begins on a fresh sheet of paper."""
    return Side(page, number, ())


def _ways(width: float) -> Iterator[tuple[RowStyle, ...]]:
    """Yield the ways to set the rows, each with its pictures from large to small."""
    wide, narrow = width * TWO_PICTURES, width * ONE_PICTURE
    for in_full in (True, False):
        yield tuple(RowStyle(True, (wide, height), in_full, pictures=2) for height in HEIGHTS)
    for heights, numerals in ((HEIGHTS, True), (FULL_HEIGHTS, False)):
        yield tuple(
            RowStyle(
                False, (min(height * PICTURE_ASPECT, MAX_PICTURE_WIDTH), height), False, numerals
            )
            for height in heights
        )
    for in_full in (True, False):  # large letters need the width that is left
        for numerals in (True, False):
            yield tuple(RowStyle(True, (narrow, h), in_full, numerals) for h in FULL_HEIGHTS)


def _fitted(card: Handout, settings: PrintSettings, theme: Theme, page: PageGeometry) -> _Parts:
    """Set the parts of a card in the first way that fits, with pictures as large as they can be.

    A binary search: smaller pictures need no more room.
    """
    made: dict[RowStyle, _Parts] = {}
    faults: list[UserError] = []

    def fits(style: RowStyle) -> bool:
        try:
            made[style] = _set(card, settings, theme, page.frame_width, style)
        except UserError as error:  # a word is too long beside a picture of this size
            faults.append(error)
            return False
        return made[style].height <= page.frame_height

    for way in _ways(page.frame_width):
        if fits(way[-1]):
            return made[way[bisect_left(way, True, key=fits)]]
    if not made:
        raise faults[-1]
    large = settings.edition == "large-print"
    raise UserError.one(
        f"does not fit on one side{' in large print' if large else ''}",
        file=card.title,
        field="card",
        hint="name fewer remedies under care in the plan, or leave the card out",
    )


def _set(
    card: Handout, settings: PrintSettings, theme: Theme, width: float, style: RowStyle
) -> _Parts:
    *rows, last = card.sections
    block: CardStrip = last.blocks[0]  # type: ignore[assignment]
    return _Parts(
        head(card, settings.brand, theme, width),
        fields(card, theme, width, settings.field_layout),
        tuple(
            card_row(BlockSetter(theme, row.id, BLOCK_SETTERS), row, width, style) for row in rows
        ),
        strip(BlockSetter(theme, last.id, BLOCK_SETTERS), block, width, own=not style.in_full),
    )


def _placed(card: Handout, parts: _Parts, theme: Theme, page: PageGeometry) -> Iterator[PlacedBox]:
    """Place the parts from top to bottom; what room is left widens the space around the rows."""
    x, y = page.side, page.top
    left = page.frame_height - parts.height
    extra = RULE_ROOM + min(left / max(len(parts.rows), 1), MAX_EXTRA)
    yield PlacedBox(x, y, parts.head, "card-head", opens=True)
    y += parts.head.height + GAP
    yield PlacedBox(x, y, parts.fields, "card-fields")
    y += parts.fields.height + GAP
    line = shapes.rule(0, 0, page.frame_width, theme.colors.primary, 0.6)
    for i, (section, row) in enumerate(zip(card.sections, parts.rows, strict=False)):
        if i:
            rule = Box(page.frame_width, 0, ((0.0, 0.0, line),))
            yield PlacedBox(x, y, rule, "rule")
        yield PlacedBox(x, y + extra / 2, row, section.id, opens=True)
        y += row.height + extra
    y = page.height - page.bottom - parts.strip.height
    yield PlacedBox(x, y, parts.strip, "stop", opens=True)
