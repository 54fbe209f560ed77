"""Make the sheets of a whole roster on the page, by the code of `handouts batch`, in memory.

A roster is read, checked row by row and laid out; then its sheets are put into one file for the
printer. Both go on in the thread of all sheets, can be stopped, and go on where they were: what was
laid out is not laid out again.
"""

from __future__ import annotations

import time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.batch.merged_file import Binding, merge_into, sides_of
from handouts.batch.run import Batch, plan_roster
from handouts.request.values import ClientText, SheetRequest
from handouts.template_cache import TemplateCache
from handouts.web.draft import as_sentences
from handouts.web.words import words
from handouts.workers.executors import InlineExecutor
from patterns.errors import UserError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Mapping, Sequence
    from typing import Literal

    from handouts.batch.planner import BatchJob
    from handouts.roster.reader import BadRow
    from handouts.template.store import TemplateStore
    from patterns.errors import Problem

    Phase = Literal["empty", "checking", "checked", "making", "made", "stopped", "refused"]

BINDING = Binding()
"""Each client begins on a fresh sheet of paper."""


class StoppedError(Exception):
    """The work was stopped by the person who began it."""


class ReadyRow(NamedTuple):
    """A row that can be made, without what it says of its client."""

    line: int
    id: str
    pattern: str
    side: str
    edition: str
    copies: int


class RowToMend(NamedTuple):
    """A problem of a row: the column that it is in, and what to do."""

    line: int
    id: str
    column: str
    message: str


class Friday:
    """One roster of the page: how far it is, what can be made of it, what is to be mended."""

    def __init__(self, store: TemplateStore, brand: Path | None, library: Path | None) -> None:
        self._cache = TemplateCache(store)
        self._defaults = SheetRequest("", brand=brand, library=library)
        self._jobs: Sequence[BatchJob] = ()
        self._stop = False
        self._begun = 0.0
        self.phase: Phase = "empty"
        self.done = self.total = 0
        self.ready: tuple[ReadyRow, ...] = ()
        self.to_mend: tuple[RowToMend, ...] = ()
        self.remarks: tuple[str, ...] = ()
        self.paper = 0
        self.token = self.file_name = ""

    def begin(self) -> None:
        """Note that the work begins, before its turn comes in the thread."""
        self._stop = False
        self.phase = "checking" if self.phase == "empty" else "making"
        self.done = self.total = 0

    def stop(self) -> None:
        """Stop the work at the next sheet."""
        self._stop = True

    def read(self, data: bytes, day: datetime.date, titles: Mapping[str, str]) -> None:
        """Read a roster and check every row of it; `titles` are those of the patterns, by id."""
        self._begun = time.monotonic()
        batch = Batch(
            roster=Path(words().roster),
            data=data,
            takes_suggested=True,
            defaults=self._defaults,
            personal=ClientText(day),
            is_dated=False,
            keep_going=True,
            output=Path(words().roster),
            merged=True,
            timer=time.monotonic,
            show=self._show,
        )
        try:
            roster, jobs, problems = plan_roster(batch, self._cache, InlineExecutor())
        except UserError as error:
            self.remarks = tuple(dict.fromkeys(map(as_sentences, error.problems)))
            self.phase = "refused"
        except StoppedError:
            self.phase = "empty"
        else:
            self._jobs = jobs
            self.ready = tuple(_ready(job, titles) for job in jobs)
            self.to_mend = tuple(_mend(bad, p) for bad in problems.rows for p in bad.problems)
            self.remarks = tuple(dict.fromkeys(map(as_sentences, roster.remarks)))
            self.paper = sum(sides_of(job, BINDING) for job in jobs) // 2
            self.phase = "checked"

    def make(self) -> bytes:
        """Put the sheets of all good rows into one file; empty if it was stopped."""
        self._begun = time.monotonic()
        file = BytesIO()
        try:
            for number, _ in enumerate(merge_into(file, self._jobs, BINDING), start=1):
                self._show(number, len(self._jobs))
        except StoppedError:
            self.phase = "stopped"
            return b""
        return file.getvalue()

    def give(self, token: str, file_name: str) -> None:
        """Say where the file of the sheets is; only then are they told as made."""
        self.token, self.file_name = token, file_name
        self.phase = "made"

    def told(self) -> dict[str, Any]:
        """Return what the page shows; nothing of it is a client's."""
        return {
            "phase": self.phase,
            "done": self.done,
            "total": self.total,
            "left": self._seconds_left(),
            "ready": [row._asdict() for row in self.ready],
            "mend": [row._asdict() for row in self.to_mend],
            "remarks": self.remarks,
            "paper": self.paper,
        }

    def _seconds_left(self) -> int:
        if not self.done:
            return 0
        each = (time.monotonic() - self._begun) / self.done
        return round(each * (self.total - self.done))

    def _show(self, done: int, total: int) -> None:
        self.done, self.total = done, total
        if self._stop:
            raise StoppedError


def _ready(job: BatchJob, titles: Mapping[str, str]) -> ReadyRow:
    info, says = job.template.info, words()
    return ReadyRow(
        job.row.line,
        job.row.id,
        titles.get(info.pattern, info.title),
        says.sides[info.side] if info.side else "",  # type: ignore[index]
        says.editions[info.edition],
        job.row.copies,
    )


def _mend(bad: BadRow, problem: Problem) -> RowToMend:
    column = problem.field[:1].upper() + problem.field[1:]
    return RowToMend(bad.line, bad.id or "", column, as_sentences(problem))
