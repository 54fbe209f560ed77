"""Draw the QR code of a web address as one shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.layout.art.shapes import polyline
from handouts.layout.boxes import Box, Shape, Step

if TYPE_CHECKING:
    from handouts.brand.color import Color

QUIET_ZONE = 4
"""The white modules that a scanner needs on every side (ISO/IEC 18004)."""


def qr_box(address: str, size: float, color: Color, alt: str) -> Box:
    """Draw a code; `size` is its width with the quiet zone, in points."""
    # It takes 25 ms to import and only a brand with a link needs it.
    import segno

    matrix = segno.make_qr(address, error="m").matrix
    module = size / (len(matrix) + 2 * QUIET_ZONE)
    steps: list[Step] = []
    for row, line in enumerate(matrix):
        y = (row + QUIET_ZONE) * module
        for start, end in _bars(bytes(line)):
            left, right = (start + QUIET_ZONE) * module, (end + QUIET_ZONE) * module
            bottom = y + module
            steps += polyline((left, y), (right, y), (right, bottom), (left, bottom))
    shape = Shape(tuple(steps), fill=color, closed=True)
    return Box(size, size, ((0, 0, shape),), "Figure", alt=alt, name="qr")


def _bars(line: bytes) -> list[tuple[int, int]]:
    """Return the runs of dark modules in a row, as start and end."""
    padded = b"\0" + line + b"\0"
    edges = [i for i in range(1, len(padded)) if padded[i] != padded[i - 1]]
    return [(start - 1, end - 1) for start, end in zip(edges[::2], edges[1::2], strict=True)]
