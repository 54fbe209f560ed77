"""Set a picture with its marks and labels to a width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art.drawing_loader import Placement, load_drawing
from handouts.layout.art.grayscale import in_grays
from handouts.layout.art.labels import MAX_LABELS_HEIGHT, place_labels, set_labels
from handouts.layout.art.marks import DRAW_MARK, MarkStyle
from handouts.layout.boxes import Art, Box
from patterns.errors import UserError
from patterns.mark_kinds import MARK_KINDS

if TYPE_CHECKING:
    from handouts.document import PictureBlock, PlacedMark
    from handouts.layout.art.labels import LabelColumn
    from handouts.layout.boxes import Shape
    from handouts.layout.style.theme import ColorScheme, Theme

FULL_SIZE = 190.0
"""The width of a drawing, in points, on which marks have their full size."""

MAX_ASPECT = 0.98
"""The greatest height of a drawing, as a share of the width of its picture."""

MIN_DRAWING_WIDTH = 70.0
"""The least width of a drawing between its labels, in points."""


def least_width(block: PictureBlock, theme: Theme) -> float:
    """Return the width at which the labels of a picture leave its drawing the least room."""
    return sum(column.room for column in _columns(block, theme)) + MIN_DRAWING_WIDTH


def fit_picture(
    block: PictureBlock, theme: Theme, width: float, section: str
) -> tuple[Box, Placement]:
    """Fit a picture to a width: its box, still empty, and the place of its drawing.

    A picture is higher than its drawing where its labels need that. Raises `UserError` for labels
    that do not fit.
    """
    drawing = load_drawing(block.folder, f"{block.id}.{block.variant}", section)
    left, right = _columns(block, theme)
    room = width - left.room - right.room
    if block.labels and room < MIN_DRAWING_WIDTH - 0.01:
        raise _labels_do_not_fit(block, "use shorter words in its labels")
    if max(left.height, right.height) > MAX_LABELS_HEIGHT:
        raise _labels_do_not_fit(block, "use fewer labels, or shorter ones")
    scale = min(room / drawing.width, width * MAX_ASPECT / drawing.height)
    drawn_width, drawn_height = drawing.width * scale, drawing.height * scale
    height = max(drawn_height, left.height, right.height)
    place = left.room + (room - drawn_width) / 2, (height - drawn_height) / 2
    placement = Placement(drawing, *place, scale, section)
    return Box(width, height, role="Figure", alt=block.alt, name="picture"), placement


def picture_box(block: PictureBlock, theme: Theme, width: float, section: str) -> Box:
    """Set a picture with its marks and labels to a width; raise `UserError` as `fit_picture`."""
    box, placement = fit_picture(block, theme, width, section)
    drawing, scale = placement.drawing, placement.scale
    data = drawing.data if theme.colors.bold else in_grays(drawing.data)
    size = drawing.width, drawing.height
    art = Art(drawing.key, data, size, drawing.width * scale, drawing.height * scale)
    marked = [shape for mark in block.marks for shape in _mark(mark, placement, theme.colors)]
    columns = _columns(block, theme)
    named = [item for column in columns for item in place_labels(column, placement, theme, box)]
    # Leader lines lie under the marks, so that none is crossed by a line to its neighbor.
    lines = [item for item in named if not isinstance(item[2], Box)]
    names = [item for item in named if isinstance(item[2], Box)]
    drawn = (placement.left, placement.top, art)
    return box._replace(items=(drawn, *lines, *((0.0, 0.0, shape) for shape in marked), *names))


def _columns(block: PictureBlock, theme: Theme) -> tuple[LabelColumn, LabelColumn]:
    labels, style, field = block.labels, theme.label, f"pictures.{block.id}"
    return set_labels(labels, "left", style, field), set_labels(labels, "right", style, field)


def _labels_do_not_fit(block: PictureBlock, hint: str) -> UserError:
    message, field = "has labels that do not fit beside its drawing", f"pictures.{block.id}"
    return UserError.one(message, file=str(block.folder), field=field, hint=hint)


def _mark(mark: PlacedMark, placement: Placement, colors: ColorScheme) -> list[Shape]:
    """Draw a mark on every point or area of its name."""
    size = min(1.0, max(0.7, placement.drawing.width * placement.scale / FULL_SIZE))
    style = MarkStyle(colors, size, outlined=mark.outlined)
    on_area = MARK_KINDS[mark.kind].on == "area"
    places = placement.areas(mark.at) if on_area else placement.anchors(mark.at)
    return [shape for place in places for shape in DRAW_MARK[mark.kind](place, style)]
