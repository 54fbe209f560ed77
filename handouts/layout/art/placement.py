"""Find where the named places of a drawing lie in the box of its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.errors import UserError, did_you_mean

if TYPE_CHECKING:
    from handouts.layout.art.drawing_loader import Drawing
    from handouts.layout.boxes import Point


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a drawing lies in its box: its top left corner and its scale, in points.

    `section` is the place of the picture in messages.
    """

    drawing: Drawing
    left: float
    top: float
    scale: float
    section: str

    def anchors(self, name: str) -> list[Point]:
        """Return the points of an anchor; raise `UserError` for a name that is not there."""
        known = self.drawing.anchors
        if name not in known:
            raise self._unknown("anchor", name)
        return [self._point(at) for at in known[name]]

    def areas(self, name: str) -> list[list[Point]]:
        """Return the polygons of an area; raise `UserError` for a name that is not there."""
        known = self.drawing.areas
        if name not in known:
            raise self._unknown("area", name)
        return [[self._point(at) for at in polygon] for polygon in known[name]]

    def touchable(self, name: str) -> list[Point]:
        """Return where a leader line may end: the points of an anchor, or the border of an area."""
        if name in self.drawing.anchors:
            return self.anchors(name)
        return [at for area in self.areas(name) for at in area]

    def _point(self, at: Point) -> Point:
        """Convert a point of the drawing to the box."""
        return self.left + at[0] * self.scale, self.top + at[1] * self.scale

    def _unknown(self, kind: str, name: str) -> UserError:
        known = [*self.drawing.areas, *self.drawing.anchors]
        return UserError.one(
            f"the picture {self.drawing.key} has no {kind} {name}",
            field=self.section,
            hint=did_you_mean(name, known),
        )
