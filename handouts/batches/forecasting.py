"""A batch that has been checked in; what it would make, and about how long it would take, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handouts.batches.delivery import file_name, made_from
from handouts.batches.journal import noted_in
from handouts.batches.merging import sides_of
from handouts.stamp import print_sheet

if TYPE_CHECKING:
    from handouts.batches.batch import Ready

WRITING = 0.001
"""About how many seconds a file takes to reach a disk."""


class Forecast(NamedTuple):
    """What a batch would make: `handouts` are those that are not `there` already.

    `sides` are those of all its files, `paper` counts their sheets with copies. Of its `templates`,
    `laid_out` are new now.
    """

    handouts: int
    there: int
    sides: int
    paper: int
    templates: int
    laid_out: int
    seconds: float
    failed: int


def forecast(ready: Ready) -> Forecast:
    """Say what would be made, and about how long it would take, from stamping one sheet."""
    how, jobs = ready.binding, ready.jobs
    printed = sum(sides_of(job, how) for job in jobs)
    alone = sum(len(job.plate.template.pages) for job in jobs)
    there = _there(ready)
    start = ready.batch.timer()
    print_sheet(jobs[0].plate, jobs[0].personal)
    return Forecast(
        handouts=len(jobs) - there,
        there=there,
        sides=printed if ready.batch.folder is None else alone,
        paper=printed // 2 if how.duplex else printed,
        templates=ready.planned.templates,
        laid_out=ready.planned.laid_out,
        seconds=round((ready.batch.timer() - start + WRITING) * (len(jobs) - there), 1),
        failed=len(ready.bad),
    )


def _there(ready: Ready) -> int:
    """Count the jobs whose files an earlier run has finished; a merged file is always made anew."""
    if ready.batch.folder is None:
        return 0
    noted = noted_in(ready.batch.folder)
    return sum(noted.finished(file_name(job), made_from(job)) is not None for job in ready.jobs)
