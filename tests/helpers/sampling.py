"""Choose which of many combinations a test tries: all pairs of values, or everything on demand.

A test that would try a full product tries rows in which any two values meet at least once. What is
tried does not depend on chance, so that a failure comes again. `HANDOUTS_TESTS=all` tries all.
"""

from __future__ import annotations

import os
from itertools import combinations, cycle, product
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

T = TypeVar("T")
V = TypeVar("V")

EVERYTHING = os.environ.get("HANDOUTS_TESTS") == "all"
"""Whether the tests try every combination, every moment and the largest sizes: for hours."""


def pairwise_rows(*axes: Sequence[T]) -> list[tuple[T, ...]]:
    """Return few rows of a product in which each two values of different axes meet.

    The first row has the first value of each axis. Of the rows that bring most new pairs together,
    the earliest in the order of the product comes next.
    """
    rows = list(product(*axes))
    missing = {pair for row in rows for pair in _pairs(row)}
    chosen = []
    while missing:
        best = max(rows, key=lambda row: len(missing & _pairs(row)))
        missing -= _pairs(best)
        chosen.append(best)
    return chosen


def _pairs(row: tuple[T, ...]) -> set[tuple[tuple[int, T], tuple[int, T]]]:
    """Return each two values of a row with their places."""
    return set(combinations(enumerate(row), 2))


def sampled_rows(*axes: Sequence[T]) -> list[tuple[T, ...]]:
    """Return rows with all pairs of values, or the full product when everything is tried."""
    return list(product(*axes)) if EVERYTHING else pairwise_rows(*axes)


def each_with_one(items: Iterable[T], partners: Sequence[V]) -> Iterator[tuple[T, V]]:
    """Yield each item once with the next of its partners, or with all when everything is tried."""
    if EVERYTHING:
        return product(items, partners)
    return zip(items, cycle(partners), strict=False)


def evenly(items: Sequence[T], most: int) -> list[T]:
    """Return at most so many items, spread evenly, the first among them; all on demand."""
    if EVERYTHING or len(items) <= most:
        return list(items)
    return [items[i * len(items) // most] for i in range(most)]
