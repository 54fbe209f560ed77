"""Errors that a user can fix, each with its place and a hint, and the exit codes of the program."""

from __future__ import annotations

import errno
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


class ExitCode(IntEnum):
    """The exit codes of the program."""

    DONE = 0
    OUR_BUG = 1
    USAGE = 2
    BAD_INPUT = 3
    CANNOT_WRITE = 4
    SOME_FAILED = 5
    BUSY = 75


LITTLE_ROOM = {
    errno.EAGAIN: ("the system starts no more processes or threads", "end others, or use --jobs 1"),
    errno.EMFILE: ("too many files are open", "raise the limit of open files (ulimit -n)"),
    errno.ENFILE: ("too many files are open", "end other programs"),
    errno.ENOMEM: ("there is too little memory", "end other programs, or use fewer --jobs"),
}
"""Errors that are the machine's and of no file: what to say of them, and the way out."""


class Problem(NamedTuple):
    """One thing that a user can fix.

    `file` is as the user named it. `line` and `column` count from 1; 0 stands for the whole file
    or line. `field` is what the problem is about: an option, a column, or the path of a key, such
    as `stretches[1].dose.hold_seconds`. `message` says what is wrong and `hint` what to do about
    it. Neither may quote a client.
    """

    file: str
    line: int
    column: int
    field: str
    message: str
    hint: str = ""

    def __str__(self) -> str:
        """Format the problem as one line: `FILE:LINE:COL: field: message; hint`."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part)
        hint = f"; {self.hint}" if self.hint else ""
        return ": ".join(part for part in (place, self.field, f"{self.message}{hint}") if part)


class UserError(Exception):
    """One or more problems that a user can fix, sorted by place."""

    def __init__(
        self, problems: Iterable[Problem], exit_code: ExitCode = ExitCode.BAD_INPUT
    ) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(set(problems)))
        self.exit_code = exit_code
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[UserError], tuple[object, ...]]:
        """Send the problems to another process, not their text."""
        return UserError, (self.problems, self.exit_code)

    @classmethod
    def one(
        cls,
        message: str,
        *,
        file: str = "",
        field: str = "",
        hint: str = "",
        exit_code: ExitCode = ExitCode.BAD_INPUT,
    ) -> UserError:
        """Make the error of a single problem that has no line."""
        return cls([Problem(file, 0, 0, field, message, hint)], exit_code)


def collect_errors(tasks: Iterable[Callable[[], T]]) -> tuple[list[T], list[Problem]]:
    """Run every task; return the results of those that succeed and the problems of the others."""
    results: list[T] = []
    problems: list[Problem] = []
    for task in tasks:
        try:
            results.append(task())
        except UserError as error:
            problems += error.problems
    return results, problems


MAX_LISTED_WORDS = 30
"""A longer list of suggestions is not worth reading."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the hint for an unknown word: the closest known word, or else all of them if few."""
    choices = tuple(sorted(known))
    if match := closest(word, choices):
        return f'did you mean "{match}"?'
    if len(choices) > MAX_LISTED_WORDS:
        return f"none of the {len(choices):,} known here is close"
    return f"known here: {', '.join(choices)}" if choices else "none is known here"


@lru_cache  # the same mistake in a column may be on every row
def closest(word: str, choices: tuple[str, ...]) -> str:
    """Return the choice that a word is a mistake for, or an empty text."""
    from difflib import get_close_matches  # slow to import, and needed for mistakes only

    close = get_close_matches(word.casefold(), [c.casefold() for c in choices], n=1, cutoff=0.6)
    return next((choice for choice in choices if close and choice.casefold() == close[0]), "")
