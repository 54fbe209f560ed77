"""The kinds of marks on pictures, one record each.

A new kind needs a record here, a function in `handouts.layout.art.marks` and its words in every
file of `handouts/compose/locales`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple


class MarkKind(NamedTuple):
    """What a kind of mark stands on and which remedy explains it.

    `on` is what a mark names: an anchor (points) or an area (polygons) of a drawing. A sheet that
    prints no `remedy` of that name omits the mark; one without a remedy explains itself. A sentence
    names the mark by its `placeholder`, such as `{green star}`.
    """

    on: Literal["anchor", "area"]
    remedy: Literal["patch", "cold", "heat", "press", ""] = ""
    placeholder: str = ""


MARK_KINDS: dict[str, MarkKind] = {
    "hatch": MarkKind("area", placeholder="Red lines"),
    "star": MarkKind("area", remedy="patch", placeholder="green star"),
    "stripes": MarkKind("area", remedy="cold", placeholder="green striped area"),
    "waves": MarkKind("area", remedy="heat", placeholder="green wavy area"),
    "ring": MarkKind("anchor", remedy="press"),
    "sore": MarkKind("anchor", placeholder="Red target"),
}

if TYPE_CHECKING:
    MarkName = str
else:
    MarkName = Literal[tuple(MARK_KINDS)]

PLACEHOLDERS = frozenset(kind.placeholder for kind in MARK_KINDS.values() if kind.placeholder)
"""Names of marks in sentences; they lose their color word on a sheet without colors."""
