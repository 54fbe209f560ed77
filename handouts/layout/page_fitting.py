"""Place the boxes of a handout on as few sides of paper as it needs.

The layout takes the roomiest spacing step of the edition that needs no more sides than the tightest
one. Type keeps its size; only space and pictures give way. Afterwards the pictures of each side
grow into the space left.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, Any

from handouts.document import Beside, Columns, PictureBlock
from handouts.layout.blocks.letterhead import band, field_strip, footer, title
from handouts.layout.blocks.sections import set_section
from handouts.layout.pagination import KeepTogether, paginate
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import PICTURE_SCALES, make_theme
from patterns.errors import UserError

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
"""How much a gap between sections may grow to fill a side, in points."""

HEAD_GAPS = (8.0, 6.0)
"""The space between band and title, and between title and fields, in points."""

FOOTER_GAP = 9.5
"""The space between frame and footer, in points."""

UNPRINTABLE = 5 * MM
"""The margin below the footer: printers leave the outer 4 to 6 mm of a sheet blank."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box at a place on a side, in points from the top left corner.

    `section` is the part of the handout that it belongs to; `opens` marks the first box of a
    section.
    """

    x: float
    y: float
    box: Box
    section: str
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of paper with its boxes in reading order."""

    page: PageGeometry
    number: int
    placed: tuple[PlacedBox, ...]


@dataclass(frozen=True, slots=True)
class FitJob:
    """What is laid out, in which edition, on which paper."""

    handout: Handout
    brand: Brand
    edition: Edition
    page: PageGeometry
    pictures: Pictures
    field_layout: FieldLayout
    cache: dict[tuple[int, Spacing], list[KeepTogether]] = field(
        default_factory=dict, compare=False
    )
    heads: dict[int, list[Box]] = field(default_factory=dict, compare=False)

    def groups(self, spacing: Spacing) -> list[KeepTogether]:
        """Set every section; a section is set once for each spacing that changes it."""
        theme = make_theme(self.brand, self.edition, spacing)
        groups: list[KeepTogether] = []
        for i, section in enumerate(self.handout.sections):
            key = i, _relevant(section, spacing)
            if key not in self.cache:
                self.cache[key] = set_section(
                    section, theme, self.pictures, self.page.frame_width, self.page.frame_height
                )
            groups += self.cache[key]
        return groups

    def head(self, spacing: Spacing) -> list[Box]:
        """Set the band, the title and the fields at the head of the first side.

        Of the spacing only `note_lines` changes them.
        """
        lines = spacing.note_lines
        if lines not in self.heads:
            theme, width = make_theme(self.brand, self.edition, spacing), self.page.frame_width
            self.heads[lines] = [
                band(self.brand, theme, width),
                title(self.handout, theme, width),
                field_strip(self.handout, theme, width, self.field_layout, lines),
            ]
        return self.heads[lines]

    def room(self, spacing: Spacing, number: int) -> float:
        """Return the height that the groups of a side may take, with their gaps."""
        if number > 1:
            return self.page.frame_height
        head = sum(box.height for box in self.head(spacing)) + sum(HEAD_GAPS)
        return self.page.frame_height - head


def fit_pages(job: FitJob) -> tuple[Side, ...]:
    """Place a handout on as few sides as it needs, with the roomiest spacing that they allow.

    Raises `UserError` for what is higher than a side.
    """
    job = _with_room_for_footer(job)
    _check_head(job)
    spacing = _roomiest(job)
    ends = _divide(job, spacing)
    starts = [0, *ends[:-1]]
    return tuple(
        _side(job, spacing, range(start, end), number, len(ends))
        for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1)
    )


def _with_room_for_footer(job: FitJob) -> FitJob:
    """Raise the bottom margin where a footer of several lines would reach the paper's edge."""
    theme = make_theme(job.brand, job.edition, job.edition.spacing_steps[-1])
    foot = footer(job.handout, theme, job.page, 1, 1)
    bottom = max(job.page.bottom, FOOTER_GAP + foot.height + UNPRINTABLE)
    return replace(job, page=replace(job.page, bottom=bottom))


def _check_head(job: FitJob) -> None:
    """Refuse a head that is higher than a side."""
    if job.room(job.edition.spacing_steps[-1], 1) < 0:
        raise UserError.one(
            "does not fit on the first side with the title above it",
            file=job.handout.title,
            field="note" if job.field_layout.note_lines else "subtitle",
            hint="shorten it",
        )


def _roomiest(job: FitJob) -> Spacing:
    """Find the roomiest spacing that needs no more sides than the tightest.

    A binary search: a tighter step needs no more sides, and setting all takes most of the time.
    """
    steps = job.edition.spacing_steps
    fewest = len(_divide(job, steps[-1]))
    low, high = 0, len(steps) - 1
    while low < high:
        middle = (low + high) // 2
        if _sides(job, steps[middle]) == fewest:
            high = middle
        else:
            low = middle + 1
    return steps[high]


def _sides(job: FitJob, spacing: Spacing) -> float:
    """Count the sides that a spacing needs; infinitely many if something is higher than a side."""
    try:
        return len(_divide(job, spacing))
    except UserError:
        return inf


def _relevant(section: Section, spacing: Spacing) -> Spacing:
    """Keep the picture scales that a section uses, and drop the rest, to serve as a cache key."""
    kinds = set(_picture_scales(section.blocks))
    return replace(
        spacing,
        note_lines=0,
        plates=spacing.plates if "plates" in kinds else 0.0,
        pictures=spacing.pictures if "pictures" in kinds else 0.0,
    )


def _picture_scales(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the name of the scale of every picture in some blocks, at any depth."""
    for block in blocks:
        match block:
            case PictureBlock():
                yield "plates" if block.plate else "pictures"
            case Beside():
                yield from _picture_scales((block.picture, *block.blocks))
            case Columns():
                for column in block.items:
                    yield from _picture_scales(column.blocks)


def _divide(job: FitJob, spacing: Spacing) -> list[int]:
    """Divide all groups among sides; return the index behind the last group of each side."""
    groups = job.groups(spacing)
    first = job.room(spacing, 1) - (groups[0].gap if groups else 0)
    ends, count = [], 0
    for page in paginate(groups, first, job.room(spacing, 2), name=job.handout.title):
        count += len(page)
        ends.append(count)
    return ends


def _gaps(groups: list[KeepTogether], number: int) -> list[float]:
    """Return the gap above each group; only on the first side the first group has one."""
    return [0.0 if i == 0 and number > 1 else group.gap for i, group in enumerate(groups)]


def _height(groups: list[KeepTogether], number: int) -> float:
    return sum(_gaps(groups, number)) + sum(group.box.height for group in groups)


def _grow(job: FitJob, spacing: Spacing, kind: str, part: range, number: int) -> Spacing:
    """Find the largest scale of one kind of picture with which a side still holds its groups.

    A binary search: smaller pictures need no more room.
    """
    room = job.room(spacing, number)
    scales = [scale for scale in PICTURE_SCALES if scale > getattr(spacing, kind)]
    changes: list[dict[str, Any]] = [{kind: scale} for scale in scales]
    larger = [replace(spacing, **change) for change in changes]
    count = len(job.groups(spacing))
    low, high = 0, len(larger)
    while low < high:
        middle = (low + high) // 2
        groups = job.groups(larger[middle])
        fits = _height(groups[part.start : part.stop], number) <= room
        if fits and len(groups) == count:  # a picture too high for a side divides its section
            high = middle
        else:
            low = middle + 1
    return larger[high] if high < len(larger) else spacing


def _side(job: FitJob, spacing: Spacing, part: range, number: int, count: int) -> Side:
    """Place the groups of one side; space left over widens the gaps between sections."""
    page = job.page
    for kind in ("plates", "pictures"):  # plates first: they show where things go, figures only how
        spacing = _grow(job, spacing, kind, part, number)
    groups = job.groups(spacing)[part.start : part.stop]
    gaps = _gaps(groups, number)
    placed: list[PlacedBox] = []
    y = page.top
    if number == 1:
        for box, gap in zip(job.head(spacing), (*HEAD_GAPS, 0.0), strict=True):
            placed.append(PlacedBox(page.side, y, box, box.name))
            y += box.height + gap
    widened = [i for i, group in enumerate(groups) if group.opens and gaps[i]]
    left = job.room(spacing, number) - _height(groups, number)
    extra = min(left / len(widened), MAX_EXTRA_GAP) if widened else 0.0
    for i, group in enumerate(groups):
        y += gaps[i] + (extra if i in widened else 0.0)
        placed.append(PlacedBox(page.side, y, group.box, group.section, group.opens))
        y += group.box.height
    foot = footer(job.handout, make_theme(job.brand, job.edition, spacing), page, number, count)
    placed.append(PlacedBox(page.side, page.height - page.bottom + FOOTER_GAP, foot, "footer"))
    return Side(page, number, tuple(placed))
