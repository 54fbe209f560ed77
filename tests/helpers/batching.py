"""Make rosters and batch jobs of a pattern without pictures, which is laid out quickly."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from handouts.batch.planner import RowProblems, plan
from handouts.commands.new import start
from handouts.request.values import SheetRequest
from handouts.roster.reader import RosterRow
from handouts.template.store import TemplateStore
from handouts.template_cache import TemplateCache
from handouts.workers.executors import InlineExecutor
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from handouts.batch.planner import BatchJob

CANARY = "Zzyxx Qanary"
CANARIES = ("Zzyxx", "Qanary")
DAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Desk:
    """A pattern in a library, and the cache that keeps its templates from test to test."""

    pattern: Path
    cache: TemplateCache
    defaults: SheetRequest

    @property
    def library(self) -> Path:
        """The library folder."""
        return self.pattern.parent.parent

    @property
    def id(self) -> str:
        """The id of the pattern."""
        return self.pattern.parent.name

    def row(self, number: int, client: str | None = None, **more: Any) -> RosterRow:
        """Return a row with the id and the line of its number."""
        pattern, copies = more.pop("pattern", self.id), more.pop("copies", 1)
        values = {name: value for name, value in {"client": client, **more}.items() if value}
        return RosterRow(number + 1, f"c-{number}", pattern, copies, values)

    def sides(self, paper: str = "letter") -> int:
        """Return how many sides a sheet of the pattern has."""
        (job,) = self.jobs([self.row(1, paper=paper)])
        return len(job.prepared.template.pages)

    def rows(self, *clients: str | None) -> list[RosterRow]:
        """Return a row for each client."""
        return [self.row(i, client) for i, client in enumerate(clients, start=1)]

    def jobs(
        self, rows: Iterable[RosterRow], problems: RowProblems | None = None
    ) -> tuple[BatchJob, ...]:
        """Plan rows; a problem fails the test unless `problems` collects problems."""
        found = problems or RowProblems("roster.csv")
        jobs = plan(list(rows), self.defaults, DAY, self.cache, InlineExecutor(), found)
        if problems is None and found.rows:
            raise UserError(problem for row in found.rows for problem in row.problems)
        return jobs

    def table(self, rows: Iterable[dict[str, str]], **defaults: str) -> str:
        """Write a roster as CSV; `defaults` has the values that a row leaves out."""
        listed = [
            {"id": f"c-{i}", "pattern": self.id, **defaults, **row}
            for i, row in enumerate(rows, start=1)
        ]
        out = StringIO()
        writer = csv.DictWriter(out, list(dict.fromkeys(name for row in listed for name in row)))
        writer.writeheader()
        writer.writerows(listed)
        return out.getvalue()


def make_desk(folder: Path) -> Desk:
    """Write a pattern, and return it with a cache for its templates."""
    pattern = folder / "library" / "elbow" / "pattern.yaml"
    start("pattern", str(pattern))
    defaults = SheetRequest(pattern="", library=folder / "library")
    return Desk(pattern, TemplateCache(TemplateStore(folder / "store")), defaults)
