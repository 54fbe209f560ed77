"""Move the boxes of a column down, so that its lines share baselines with the column beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.boxes import Box, TextLine

if TYPE_CHECKING:
    from handouts.layout.style.theme import TextStyle

Placed = tuple[float, float, Box]


def baselines(box: Box, style: TextStyle) -> list[float]:
    """Return where the lines of a style stand in a box, from its top."""
    return sorted(
        y for _, y, item in box.walk() if isinstance(item, TextLine) and item.size == style.size
    )


def share_baselines(stacked: Box, top: float, words: Box, style: TextStyle, room: float) -> Box:
    """Move the boxes of a stack down to the lines of `words`, as far as they stay in their room.

    `top` is where the stack stands, from the top of the words; `room` is the height it may take.
    Below the last line of the words the grid goes on in the leading of `style`.
    """
    lines = baselines(words, style)
    boxes = [(x, y, box) for x, y, box in stacked.items if isinstance(box, Box)]
    if not lines:
        return stacked
    spare, moved = room - stacked.height, 0.0
    placed: list[Placed] = []
    for x, y, box in boxes:
        own = baselines(box, style)
        step = _to_a_line(top + y + moved + own[0], lines, style.leading) if own else 0.0
        moved += step if moved + step <= spare else 0.0
        placed.append((x, y + moved, box))
    return stacked._replace(height=stacked.height + moved, items=tuple(placed))


def _to_a_line(baseline: float, lines: list[float], leading: float) -> float:
    """Return how far a baseline is above the next line."""
    if baseline > lines[-1]:
        return (lines[-1] - baseline) % leading
    return next(line for line in lines if line >= baseline) - baseline
