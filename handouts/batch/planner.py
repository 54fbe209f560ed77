"""Plan a batch: turn each row of a roster into a job with its template, or into its problems.

All of it happens before anything is written: patterns are found, missing templates are laid out,
and every client's text is measured against its room.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from handouts.interruption import check
from handouts.request.values import ClientText
from handouts.roster.reader import BadRow
from handouts.template.stamp import values_of
from handouts.template.text_fit import field_lines
from handouts.workers.executors import InlineExecutor, map_ordered
from patterns.errors import UserError, collect_errors
from patterns.library_paths import is_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from handouts.pipeline import LayoutAnswer, LayoutTask
    from handouts.request.values import SheetRequest
    from handouts.roster.reader import RosterRow
    from handouts.template.model import FieldLayout
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import TemplateCache, TemplateKey
    from patterns.errors import Problem

T = TypeVar("T")

_NO_PATH = "write the id of a pattern, and name your own folder with --library"


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One row, ready to be stamped: the client's lines, and the prepared template with its name."""

    row: RosterRow
    personal: ClientText
    prepared: PreparedPdf
    name: str


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The jobs of a roster, the templates they take, and how many of these were laid out anew."""

    jobs: tuple[BatchJob, ...]
    templates: int
    laid_out: int


@dataclass(frozen=True, slots=True)
class _RowRequest:
    """A row with what shapes its sheet."""

    row: RosterRow
    text: ClientText
    key: TemplateKey


@dataclass(frozen=True, slots=True)
class _RowFit:
    """A request with the layout of fields that its text needs."""

    request: _RowRequest
    layout: FieldLayout


def plan(
    rows: Sequence[RosterRow],
    defaults: SheetRequest,
    day: datetime.date,
    cache: TemplateCache,
    executor: Executor,
    problems: RowProblems,
) -> BatchPlan:
    """Plan rows; `defaults` and `day` hold where a row leaves a cell empty.

    The problems of a row are added to `problems`, and the other rows are planned all the same.
    """
    requests = problems.try_each(
        (row, partial(_request_of, row, defaults, day, cache)) for row in rows
    )
    fits = problems.try_each((each.row, partial(_fit, each, cache)) for each in requests)
    before = cache.laid_out
    cache.lay_out_missing(
        ((fit.request.key, fit.layout) for fit in fits),
        partial(_in_parallel, executor),
    )
    jobs = problems.try_each((fit.request.row, partial(_job_of, fit, cache)) for fit in fits)
    templates = len({job.name for job in jobs})
    return BatchPlan(tuple(jobs), templates, cache.laid_out - before)


class RowProblems:
    """Collects the problems of rows, by line; `file` names the roster."""

    def __init__(self, file: str, bad: Iterable[BadRow] = ()) -> None:
        self._file = file
        self._bad = {row.line: row for row in bad}

    def try_each(self, tasks: Iterable[tuple[RosterRow, Callable[[], T]]]) -> list[T]:
        """Do a task for each row; return the results, and keep the problems of those that fail."""
        results = []
        for row, task in tasks:
            check()
            try:
                results.append(task())
            except UserError as error:
                self.add(row, error.problems)
        return results

    def add(self, row: RosterRow, problems: Iterable[Problem]) -> None:
        """Add problems of a row; those that name no file of their own get its place."""
        located = tuple(
            problem
            if problem.file
            else problem._replace(file=self._file, line=row.line, field=_column(problem, row))
            for problem in problems
        )
        self._bad[row.line] = BadRow(row.line, row.id, located)

    @property
    def rows(self) -> list[BadRow]:
        """The bad rows in the order of the file."""
        return [self._bad[line] for line in sorted(self._bad)]


def _column(problem: Problem, row: RosterRow) -> str:
    """Name the column of a problem; what is wrong with a pattern stands under its id."""
    return "pattern" if problem.field == row.pattern else problem.field.replace("-", " ")


def _request_of(
    row: RosterRow, defaults: SheetRequest, day: datetime.date, cache: TemplateCache
) -> _RowRequest:
    if is_path(row.pattern):
        raise UserError.one("is the path of a file", field="pattern", hint=_NO_PATH)
    given: dict[str, Any] = {"date": day, **row.values}
    text = ClientText(**{name: given.pop(name, None) for name in ClientText._fields})
    request = defaults._replace(pattern=row.pattern, **given)
    return _RowRequest(row, text, cache.key(request, text))


def _fit(request: _RowRequest, cache: TemplateCache) -> _RowFit:
    return _RowFit(request, cache.layout(request.key, request.text))


def _job_of(fit: _RowFit, cache: TemplateCache) -> BatchJob:
    """Make the job of a row; raise `UserError` for a value that does not fit its field."""
    asked = fit.request
    prepared = cache.get(asked.key, fit.layout)
    template = prepared.template
    values = values_of(template, asked.text)
    _, problems = collect_errors(
        partial(field_lines, values.get(field.name, ""), field, template.glyphs)
        for field in template.fields
    )
    if problems:
        raise UserError(problems)
    return BatchJob(asked.row, asked.text, prepared, asked.key.name(fit.layout))


def _in_parallel(
    executor: Executor,
    task: Callable[[LayoutTask], LayoutAnswer],
    tasks: Sequence[LayoutTask],
) -> Iterator[LayoutAnswer]:
    """Do layouts by the executor; a single one is sooner done in this process."""
    chosen = executor if len(tasks) > 1 else InlineExecutor()
    work = enumerate(tasks)
    return (answer for _, answer in map_ordered(chosen, task, work, len(tasks)))
