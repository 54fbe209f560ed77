"""Run a batch: check a whole roster, then write a file for each row, or one file for all.

Everything is checked before anything is written. A bad row stops the run, or with `keep_going` it
is skipped and listed in a report.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.failed_rows import FAILED, is_replaceable, list_failed
from handouts.batch.merged_file import Binding, merge
from handouts.batch.merged_parts import leftover_parts, merged_parts, remove_parts
from handouts.batch.planner import BatchPlan, RowProblems, plan
from handouts.batch.separate_files import Delivery, deliver
from handouts.files.atomic import BATCH_TEMP_PREFIX
from handouts.files.streaming import foreign_file_error
from handouts.files.targets import check_folder_writable, check_not_an_input, check_writable
from handouts.roster.reader import read_roster
from handouts.template.charset import unicode_blocks_of
from handouts.workers.executors import PREFETCH, InlineExecutor, workers
from patterns.errors import ExitCode, Problem, UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Executor
    from pathlib import Path

    from handouts.batch.planner import BatchJob
    from handouts.request.values import ClientText, SheetRequest
    from handouts.roster.reader import BadRow, Roster, RosterRow
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import TemplateCache


MAX_SUGGESTED_IDS = 20
"""A longer list of ids gives no suggestion for a wrong one."""

MIN_JOBS_FOR_POOL = 200
"""Fewer sheets are stamped sooner than processes are started."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a roster are made: those with one of the ids, and of these the first ones."""

    ids: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """The options of a batch, which goes into `folder`, or into the file `merged`.

    `defaults` and `personal` hold where a row leaves a cell empty. `jobs` is the number of
    processes, `scheduler` the address of a cluster, `timer` a monotonic clock in seconds. `duplex`,
    `tagged` and `separated` say how one file is bound (see `Binding`); `split` jobs go into each.
    """

    roster: Path
    sheet: str | None = None
    encoding: str | None = None
    defaults: SheetRequest
    personal: ClientText
    selection: Selection = Selection()
    keep_going: bool = False
    folder: Path | None = None
    merged: Path | None = None
    force: bool = False
    duplex: bool = True
    tagged: bool = True
    separated: bool = False
    split: int | None = None
    jobs: int = 1
    scheduler: str | None = None
    timer: Callable[[], float]


class Progress(NamedTuple):
    """A job that is done: how many sides it has, and whether this run made it."""

    sides: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class CheckedBatch:
    """A batch that was checked: its jobs, its bad rows, and the executor that stamps them.

    `leftovers` are the files of an earlier, longer run, which this one removes at its end.
    """

    batch: Batch
    planned: BatchPlan
    bad: tuple[BadRow, ...]
    binding: Binding
    executor: Executor
    leftovers: tuple[Path, ...] = ()

    @property
    def jobs(self) -> tuple[BatchJob, ...]:
        """The jobs, in the order of the roster."""
        return self.planned.jobs

    @property
    def place(self) -> str:
        """Where handouts go: a folder, a file, or the first of several files."""
        batch = self.batch
        if batch.merged is None:
            return str(batch.folder)
        first, *others = (part for part, _ in merged_parts(self.jobs, batch.merged, batch.split))
        more = f" and {len(others)} more like it" if others else ""
        return f"{first}{more}"

    @property
    def report(self) -> Path | None:
        """Where bad rows are listed."""
        if self.batch.folder is not None:
            return self.batch.folder / FAILED
        merged = self.batch.merged
        return merged.with_name(f"{merged.stem}-{FAILED}") if merged is not None else None

    def list_bad_rows(self) -> None:
        """List the skipped rows; delete an earlier list if the whole roster is in order."""
        if self.report and (self.bad or self.batch.selection == Selection()):
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
    roster = read_roster(batch.roster, sheet=batch.sheet, encoding=batch.encoding)
    rows, bad = _select(roster, batch.selection)
    problems = RowProblems(roster.file, bad)
    with workers(batch.jobs) as local, _stampers(batch, local) as executor:
        planned = plan(rows, batch.defaults, batch.personal.date, cache, local, problems)
        if problems.rows and (not batch.keep_going or not planned.jobs):
            raise UserError(problem for row in problems.rows for problem in row.problems)
        leftovers = _check_parts(batch, planned, cache)
        sheets = _separators(planned.jobs, cache) if batch.separated else {}
        binding = Binding(batch.duplex, batch.tagged, sheets)
        bad_rows = tuple(problems.rows)
        checked = CheckedBatch(batch, planned, bad_rows, binding, executor, tuple(leftovers))
        if checked.bad and checked.report and not is_replaceable(checked.report):
            raise foreign_file_error(checked.report)
        yield checked


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


@contextmanager
def _stampers(batch: Batch, local: Executor) -> Iterator[Executor]:
    """Open the executor that stamps: the cluster if one is named; it need not have our files."""
    if batch.scheduler is None:
        yield local
    else:
        with workers(batch.jobs, batch.scheduler) as cluster:
            yield cluster


def _check_target(batch: Batch) -> None:
    """Raise `UserError` for a place that cannot be written, before any work is done for it."""
    if batch.folder is not None:
        check_folder_writable(batch.folder, BATCH_TEMP_PREFIX)
    elif batch.merged is not None:  # of several files, each is checked once their number is known
        check_writable(batch.merged, replace=batch.force or batch.split is not None)


def _check_parts(batch: Batch, planned: BatchPlan, cache: TemplateCache) -> list[Path]:
    """Check the merged files; return those of an earlier run that this one does not replace."""
    if batch.merged is None:
        return []
    parts = [part for part, _ in merged_parts(planned.jobs, batch.merged, batch.split)]
    for part in parts:
        check_writable(part, replace=batch.force)
        check_not_an_input(part, cache.inputs)
    if batch.split is None:
        return []
    return leftover_parts(batch.merged, parts, replace=batch.force)


def _select(roster: Roster, selection: Selection) -> tuple[list[RosterRow], list[BadRow]]:
    """Select good and bad rows; raise `UserError` for an id that no row has."""
    places: set[tuple[int, str | None]] = {(row.line, row.id) for row in roster.rows}
    places |= {(row.line, row.id) for row in roster.bad}
    known = {id_ for _, id_ in places if id_ is not None}
    problems = [
        Problem(roster.file, 0, 0, f"--only, id {i}", "is the id of no row", _hint(wanted, known))
        for i, wanted in enumerate(selection.ids, start=1)
        if wanted not in known
    ]
    if problems:
        raise UserError(problems, ExitCode.USAGE)
    lines = sorted(line for line, id_ in places if not selection.ids or id_ in selection.ids)
    chosen = set(lines[: selection.limit])
    rows = [row for row in roster.rows if row.line in chosen]
    return rows, [row for row in roster.bad if row.line in chosen]


def _hint(wanted: str, known: set[str]) -> str:
    """Return the hint for an id that no row has: similar ids, unless there are too many."""
    if len(known) > MAX_SUGGESTED_IDS:
        return "look it up in the column id"
    return did_you_mean(wanted, known)


def run_batch(checked: CheckedBatch) -> Iterator[Progress]:
    """Make the handouts, and yield each job when it is done; then list the skipped rows."""
    batch = checked.batch
    if batch.folder is not None:
        yield from _write_files(checked, batch.folder)
    elif batch.merged is not None:
        yield from _write_merged(checked, batch.merged)
        remove_parts(checked.leftovers)
        checked.list_bad_rows()


def _write_files(checked: CheckedBatch, folder: Path) -> Iterator[Progress]:
    """Write a file for each job into a folder."""
    batch = checked.batch
    executor, prefetch = checked.executor, PREFETCH * max(batch.jobs, 2)
    if batch.scheduler is None and (batch.jobs == 1 or len(checked.jobs) < MIN_JOBS_FOR_POOL):
        executor, prefetch = InlineExecutor(), 0
    delivery = Delivery(folder, batch.force, executor, prefetch, batch.timer, checked.list_bad_rows)
    for done in deliver(checked.jobs, delivery):
        yield Progress(done.record.sides, done.fresh)


def _write_merged(checked: CheckedBatch, path: Path) -> Iterator[Progress]:
    """Write the jobs into one file, or into several of `split` jobs each."""
    for part, jobs in merged_parts(checked.jobs, path, checked.batch.split):
        for bound in merge(jobs, part, checked.binding, replace=checked.batch.force):
            yield Progress(bound.sides, fresh=True)


def _separators(jobs: Sequence[BatchJob], cache: TemplateCache) -> dict[str, PreparedPdf]:
    """Return the separator sheet for each paper of the jobs."""
    infos = [job.prepared.template.info for job in jobs]
    blocks = unicode_blocks_of(info.title for info in infos)
    return {
        paper: cache.separator(paper, infos[0].language, blocks)
        for paper in {info.paper for info in infos}
    }
