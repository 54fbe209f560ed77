"""A batch that has been checked in; what it would make, and about how long it would take, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.manifest import noted_in
from handouts.batch.merged_file import sides_of
from handouts.batch.separate_files import file_name, made_from
from handouts.template.stamp import stamp_client

if TYPE_CHECKING:
    from handouts.batch.run import CheckedBatch

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


def forecast(checked: CheckedBatch) -> Forecast:
    """Say what would be made, and about how long it would take, from stamping one sheet."""
    how, jobs = checked.binding, checked.jobs
    printed = sum(sides_of(job, how) for job in jobs)
    alone = sum(len(job.prepared.template.pages) for job in jobs)
    there = _there(checked)
    start = checked.batch.timer()
    stamp_client(jobs[0].prepared, jobs[0].personal)
    return Forecast(
        handouts=len(jobs) - there,
        there=there,
        sides=printed if checked.batch.folder is None else alone,
        paper=printed // 2 if how.duplex else printed,
        templates=checked.planned.templates,
        laid_out=checked.planned.laid_out,
        seconds=round((checked.batch.timer() - start + WRITING) * (len(jobs) - there), 1),
        failed=len(checked.bad),
    )


def _there(checked: CheckedBatch) -> int:
    """Count the jobs whose files an earlier run has finished; a merged file is always made anew."""
    if checked.batch.folder is None:
        return 0
    noted = noted_in(checked.batch.folder)
    return sum(noted.finished(file_name(job), made_from(job)) is not None for job in checked.jobs)
