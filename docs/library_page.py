"""Write `library.md`: every shipped pattern and activity, with the pictures of both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.catalog import load_all, load_all_activities

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.catalog import ActivityEntry, Entry

OPENING = """\
# The library

Made from the library by `python -m docs.generate`, and its pictures by
`python -m docs.library_pictures`. `handouts list` shows the same, and
`handouts list --find "stiff neck"` finds a pattern by what a client says. Every pattern awaits
clinical review.
"""


def library_page() -> str:
    """Write the whole page."""
    return "\n".join((OPENING, *_patterns(), *_activities()))


def _patterns() -> Iterator[str]:
    yield "## Patterns\n"
    yield _image("library-first-sides", "The first side of each pattern, for the right side.")
    heads = ("pattern", "title", "regions", "muscles", "activities")
    yield _table(heads, map(_pattern, load_all()[0]))
    yield _image("library-plates", "Every plate of each pattern, before the sheet marks it.")


def _pattern(entry: Entry) -> tuple[str, ...]:
    pattern = entry.pattern
    used = [name for name in pattern.used() if name in entry.activities]
    return (
        f"`{pattern.id}`",
        pattern.title,
        ", ".join(pattern.regions),
        ", ".join(pattern.muscles),
        _codes(used),
    )


def _activities() -> Iterator[str]:
    yield "## Activities\n"
    yield _image("library-activities", "Every picture of each activity, for the right side.")
    rows = sorted(map(_activity, load_all_activities()[0]), key=lambda row: (row[1], row[0]))
    yield _table(("activity", "kind", "title", "regions"), rows)


def _activity(entry: ActivityEntry) -> tuple[str, ...]:
    activity = entry.activity
    title = " ".join(activity.title.split())
    return f"`{activity.id}`", activity.kind, title, ", ".join(activity.regions)


def _image(name: str, alt: str) -> str:
    return f'<img src="images/{name}.png" width="820" alt="{alt}">\n'


def _codes(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"
