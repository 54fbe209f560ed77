"""The figures of the shipped patterns and the anchors of their rings, read off the files."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from patterns.catalog import load

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Figure(NamedTuple):
    """A figure of a sheet: its name, its folder, and the anchor of its ring, if it has one."""

    name: str
    pictures: Path
    sore: str | None


@cache
def figures_of(pattern: str) -> tuple[Figure, ...]:
    """Return the figures of a pattern with their rings, read off its files."""
    return tuple(_figures(pattern))


def _figures(pattern: str) -> Iterator[Figure]:
    entry = load(pattern)
    for choice in entry.pattern.care:
        if choice.use in entry.activities:
            found = entry.activities[choice.use]
            for frame in found.activity.frames:
                yield Figure(frame.picture, found.pictures, choice.sore or frame.sore)
    for habit in entry.pattern.habits:
        yield Figure(habit.picture, entry.pictures, habit.sore)
