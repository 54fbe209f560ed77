"""List the patterns or the activities of the libraries, as JSON records and as lines of text."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, get_args

from patterns.catalog import load_all, load_all_activities
from patterns.model.activity import ActivityKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from patterns.errors import Problem
    from patterns.model.dose import Dose
    from patterns.pattern import Activity, Pattern

KINDS: tuple[ActivityKind, ...] = get_args(ActivityKind)


class Listing(NamedTuple):
    """What a library holds, and the problems of the files that cannot be loaded."""

    records: list[dict[str, object]]
    lines: list[str]
    problems: list[Problem]


def list_patterns(library: Path | None) -> Listing:
    """List the patterns by id."""
    entries, problems = load_all(library)
    patterns = [entry.pattern for entry in entries]
    width = max((len(p.id) for p in patterns), default=0)
    lines = [f"{p.id:{width}}  {p.version}  {p.title} ({p.review.status})" for p in patterns]
    return Listing([_record(p) for p in patterns], lines, problems)


def list_activities(library: Path | None) -> Listing:
    """List the activities by kind, region and id."""
    entries, problems = load_all_activities(library)
    activities = [entry.activity for entry in entries]
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
