"""The paper: its sizes, and the frame on each side in which the content stands."""

from __future__ import annotations

from dataclasses import dataclass

MM = 72 / 25.4
"""Points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Sheet:
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


SHEETS = {
    "letter": Sheet("letter", 612.0, 792.0, 13 * MM, 10.5 * MM, 14 * MM),
    "a4": Sheet("a4", 595.276, 841.89, 13 * MM, 11 * MM, 14 * MM),
}
