"""A roster in; a file for each row, or one file for the printer, out, and what became of each row.

Everything is checked before anything is written. One row's fault stops the run, or is listed in a
report while the others are made, as the clinic wishes.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handouts.batch.failed_rows import FAILED, is_replaceable, list_failed
from handouts.batch.merged_file import Binding, merge
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
"""Of how many ids a person looks for one in a message."""

MIN_JOBS_FOR_POOL = 200
"""Fewer sheets are stamped sooner than helping processes are started."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a roster are made: those with some ids, and of these the first few."""

    ids: tuple[str, ...] = ()
    limit: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What the options of a batch say; it goes into `folder`, or into the file `merged`.

    `usual` and `personal` hold for every row that says nothing else. `jobs` are the processes,
    `scheduler` is the address of a cluster, `timer` a clock that only goes forward. See
    `handouts.batch.merged_file.Binding` for how one file is bound; `split` clients go to each.
    """

    roster: Path
    sheet: str | None = None
    encoding: str | None = None
    usual: SheetRequest
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
    """One job that is done: the sides it has there, and whether this run made it."""

    sides: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class CheckedBatch:
    """A batch that has been checked: its jobs, its bad rows, and who stamps."""

    batch: Batch
    planned: BatchPlan
    bad: tuple[BadRow, ...]
    binding: Binding
    stampers: Executor

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
        """List the rows that were passed over; a list goes when the whole roster is in order."""
        if self.report and (self.bad or self.batch.selection == Selection()):
            list_failed(self.bad, self.report)

    def refuse_bad_rows(self) -> None:
        """Raise `UserError` with the problems of the rows that were passed over, if any."""
        if self.bad:
            problems = (problem for row in self.bad for problem in row.problems)
            raise UserError(problems, ExitCode.SOME_FAILED)


@contextmanager
def check_batch(batch: Batch, press: TemplateCache) -> Iterator[CheckedBatch]:
    """Check a batch, and lay out what it lacks; nothing is written but templates.

    Raises `UserError` with every problem of every row, unless rows with problems are passed over.
    """
    _check_plan(batch)
    _refuse_folders(batch)
    roster = read_roster(batch.roster, sheet=batch.sheet, encoding=batch.encoding)
    rows, bad = _selected(roster, batch.selection)
    faults = RowProblems(roster.file, bad)
    with workers(batch.jobs) as helpers, _stampers(batch, helpers) as stampers:
        planned = plan(rows, batch.usual, batch.personal.date, press, helpers, faults)
        if faults.rows and (not batch.keep_going or not planned.jobs):
            raise UserError(problem for row in faults.rows for problem in row.problems)
        if batch.merged is not None:
            for part, _ in merged_parts(planned.jobs, batch.merged, batch.split):
                check_writable(part, replace=batch.force)
                check_not_an_input(part, press.inputs)
        sheets = _separators(planned.jobs, press) if batch.separated else {}
        binding = Binding(batch.duplex, batch.tagged, sheets)
        checked = CheckedBatch(batch, planned, tuple(faults.rows), binding, stampers)
        if checked.bad and checked.report and not is_replaceable(checked.report):
            raise foreign_file_error(checked.report)
        yield checked


def _check_plan(batch: Batch) -> None:
    """Refuse what each row must say for its own client."""
    plan = "the plan of a batch"
    if batch.personal.texts:
        raise UserError.one("names a client", file=plan, hint="write clients into the roster")
    if batch.usual.confirmed:
        raise UserError.one(
            "confirms something for every client",
            file=plan,
            field="confirmed",
            hint="write it into the column confirmed of each row that it is true for",
        )


@contextmanager
def _stampers(batch: Batch, helpers: Executor) -> Iterator[Executor]:
    """Give who stamps: the cluster if one is named; it need not have the clinic's files."""
    if batch.scheduler is None:
        yield helpers
    else:
        with workers(batch.jobs, batch.scheduler) as cluster:
            yield cluster


def _refuse_folders(batch: Batch) -> None:
    """Refuse a place that cannot be written before any work is done for it."""
    if batch.folder is not None:
        check_folder_writable(batch.folder, BATCH_TEMP_PREFIX)
    elif batch.merged is not None:  # of several files each is looked at once their number is known
        check_writable(batch.merged, replace=batch.force or batch.split is not None)


def _selected(roster: Roster, selection: Selection) -> tuple[list[RosterRow], list[BadRow]]:
    """Choose rows; raise `UserError` for an id that no row has."""
    places: set[tuple[int, str | None]] = {(row.line, row.id) for row in roster.rows}
    places |= {(row.line, row.id) for row in roster.bad}
    known = {id_ for _, id_ in places if id_ is not None}
    problems = [
        Problem(roster.file, 0, 0, f"--only, id {i}", "is the id of no row", _near(wanted, known))
        for i, wanted in enumerate(selection.ids, start=1)
        if wanted not in known
    ]
    if problems:
        raise UserError(problems, ExitCode.USAGE)
    lines = sorted(line for line, id_ in places if not selection.ids or id_ in selection.ids)
    chosen = set(lines[: selection.limit])
    rows = [row for row in roster.rows if row.line in chosen]
    return rows, [row for row in roster.bad if row.line in chosen]


def _near(wanted: str, known: set[str]) -> str:
    """Give the hint for an id that no row has; a long roster is not told from end to end."""
    if len(known) > MAX_SUGGESTED_IDS:
        return "look it up in the column id"
    return did_you_mean(wanted, known)


def run_batch(checked: CheckedBatch) -> Iterator[Progress]:
    """Make what is to be made, job by job; then list the rows that were passed over."""
    batch = checked.batch
    if batch.folder is not None:
        yield from _files(checked, batch.folder)
    elif batch.merged is not None:
        yield from _merged(checked, batch.merged)
        checked.list_bad_rows()


def _files(checked: CheckedBatch, folder: Path) -> Iterator[Progress]:
    """Write a file for each job into a folder."""
    batch = checked.batch
    helped = batch.scheduler is not None or (
        batch.jobs > 1 and len(checked.jobs) >= MIN_JOBS_FOR_POOL
    )
    helpers, ahead = (
        (checked.stampers, PREFETCH * max(batch.jobs, 2)) if helped else (InlineExecutor(), 0)
    )
    to = Delivery(folder, batch.force, helpers, ahead, batch.timer, checked.list_bad_rows)
    for done in deliver(checked.jobs, to):
        yield Progress(done.record.sides, done.fresh)


def _merged(checked: CheckedBatch, path: Path) -> Iterator[Progress]:
    """Write the jobs into one file, or into files of so many clients each."""
    for part, jobs in merged_parts(checked.jobs, path, checked.batch.split):
        for bound in merge(jobs, part, checked.binding, replace=checked.batch.force):
            yield Progress(bound.sides, fresh=True)


def _separators(jobs: Sequence[BatchJob], press: TemplateCache) -> dict[str, PreparedPdf]:
    """Give the separator sheet for each paper of the jobs."""
    abouts = [job.prepared.template.about for job in jobs]
    letters = unicode_blocks_of(about.title for about in abouts)
    return {
        paper: press.separator(paper, abouts[0].language, letters)
        for paper in {about.paper for about in abouts}
    }


def merged_parts(
    jobs: Sequence[BatchJob], path: Path, split: int | None
) -> list[tuple[Path, Sequence[BatchJob]]]:
    """Divide jobs among files: `pile.pdf`, or `pile-001.pdf` and so on."""
    if split is None:
        return [(path, jobs)]
    starts = range(0, len(jobs), split)
    return [
        (path.with_name(f"{path.stem}-{number:03}{path.suffix}"), jobs[start : start + split])
        for number, start in enumerate(starts, start=1)
    ]
