"""Place the boxes of a handout on its sides of paper, in reading order.

Space left over on a side widens the gaps between its sections.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.shapes import rule
from handouts.layout.blocks.letterhead import footer, signs_at
from handouts.layout.boxes import Box
from handouts.layout.fit_job import HEAD_GAPS, NOTE_GAP
from handouts.layout.page_fitting import FOOTER_GAP, check_fit, fit_pages

if TYPE_CHECKING:
    from handouts.layout.fit_job import FitJob
    from handouts.layout.page_fitting import FilledSide
    from handouts.layout.style.page_size import PageGeometry

MAX_EXTRA_GAP = 16.0
"""How much a gap between sections may grow to fill a side, in points."""

HURTS = "hurts"
"""The section that says where it hurts; the therapist's note stands below it."""

SIGNS = "help"
"""The section of the warning signs."""


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


class SpacedBox(NamedTuple):
    """A box of a side and the space above it, in points; `opens` as in `PlacedBox`."""

    gap: float
    box: Box
    section: str
    opens: bool = False


def place_on_sides(job: FitJob) -> tuple[Side, ...]:
    """Place a handout on as few sides as it needs.

    Raises `UserError` for what does not fit with the tightest spacing.
    """
    job = check_fit(job)
    filled = fit_pages(job)
    first, *others = [_side(job, side, len(filled)) for side in filled]
    return (_with_signs(job, first, others), *others)


def _with_signs(job: FitJob, first: Side, others: list[Side]) -> Side:
    """Return the first side, which says where the warning signs begin."""
    opens = (
        side.number for side in (first, *others) for box in side.placed if box.section == SIGNS
    )
    line = signs_at(job.handout, job.theme, job.page.frame_width, next(opens, first.number))
    placed = (replace(box, box=line) if box.section == line.name else box for box in first.placed)
    return replace(first, placed=tuple(placed))


def _side(job: FitJob, side: FilledSide, count: int) -> Side:
    """Place the groups of one side, the head of the first side above them, and the footer."""
    page = job.page
    rows = _rows(job, side)
    if side.number == 1:
        head = (
            SpacedBox(gap, box, box.name)
            for gap, box in zip((0.0, *HEAD_GAPS), job.head, strict=True)
        )
        note = SpacedBox(NOTE_GAP, job.note(side.spacing), "note")
        at = _above_note(job, side)
        rows = [[*head], *rows[:at], [note], *rows[at:]]
    placed: list[PlacedBox] = []
    y = page.top
    for row in chain.from_iterable(rows):
        y += row.gap
        placed.append(PlacedBox(page.side, y, row.box, row.section, row.opens))
        y += row.box.height
    foot = footer(job.handout, job.theme, page, side.number, count)
    placed.append(PlacedBox(page.side, page.height - page.bottom + FOOTER_GAP, foot, "footer"))
    return Side(page, side.number, tuple(placed))


def _above_note(job: FitJob, side: FilledSide) -> int:
    """Return how many groups of the first side stand above the therapist's note.

    These are all up to the last of where it hurts, or none if that is on another side.
    """
    groups = job.groups(side.part.sections, side.spacing)
    end = max((i for i, group in enumerate(groups, 1) if group.section == HURTS), default=0)
    return end if end <= len(side.groups) else 0


def _rows(job: FitJob, side: FilledSide) -> list[list[SpacedBox]]:
    """Make the rows of each group: its line above or repeated heading, and its box.

    The space left on the side widens the gaps above sections.
    """
    widened = [i for i, group in enumerate(side.groups) if group.opens and side.gaps[i]]
    extra = min(side.left / len(widened), MAX_EXTRA_GAP) if widened else 0.0
    rows: list[list[SpacedBox]] = []
    for i, group in enumerate(side.groups):
        gap = side.gaps[i] + (extra if i in widened else 0.0)
        own = [SpacedBox(gap, group.box, group.section, group.opens)]
        if i == 0 and group.repeated:
            own = [SpacedBox(gap, group.repeated, group.section), own[0]._replace(gap=0.0)]
        elif group.ruled and i in widened:
            own = [SpacedBox(gap / 2, _rule(job), "rule"), own[0]._replace(gap=gap / 2)]
        rows.append(own)
    return rows


def _rule(job: FitJob) -> Box:
    """Draw the line between two sections."""
    width = job.page.frame_width
    return Box(width, 0, ((0.0, 0.0, rule(0, 0, width, job.theme.colors.primary, 0.6)),))
