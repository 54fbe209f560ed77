"""The sizes of paper, read from `papers.yaml`, and the margins of a side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from handouts.layout.style.editions import Edition

MM = 72 / 25.4
"""Points in a millimeter."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """One side of paper, in points; `side`, `top` and `bottom` are margins.

    Printers leave the outer 4 to 6 mm blank; the margins are wider than that.
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


class PaperFile(Model):
    """The content of `papers.yaml`."""

    papers: dict[str, tuple[float, float]]


PAPERS = read_shipped("handouts.layout.style", "papers.yaml", PaperFile).papers
"""The width and height of one side of each paper, in points."""


def page_geometry(paper: str, edition: Edition) -> PageGeometry:
    """Give a side of paper the margins of an edition; wide margins leave room for its footer."""
    width, height = PAPERS[paper]
    side = max(13 * MM, edition.margin)
    top = max(10.5 * MM, edition.margin * 0.75)
    bottom = max(14 * MM, edition.margin)
    return PageGeometry(paper, width, height, side, top, bottom)
