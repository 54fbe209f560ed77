"""Sets a picture with its marks and its labels to a width."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.layout import marks
from handouts.layout.boxes import Art, Box, Point, Shape
from handouts.layout.drawings import Drawing, load_drawing
from handouts.layout.labels import margin_width, set_labels
from handouts.layout.recolour import in_greys
from patterns.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.handout import PictureBlock, PlacedMark
    from handouts.layout.look import Inks, Look

FULL_SIZE = 190.0
"""The width of a plate, in points, on which marks have their full size."""

TALLEST = 0.98
"""A picture is at most this high, as a share of its width on the sheet."""


@dataclass(frozen=True, slots=True)
class Pictures:
    """The folder that the pictures of a pattern lie in."""

    folder: Path

    def drawing(self, picture_id: str, variant: str, where: str) -> Drawing:
        """Load a drawing; raise `UserError` when it is not there or cannot be used."""
        return load_drawing(self.folder, f"{picture_id}.{variant}", where)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a drawing lies in its box: an offset and a scale, in points."""

    drawing: Drawing
    left: float
    scale: float
    where: str

    def point(self, at: Point) -> Point:
        """Bring a point of the drawing to the box."""
        return self.left + at[0] * self.scale, at[1] * self.scale

    def anchors(self, name: str) -> list[Point]:
        """Give the points of an anchor."""
        known = self.drawing.anchors
        if name not in known:
            raise self._unknown("anchor", name)
        return [self.point(at) for at in known[name]]

    def touchable(self, name: str) -> list[Point]:
        """Give the points a leader line may end on: those of an anchor, or an area's border."""
        if name in self.drawing.anchors:
            return self.anchors(name)
        return [at for area in self.areas(name) for at in area]

    def areas(self, name: str) -> list[list[Point]]:
        """Give the polygons of an area."""
        known = self.drawing.areas
        if name not in known:
            raise self._unknown("area", name)
        return [[self.point(at) for at in polygon] for polygon in known[name]]

    def _unknown(self, kind: str, name: str) -> UserError:
        known = [*self.drawing.areas, *self.drawing.anchors]
        return UserError.one(
            f"the picture {self.drawing.key} has no {kind} {name}",
            where=self.where,
            hint=did_you_mean(name, known),
        )


def picture_box(
    pictures: Pictures, block: PictureBlock, look: Look, width: float, where: str
) -> Box:
    """Set a picture with its marks and labels to a width."""
    drawing = pictures.drawing(block.id, block.variant, where)
    left, right = (margin_width(block.labels, side, look, where) for side in ("left", "right"))
    room = width - left - right
    scale = min(room / drawing.width, width * TALLEST / drawing.height)
    placement = Placement(drawing, left + (room - drawing.width * scale) / 2, scale, where)
    height = drawing.height * scale
    data = drawing.data if look.inks.bold else in_greys(drawing.data)
    art = Art(drawing.key, data, (drawing.width, drawing.height), drawing.width * scale, height)
    marked = [shape for mark in block.marks for shape in _mark(mark, placement, look.inks)]
    named = [
        (x, y, item)
        for margin in ("left", "right")
        for x, y, item in set_labels(block.labels, margin, placement, look, Box(width, height))
    ]
    # Leader lines lie under the marks, so that none is crossed by a line to its neighbour.
    lines = [item for item in named if not isinstance(item[2], Box)]
    names = [item for item in named if isinstance(item[2], Box)]
    items = ((placement.left, 0.0, art), *lines, *((0.0, 0.0, shape) for shape in marked), *names)
    return Box(width, height, items, "Figure", alt=block.alt, name="picture")


def _mark(mark: PlacedMark, placement: Placement, inks: Inks) -> list[Shape]:
    """Draw a mark on every point or area that bears its name."""
    size = min(1.0, max(0.7, placement.drawing.width * placement.scale / FULL_SIZE))
    match mark.kind:
        case "star":
            drawn = [
                marks.star(at, size, inks, outlined=mark.outlined)
                for at in placement.anchors(mark.at)
            ]
        case "ring":
            drawn = [marks.ring(at, size, inks) for at in placement.anchors(mark.at)]
        case "dots":
            drawn = [marks.dots(area, inks) for area in placement.areas(mark.at)]
        case "stripes":
            drawn = [marks.stripes(area, inks) for area in placement.areas(mark.at)]
    return [shape for group in drawn for shape in group]
