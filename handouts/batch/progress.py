"""Steps in, their total out, and how far they are on a terminal as a bar or else as plain lines."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import TextIO

    from handouts.batch.run import Progress

PARTS = 10
"""How many plain lines are written on the way."""


class Total(NamedTuple):
    """How many were made, how many were there already, and the sides of all of them."""

    made: int
    there: int
    sides: int


def watch(steps: Iterable[Progress], total: int, stream: TextIO | None, *, kept: bool) -> Total:
    """Take the steps one by one; whatever stops them, say how to go on.

    What is done is `kept`, file by file, or it goes into a file that is there whole or not at all.
    """
    made = there = sides = 0
    try:
        with _shown(total, stream) as advance:
            for step in steps:
                made, there = made + step.fresh, there + (not step.fresh)
                sides += step.sides
                advance()
    except BaseException as stop:
        if made + there or not isinstance(stop, Exception):
            then = "Run this again to go on" if kept else "A file that is not whole was not kept"
            _say(stream, f"Stopped at {made + there:,} of {total:,}. {then}.")
        raise
    return Total(made, there, sides)


@contextmanager
def _shown(total: int, stream: TextIO | None) -> Iterator[Callable[[], None]]:
    if stream is not None and stream.isatty():
        with _bar(total, stream) as advance:
            yield advance
    else:
        yield _lines(total, stream)


@contextmanager
def _bar(total: int, stream: TextIO) -> Iterator[Callable[[], None]]:
    """Draw a bar: done, rate, time left."""
    # It takes 0.1 s to import and only a terminal needs it.
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("Handouts"),
        BarColumn(),
        MofNCompleteColumn(),
        TaskProgressColumn(show_speed=True),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    with Progress(*columns, console=Console(file=stream)) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)


def _lines(total: int, stream: TextIO | None) -> Callable[[], None]:
    """Write a line after each tenth of a long run."""
    done = 0

    def advance() -> None:
        nonlocal done
        done += 1
        if total >= PARTS**2 and done < total and done * PARTS % total < PARTS:
            _say(stream, f"{done:,} of {total:,}")

    return advance


def _say(stream: TextIO | None, line: str) -> None:
    """Write a line; where the stream is full or closed, the exit code tells."""
    with suppress(OSError, ValueError):
        if stream is not None:
            stream.write(f"{line}\n")
            stream.flush()
