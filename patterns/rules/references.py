"""Find names that lead nowhere, ids used twice, and reviews that are overdue from the start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.errors import did_you_mean
from patterns.schema.base import Violation
from patterns.traverse import values_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from patterns.model.parts import Review
    from patterns.model.pattern import PatternData
    from patterns.schema.base import Model

MAX_REVIEW_MONTHS = 36
"""The longest time between two reviews (PIF TICK)."""


def check_names(data: Model, path: str, known: Collection[str], table: str) -> Iterator[Violation]:
    """Find the names at a dotted path that a table does not have."""
    for loc, name in values_at(data, path):
        if name not in known:
            yield Violation(loc, f"is not in {table}", did_you_mean(str(name), known))


def check_unique(data: Model, path: str) -> Iterator[Violation]:
    """Find the values at a dotted path that come twice."""
    found = list(values_at(data, path))
    values = [value for _, value in found]
    for i, (loc, value) in enumerate(found):
        if value in values[:i]:
            yield Violation(loc, "is used twice", "give each its own")


def check_review(review: Review) -> Iterator[Violation]:
    """Find a review that is due before the last one, or too long after it."""
    on, due = review.reviewed_on, review.next_review
    loc, months = ("review", "next_review"), 12 * (due.year - on.year) + due.month - on.month
    if due <= on:
        yield Violation(loc, "is not after reviewed_on", "give a later date")
    elif (months, due.day) > (MAX_REVIEW_MONTHS, on.day):
        message = f"is more than {MAX_REVIEW_MONTHS} months after reviewed_on"
        yield Violation(loc, message, "review it sooner")


def check_pattern_references(pattern: PatternData) -> Iterator[Violation]:
    """Find unknown pictures and sources of a pattern, and what comes twice."""
    for path in ("hurts.picture", "patch.picture", "cold.picture", "heat.picture"):
        yield from check_names(pattern, path, pattern.pictures, "pictures")
    for path in ("outlook.source", "patch.dose.source", "cold.dose.source", "heat.dose.source"):
        yield from check_names(pattern, path, pattern.sources, "sources")
    yield from check_names(pattern, "usual.care.*", pattern.used(), "care")
    yield from check_unique(pattern, "usual.care.*")
    yield from check_unique(pattern, "usual.sections.*")
    yield from check_unique(pattern, "patch.sites.*.id")
    yield from check_unique(pattern, "habits.*.picture")
    yield from check_review(pattern.review)
