"""The rows of a roster in; a job for each with its template, or everything that is wrong, out.

All of it happens before anything is written: the patterns are found, missing templates are laid
out, and every client's text is measured against its room.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from handouts.batch.executors import InlineExecutor, map_ordered
from handouts.batch.tasks import LayoutTask, lay_out
from handouts.interruption import check
from handouts.request.choice import ClientText
from handouts.roster.reader import BadRow
from handouts.template.codec import from_bytes
from handouts.template.model import FieldLayout
from handouts.template.stamp import values_of
from handouts.template.text_fit import field_layout_for, field_lines
from patterns.errors import Problem, UserError, collect_errors
from patterns.library_paths import is_path

if TYPE_CHECKING:
    import datetime
    from collections.abc import Callable, Iterable, Sequence
    from concurrent.futures import Executor

    from handouts.request.choice import SheetRequest
    from handouts.roster.reader import RosterRow
    from handouts.template.stamp import PreparedPdf
    from handouts.template_cache import TemplateCache, TemplateKey

T = TypeVar("T")

_NO_PATH = "write the id of a pattern, and name your own folder with --library"

ROW_FIELDS = ("side", "site", "edition", "paper", "practitioner")
"""What a row may choose for itself."""


@dataclass(frozen=True, slots=True)
class BatchJob:
    """One row, ready to be stamped: the client's lines, and the plate with its name."""

    row: RosterRow
    personal: ClientText
    plate: PreparedPdf
    name: str


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The jobs of a roster, the templates it takes, and how many of them were laid out anew."""

    jobs: tuple[BatchJob, ...]
    templates: int
    laid_out: int


@dataclass(frozen=True, slots=True)
class _RowRequest:
    """A row with what shapes its sheet."""

    row: RosterRow
    personal: ClientText
    mould: TemplateKey


@dataclass(frozen=True, slots=True)
class _RowFit:
    """A wish with the strip that its lines need."""

    wish: _RowRequest
    strip: FieldLayout


def plan(
    rows: Sequence[RosterRow],
    usual: SheetRequest,
    day: datetime.date,
    press: TemplateCache,
    helpers: Executor,
    faults: RowProblems,
) -> BatchPlan:
    """Plan rows; `usual` and `day` hold for each that says nothing else.

    What is wrong with a row goes into `faults`, and the other rows are planned all the same.
    """
    wishes = faults.sift((row, partial(_request_of, row, usual, day, press)) for row in rows)
    layouts = _Layouts(day, press, helpers)
    layouts.make((mould, strip) for mould, strip in _first(wishes) if not press.any(mould))
    needs = faults.sift((wish.row, partial(_fit_of, wish, layouts)) for wish in wishes)
    layouts.make((need.wish.mould, need.strip) for need in needs)
    jobs = faults.sift((need.wish.row, partial(_job_of, need, layouts)) for need in needs)
    return BatchPlan(tuple(jobs), len({job.name for job in jobs}), layouts.made)


class RowProblems:
    """Collects what is wrong with rows, line by line; `file` names the roster."""

    def __init__(self, file: str, bad: Iterable[BadRow] = ()) -> None:
        self._file = file
        self._bad = {row.line: row for row in bad}

    def sift(self, tasks: Iterable[tuple[RosterRow, Callable[[], T]]]) -> list[T]:
        """Do a task for each row; keep the results, and the problems of those that fail."""
        results = []
        for row, task in tasks:
            check()
            try:
                results.append(task())
            except UserError as error:
                self.add(row, error.problems)
        return results

    def add(self, row: RosterRow, problems: Iterable[Problem]) -> None:
        """Note problems of a row; those that name no file of their own stand in the roster."""
        placed = tuple(
            problem
            if problem.file
            else problem._replace(file=self._file, line=row.line, field=_column(problem, row))
            for problem in problems
        )
        self._bad[row.line] = BadRow(row.line, row.id, placed)

    @property
    def rows(self) -> list[BadRow]:
        """The bad rows in the order of the file."""
        return [self._bad[line] for line in sorted(self._bad)]


def _column(problem: Problem, row: RosterRow) -> str:
    """Name the column of a problem; what is wrong with a pattern is told under its id."""
    return "pattern" if problem.field == row.pattern else problem.field.replace("-", " ")


def _request_of(
    row: RosterRow, usual: SheetRequest, day: datetime.date, press: TemplateCache
) -> _RowRequest:
    if is_path(row.pattern):
        raise UserError.one("is the path of a file", field="pattern", hint=_NO_PATH)
    chosen = {name: value for name in ROW_FIELDS if (value := getattr(row, name)) is not None}
    choice = usual._replace(pattern=row.pattern, **chosen)
    personal = ClientText(row.date or day, row.client, row.next_visit, row.note)
    return _RowRequest(row, personal, press.mould(choice, personal.texts))


def _first(wishes: Iterable[_RowRequest]) -> list[tuple[TemplateKey, FieldLayout]]:
    """Give every mould with the strip for which it is laid out first.

    Any of its templates tells how much room a text takes, so the first may be a guess: no note, if
    a client has none, else one of a line.
    """
    lines: dict[TemplateKey, int] = {}
    for wish in wishes:
        lines[wish.mould] = min(lines.get(wish.mould, 1), 1 if wish.personal.note else 0)
    return [(mould, FieldLayout(count)) for mould, count in lines.items()]


def _fit_of(wish: _RowRequest, layouts: _Layouts) -> _RowFit:
    template = layouts.any(wish.mould).template
    return _RowFit(wish, field_layout_for(wish.personal, template.room, template.glyphs))


def _job_of(need: _RowFit, layouts: _Layouts) -> BatchJob:
    wish, plate = need.wish, layouts.plate(need.wish.mould, need.strip)
    template = plate.template
    values = values_of(template, wish.personal)
    _, problems = collect_errors(
        partial(field_lines, values.get(room.name, ""), room, template.glyphs)
        for room in template.fields
    )
    if problems:
        raise UserError(problems)
    return BatchJob(wish.row, wish.personal, plate, wish.mould.name(need.strip))


class _Layouts:
    """Lays out what is not there yet; `made` counts. A layout that fails is remembered."""

    def __init__(self, day: datetime.date, press: TemplateCache, helpers: Executor) -> None:
        self.made = 0
        self._run = os.urandom(8).hex()
        self._day, self._press, self._helpers = day, press, helpers
        self._failed: dict[tuple[TemplateKey, FieldLayout], UserError] = {}

    def make(self, wanted: Iterable[tuple[TemplateKey, FieldLayout]]) -> None:
        """Lay out templates for molds and strips, each at most once."""
        missing = [key for key in dict.fromkeys(wanted) if not self._press.load(*key)]
        work = [
            ((mould, strip), LayoutTask(self._run, mould.choice, self._day, mould.pages, strip))
            for mould, strip in missing
        ]
        helpers = self._helpers if len(work) > 1 else InlineExecutor()
        for (mould, strip), answer in map_ordered(helpers, lay_out, work, len(work)):
            if answer.problems:
                self._failed[mould, strip] = UserError(answer.problems)
            elif template := from_bytes(answer.made[0]):
                self._press.keep(mould, template)
                self.made += 1

    def any(self, mould: TemplateKey) -> PreparedPdf:
        """Give any plate of a mould; raise `UserError` if it could not be laid out."""
        if plate := self._press.any(mould):
            return plate
        raise next(error for (failed, _), error in self._failed.items() if failed == mould)

    def plate(self, mould: TemplateKey, strip: FieldLayout) -> PreparedPdf:
        """Give the plate with a strip; raise `UserError` as above."""
        if plate := self._press.load(mould, strip):
            return plate
        raise self._failed[mould, strip]
