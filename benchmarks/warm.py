"""What a handout takes in a process that has made one already: a count and a folder in, ms out.

    python -m benchmarks.warm COUNT FOLDER

The first one is not counted; writing each file, through to the disk, and noting it is.
"""

from __future__ import annotations

import sys
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.material import DAY, PATTERN, REQUEST, texts
from handouts.batch.planner import RowProblems, plan
from handouts.batch.separate_files import Delivery, deliver
from handouts.roster.reader import RosterRow
from handouts.template.store import TemplateStore
from handouts.template_cache import TemplateCache
from handouts.workers.executors import InlineExecutor

if TYPE_CHECKING:
    from collections.abc import Sequence


def make(press: TemplateCache, rows: Sequence[RosterRow], folder: Path) -> None:
    """Make handouts in files of their own."""
    executor, problems = InlineExecutor(), RowProblems("clients")
    jobs = plan(rows, REQUEST, DAY, press, executor, problems)
    delivery = Delivery(folder, replace=True, executor=executor, prefetch=0, timer=perf_counter)
    for _ in deliver(jobs, delivery):
        pass


def main() -> None:
    """Print the milliseconds a handout takes, the first one left out."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    rows = [
        RosterRow(i, f"c{i:05}", PATTERN, values=text._asdict())
        for i, text in enumerate(texts(count), start=1)
    ]
    press = TemplateCache(TemplateStore(None))
    make(press, rows[:1], folder)
    start = perf_counter()
    make(press, rows[1:], folder)
    sys.stdout.write(f"{(perf_counter() - start) * 1000 / (count - 1)}\n")


if __name__ == "__main__":
    main()
