"""Load the patterns and activities that the page offers; what cannot be loaded is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from patterns.catalog import load_all, load_all_activities

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.catalog import ActivityEntry, Entry
    from patterns.errors import Problem


class Library(NamedTuple):
    """What the page offers, by id, and the problems of files that could not be loaded."""

    patterns: dict[str, Entry]
    activities: dict[str, ActivityEntry]
    problems: tuple[Problem, ...]


def load_library(own: Path | None) -> Library:
    """Load the shipped library and the clinic's own; raise `UserError` if that is no folder."""
    patterns, faults = load_all(own)
    activities, more = load_all_activities(own)
    return Library(
        {entry.pattern.id: entry for entry in patterns},
        {entry.activity.id: entry for entry in activities},
        tuple(sorted({*faults, *more})),
    )
