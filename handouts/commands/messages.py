"""Format problems, bugs and counts for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patterns.errors import Problem

MAX_SHOWN = 20
"""More do not fit on a screen."""


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Yield a line for each problem; after `MAX_SHOWN` they are counted."""
    for problem in problems[:MAX_SHOWN]:
        yield printable(str(problem))
    if len(problems) > MAX_SHOWN:
        yield f"and {len(problems) - MAX_SHOWN} more"


def fault_lines(error: BaseException, *, debug: bool) -> Iterator[str]:
    """Describe a bug by its type and place.

    The message of the exception is never shown, because libraries quote the text of the page in
    theirs, and so a client's name.
    """
    # Imported late: only a bug needs them.
    import traceback
    from pathlib import Path

    frames = traceback.extract_tb(error.__traceback__)
    if debug:
        yield from "".join(frames.format()).splitlines()
    place = "an unknown place"
    if frames:
        place = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}"
    hint = "Please report it." if debug else "Run again with --debug and report it."
    yield f"This is a fault of ours: {type(error).__name__} at {place}. {hint}"


def printable(text: str) -> str:
    """Replace control characters, such as those of a file name, which a terminal would execute."""
    return "".join(char if char.isprintable() else "?" for char in text)


def count(number: int, noun: str) -> str:
    """Write a number with its noun, such as `2,000 sides`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
