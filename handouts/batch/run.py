"""Run a batch: check a whole roster, then write a file for each row, or one file for all.

Everything is checked before anything is written. A bad row stops the run, or with `keep_going` it
is skipped and listed in a report.
"""

from __future__ import annotations

from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from math import ceil
from typing import TYPE_CHECKING

from handouts.batch.failed_rows import FAILED, is_replaceable, list_failed
from handouts.batch.merged_file import (
    Binding,
    MergedPart,
    leftover_parts,
    merge,
    merged_parts,
    remove_parts,
    two_papers,
)
from handouts.batch.other_days import check_days
from handouts.batch.planner import RowProblems, plan
from handouts.batch.separate_files import Delivery, deliver
from handouts.files.atomic import BATCH_TEMP_PREFIX
from handouts.files.streaming import foreign_file_error
from handouts.files.targets import check_folder_writable, check_not_an_input, check_writable
from handouts.request.order import notice_country
from handouts.roster.reader import read_roster
from handouts.template.charset import unicode_blocks_of
from handouts.workers.executors import PREFETCH, InlineExecutor, cluster, workers
from patterns.errors import ExitCode, Problem, UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor
    from contextlib import AbstractContextManager
    from pathlib import Path

    from handouts.batch.planner import BatchJob, FinishedJob
    from handouts.request.values import ClientText, SheetRequest
    from handouts.roster.mapping import Mapped
    from handouts.roster.reader import BadRow, Roster, RosterRow
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import ShowLayouts, TemplateCache


MAX_SUGGESTED_IDS = 20
"""A longer list of ids gives no suggestion for a wrong one."""

MIN_JOBS_FOR_POOL = 200
"""Fewer sheets are stamped sooner than processes are started."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The options of a batch, which goes into the folder `output`, or `merged` into that file.

    `data` are the bytes of the roster if they are in memory already; its path then names it alone.
    `mapped` says which columns of the roster file make those of a roster (`roster.mapping`);
    without it, `takes_suggested` takes those of a booking program for what they suggest.
    `defaults` and `personal` hold where a row leaves a cell empty; unless `is_dated`, the day there
    is that of the clock. The first `limit` rows with one
    of the `ids` are made. `jobs` is the number of processes, `scheduler` the address of a cluster,
    `timer` a monotonic clock in seconds. `duplex`, `tagged` and `separated` say how a merged file
    is bound (see `Binding`); `split` jobs go into each. `show` is called after each layout.
    """

    roster: Path
    data: bytes | None = None
    sheet: str | None = None
    encoding: str | None = None
    mapped: Mapped = field(default_factory=dict)
    takes_suggested: bool = False
    defaults: SheetRequest
    personal: ClientText
    is_dated: bool = True
    ids: tuple[str, ...] = ()
    limit: int | None = None
    keep_going: bool = False
    output: Path
    merged: bool = False
    force: bool = False
    duplex: bool = True
    tagged: bool = True
    separated: bool = False
    split: int | None = None
    jobs: int = 1
    scheduler: str | None = None
    timer: Callable[[], float]
    show: ShowLayouts = lambda done, total: None


@dataclass(frozen=True, slots=True)
class CheckedBatch:
    """A batch that was checked: its jobs, its bad rows, and the executor that stamps them.

    `laid_out` templates were laid out for it. `parts` are the merged files. `leftovers` are the
    files of an earlier, longer run, which this one removes at its end. `remarks` are no faults and
    yet should be known.
    """

    batch: Batch
    jobs: Sequence[BatchJob]
    laid_out: int
    bad: Sequence[BadRow]
    binding: Binding
    executor: Executor
    parts: Sequence[MergedPart] = ()
    leftovers: Sequence[Path] = ()
    remarks: Sequence[Problem] = ()

    @property
    def divided(self) -> bool:
        """Whether the merged file is divided because a PDF can hold no more."""
        wanted = ceil(len(self.jobs) / (self.batch.split or len(self.jobs)))
        return len(self.parts) > wanted

    @property
    def place(self) -> str:
        """Where handouts go: a folder, a file, or the first of several files."""
        batch = self.batch
        if not batch.merged:
            return str(batch.output)
        first, *others = (part.path for part in self.parts)
        more = f" and {len(others)} more like it" if others else ""
        return f"{first}{more}"

    @property
    def report(self) -> Path:
        """Where bad rows are listed."""
        output = self.batch.output
        return output.with_name(f"{output.stem}-{FAILED}") if self.batch.merged else output / FAILED

    def list_bad_rows(self) -> None:
        """List the skipped rows; delete an earlier list if the whole roster is in order."""
        if self.bad or (not self.batch.ids and self.batch.limit is None):
            list_failed(self.bad, self.report)

    def refuse_bad_rows(self) -> None:
        """Raise `UserError` with the problems of the skipped rows, if there are any."""
        if self.bad:
            problems = (problem for row in self.bad for problem in row.problems)
            raise UserError(problems, ExitCode.SOME_FAILED)


@contextmanager
def check_batch(batch: Batch, cache: TemplateCache) -> Iterator[CheckedBatch]:
    """Check a batch, and lay out the templates that it lacks; nothing else is written.

    Raises `UserError` with every problem of every row, unless bad rows are skipped.
    """
    _check_plan(batch)
    _check_target(batch)
    with workers(batch.jobs) as local, _stampers(batch, local) as executor:
        before = cache.laid_out
        roster, jobs, problems = plan_roster(batch, cache, local)
        if problems.rows and (not batch.keep_going or not jobs):
            raise UserError(problem for row in problems.rows for problem in row.problems)
        if not batch.merged and not batch.is_dated:
            check_days(jobs, batch.output, batch.personal.date)
        sheets = _separators(jobs, cache, batch.defaults.library) if batch.separated else {}
        binding = Binding(batch.duplex, batch.tagged, sheets)
        checked = CheckedBatch(
            batch=batch,
            jobs=jobs,
            laid_out=cache.laid_out - before,
            bad=problems.rows,
            binding=binding,
            executor=executor,
            parts=(parts := _parts(batch, jobs, binding)),
            leftovers=_check_parts(batch, parts, cache),
            remarks=[*roster.remarks, *(two_papers(jobs, batch.output) if batch.merged else ())],
        )
        if checked.bad and not is_replaceable(checked.report):
            raise foreign_file_error(checked.report)
        yield checked


def plan_roster(
    batch: Batch, cache: TemplateCache, executor: Executor
) -> tuple[Roster, tuple[BatchJob, ...], RowProblems]:
    """Read a roster and plan its rows; nothing is written but templates.

    Raises `UserError` for a problem of the whole roster; those of rows are collected.
    """
    roster = read_roster(
        batch.roster,
        data=batch.data,
        sheet=batch.sheet,
        encoding=batch.encoding,
        mapped=batch.mapped,
        takes_suggested=batch.takes_suggested,
        country=partial(notice_country, batch.defaults),
    )
    rows, bad = _select(roster, batch.ids, batch.limit)
    problems = RowProblems(roster.file, bad)
    day = batch.personal.date
    defaults = batch.defaults._replace(duplex=batch.duplex or not batch.merged)
    jobs = plan(rows, defaults, day, cache, executor, problems, batch.show)
    return roster, jobs, problems


def _check_plan(batch: Batch) -> None:
    """Refuse a plan that says for all clients what each row must say for its own."""
    if batch.personal.texts:
        raise UserError.one(
            "names a client", file="the plan of a batch", hint="write clients into the roster"
        )
    if batch.defaults.confirmed:
        raise UserError.one(
            "would confirm it for every client",
            field="confirmed",
            hint="write it into the column confirmed of each row that it is true for",
        )


def _stampers(batch: Batch, local: Executor) -> AbstractContextManager[Executor]:
    """Open the executor that stamps: the cluster if one is named; it need not have our files."""
    return nullcontext(local) if batch.scheduler is None else cluster(batch.scheduler)


def _check_target(batch: Batch) -> None:
    """Raise `UserError` for a place that cannot be written, before any work is done for it."""
    if not batch.merged:
        check_folder_writable(batch.output, BATCH_TEMP_PREFIX)
    else:  # of several files, each is checked once their number is known
        check_writable(batch.output, replace=batch.force or batch.split is not None)


def _parts(batch: Batch, jobs: Sequence[BatchJob], binding: Binding) -> list[MergedPart]:
    return merged_parts(jobs, batch.output, batch.split, binding) if batch.merged else []


def _check_parts(batch: Batch, parts: Sequence[MergedPart], cache: TemplateCache) -> list[Path]:
    """Check the merged files; return those of an earlier run that this one does not replace."""
    for part in parts:
        check_writable(part.path, replace=batch.force)
        check_not_an_input(part.path, cache.inputs)
    if batch.split is None and len(parts) <= 1:
        return []
    return leftover_parts(batch.output, [part.path for part in parts], replace=batch.force)


def _select(
    roster: Roster, ids: tuple[str, ...], limit: int | None
) -> tuple[list[RosterRow], list[BadRow]]:
    """Select good and bad rows; raise `UserError` for an id that no row has."""
    rows: list[RosterRow | BadRow] = [*roster.rows, *roster.bad]
    known = {row.id for row in rows if row.id is not None}
    problems = [
        Problem(roster.file, 0, 0, f"--only, id {i}", "is the id of no row", _hint(wanted, known))
        for i, wanted in enumerate(ids, start=1)
        if wanted not in known
    ]
    if problems:
        raise UserError(problems, ExitCode.USAGE)
    lines = sorted(row.line for row in rows if not ids or row.id in ids)
    chosen = set(lines[:limit])
    good = [row for row in roster.rows if row.line in chosen]
    return good, [row for row in roster.bad if row.line in chosen]


def _hint(wanted: str, known: set[str]) -> str:
    """Return the hint for an id that no row has: similar ids, unless there are too many."""
    many = len(known) > MAX_SUGGESTED_IDS
    return "look it up in the column id" if many else did_you_mean(wanted, known)


def run_batch(checked: CheckedBatch) -> Iterator[FinishedJob]:
    """Make the handouts, and yield each job when it is done; then list the skipped rows."""
    batch = checked.batch
    if not batch.merged:
        yield from deliver(checked.jobs, _delivery(checked))
        return
    for part in checked.parts:
        yield from merge(part.jobs, part.path, checked.binding, replace=batch.force)
    remove_parts(checked.leftovers)
    checked.list_bad_rows()


def _delivery(checked: CheckedBatch) -> Delivery:
    """Choose who stamps the files of a folder."""
    batch, finish = checked.batch, checked.list_bad_rows
    executor, prefetch = checked.executor, PREFETCH * max(batch.jobs, 2)
    if batch.scheduler is None and (batch.jobs == 1 or len(checked.jobs) < MIN_JOBS_FOR_POOL):
        executor, prefetch = InlineExecutor(), 0
    return Delivery(batch.output, batch.force, executor, prefetch, batch.timer, finish)


def _separators(
    jobs: Sequence[BatchJob], cache: TemplateCache, library: Path | None
) -> dict[str, PreparedPdf]:
    """Return the separator sheet for each paper of the jobs, in the language of the first."""
    infos = [job.template.info for job in jobs]
    blocks = unicode_blocks_of(info.title for info in infos)
    return {
        paper: cache.separator(paper, infos[0].language, blocks, library)
        for paper in {info.paper for info in infos}
    }
