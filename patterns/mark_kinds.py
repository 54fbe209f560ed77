"""The kinds of marks on pictures, one record each.

A new kind needs a record here, a function in `handouts.layout.art.marks` and its words in every
file of `handouts/compose/locales`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from patterns.sections import SectionId


class MarkKind(NamedTuple):
    """What a kind of mark stands on and which section explains it.

    `on` is what a mark names: an anchor (points) or an area (polygons) of a drawing. A sheet
    without `section` omits the mark; a mark without a section explains itself. A sentence names
    the mark by its `placeholder`, such as `{green star}`.
    """

    on: Literal["anchor", "area"]
    section: SectionId | None = None
    placeholder: str = ""


MARK_KINDS: dict[str, MarkKind] = {
    "dots": MarkKind("area", placeholder="Red dots"),
    "star": MarkKind("anchor", section="patch", placeholder="green star"),
    "stripes": MarkKind("area", section="flare", placeholder="green striped area"),
    "ring": MarkKind("anchor", section="ball"),
}

if TYPE_CHECKING:
    MarkName = str
else:
    MarkName = Literal[tuple(MARK_KINDS)]

PLACEHOLDERS = frozenset(kind.placeholder for kind in MARK_KINDS.values() if kind.placeholder)
"""Names of marks in sentences; they lose their color word on a sheet without colors."""
