"""A handout, a brand and a sheet in, finished sides out: boxes placed on paper, nothing drawn yet.

The roomiest fit of the edition that needs no more sides than the closest one is taken: letters
keep their size, and only air and pictures give way. Then the pictures of each side grow into the
room left.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handouts.document import Beside, Columns, PictureBlock
from handouts.layout.blocks.letterhead import band, footer, strip, title
from handouts.layout.blocks.sections import section_chunks
from handouts.layout.pagination import KeepTogether, paginate
from handouts.layout.style.theme import PICTURE_SCALES, look

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.brand.model import Brand
    from handouts.document import Block, Handout, Section
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.boxes import Box
    from handouts.layout.style.editions import Edition, Spacing
    from handouts.layout.style.page_size import PageGeometry
    from handouts.template.model import FieldLayout

MOST_EXTRA = 16.0
"""How much a gap between sections may grow, in points, to fill a side."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box at a place on a side, in points from its top left corner.

    `section` names the part it belongs to, and the first box of a section `opens` it.
    """

    x: float
    y: float
    box: Box
    section: str
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of paper with what stands on it, in reading order."""

    sheet: PageGeometry
    number: int
    placed: tuple[PlacedBox, ...]


def lay_out_sides(job: FitJob) -> tuple[Side, ...]:
    """Place a handout on as few sides as it needs, as roomy as these allow."""
    spaces = _roomiest(job)
    ends = _divide(job, spaces)
    fewest = len(ends)
    starts = [0, *ends[:-1]]
    return tuple(
        _side(job, spaces, range(start, end), number, fewest)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _roomiest(job: FitJob) -> Spacing:
    """Find the roomiest fit that needs no more sides than the closest; a closer one needs no more.

    The fits are halved again and again, for setting them all would take most of the time.
    """
    fits = job.edition.fits
    fewest = len(_divide(job, fits[-1]))
    low, high = 0, len(fits) - 1
    while low < high:
        middle = (low + high) // 2
        if len(_divide(job, fits[middle])) == fewest:
            high = middle
        else:
            low = middle + 1
    return fits[high]


@dataclass(frozen=True, slots=True)
class FitJob:
    """What is laid out, in which edition, and for which paper."""

    handout: Handout
    brand: Brand
    edition: Edition
    sheet: PageGeometry
    pictures: Pictures
    strip: FieldLayout
    tried: dict[tuple[int, Spacing], list[KeepTogether]] = field(
        default_factory=dict, compare=False
    )

    def chunks(self, spaces: Spacing) -> list[KeepTogether]:
        """Set every section with the given distances, once for each that it heeds."""
        styles = look(self.brand, self.edition, spaces)
        chunks: list[KeepTogether] = []
        for i, section in enumerate(self.handout.sections):
            key = i, _heeded(section, spaces)
            if key not in self.tried:
                width = self.sheet.frame_width
                self.tried[key] = section_chunks(section, styles, self.pictures, width)
            chunks += self.tried[key]
        return chunks

    def head(self, spaces: Spacing) -> list[Box]:
        """Set what stands at the head of the first side."""
        styles, width = look(self.brand, self.edition, spaces), self.sheet.frame_width
        return [
            band(self.brand, styles, width),
            title(self.handout, styles, width),
            strip(self.handout, styles, width, self.strip, spaces.note_lines),
        ]

    def room(self, spaces: Spacing, number: int) -> float:
        """Give the height that the chunks of a side may take, with their gaps."""
        height = self.sheet.frame_height
        return height if number > 1 else height - _head_height(self.head(spaces))


def _heeded(section: Section, spaces: Spacing) -> Spacing:
    """Give the distances that a section heeds: its pictures' scales, and no room for a note."""
    kinds = set(_kinds_of_pictures(section.blocks))
    return replace(
        spaces,
        note_lines=0,
        plates=spaces.plates if "plates" in kinds else 0,
        pictures=spaces.pictures if "pictures" in kinds else 0,
    )


def _kinds_of_pictures(blocks: Iterable[Block]) -> Iterator[str]:
    """Tell the kind of every picture in some blocks, however deep."""
    for block in blocks:
        match block:
            case PictureBlock():
                yield "plates" if block.plate else "pictures"
            case Beside():
                yield from _kinds_of_pictures((block.picture, *block.blocks))
            case Columns():
                for column in block.items:
                    yield from _kinds_of_pictures(column.blocks)


def _divide(job: FitJob, spaces: Spacing) -> list[int]:
    """Divide everything among sides; give the index behind the last chunk of each."""
    chunks = job.chunks(spaces)
    first = job.room(spaces, 1) - (chunks[0].gap if chunks else 0)
    ends, count = [], 0
    for page in paginate(chunks, first, job.room(spaces, 2), name=job.handout.title):
        count += len(page)
        ends.append(count)
    return ends


def _gaps(chunks: list[KeepTogether], number: int) -> list[float]:
    """Give the room above each chunk; the head of every side but the first needs none."""
    return [0.0 if i == 0 and number > 1 else chunk.gap for i, chunk in enumerate(chunks)]


def _height(chunks: list[KeepTogether], number: int) -> float:
    return sum(_gaps(chunks, number)) + sum(chunk.box.height for chunk in chunks)


def _with_grown_pictures(
    job: FitJob, spaces: Spacing, part: range, number: int
) -> list[KeepTogether]:
    """Set the chunks of a side with the largest pictures that it has room for.

    Plates come first: they show where things go, and figures only how.
    """
    for kind in ("plates", "pictures"):
        spaces = _grown(job, spaces, kind, part, number)
    return job.chunks(spaces)[part.start : part.stop]


def _grown(job: FitJob, spaces: Spacing, kind: str, part: range, number: int) -> Spacing:
    """Find the largest scale of one kind of picture with which a side still holds its chunks.

    The scales are halved again and again, as the fits are: smaller pictures need no more room.
    """
    room = job.room(spaces, number)
    scales = [scale for scale in PICTURE_SCALES if scale > getattr(spaces, kind)]
    low, high = 0, len(scales)
    while low < high:
        middle = (low + high) // 2
        chunks = job.chunks(_scaled(spaces, kind, scales[middle]))
        if _height(chunks[part.start : part.stop], number) <= room:
            high = middle
        else:
            low = middle + 1
    return _scaled(spaces, kind, scales[high]) if high < len(scales) else spaces


def _scaled(spaces: Spacing, kind: str, scale: float) -> Spacing:
    """Give the distances with another scale of one kind of picture."""
    larger: dict[str, Any] = {kind: scale}
    return replace(spaces, **larger)


HEAD_GAPS = (8.0, 6.0)
"""The room between band and title, and between title and strip."""

FOOTER_GAP = 9.5
"""The room between frame and footer, which leaves 5 mm below it blank."""


def _head_height(head: list[Box]) -> float:
    return sum(box.height for box in head) + sum(HEAD_GAPS)


def _side(job: FitJob, spaces: Spacing, part: range, number: int, count: int) -> Side:
    """Place the chunks of one side; what room is left widens the gaps between sections."""
    sheet = job.sheet
    chunks = _with_grown_pictures(job, spaces, part, number)
    gaps = _gaps(chunks, number)
    placed: list[PlacedBox] = []
    y = sheet.top
    if number == 1:
        for box, gap in zip(job.head(spaces), (*HEAD_GAPS, 0.0), strict=True):
            placed.append(PlacedBox(sheet.side, y, box, box.name))
            y += box.height + gap
    growing = [i for i, chunk in enumerate(chunks) if chunk.opens and gaps[i]]
    left = job.room(spaces, number) - _height(chunks, number)
    extra = min(left / len(growing), MOST_EXTRA) if growing else 0.0
    for i, chunk in enumerate(chunks):
        y += gaps[i] + (extra if i in growing else 0.0)
        placed.append(PlacedBox(sheet.side, y, chunk.box, chunk.section, chunk.opens))
        y += chunk.box.height
    styles = look(job.brand, job.edition, spaces)
    foot = footer(job.handout, styles, sheet, number, count)
    placed.append(PlacedBox(sheet.side, sheet.height - sheet.bottom + FOOTER_GAP, foot, "footer"))
    return Side(sheet, number, tuple(placed))
