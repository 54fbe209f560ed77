"""Where a drawing lies in its box, and where that puts its named places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from handouts.layout.art.drawing_loader import Drawing
    from handouts.layout.boxes import Point


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
            field=self.where,
            hint=did_you_mean(name, known),
        )
