"""Sets the names in the margins of a picture, and the leader lines that tie them to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.brand.color import WHITE, Color
from handouts.layout.art import shapes
from handouts.layout.boxes import Box, Item, Point, Shape
from handouts.layout.text.paragraph import set_text, words_of
from patterns.text import StyledRun

if TYPE_CHECKING:
    from handouts.document import PlacedLabel
    from handouts.layout.art.placement import Placement
    from handouts.layout.style.theme import Theme

LABEL_GAP = 6.0
"""The room between a name and the picture."""

ONE_LINE = 46.0
"""A label up to this width stays on one line; a longer one breaks at every word."""


def margin_width(labels: tuple[PlacedLabel, ...], margin: str, theme: Theme, where: str) -> float:
    """Give a margin as wide as its longest word; labels of more words take several lines."""
    widths = []
    for label in labels:
        if label.margin != margin:
            continue
        words = words_of(
            (StyledRun(label.text, label.strong),), theme.faces, theme.label.size, where
        )
        whole = sum(word.width + word.space for word in words)
        widths.append(whole if whole <= ONE_LINE else max(word.width for word in words))
    return max(widths) + 0.5 + LABEL_GAP if widths else 0.0


def set_labels(
    labels: tuple[PlacedLabel, ...], margin: str, placement: Placement, theme: Theme, picture: Box
) -> list[tuple[float, float, Item]]:
    """Set the labels of one margin, as near the height of their anchors as room allows.

    The names are boxes, the leader lines shapes; offsets are from the picture's corner.
    """
    room = margin_width(labels, margin, theme, placement.where) - LABEL_GAP
    pairs = sorted(
        ((_anchor(label, placement), label) for label in labels if label.margin == margin),
        key=lambda pair: pair[0][1],
    )
    boxes = [
        set_text((StyledRun(label.text, label.strong),), theme.label, room, where=placement.where)
        for _, label in pairs
    ]
    tops = _spread(
        [at[1] - box.height / 2 for (at, _), box in zip(pairs, boxes, strict=True)],
        [box.height for box in boxes],
        picture.height,
    )
    items: list[tuple[float, float, Item]] = []
    for (at, _), box, top in zip(pairs, boxes, tops, strict=True):
        words = box.longest_line
        x = room - words if margin == "left" else picture.width - room
        end = room + 2 if margin == "left" else picture.width - room - 2
        items += [
            (0, 0, shape) for shape in _leader((end, top + box.height / 2), at, theme.colors.ink)
        ]
        items.append((x, top, Box(words, box.height, box.items, name="label")))
    return items


def _anchor(label: PlacedLabel, placement: Placement) -> Point:
    """Give the point a label leads to: of several, the one nearest to its margin."""
    points = placement.touchable(label.at)
    return min(points) if label.margin == "left" else max(points)


def _leader(start: Point, end: Point, color: Color) -> tuple[Shape, ...]:
    """Draw a leader line with a white halo and a dot where it touches."""
    return (
        shapes.segment(start, end, WHITE, 2.4),
        shapes.segment(start, end, color, 0.7),
        shapes.disc(end, 1.7, fill=color, stroke=WHITE, line_width=0.6),
    )


def _spread(tops: list[float], heights: list[float], room: float) -> list[float]:
    """Move labels apart until none overlap, then up until the last stands in the room."""
    gap = 3.0
    placed: list[float] = []
    floor = 0.0
    for top, height in zip(tops, heights, strict=True):
        placed.append(max(top, floor))
        floor = placed[-1] + height + gap
    ceiling = room
    for i in range(len(placed) - 1, -1, -1):
        placed[i] = min(placed[i], ceiling - heights[i])
        ceiling = placed[i] - gap
    return placed
