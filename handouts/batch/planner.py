"""Plan a batch: turn each row of a roster into a job with its template, or into its problems.

All of it happens before anything is written: patterns are found, missing templates are laid out,
and every client's text is measured against its room.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from handouts.interruption import check
from handouts.request.values import VALUES, ClientText
from handouts.roster.reader import BadRow
from handouts.template.stamp import prepare, values_of
from handouts.template.text_fit import field_lines
from handouts.workers.executors import InlineExecutor, map_ordered
from patterns.errors import UserError, collect_errors
from patterns.library_paths import is_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from handouts.pipeline import LayoutAnswer, LayoutTask
    from handouts.request.values import SheetRequest
    from handouts.roster.reader import RosterRow
    from handouts.template.model import FieldLayout, Template
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import ShowLayouts, TemplateCache, TemplateKey
    from patterns.errors import Problem

T = TypeVar("T")


MAX_TEMPLATES = 2_000
"""How many templates one batch may need; each takes a fifth of a megabyte of memory."""

MAX_PREPARED = 32

PREFETCHED_LAYOUTS = 16
"""How many layouts wait for a worker, or in its answers."""

_PREPARED: dict[str, PreparedPdf] = {}


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One row, ready to be stamped: the client's lines, and the template with its name."""

    row: RosterRow
    personal: ClientText
    template: Template
    name: str

    @property
    def prepared(self) -> PreparedPdf:
        """The prepared template; it is large, so only those of the last jobs are kept."""
        kept = _PREPARED.pop(self.name, None)
        if kept is None or kept.template is not self.template:
            kept = prepare(self.template)
        _PREPARED[self.name] = kept
        while len(_PREPARED) > MAX_PREPARED:
            del _PREPARED[next(iter(_PREPARED))]
        return kept


class FinishedJob(NamedTuple):
    """A job whose sheet is in a file: its sides there, and whether this run made it."""

    job: BatchJob
    sides: int
    fresh: bool = True


class _Draft(NamedTuple):
    """A row with its text, and with the key and the layout of fields that name its template."""

    row: RosterRow
    text: ClientText
    key: TemplateKey
    layout: FieldLayout


def plan(
    rows: Sequence[RosterRow],
    defaults: SheetRequest,
    day: datetime.date,
    cache: TemplateCache,
    executor: Executor,
    problems: RowProblems,
    show: ShowLayouts = lambda done, total: None,
) -> tuple[BatchJob, ...]:
    """Plan rows; `defaults` and `day` hold where a row leaves a cell empty.

    `show` is called after each template that is laid out. The problems of a row are added to
    `problems`, and the other rows are planned all the same. Raises `UserError` for rows that need
    too many templates.
    """
    drafts = problems.try_each((row, partial(_draft, row, defaults, day, cache)) for row in rows)
    wanted = dict.fromkeys((draft.key, draft.layout) for draft in drafts)
    _check_number(wanted)
    cache.lay_out_missing(wanted, partial(_in_parallel, executor), show)
    tasks = ((draft.row, partial(_job_of, draft, cache)) for draft in drafts)
    return tuple(problems.try_each(tasks))


def _check_number(wanted: Collection[object]) -> None:
    if len(wanted) > MAX_TEMPLATES:
        message = f"needs {len(wanted):,} templates; one run takes {MAX_TEMPLATES:,}"
        hint = "divide the roster, by pattern if there are many"
        raise UserError.one(message, file="the roster", hint=hint)


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
        """Add problems of a row; those of its own cells get their place."""
        located = (p if p.file or _is_of_no_row(p) else self._located(p, row) for p in problems)
        self._bad[row.line] = BadRow(row.line, row.id, tuple(located))

    def _located(self, problem: Problem, row: RosterRow) -> Problem:
        """Add file, line and column; what is wrong with a pattern stands under its id."""
        column = "pattern" if problem.field == row.pattern else problem.field.replace("-", " ")
        return problem._replace(file=self._file, line=row.line, field=column)

    @property
    def rows(self) -> list[BadRow]:
        """The bad rows in the order of the file."""
        return [self._bad[line] for line in sorted(self._bad)]


def _is_of_no_row(problem: Problem) -> bool:
    """Whether a problem is about a value that no row gives: `doses.walk.minutes`, `notice`."""
    name = re.split(r"[.\[]", problem.field, maxsplit=1)[0]
    return name in VALUES and "row" not in VALUES[name].given_by


def _draft(
    row: RosterRow, defaults: SheetRequest, day: datetime.date, cache: TemplateCache
) -> _Draft:
    if is_path(row.pattern):
        hint = "write the id of a pattern, and name your own folder with --library"
        raise UserError.one("is the path of a file", field="pattern", hint=hint)
    given: dict[str, Any] = {"date": day, **row.values}
    text = ClientText(**{name: given.pop(name, None) for name in ClientText._fields})
    given["practitioner_stamped"] = text.practitioner is not None
    request = defaults._replace(pattern=row.pattern, **given)
    if not request.card:
        request = request._replace(duplex=True)  # which shapes a sheet with a card alone
    key = cache.key(request, text)
    return _Draft(row, text, key, cache.layout(key, text))


def _job_of(draft: _Draft, cache: TemplateCache) -> BatchJob:
    """Make the job of a row; raise `UserError` for a value that does not fit its field."""
    template = cache.template(draft.key, draft.layout)
    values = values_of(template, draft.text)
    _, problems = collect_errors(
        partial(field_lines, values.get(field.name, ""), field, template.glyphs)
        for field in template.fields
    )
    if problems:
        raise UserError(problems)
    return BatchJob(draft.row, draft.text, template, draft.key.name(draft.layout))


def _in_parallel(
    executor: Executor, task: Callable[[LayoutTask], LayoutAnswer], work: Sequence[LayoutTask]
) -> Iterator[LayoutAnswer]:
    """Do layouts by the executor; a single one is sooner done in this process."""
    chosen = executor if len(work) > 1 else InlineExecutor()
    return map_ordered(chosen, task, work, PREFETCHED_LAYOUTS)
