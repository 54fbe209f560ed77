"""A handout, a brand and a page in, finished sides out: boxes placed on paper, nothing drawn yet.

The roomiest fit of the edition that needs no more sides than the closest one is taken: letters
keep their size, and only air and pictures give way. Then the pictures of each side grow into the
room left.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from handouts.document import Beside, Columns, PictureBlock
from handouts.layout.blocks.letterhead import band, field_strip, footer, title
from handouts.layout.blocks.sections import set_section
from handouts.layout.pagination import KeepTogether, paginate
from handouts.layout.style.theme import PICTURE_SCALES, make_theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.brand.model import Brand
    from handouts.document import Block, Handout, Section
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.boxes import Box
    from handouts.layout.style.editions import Edition, Spacing
    from handouts.layout.style.page_size import PageGeometry
    from handouts.template.model import FieldLayout

MAX_EXTRA_GAP = 16.0
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

    page: PageGeometry
    number: int
    placed: tuple[PlacedBox, ...]


def fit_pages(job: FitJob) -> tuple[Side, ...]:
    """Place a handout on as few sides as it needs, as roomy as these allow."""
    spacing = _roomiest(job)
    ends = _divide(job, spacing)
    fewest = len(ends)
    starts = [0, *ends[:-1]]
    return tuple(
        _side(job, spacing, range(start, end), number, fewest)
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _roomiest(job: FitJob) -> Spacing:
    """Find the roomiest fit that needs no more sides than the closest; a closer one needs no more.

    The spacing_steps are halved again and again, for setting them all would take most of the time.
    """
    spacing_steps = job.edition.spacing_steps
    fewest = len(_divide(job, spacing_steps[-1]))
    low, high = 0, len(spacing_steps) - 1
    while low < high:
        middle = (low + high) // 2
        if len(_divide(job, spacing_steps[middle])) == fewest:
            high = middle
        else:
            low = middle + 1
    return spacing_steps[high]


@dataclass(frozen=True, slots=True)
class FitJob:
    """What is laid out, in which edition, and for which paper."""

    handout: Handout
    brand: Brand
    edition: Edition
    page: PageGeometry
    pictures: Pictures
    field_layout: FieldLayout
    tried: dict[tuple[int, Spacing], list[KeepTogether]] = field(
        default_factory=dict, compare=False
    )

    def groups(self, spacing: Spacing) -> list[KeepTogether]:
        """Set every section with the given distances, once for each that it heeds."""
        styles = make_theme(self.brand, self.edition, spacing)
        groups: list[KeepTogether] = []
        for i, section in enumerate(self.handout.sections):
            key = i, _heeded(section, spacing)
            if key not in self.tried:
                width = self.page.frame_width
                self.tried[key] = set_section(section, styles, self.pictures, width)
            groups += self.tried[key]
        return groups

    def head(self, spacing: Spacing) -> list[Box]:
        """Set what stands at the head of the first side."""
        styles, width = make_theme(self.brand, self.edition, spacing), self.page.frame_width
        return [
            band(self.brand, styles, width),
            title(self.handout, styles, width),
            field_strip(self.handout, styles, width, self.field_layout, spacing.note_lines),
        ]

    def room(self, spacing: Spacing, number: int) -> float:
        """Give the height that the groups of a side may take, with their gaps."""
        height = self.page.frame_height
        return height if number > 1 else height - _head_height(self.head(spacing))


def _heeded(section: Section, spacing: Spacing) -> Spacing:
    """Give the distances that a section heeds: its pictures' scales, and no room for a note."""
    kinds = set(_kinds_of_pictures(section.blocks))
    return replace(
        spacing,
        note_lines=0,
        plates=spacing.plates if "plates" in kinds else 0,
        pictures=spacing.pictures if "pictures" in kinds else 0,
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


def _divide(job: FitJob, spacing: Spacing) -> list[int]:
    """Divide everything among sides; give the index behind the last group of each."""
    groups = job.groups(spacing)
    first = job.room(spacing, 1) - (groups[0].gap if groups else 0)
    ends, count = [], 0
    for page in paginate(groups, first, job.room(spacing, 2), name=job.handout.title):
        count += len(page)
        ends.append(count)
    return ends


def _gaps(groups: list[KeepTogether], number: int) -> list[float]:
    """Give the room above each group; the head of every side but the first needs none."""
    return [0.0 if i == 0 and number > 1 else group.gap for i, group in enumerate(groups)]


def _height(groups: list[KeepTogether], number: int) -> float:
    return sum(_gaps(groups, number)) + sum(group.box.height for group in groups)


def _with_grown_pictures(
    job: FitJob, spacing: Spacing, part: range, number: int
) -> list[KeepTogether]:
    """Set the groups of a side with the largest pictures that it has room for.

    Plates come first: they show where things go, and figures only how.
    """
    for kind in ("plates", "pictures"):
        spacing = _grown(job, spacing, kind, part, number)
    return job.groups(spacing)[part.start : part.stop]


def _grown(job: FitJob, spacing: Spacing, kind: str, part: range, number: int) -> Spacing:
    """Find the largest scale of one kind of picture with which a side still holds its groups.

    A binary search: smaller pictures need no more room.
    """
    room = job.room(spacing, number)
    scales = [scale for scale in PICTURE_SCALES if scale > getattr(spacing, kind)]
    low, high = 0, len(scales)
    while low < high:
        middle = (low + high) // 2
        groups = job.groups(_scaled(spacing, kind, scales[middle]))
        if _height(groups[part.start : part.stop], number) <= room:
            high = middle
        else:
            low = middle + 1
    return _scaled(spacing, kind, scales[high]) if high < len(scales) else spacing


def _scaled(spacing: Spacing, kind: str, scale: float) -> Spacing:
    """Give the distances with another scale of one kind of picture."""
    larger: dict[str, Any] = {kind: scale}
    return replace(spacing, **larger)


HEAD_GAPS = (8.0, 6.0)
"""The room between band and title, and between title and strip."""

FOOTER_GAP = 9.5
"""The room between frame and footer, which leaves 5 mm below it blank."""


def _head_height(head: list[Box]) -> float:
    return sum(box.height for box in head) + sum(HEAD_GAPS)


def _side(job: FitJob, spacing: Spacing, part: range, number: int, count: int) -> Side:
    """Place the groups of one side; what room is left widens the gaps between sections."""
    page = job.page
    groups = _with_grown_pictures(job, spacing, part, number)
    gaps = _gaps(groups, number)
    placed: list[PlacedBox] = []
    y = page.top
    if number == 1:
        for box, gap in zip(job.head(spacing), (*HEAD_GAPS, 0.0), strict=True):
            placed.append(PlacedBox(page.side, y, box, box.name))
            y += box.height + gap
    growing = [i for i, group in enumerate(groups) if group.opens and gaps[i]]
    left = job.room(spacing, number) - _height(groups, number)
    extra = min(left / len(growing), MAX_EXTRA_GAP) if growing else 0.0
    for i, group in enumerate(groups):
        y += gaps[i] + (extra if i in growing else 0.0)
        placed.append(PlacedBox(page.side, y, group.box, group.section, group.opens))
        y += group.box.height
    styles = make_theme(job.brand, job.edition, spacing)
    foot = footer(job.handout, styles, page, number, count)
    placed.append(PlacedBox(page.side, page.height - page.bottom + FOOTER_GAP, foot, "footer"))
    return Side(page, number, tuple(placed))
