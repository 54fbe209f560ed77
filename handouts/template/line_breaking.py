"""Breaks a paragraph into lines: widths of words in, the words of each line out.

The lines are chosen together, so that the squares of the room left at their ends add up to the
least, a last line of a single short word is avoided, and evenness never costs a further line.
"""

from __future__ import annotations

from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

RUNT = 0.18
"""A last line shorter than this share of the width looks lost under its paragraph."""


def break_lines(widths: Sequence[float], spaces: Sequence[float], width: float) -> list[range]:
    """Give the words of each line as a range of indices.

    `widths[i]` is the width of word i and `spaces[i]` that of the space behind it. Every word
    must fit into `width` by itself; raises `ValueError` for one that does not.
    """
    if any(word > width for word in widths):
        raise ValueError("a word is wider than the line")
    after = _best_breaks(widths, spaces, width)
    lines, start = [], 0
    while start < len(widths):
        lines.append(range(start, after[start]))
        start = after[start]
    return lines


def _best_breaks(widths: Sequence[float], spaces: Sequence[float], width: float) -> list[int]:
    """For each word, where the first line of the best paragraph that begins there ends."""
    count = len(widths)
    cost, after = [inf] * count + [0.0], [count] * (count + 1)
    line_cost = (count + 1) * width**2  # more than all raggedness, so that no line is added
    for start in range(count - 1, -1, -1):
        best, used = inf, 0.0
        for end in range(start + 1, count + 1):
            used += widths[end - 1]
            if used > width:
                break
            if end < count:
                ragged = (width - used) ** 2
            else:  # a last line costs only if it is a runt
                ragged = width**2 / 4 if used < RUNT * width else 0.0
            here = line_cost + ragged + cost[end]
            if here < best:
                best, after[start] = here, end
            used += spaces[end - 1]
        cost[start] = best
    return after
