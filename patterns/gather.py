"""Several tasks in, what they give and every problem they meet out: one fault hides no other."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

T = TypeVar("T")


def collect_errors(tasks: Iterable[Callable[[], T]]) -> tuple[list[T], list[Problem]]:
    """Run every task; give the results of those that succeed and the problems of the others."""
    results: list[T] = []
    problems: list[Problem] = []
    for task in tasks:
        try:
            results.append(task())
        except UserError as error:
            problems += error.problems
    return results, problems
