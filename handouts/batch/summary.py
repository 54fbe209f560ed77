"""Forecast a checked batch for a dry run, and summarize a finished one."""

from __future__ import annotations

from collections import Counter
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.manifest import read_manifest
from handouts.batch.merged_file import sides_of
from handouts.batch.separate_files import digest_of, file_name
from handouts.commands.messages import count
from handouts.pdf.writer import MAX_OBJECTS
from handouts.template.stamp import stamp_client

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handouts.batch.planner import BatchJob
    from handouts.batch.progress import Total
    from handouts.batch.run import CheckedBatch
    from handouts.template.model import DocumentInfo

WRITE_SECONDS = 0.001
"""About how long a file takes to reach a disk."""

MINUTE = 60

MAX_LISTED = 3
"""How many deleted files are named."""


class Forecast(NamedTuple):
    """What a batch would make: `handouts` are new ones, `there` is how many exist already.

    `sides` counts the sides of all files, `paper` the sheets of paper with copies. Of the
    `templates`, `laid_out` were laid out for this forecast. `files` are those of a folder or the
    merged ones, `divided` because one PDF holds too little.
    """

    handouts: int
    there: int
    sides: int
    paper: int
    templates: int
    laid_out: int
    seconds: float
    failed: int
    files: int = 1
    divided: bool = False


def forecast(checked: CheckedBatch) -> Forecast:
    """Forecast a batch; the time is estimated by stamping one sheet."""
    batch, binding, jobs = checked.batch, checked.binding, checked.jobs
    printed_sides = sum(sides_of(job, binding) for job in jobs)
    file_sides = sum(len(job.template.pages) for job in jobs)
    there = 0 if batch.merged else _count_finished(jobs, batch.output)
    start = batch.timer()
    stamp_client(jobs[0].prepared, jobs[0].personal)
    return Forecast(
        handouts=len(jobs) - there,
        there=there,
        sides=printed_sides if batch.merged else file_sides,
        paper=printed_sides // 2 if binding.duplex else printed_sides,
        templates=len({job.name for job in jobs}),
        laid_out=checked.laid_out,
        seconds=round((batch.timer() - start + WRITE_SECONDS) * (len(jobs) - there), 1),
        failed=len(checked.bad),
        files=len(checked.parts) if batch.merged else len(jobs),
        divided=batch.merged and checked.divided,
    )


def sheets(jobs: Iterable[BatchJob]) -> list[dict[str, object]]:
    """Describe each different sheet of some jobs for JSON, with how many clients get it."""
    clients: Counter[DocumentInfo] = Counter(job.template.info for job in jobs)
    return [
        {
            "number": info.number,
            "pattern": info.pattern,
            "version": info.version,
            "side": info.side,
            "paper": info.paper,
            "edition": info.edition,
            "card": info.card,
            "clients": number,
        }
        for info, number in clients.items()
    ]


def _count_finished(jobs: Iterable[BatchJob], folder: Path) -> int:
    """Count the jobs that an earlier run finished."""
    manifest = read_manifest(folder)
    return sum(manifest.finished(file_name(job), digest_of(job)) is not None for job in jobs)


def forecast_lines(forecast: Forecast) -> Iterator[str]:
    """Format a forecast."""
    sides = _sides(forecast.sides, forecast.there)
    yield f"Would make {count(forecast.handouts, 'handout')} ({sides})."
    yield f"Paper: {count(forecast.paper, 'sheet')}."
    laid_out = f"{forecast.laid_out} had to be laid out for this"
    yield f"Templates: {forecast.templates}, of which {laid_out}."
    yield f"Time: {_about(forecast.seconds)}."
    if forecast.divided:
        yield divided_line(forecast.files)
    if forecast.failed:
        yield f"Rows to mend: {forecast.failed:,}."


def divided_line(files: int) -> str:
    """Tell that a merged file is divided, before it is made."""
    return f"Files: {files:,}, for a PDF holds {MAX_OBJECTS:,} objects at most."


def closing_lines(total: Total, checked: CheckedBatch) -> Iterator[str]:
    """Format what a batch made, and what to do about skipped rows."""
    sides = _sides(total.sides, total.there, ("was", "were"))
    yield f"Wrote {count(total.made, 'handout')} to {checked.place} ({sides})."
    if checked.leftovers:
        names = ", ".join(path.name for path in checked.leftovers[:MAX_LISTED])
        more = len(checked.leftovers) - MAX_LISTED
        rest = f" and {more:,} more" if more > 0 else ""
        yield f"Deleted {names}{rest}, which an earlier run had left."
    if checked.bad:
        rows, them = count(len(checked.bad), "row"), "it" if len(checked.bad) == 1 else "them"
        again = "again with --force" if checked.batch.merged else "again"
        yield f"Left out {rows}, listed in {checked.report}. Mend {them} and run this {again}."


def _sides(number: int, there: int, verbs: tuple[str, str] = ("is", "are")) -> str:
    """Format the number of sides, and how many handouts existed before."""
    sides = count(number, "side")
    return f"{there:,} {verbs[there > 1]} there already; {sides} in all" if there else sides


def _about(seconds: float) -> str:
    if seconds < MINUTE:
        return "less than a minute"
    return f"about {count(ceil(seconds / MINUTE), 'minute')}"
