"""Place the boxes of a handout on as few sides of paper as it needs.

The layout takes the roomiest spacing step of the edition that needs no more sides than the tightest
one. Type keeps its size; only space and pictures give way. Afterwards the pictures of each side
grow into the space left.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.document import Beside, Columns, Examples, Frames, PictureBlock
from handouts.layout.art.shapes import rule
from handouts.layout.blocks.band import band
from handouts.layout.blocks.field_strip import field_strip, make_strip, note_bar
from handouts.layout.blocks.letterhead import footer, signs_at, title
from handouts.layout.blocks.sections import set_section
from handouts.layout.boxes import Box
from handouts.layout.pagination import KeepTogether, paginate
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import PICTURE_SCALES, make_theme
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.brand.model import Brand
    from handouts.document import Block, Handout
    from handouts.layout.blocks.field_strip import Strip
    from handouts.layout.style.editions import Edition, Spacing
    from handouts.layout.style.page_size import PageGeometry
    from handouts.layout.style.theme import Theme
    from handouts.template.model import FieldLayout

Groups = tuple[KeepTogether, ...]

MAX_EXTRA_GAP = 16.0
"""How much a gap between sections may grow to fill a side, in points."""

HEAD_GAPS = (8.0, 4.0, 3.0)
"""The space between band, title, fields, and the line about the warning signs, in points."""

NOTE_GAP = 6.0
"""The space above the therapist's note, in points."""

HURTS = "hurts"
"""The section that says where it hurts; the therapist's note stands below it."""

FOOTER_GAP = 9.5
"""The space between frame and footer, in points."""

SIGNS = "help"
"""The section of the warning signs."""

LONG_NUMBER = 88
"""The number of a side that needs much room."""

UNPRINTABLE = 5 * MM
"""The margin below the footer: printers leave the outer 4 to 6 mm of a sheet blank."""


@dataclass(frozen=True, slots=True)
class PlacedBox:
    """A box at a place on a side, in points; `opens` marks the first box of its section."""

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


class Part(NamedTuple):
    """The groups of one side: the sections they belong to, and which of their groups they are."""

    sections: range
    groups: slice


class Row(NamedTuple):
    """A box of a side and the space above it, in points; `opens` as in `PlacedBox`."""

    gap: float
    box: Box
    section: str
    opens: bool = False


@dataclass(frozen=True)
class FitJob:
    """What is laid out, in which edition, on which paper; it sets nothing twice."""

    handout: Handout
    brand: Brand
    edition: Edition
    page: PageGeometry
    field_layout: FieldLayout
    sections: dict[tuple[int, Spacing], Groups] = field(default_factory=dict, init=False)
    notes: dict[int, Box] = field(default_factory=dict, init=False)

    @cached_property
    def scales(self) -> list[set[str]]:
        """The names of the picture scales that each section uses."""
        return [set(_picture_scales(section.blocks)) for section in self.handout.sections]

    def section(self, i: int, spacing: Spacing) -> Groups:
        """Set a section; it is set once for each spacing that changes it."""
        unused = dict.fromkeys({"plates", "pictures"} - self.scales[i], 0.0)
        spacing = replace(spacing, note_lines=0, **unused)
        if (i, spacing) not in self.sections:
            theme = make_theme(self.brand, self.edition, spacing)
            self.sections[i, spacing] = set_section(self.handout.sections[i], theme, self.page)
        return self.sections[i, spacing]

    def groups(self, sections: range, spacing: Spacing) -> Groups:
        """Set some sections."""
        return tuple(group for i in sections for group in self.section(i, spacing))

    @cached_property
    def theme(self) -> Theme:
        """The theme of what no spacing changes."""
        return make_theme(self.brand, self.edition, self.edition.spacing_steps[0])

    @cached_property
    def strip(self) -> Strip:
        """The fields for personal text, measured."""
        return make_strip(self.handout.fields, self.handout.date_forms, self.theme)

    @cached_property
    def head(self) -> list[Box]:
        """The band, the title and the fields at the head of the first side, and its last line.

        The line says on which side the warning signs are, here one with a long number.
        """
        theme, width = self.theme, self.page.frame_width
        return [
            band(self.brand, theme, width),
            title(self.handout, theme, width),
            field_strip(self.strip, theme, width, self.field_layout),
            signs_at(self.handout, theme, width, LONG_NUMBER),
        ]

    def note(self, spacing: Spacing) -> Box:
        """Set the therapist's note, or the lines to write one on."""
        lines, width = spacing.note_lines, self.page.frame_width
        if lines not in self.notes:
            self.notes[lines] = note_bar(self.strip, self.theme, width, self.field_layout, lines)
        return self.notes[lines]

    def room(self, spacing: Spacing, number: int) -> float:
        """Return the height that the groups of a side may take, with their gaps."""
        if number > 1:
            return self.page.frame_height
        head = sum(box.height for box in self.head) + sum(HEAD_GAPS)
        return self.page.frame_height - head - NOTE_GAP - self.note(spacing).height


def fit_pages(job: FitJob) -> tuple[Side, ...]:
    """Place a handout on as few sides as it needs, with the roomiest spacing that they allow.

    Raises `UserError` for what does not fit with the tightest spacing.
    """
    job = check_fit(job)
    spacing = _roomiest(job)
    parts = _divide(job, spacing)
    sides = [
        _side(job, spacing, part, number, len(parts)) for number, part in enumerate(parts, start=1)
    ]
    return (_with_signs(job, sides), *sides[1:])


def _with_signs(job: FitJob, sides: list[Side]) -> Side:
    """Return the first side, which says where the warning signs begin."""
    first = sides[0]
    opens = (side.number for side in sides for box in side.placed if box.section == SIGNS)
    line = signs_at(job.handout, job.theme, job.page.frame_width, next(opens, first.number))
    placed = (replace(box, box=line) if box.section == line.name else box for box in first.placed)
    return replace(first, placed=tuple(placed))


def check_fit(job: FitJob) -> FitJob:
    """Set a handout with the tightest spacing; raise `UserError` for what does not fit.

    Returns the job with a bottom margin that keeps a footer of several lines from the paper's edge.
    """
    tightest = job.edition.spacing_steps[-1]
    foot = footer(job.handout, job.theme, job.page, LONG_NUMBER, LONG_NUMBER)
    bottom = max(job.page.bottom, FOOTER_GAP + foot.height + UNPRINTABLE)
    job = replace(job, page=replace(job.page, bottom=bottom))
    if job.room(tightest, 1) < 0:
        raise UserError.one(
            "does not fit on the first side with the title above it",
            file=job.handout.title,
            field="note" if job.field_layout.note_lines else "subtitle",
            hint="shorten it",
        )
    _divide(job, tightest)
    return job


def _roomiest(job: FitJob) -> Spacing:
    """Find the roomiest spacing that needs no more sides than the tightest.

    A binary search: a tighter step needs no more sides, and setting all takes most of the time.
    """
    *steps, tightest = job.edition.spacing_steps
    fewest = len(_divide(job, tightest))

    def suffices(spacing: Spacing) -> bool:
        with suppress(UserError):  # something is higher than a side
            return len(_divide(job, spacing)) == fewest
        return False

    return (*steps, tightest)[bisect_left(steps, True, key=suffices)]


def _picture_scales(blocks: Iterable[Block]) -> Iterator[str]:
    """Give the name of the scale of every picture in some blocks, at any depth."""
    for block in blocks:
        match block:
            case PictureBlock():
                yield "plates" if block.plate else "pictures"
            case Frames() | Examples():
                yield from _picture_scales(block.pictures)
            case Beside():
                yield from _picture_scales((*block.pictures, *block.blocks, *block.foot))
            case Columns():
                for column in block.items:
                    yield from _picture_scales(column.blocks)


def _divide(job: FitJob, spacing: Spacing) -> list[Part]:
    """Divide all groups among sides."""
    sections = range(len(job.handout.sections))
    groups = job.groups(sections, spacing)
    first = job.room(spacing, 1) - (groups[0].gap if groups else 0)
    sides = paginate([*groups], first, job.room(spacing, 2), name=job.handout.title)
    owners = [i for i in sections for _ in job.section(i, spacing)]
    ends = list(accumulate(map(len, sides)))
    return [_part(owners, start, end) for start, end in pairwise([0, *ends])]


def _part(owners: list[int], start: int, end: int) -> Part:
    """Return the part that holds the groups from `start` to `end`.

    `owners` are the numbers of the sections of all groups.
    """
    if start == end:
        return Part(range(0), slice(0))
    first, last = owners[start], owners[end - 1]
    before = owners.index(first)
    return Part(range(first, last + 1), slice(start - before, end - before))


def _gaps(groups: Groups, number: int) -> list[float]:
    """Return the gap above each group; only on the first side the first group has one."""
    return [0.0 if i == 0 and number > 1 else group.gap for i, group in enumerate(groups)]


def _height(groups: Groups, number: int) -> float:
    heights = [group.alone if i == 0 else group.box.height for i, group in enumerate(groups)]
    return sum(_gaps(groups, number)) + sum(heights)


def _loosen(job: FitJob, spacing: Spacing, part: Part, number: int) -> Spacing:
    """Find the roomiest distances with which a side holds its groups; pictures keep their sizes."""
    steps = job.edition.spacing_steps
    kept = {name: getattr(spacing, name) for name in ("pictures", "plates", "note_lines")}
    roomier = [replace(step, **kept) for step in steps[: steps.index(spacing)]]
    return _first_that_fits(job, roomier, spacing, part, number)


def _grow(job: FitJob, spacing: Spacing, kind: str, part: Part, number: int) -> Spacing:
    """Find the largest scale of one kind of picture with which a side still holds its groups."""
    scales = [scale for scale in PICTURE_SCALES if scale > getattr(spacing, kind)]
    changes: list[dict[str, Any]] = [{kind: scale} for scale in scales]
    larger = [replace(spacing, **change) for change in changes]
    return _first_that_fits(job, larger, spacing, part, number)


def _first_that_fits(
    job: FitJob, steps: list[Spacing], spacing: Spacing, part: Part, number: int
) -> Spacing:
    """Find the first of some steps with which a side holds its groups, else return `spacing`.

    A binary search: later steps need no more room. Only the sections of this side are set.
    """
    room, count = job.room(spacing, number), len(job.groups(part.sections, spacing))

    def fits(step: Spacing) -> bool:
        with suppress(UserError):  # a word is too long beside a picture of this size
            groups = job.groups(part.sections, step)
            # A picture too high for a side divides its section into more groups.
            return len(groups) == count and _height(groups[part.groups], number) <= room
        return False

    return (*steps, spacing)[bisect_left(steps, True, key=fits)]


def _rule(job: FitJob) -> Box:
    """Draw the line between two sections."""
    width = job.page.frame_width
    return Box(width, 0, ((0.0, 0.0, rule(0, 0, width, job.theme.colors.primary, 0.6)),))


def _above_note(job: FitJob, spacing: Spacing, count: int) -> int:
    """Return how many of the `count` groups of the first side stand above the therapist's note.

    These are all up to the last of where it hurts, or none if that is on another side.
    """
    groups = job.groups(range(len(job.handout.sections)), spacing)
    end = max((i for i, group in enumerate(groups, 1) if group.section == HURTS), default=0)
    return end if end <= count else 0


def _side(job: FitJob, spacing: Spacing, part: Part, number: int, count: int) -> Side:
    """Place the groups of one side; space left over widens the gaps between sections."""
    page = job.page
    spacing = _loosen(job, spacing, part, number)
    for kind in ("plates", "pictures"):  # plates first: they show where things go, figures only how
        spacing = _grow(job, spacing, kind, part, number)
    groups = job.groups(part.sections, spacing)[part.groups]
    gaps = _gaps(groups, number)
    left = job.room(spacing, number) - _height(groups, number)
    rows = _rows(job, groups, gaps, left)
    if number == 1:
        head = (
            Row(gap, box, box.name) for gap, box in zip((0.0, *HEAD_GAPS), job.head, strict=True)
        )
        note = Row(NOTE_GAP, job.note(spacing), "note")
        at = _above_note(job, spacing, len(groups))
        rows = [[*head], *rows[:at], [note], *rows[at:]]
    placed: list[PlacedBox] = []
    y = page.top
    for row in chain.from_iterable(rows):
        y += row.gap
        placed.append(PlacedBox(page.side, y, row.box, row.section, row.opens))
        y += row.box.height
    foot = footer(job.handout, job.theme, page, number, count)
    placed.append(PlacedBox(page.side, page.height - page.bottom + FOOTER_GAP, foot, "footer"))
    return Side(page, number, tuple(placed))


def _rows(job: FitJob, groups: Groups, gaps: list[float], left: float) -> list[list[Row]]:
    """Make the rows of each group: its line above or repeated heading, and its box.

    The space `left` widens the gaps above sections.
    """
    widened = [i for i, group in enumerate(groups) if group.opens and gaps[i]]
    extra = min(left / len(widened), MAX_EXTRA_GAP) if widened else 0.0
    rows: list[list[Row]] = []
    for i, group in enumerate(groups):
        gap = gaps[i] + (extra if i in widened else 0.0)
        own = [Row(gap, group.box, group.section, group.opens)]
        if i == 0 and group.repeated:
            own = [Row(gap, group.repeated, group.section), own[0]._replace(gap=0.0)]
        elif group.ruled and i in widened:
            own = [Row(gap / 2, _rule(job), "rule"), own[0]._replace(gap=gap / 2)]
        rows.append(own)
    return rows
