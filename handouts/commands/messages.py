"""What went wrong in, the lines that tell it out: what a person can mend, or a fault of ours."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from patterns.errors import Problem

MOST_SHOWN = 20
"""Nobody mends more problems before trying again."""


def problem_lines(problems: Sequence[Problem]) -> Iterator[str]:
    """Give each problem its line; beyond the first twenty they are counted."""
    for problem in problems[:MOST_SHOWN]:
        yield printable(str(problem))
    if len(problems) > MOST_SHOWN:
        yield f"and {len(problems) - MOST_SHOWN} more"


def fault_lines(error: BaseException, *, debug: bool) -> Iterator[str]:
    """Tell a fault of ours by its type and place.

    Its own words are never shown: libraries put the text of the page, and so a client's name,
    into theirs.
    """
    frames = traceback.extract_tb(error.__traceback__)
    if debug:
        yield from "".join(frames.format()).splitlines()
    where = "an unknown place"
    if frames:
        where = f"{'/'.join(Path(frames[-1].filename).parts[-2:])}:{frames[-1].lineno}"
    way_out = "Please report it." if debug else "Run again with --debug and report it."
    yield f"This is a fault of ours: {type(error).__name__} at {where}. {way_out}"


def printable(text: str) -> str:
    """Keep the control characters of a file's name from the terminal."""
    return "".join(char if char.isprintable() else "?" for char in text)
