"""Write messages: what a person can mend, a fault of ours, a number of things."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patterns.errors import Problem

MAX_SHOWN = 20
"""More than this does not fit on a screen."""


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Write a line for each problem; beyond the first twenty they are counted."""
    for problem in problems[:MAX_SHOWN]:
        yield printable(str(problem))
    if len(problems) > MAX_SHOWN:
        yield f"and {len(problems) - MAX_SHOWN} more"


def fault_lines(error: BaseException, *, debug: bool) -> Iterator[str]:
    """Describe a fault of ours by its type and place.

    Its own words are never shown: libraries put the text of the page, and so a client's name,
    into theirs.
    """
    # Only a fault of ours waits for these.
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__)
    if debug:
        yield from "".join(frames.format()).splitlines()
    where = "an unknown place"
    if frames:
        where = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}"
    way_out = "Please report it." if debug else "Run again with --debug and report it."
    yield f"This is a fault of ours: {type(error).__name__} at {where}. {way_out}"


def printable(text: str) -> str:
    """Replace the control characters of a file name, which a terminal would obey."""
    return "".join(char if char.isprintable() else "?" for char in text)


def count(number: int, noun: str) -> str:
    """Write a number with its noun, such as `2,000 sides`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
