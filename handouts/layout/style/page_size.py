"""The paper: its sizes, and the frame on each side in which the content stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.layout.style.editions import Edition

MM = 72 / 25.4
"""Points in a millimeter."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One side of paper; lengths are points, margins are measured from its edges.

    Printers cannot print the outer 4 to 6 mm; the margins stay well clear of that.
    """

    name: str
    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def frame_width(self) -> float:
        """The width of the content."""
        return self.width - 2 * self.side

    @property
    def frame_height(self) -> float:
        """The height of the content, above the footer."""
        return self.height - self.top - self.bottom


PAPERS = {"letter": (612.0, 792.0), "a4": (595.276, 841.89)}
"""The width and height of a side, in points."""


def page_geometry(paper: str, edition: Edition) -> PageGeometry:
    """Give a paper the margins of an edition; a wide one leaves a taller footer its room."""
    width, height = PAPERS[paper]
    side = max(13 * MM, edition.margin)
    top = max(10.5 * MM, edition.margin * 0.75)
    bottom = max(14 * MM, edition.margin)
    return PageGeometry(paper, width, height, side, top, bottom)
