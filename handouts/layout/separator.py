"""Lay out the separator sheet that lies before a handout in a printed pile.

It names whose sheets follow by their id, never by a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.compose.locale import load_locale
from handouts.layout.boxes import Box, FieldBox, Items
from handouts.layout.pdf.canvas import draw
from handouts.layout.pdf.template_builder import build_template
from handouts.layout.sides import PlacedBox, Side
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import page_geometry
from handouts.layout.style.theme import QUIET, TextStyle
from handouts.layout.text.paragraph import set_text
from handouts.template.charset import chars_of
from handouts.template.model import DocumentInfo
from patterns.text import StyledRun

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.document import FieldName
    from handouts.template.model import Template

ID_SIZES: dict[FieldName, float] = {"id": 44, "id-smaller": 22, "id-smallest": 9}
"""The type sizes of the fields of the id; 64 wide letters fit in the smallest."""

TITLE_SIZE = 18.0
COUNT_WIDTH = 90.0


def lay_out_separator(
    paper: str, language: str, unicode_blocks: tuple[int, ...], library: Path | None = None
) -> Template:
    """Lay out a separator sheet.

    `language` is a tag such as `en-US`, whose words may be in the clinic's `library`.
    `unicode_blocks` are the characters that the titles may hold.
    """
    page = page_geometry(paper, EDITIONS["standard"])
    code, _, country = language.partition("-")
    locale = load_locale(code, library)
    words, width = locale.pile, page.frame_width
    lines = (
        *((120.0, _field(name, size, width)) for name, size in ID_SIZES.items()),
        (180.0, _field("title", TITLE_SIZE, width, lines=2)),
        (250.0, _count("sides", words.sides)),
        (290.0, _count("copies", words.copies)),
    )
    placed = tuple(
        PlacedBox(page.side, y, box, "separator", opens=i == 0) for i, (y, box) in enumerate(lines)
    )
    drawn = draw((Side(page, 1, placed),), None, chars_of(unicode_blocks))
    info = DocumentInfo(
        pattern="",
        version="",
        title=words.separator,
        subject=words.separator,
        author="",
        sheets=words.title,
        language=language,
        side=None,
        edition="standard",
        paper=paper,
    )
    return build_template(drawn, info, locale.date_forms(country))


def _field(name: FieldName, size: float, width: float, lines: int = 1) -> Box:
    room = FieldBox(name, width, lines, size * 1.25, size)
    return Box(width, size, ((0, size, room),), "P")


def _count(name: FieldName, label: str) -> Box:
    style = TextStyle(None, TITLE_SIZE, TITLE_SIZE * 1.25, QUIET)
    words = set_text((StyledRun(label),), style, COUNT_WIDTH)
    room = FieldBox(name, COUNT_WIDTH, 1, style.leading, style.size)
    items: Items = ((0, 0, words), (COUNT_WIDTH, style.baseline, room))
    return Box(2 * COUNT_WIDTH, words.height, items, "P")
