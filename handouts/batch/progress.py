"""Show how far a batch is: a progress bar on a terminal, plain lines elsewhere; count the total."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from handouts.interruption import FORCED_END

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from handouts.batch.planner import FinishedJob

MAX_LINES = 10
"""How many plain lines there are, the last of which is not printed: the run is done then."""

SHOW_CURSOR = b"\x1b[?25h"


class Total(NamedTuple):
    """The handouts that this run made, those that were there already, and the sides of both."""

    made: int
    there: int
    sides: int


def watch(jobs: Iterable[FinishedJob], total: int, stream: TextIO | None, *, kept: bool) -> Total:
    """Show the jobs of a run as they are finished; if it is stopped, print how to go on.

    `kept` says that finished files stay when it is stopped, unlike a merged file.
    """
    made = there = sides = 0
    try:
        with _display(total, stream) as show:
            for job in jobs:
                made, there = made + job.fresh, there + (not job.fresh)
                sides += job.sides
                show(made + there)
    except BaseException as error:
        if made + there or not isinstance(error, Exception):
            then = "Run this again to go on" if kept else "A file that is not whole was not kept"
            _print(stream, f"Stopped at {made + there:,} of {total:,}. {then}.")
        raise
    return Total(made, there, sides)


def show_layouts(stream: TextIO | None, done: int, total: int) -> None:
    """Show how many templates are laid out: after each on a terminal, else after each tenth."""
    if total < MAX_LINES:
        return
    if stream is not None and stream.isatty():
        end = "\n" if done == total else ""
        _print(stream, f"\rLaid out {done:,} of {total:,} templates{end}", end="")
    elif done * MAX_LINES % total < MAX_LINES:
        _print(stream, f"Laid out {done:,} of {total:,} templates")


@contextmanager
def _display(total: int, stream: TextIO | None) -> Iterator[Callable[[int], None]]:
    """Yield the function that shows how many handouts are done."""
    if stream is None or not stream.isatty():
        yield partial(_print_tenth, stream, total)
        return
    # It takes 0.1 s to import and only a terminal needs it.
    from rich import progress
    from rich.console import Console

    count, rate = progress.MofNCompleteColumn(), progress.TaskProgressColumn(show_speed=True)
    columns = "Handouts", progress.BarColumn(), count, rate, progress.TimeRemainingColumn(), "left"
    FORCED_END[stream] = partial(os.write, stream.fileno(), SHOW_CURSOR)
    try:
        with progress.Progress(*columns, console=Console(file=stream)) as bar:
            task = bar.add_task("", total=total)
            yield lambda done: bar.update(task, completed=done)
    finally:
        del FORCED_END[stream]


def _print_tenth(stream: TextIO | None, total: int, done: int) -> None:
    """Print a line after each tenth of a long run."""
    if total >= MAX_LINES**2 and done < total and done * MAX_LINES % total < MAX_LINES:
        _print(stream, f"{done:,} of {total:,}")


def _print(stream: TextIO | None, line: str, end: str = "\n") -> None:
    """Print a line, unless the stream is closed or full; the exit code tells the outcome then."""
    with suppress(OSError, ValueError):
        if stream is not None:
            stream.write(f"{line}{end}")
            stream.flush()
