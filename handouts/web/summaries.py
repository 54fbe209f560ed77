"""Describe patterns and activities in the few words of a list, and in the words to find them by."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from handouts.brand.model import plain_brand
from handouts.compose.context import make_context
from handouts.request.values import SheetRequest
from handouts.web.words import words
from patterns.notice import load_notice
from patterns.rules.safety import gates_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.catalog import ActivityEntry, Entry
    from patterns.pattern import Pattern
    from patterns.sections import SectionId

PARTS: tuple[SectionId, ...] = ("short", "hurts", "triggers", "together", "week")
"""The sections that a page offers by themselves; those of remedies come with these."""

OPTIONAL = frozenset({"together", "week"})
"""The parts that a pattern may lack."""

_MARKS = re.compile(r"[\[\]{}*]")


class PatternSummary(NamedTuple):
    """A pattern in a list; `words` are what a search finds it by.

    `parts` are the sections that a sheet may have beside the remedies. `usual` is the usual choice
    in the form of a plan, empty for a pattern that has none.
    """

    id: str
    title: str
    line: str
    regions: tuple[str, ...]
    words: str
    sided: bool
    reviewed: bool
    parts: tuple[SectionId, ...]
    usual: dict[str, Any]


class ActivitySummary(NamedTuple):
    """An activity in a list; `words` are what a search finds it by."""

    id: str
    title: str
    line: str
    words: str
    picture: str


def summarize_pattern(entry: Entry) -> PatternSummary:
    """Describe a pattern for both sides."""
    pattern = entry.pattern
    confirmed = tuple(gate.id for gate in gates_of(pattern))
    request = SheetRequest(pattern.id, confirmed=confirmed)
    brand = plain_brand()
    context = make_context(entry, request, brand, load_notice(brand.notice))
    where = context.render_plain(pattern.hurts.where)
    sentences = (
        pattern.title,
        pattern.subtitle,
        pattern.hurts.feels,
        pattern.hurts.where,
        *(trigger.what for trigger in pattern.triggers),
    )
    found_by = (
        *(context.render_plain(sentence) for sentence in sentences),
        *pattern.muscles,
        *pattern.also_called,
        *(words().areas[region] for region in pattern.regions),
    )
    return PatternSummary(
        pattern.id,
        context.render_plain(pattern.title),
        where,
        pattern.regions,
        _searchable(found_by),
        pattern.sided,
        pattern.review.status == "reviewed",
        tuple(part for part in PARTS if part not in OPTIONAL or getattr(pattern, part)),
        _usual(pattern),
    )


def _usual(pattern: Pattern) -> dict[str, Any]:
    """Return the usual choice as a plan has it: in brief, as every choice is."""
    chosen = pattern.usual.model_dump(mode="json", exclude_none=True) if pattern.usual else None
    return {**chosen, "detail": "brief"} if chosen else {}


def summarize_activity(entry: ActivityEntry) -> ActivitySummary:
    """Describe an activity."""
    activity = entry.activity
    areas = [words().areas[region] for region in activity.regions]
    kind = words().kinds[activity.kind]
    line = f"{kind}, {areas[0].lower()}: {_MARKS.sub('', activity.target)}"
    title = _MARKS.sub("", activity.title)
    picture = f"/art/activity/{activity.id}/left.svg" if activity.frames else ""
    found_by = (title, line, activity.short, *areas, *activity.needs)
    return ActivitySummary(activity.id, title, line, _searchable(found_by), picture)


def _searchable(texts: Iterable[str]) -> str:
    """Return the words of some texts, each once, in small letters."""
    found = re.findall(r"[^\W_]+", _MARKS.sub("", " ".join(texts)).casefold())
    return " ".join(dict.fromkeys(found))
