"""A handout, a brand and a sheet in, finished sides out: boxes placed on paper, nothing drawn yet.

The roomiest of `FITS` that needs no more sides than the closest one is taken: letters keep their
size, and only air and pictures give way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.layout.letterhead import band, footer, strip, title
from handouts.layout.look import FITS, Look, Spaces, look
from handouts.layout.paging import Chunk, paginate
from handouts.layout.sections import section_chunks

if TYPE_CHECKING:
    from handouts.brand import Brand
    from handouts.handout import Handout
    from handouts.layout.boxes import Box
    from handouts.layout.pictures import Pictures
    from handouts.layout.sheets import Sheet

MOST_EXTRA = 16.0
"""How much a gap between sections may grow, in points, to fill a side."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box at a place on a side, in points from its top left corner; `section` names its part."""

    x: float
    y: float
    box: Box
    section: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of paper with what stands on it, in reading order."""

    sheet: Sheet
    number: int
    placed: tuple[PlacedBox, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """How many lines the note takes; none of its own leaves blank lines to write on."""

    lines: int


def lay_out_sides(
    handout: Handout, brand: Brand, sheet: Sheet, pictures: Pictures, note: Note
) -> tuple[Side, ...]:
    """Place a handout on as few sides as it needs, as roomy as these allow."""
    _, closest = _divide(handout, brand, sheet, pictures, note, FITS[-1])
    for spaces in FITS:
        head, pages = _divide(handout, brand, sheet, pictures, note, spaces)
        if len(pages) <= len(closest):
            break
    return tuple(
        _side(handout, look(brand), sheet, head, chunks, number, len(pages))
        for number, chunks in enumerate(pages, start=1)
    )


def _divide(
    handout: Handout, brand: Brand, sheet: Sheet, pictures: Pictures, note: Note, spaces: Spaces
) -> tuple[list[Box], list[list[Chunk]]]:
    """Set everything with the given distances and divide it among sides."""
    styles = look(brand, spaces)
    width = sheet.frame_width
    head = _head(handout, brand, styles, width, note)
    chunks = [
        chunk
        for section in handout.sections
        for chunk in section_chunks(section, styles, pictures, width)
    ]
    used = _head_height(head)
    first = chunks[0].gap if chunks else 0
    return head, paginate(chunks, sheet.frame_height - used - first, sheet.frame_height)


def _head(handout: Handout, brand: Brand, styles: Look, width: float, note: Note) -> list[Box]:
    return [
        band(brand, styles, width),
        title(handout, styles, width),
        strip(handout, styles, width, note.lines or styles.spaces.note_lines, blank=not note.lines),
    ]


HEAD_GAPS = (8.0, 6.0)
"""The room between band and title, and between title and strip."""


def _head_height(head: list[Box]) -> float:
    return sum(box.height for box in head) + sum(HEAD_GAPS)


def _side(
    handout: Handout,
    styles: Look,
    sheet: Sheet,
    head: list[Box],
    chunks: list[Chunk],
    number: int,
    count: int,
) -> Side:
    """Place the chunks of one side; what room is left widens the gaps between sections."""
    placed: list[PlacedBox] = []
    y = sheet.top
    if number == 1:
        for box, gap in zip(head, (*HEAD_GAPS, 0.0), strict=True):
            placed.append(PlacedBox(sheet.side, y, box, box.name))
            y += box.height + gap
    gaps = [0.0 if i == 0 and number > 1 else chunk.gap for i, chunk in enumerate(chunks)]
    used = y + sum(gaps) + sum(chunk.box.height for chunk in chunks)
    growing = [i for i, chunk in enumerate(chunks) if chunk.opens and gaps[i]]
    extra = (sheet.height - sheet.bottom - used) / len(growing) if growing else 0.0
    for i, chunk in enumerate(chunks):
        y += gaps[i] + (min(extra, MOST_EXTRA) if i in growing else 0.0)
        placed.append(PlacedBox(sheet.side, y, chunk.box, chunk.section))
        y += chunk.box.height
    foot = footer(handout, styles, sheet, number, count)
    placed.append(PlacedBox(sheet.side, sheet.height - sheet.bottom + 12, foot, "footer"))
    return Side(sheet, number, tuple(placed))
