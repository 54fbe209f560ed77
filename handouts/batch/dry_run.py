"""Forecast what a checked batch would make, and how long it would take."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.manifest import read_manifest
from handouts.batch.merged_file import sides_of
from handouts.batch.separate_files import digest_of, file_name
from handouts.template.stamp import stamp_client

if TYPE_CHECKING:
    from handouts.batch.run import CheckedBatch

WRITE_SECONDS = 0.001
"""About how long a file takes to reach a disk."""


class Forecast(NamedTuple):
    """What a batch would make: `handouts` are new ones, `there` is how many exist already.

    `sides` counts the sides of all files, `paper` the sheets of paper with copies. Of the
    `templates`, `laid_out` were laid out for this forecast.
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
    """Forecast a batch; the time is estimated by stamping one sheet."""
    binding, jobs = checked.binding, checked.jobs
    printed_sides = sum(sides_of(job, binding) for job in jobs)
    file_sides = sum(len(job.prepared.template.pages) for job in jobs)
    there = _count_finished(checked)
    start = checked.batch.timer()
    stamp_client(jobs[0].prepared, jobs[0].personal)
    return Forecast(
        handouts=len(jobs) - there,
        there=there,
        sides=printed_sides if checked.batch.folder is None else file_sides,
        paper=printed_sides // 2 if binding.duplex else printed_sides,
        templates=checked.planned.templates,
        laid_out=checked.planned.laid_out,
        seconds=round((checked.batch.timer() - start + WRITE_SECONDS) * (len(jobs) - there), 1),
        failed=len(checked.bad),
    )


def _count_finished(checked: CheckedBatch) -> int:
    """Count the jobs that an earlier run finished; a merged file is always made again."""
    if checked.batch.folder is None:
        return 0
    manifest = read_manifest(checked.batch.folder)
    records = (manifest.finished(file_name(job), digest_of(job)) for job in checked.jobs)
    return sum(record is not None for record in records)
