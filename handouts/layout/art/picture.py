"""Sets a picture with its marks and its labels to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art.grayscale import in_grays
from handouts.layout.art.labels import margin_width, set_labels
from handouts.layout.art.marks import DRAW_MARK, MarkStyle
from handouts.layout.art.placement import Placement
from handouts.layout.boxes import Art, Box
from patterns.mark_kinds import MARK_KINDS

if TYPE_CHECKING:
    from handouts.document import PictureBlock, PlacedMark
    from handouts.layout.art.drawing_loader import Pictures
    from handouts.layout.boxes import Shape
    from handouts.layout.style.theme import ColorScheme, Theme

FULL_SIZE = 190.0
"""The width of a plate, in points, on which marks have their full size."""

MAX_ASPECT = 0.98
"""A picture is at most this high, as a share of its width on the sheet."""


def picture_box(
    pictures: Pictures, block: PictureBlock, theme: Theme, width: float, where: str
) -> Box:
    """Set a picture with its marks and labels to a width."""
    drawing = pictures.drawing(block.id, block.variant, where)
    left, right = (margin_width(block.labels, side, theme, where) for side in ("left", "right"))
    room = width - left - right
    scale = min(room / drawing.width, width * MAX_ASPECT / drawing.height)
    placement = Placement(drawing, left + (room - drawing.width * scale) / 2, scale, where)
    height = drawing.height * scale
    data = drawing.data if theme.colors.bold else in_grays(drawing.data)
    art = Art(drawing.key, data, (drawing.width, drawing.height), drawing.width * scale, height)
    marked = [shape for mark in block.marks for shape in _mark(mark, placement, theme.colors)]
    named = [
        (x, y, item)
        for margin in ("left", "right")
        for x, y, item in set_labels(block.labels, margin, placement, theme, Box(width, height))
    ]
    # Leader lines lie under the marks, so that none is crossed by a line to its neighbor.
    lines = [item for item in named if not isinstance(item[2], Box)]
    names = [item for item in named if isinstance(item[2], Box)]
    items = ((placement.left, 0.0, art), *lines, *((0.0, 0.0, shape) for shape in marked), *names)
    return Box(width, height, items, "Figure", alt=block.alt, name="picture")


def _mark(mark: PlacedMark, placement: Placement, colors: ColorScheme) -> list[Shape]:
    """Draw a mark on every point or area that bears its name."""
    size = min(1.0, max(0.7, placement.drawing.width * placement.scale / FULL_SIZE))
    style = MarkStyle(colors, size, outlined=mark.outlined)
    on_area = MARK_KINDS[mark.kind].on == "area"
    places = placement.areas(mark.at) if on_area else placement.anchors(mark.at)
    return [shape for place in places for shape in DRAW_MARK[mark.kind](place, style)]
