"""Set the title of a sheet with its side, the line on warning signs, and the foot of a side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art import shapes
from handouts.layout.blocks.prose import INDENT, after_stop_sign
from handouts.layout.boxes import Box, Items, inset, on, stack
from handouts.layout.style.theme import colored
from handouts.layout.text.paragraph import set_line, set_text
from patterns.text import StyledRun, strong

if TYPE_CHECKING:
    from handouts.document import Handout
    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import Theme

BADGE_PAD = 10.0
BADGE_GAP = 12.0
"""The space in the badge of the side beside its words, and between title and badge, in points."""

MAX_BADGE_WIDTH = 200.0
"""The greatest width of the words of the badge, in points."""

MAX_NUMBERS_WIDTH = 220.0
"""The greatest width of the numbers of sheet and side in the footer, in points."""


def title(handout: Handout, theme: Theme, width: float) -> Box:
    """Set the title with the badge of the side behind its last word, and the subtitle."""
    badge = _badge(handout.side, theme) if handout.side else Box(0, 0)
    heading = _heading(handout, theme, width, BADGE_GAP + badge.width)
    top = heading.height - (theme.title.leading + badge.height) / 2
    items = (0.0, 0.0, heading), (heading.last_line + BADGE_GAP, top, badge)
    headed = Box(width, heading.height, items, name="headed")
    under = (StyledRun(handout.subtitle),)
    subtitle = set_text(under, theme.subtitle, width, role="P", field="subtitle")
    return stack([headed, subtitle], 1, width=width, name="title")


def _heading(handout: Handout, theme: Theme, width: float, badge: float) -> Box:
    """Set the title so that a badge of some width stands behind its last word."""
    words, style = strong(handout.title), theme.title
    heading = set_text(words, style, width, role="H1", field="title")
    if heading.last_line + badge <= width:
        return heading
    return set_text(words, style, width - badge, role="H1", field="title")


def _badge(side: str, theme: Theme) -> Box:
    """Set the side of the body on a bold ground with round ends."""
    style = colored(theme.subheading, theme.colors.on_bold)
    words = set_line(strong(side), style, MAX_BADGE_WIDTH, role="P", field="side")
    box = inset(words, BADGE_PAD, 3, BADGE_PAD, 3)
    return on((theme.bold_panel(box.width, box.height, radius=box.height / 2),), box, name="badge")


def signs_at(handout: Handout, theme: Theme, width: float, side: int) -> Box:
    """Set the line that says on which side the warning signs are, after a stop sign."""
    style, room = colored(theme.body, theme.colors.warning), width - INDENT * theme.body.size
    words = strong(handout.signs_at.format(side=side))
    line = set_text(words, style, room, role="P", field="help")
    return after_stop_sign(line, theme, name="signs-at")


def footer(handout: Handout, theme: Theme, page: PageGeometry, number: int, count: int) -> Box:
    """Set the foot of a side: the handout's footer at the left, the numbers at the right.

    These are the number of the sheet, where it has one, and that of the side.
    """
    width = page.frame_width
    sheet = handout.number_as.format(number=handout.number) if handout.number else ""
    side = handout.page_of.format(page=number, pages=count)
    named = (StyledRun(" · ".join(part for part in (sheet, side) if part)),)
    numbers = set_line(named, theme.footer, MAX_NUMBERS_WIDTH)
    words = set_text((StyledRun(handout.footer),), theme.footer, width - numbers.width - 10)
    items: Items = (
        (0, 0, shapes.rule(0, 0, width, theme.colors.line, 0.6)),
        (0, 4, words),
        (width - numbers.width, 4, numbers),
    )
    return Box(width, 4 + words.height, items, name="footer")
