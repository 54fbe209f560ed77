"""Tell that a sheet is long, and which of its parts a plan could leave out."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from handouts.template.model import Remark
from patterns.sections import ALWAYS_PRINTED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from handouts.document import Handout
    from handouts.layout.sides import Side
    from handouts.request.values import SheetRequest

MAX_SIDES = 4
MAX_SIDES_LARGE = 8
"""The most sides that are easy to follow, and those of large print, which hold half as much."""

MAX_NAMED = 3
"""How many parts are named."""

KEPT = frozenset({"short", "hurts", *ALWAYS_PRINTED})
"""The sections that say what a sheet is about, or always print."""


def length_remarks(
    handout: Handout, sides: Sequence[Side], request: SheetRequest
) -> tuple[Remark, ...]:
    """Return what to tell of a sheet that has too many sides."""
    most = MAX_SIDES_LARGE if request.edition == "large-print" else MAX_SIDES
    if len(sides) <= most:
        return ()
    hint = f"leave out what this client can do without, such as {_named(handout, sides, most)}"
    if not request.card:
        hint += "; --card adds a card, one side for every day"
    return (Remark("", f"has {len(sides)} sides; {most} are easier to follow", hint),)


def _named(handout: Handout, sides: Sequence[Side], most: int) -> str:
    """Name the longest parts that can be left out, as many as are too much."""
    heights: Counter[str] = Counter()
    for side in sides:
        for placed in side.placed:
            heights[placed.section] += round(placed.box.height)
    titles = {each.id: each.heading for each in handout.sections if each.id not in KEPT}
    excess = (len(sides) - most) * sides[0].page.frame_height
    named: list[str] = []
    for section, height in sorted(heights.items(), key=lambda part: -part[1]):
        if section in titles and excess > 0 and len(named) < MAX_NAMED:
            named.append(titles[section])
            excess -= height
    return ", ".join(f"“{title}”" for title in named)
