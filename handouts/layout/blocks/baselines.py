"""Move the boxes of a column down, so that its lines share baselines with the column beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.boxes import Box, TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.style.theme import TextStyle

MIN_MOVE = 0.5
"""The least room worth the search, in points."""


def baselines(box: Box, style: TextStyle) -> Iterator[float]:
    """Give where the lines of a style stand in a box, from its top, in reading order."""
    for _, y, item in box.walk():
        if isinstance(item, TextLine) and item.size == style.size:
            yield y


def share_baselines(stacked: Box, top: float, words: Box, style: TextStyle, room: float) -> Box:
    """Move the boxes of a stack down to the lines of `words`, as far as they stay in their room.

    `top` is where the stack stands, from the top of the words; `room` is the height it may take.
    Below the last line of the words the grid goes on in the leading of `style`.
    """
    spare, moved = room - stacked.height, 0.0
    lines = sorted(baselines(words, style)) if spare > MIN_MOVE else []
    if not lines:
        return stacked
    placed: list[tuple[float, float, Box]] = []
    for x, y, box in ((x, y, item) for x, y, item in stacked.items if isinstance(item, Box)):
        own = next(baselines(box, style), None)
        step = 0.0 if own is None else _to_a_line(top + y + moved + own, lines, style.leading)
        moved += step if moved + step <= spare else 0.0
        placed.append((x, y + moved, box))
    return stacked._replace(height=stacked.height + moved, items=tuple(placed))


def _to_a_line(baseline: float, lines: list[float], leading: float) -> float:
    """Return how far a baseline is above the next line."""
    if baseline > lines[-1]:
        return (lines[-1] - baseline) % leading
    return next(line for line in lines if line >= baseline) - baseline
