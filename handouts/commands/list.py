"""List the patterns or the activities of the libraries, as JSON records and as lines of text."""

from __future__ import annotations

import json
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, get_args

from patterns.catalog import load_all, load_all_activities
from patterns.field_types import Region
from patterns.model.activity import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from patterns.errors import Problem
    from patterns.model.dose import Dose
    from patterns.pattern import Activity, Pattern

KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)
REGIONS: tuple[Region, ...] = get_args(Region)


class Listing(NamedTuple):
    """What a library holds, and the problems of the files that cannot be loaded."""

    records: list[dict[str, object]]
    lines: list[str]
    problems: list[Problem]


def list_patterns(library: Path | None, words: str = "") -> Listing:
    """List the patterns that have all of some words, by region and id."""
    entries, problems = load_all(library)
    patterns = [e.pattern for e in entries if _has(words, _words_of_pattern(e.pattern))]
    patterns.sort(key=lambda p: (REGIONS.index(p.regions[0]), p.id))
    return Listing([_record(p) for p in patterns], list(_pattern_lines(patterns)), problems)


def list_activities(library: Path | None, words: str = "") -> Listing:
    """List the activities that have all of some words, by kind, region and id."""
    entries, problems = load_all_activities(library)
    activities = [e.activity for e in entries if _has(words, _words_of_activity(e.activity))]
    activities.sort(key=lambda a: (KINDS.index(a.kind), a.regions[0], a.id))
    records = [
        {
            **_record(activity),
            "kind": activity.kind,
            "target": activity.target,
            "regions": activity.regions,
            "needs": activity.needs,
            "dose": _as_written(activity.dose),
        }
        for activity in activities
    ]
    return Listing(records, list(_activity_lines(activities)), problems)


def _record(data: Pattern | Activity) -> dict[str, object]:
    status = data.review.status
    return {"id": data.id, "title": data.title, "version": data.version, "status": status}


def _has(words: str, texts: Iterable[str]) -> bool:
    """Whether each word begins a word of some texts, whatever the accents and capitals."""
    known = _plain(" ".join(texts)).split()
    return all(any(each.startswith(word) for each in known) for word in _plain(words).split())


def _plain(text: str) -> str:
    """Return the letters and digits of a text without accents, in small letters."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(
        char if char.isalnum() else " " for char in parts if not unicodedata.combining(char)
    )


def _words_of_pattern(pattern: Pattern) -> Iterator[str]:
    yield from (pattern.id, pattern.title, pattern.subtitle)
    yield from (*pattern.regions, *pattern.muscles, *pattern.also_called)


def _words_of_activity(activity: Activity) -> Iterator[str]:
    yield from (activity.id, activity.title, activity.target, activity.kind)
    yield from (*activity.regions, *activity.needs)


def _pattern_lines(patterns: Sequence[Pattern]) -> Iterator[str]:
    """Write a line for each region, and below it one for each pattern that begins there."""
    width = max((len(p.id) for p in patterns), default=0)
    for region, group in groupby(patterns, key=lambda p: p.regions[0]):
        yield region
        for p in group:
            yield f"  {p.id:{width}}  {p.version}  {p.title} ({p.review.status})"


def _activity_lines(activities: Iterable[Activity]) -> Iterator[str]:
    """Write a line for each kind, and below it two for each activity: what it is, and its dose."""
    for kind, group in groupby(activities, key=lambda activity: activity.kind):
        yield kind
        for activity in group:
            needs = f"; needs {', '.join(activity.needs)}" if activity.needs else ""
            more = f"({', '.join(activity.regions)}{needs})"
            yield f"  {activity.id}: {activity.title}, for {activity.target} {more}"
            dose = _as_written(activity.dose)
            yield f"    {', '.join(f'{part}: {json.dumps(value)}' for part, value in dose.items())}"


def _as_written(dose: Dose) -> dict[str, object]:
    """Return the parts of a dose as a file has them: `3`, `[2, 3]` or `true`."""
    figures: dict[str, object] = {
        name: span.low if span.low == span.high else [span.low, span.high]
        for name, span in dose.figures.items()
    }
    return figures | dict.fromkeys(dose.flags, True)
