"""Find the spacing with which a handout needs the fewest sides of paper.

It is the roomiest step of the edition that needs no more sides than the tightest one, and spreads
no section over three sides where the tightest does not. Type keeps its size; only space and
pictures give way. Afterwards each side loosens, and its pictures grow into the space left.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.layout.blocks.letterhead import footer
from handouts.layout.fit_job import LONG_NUMBER
from handouts.layout.pagination import paginate
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import PICTURE_SCALES
from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts.layout.fit_job import FitJob, Groups
    from handouts.layout.style.editions import Spacing

FOOTER_GAP = 9.5
"""The space between frame and footer, in points."""

UNPRINTABLE = 5 * MM
"""The margin below the footer: printers leave the outer 4 to 6 mm of a sheet blank."""


class Part(NamedTuple):
    """The groups of one side: the sections they belong to, and which of their groups they are."""

    sections: range
    groups: slice


class FilledSide(NamedTuple):
    """The groups of one side as they are set, the gaps above them and the space left, in points."""

    number: int
    part: Part
    spacing: Spacing
    groups: Groups
    gaps: list[float]
    left: float


def fit_pages(job: FitJob) -> list[FilledSide]:
    """Fill as few sides as a handout needs, with the roomiest spacing that they allow."""
    spacing = _roomiest(job)
    parts = _divide(job, spacing)
    return [_fill(job, spacing, part, number) for number, part in enumerate(parts, start=1)]


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

    It spreads no section over more than two sides either, if the tightest does not. A binary
    search: a tighter step needs no more sides, and setting all takes most of the time.
    """
    *steps, tightest = job.edition.spacing_steps
    least = _divide(job, tightest)
    most = max(_spread(least), 2)

    def suffices(spacing: Spacing) -> bool:
        with suppress(UserError):  # something is higher than a side
            parts = _divide(job, spacing)
            return len(parts) == len(least) and _spread(parts) <= most
        return False

    return (*steps, tightest)[bisect_left(steps, True, key=suffices)]


def _spread(parts: list[Part]) -> int:
    """Return the greatest number of sides that one section is spread over."""
    return max(Counter(i for part in parts for i in part.sections).values(), default=0)


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


def _fill(job: FitJob, spacing: Spacing, part: Part, number: int) -> FilledSide:
    """Let a side loosen, and then its pictures grow."""
    spacing = _loosen(job, spacing, part, number)
    for kind in ("plates", "pictures"):  # plates first: they show where things go, figures only how
        spacing = _grow(job, spacing, kind, part, number)
    groups = job.groups(part.sections, spacing)[part.groups]
    left = job.room(spacing, number) - _height(groups, number)
    return FilledSide(number, part, spacing, groups, _gaps(groups, number), left)


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


def _gaps(groups: Groups, number: int) -> list[float]:
    """Return the gap above each group; only on the first side the first group has one."""
    return [0.0 if i == 0 and number > 1 else group.gap for i, group in enumerate(groups)]


def _height(groups: Groups, number: int) -> float:
    heights = [group.alone if i == 0 else group.box.height for i, group in enumerate(groups)]
    return sum(_gaps(groups, number)) + sum(heights)
