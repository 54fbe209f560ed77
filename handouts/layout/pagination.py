"""Divide groups of blocks among the sides of paper.

The division takes the fewest sides; among those the one that breaks the fewest sections and leaves
the empty space most even (dynamic programming, as for the lines of a paragraph).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING

from patterns.errors import UserError

if TYPE_CHECKING:
    from handouts.layout.boxes import Box

SIDE_COST = 1e10
"""The cost of a side, which outweighs everything else."""

BREAK_COST = 1e7
"""The cost of a break inside a section: as much as twenty empty sides of 700 points."""


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """A group of blocks that stays on one side.

    `gap` is the space above it, except at the head of a side, where `repeated` stands above it, the
    head of a table that goes on. `opens` marks the first group of a section, and `ruled` one that a
    line parts from the section above it.
    """

    box: Box
    section: str
    gap: float
    opens: bool
    repeated: Box | None = None
    ruled: bool = False

    @property
    def alone(self) -> float:
        """Its height at the head of a side, in points."""
        return self.box.height + (self.repeated.height if self.repeated else 0.0)


def paginate(
    groups: list[KeepTogether], first: float, other: float, *, name: str = ""
) -> list[list[KeepTogether]]:
    """Divide groups among sides: the first has `first` points of room, the others `other`.

    Raises `UserError` for a group that is higher than a whole side; it names the section, and the
    handout by its `name`.
    """
    for group in groups:
        if group.alone > other:
            raise UserError.one(
                "does not fit on one side of the sheet",
                file=name,
                field=group.section,
                hint="shorten its sentences, or split it into two",
            )
    count = len(groups)
    # cost[k][i]: the least cost of groups i.. when group i heads side k; two kinds of side only.
    later = [inf] * count + [0.0]
    after = [count] * (count + 1)
    for i in range(count - 1, -1, -1):
        later[i], after[i] = _best_end(groups, i, other, later)
    cost, end = _best_end(groups, 0, first, later)
    sides, i = ([groups[:end]], end) if cost < inf else ([[]], 0)
    while i < count:
        sides.append(groups[i : after[i]])
        i = after[i]
    return sides


def _best_end(
    groups: list[KeepTogether], start: int, room: float, later: list[float]
) -> tuple[float, int]:
    """Find the best end of the side that begins at `start`, and the total cost from there."""
    best, end, used = inf, start, 0.0
    for j in range(start, len(groups)):
        used += groups[j].alone if j == start else groups[j].gap + groups[j].box.height
        if used > room:
            break
        breaks = j + 1 < len(groups) and not groups[j + 1].opens
        cost = SIDE_COST + (room - used) ** 2 + (BREAK_COST if breaks else 0) + later[j + 1]
        if cost < best:
            best, end = cost, j + 1
    return best, end
