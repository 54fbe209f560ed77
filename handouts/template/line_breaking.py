"""Break a paragraph into lines of even length.

All breaks are chosen together, by dynamic programming: the paragraph has the fewest lines, and
among those breaks the least sum of squares of the space left at the ends of lines. A short last
line costs extra, a word alone on it too, and so does a break at a dash that leaves the dash or one
word alone, and one that parts a number from what it counts.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

RUNT = 0.18
"""A last line shorter than this share of the width is avoided."""

LONE = 0.4
"""A word alone on the last line is avoided if it is shorter than this share of the width."""

DASHES = frozenset("-\u2013\u2014")


def poor_breaks(words: Sequence[str]) -> frozenset[int]:
    """Return the words that a line should not end with.

    A dash stands at the end of a line, never at the beginning, and the last word of a paragraph is
    not alone after one. A number stays with the word after it, as in "6 weeks" and "4 out of 10".
    """
    poor = {i for i, (word, after) in enumerate(pairwise(words)) if _belongs_to(word, after)}
    last_but_one = words[-2] if len(words) > 1 else ""
    return frozenset(poor | ({len(words) - 2} if last_but_one in DASHES else set()))


def _belongs_to(word: str, after: str) -> bool:
    """Whether a line should not end between two words."""
    if after in DASHES:
        return True
    if word[-1:].isdigit():
        return after[:1].islower() and not any(map(str.isalpha, word))
    return word == "of" and after[:1].isdigit()


def break_lines(
    widths: Sequence[float],
    spaces: Sequence[float],
    width: float,
    poor: Collection[int] = frozenset(),
) -> list[range]:
    """Return the words of each line as a range of indices.

    `widths[i]` is the width of word i and `spaces[i]` that of the space after it; `poor` are words
    that a line should not end with. Raises `ValueError` for a word that is wider than the line.
    """
    if max(widths, default=0.0) > width:
        raise ValueError("a word is wider than the line")
    if widths and sum(widths) + sum(spaces[:-1]) <= width:
        return [range(len(widths))]
    after = _best_breaks(widths, spaces, width, poor)
    lines, start = [], 0
    while start < len(widths):
        lines.append(range(start, after[start]))
        start = after[start]
    return lines


def _best_breaks(
    widths: Sequence[float], spaces: Sequence[float], width: float, poor: Collection[int]
) -> list[int]:
    """For each word, find the end of the first line of the best paragraph that begins with it."""
    count = len(widths)
    cost, after = [inf] * count + [0.0], [count] * (count + 1)
    square = width * width
    line_cost = 2 * (count + 1) * square  # more than all else together, so that no line is added
    for start in range(count - 1, -1, -1):
        best, used = inf, 0.0
        for end in range(start + 1, count + 1):
            used += widths[end - 1]
            if used > width:
                break
            if end < count:
                left = width - used
                ragged = left * left
                if end - 1 in poor:
                    ragged += square
            elif used < (LONE if start == count - 1 else RUNT) * width:  # a short last line
                ragged = square / 4 if used < RUNT * width else square / 9
            else:
                ragged = 0.0
            here = line_cost + ragged + cost[end]
            if here < best:
                best, after[start] = here, end
            used += spaces[end - 1]
        cost[start] = best
    return after
