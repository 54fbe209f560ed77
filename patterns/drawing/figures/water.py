"""A stream from a shower head in, its strands as tapered strokes out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.geometry.curves import lengths, tapered_data
from patterns.drawing.geometry.turns import Y, frame, unit
from patterns.drawing.output.ink import PAPER
from patterns.drawing.output.svg import filled, stroked
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.camera import Camera

WATER = "#5d9cc4"
"""The color of a strand; it stays apart from skin and cloth in grayscale."""

STRAND_WIDTH = 3.4
"""Full width of a strand, in viewBox units."""

PIECES = (((0.0, 0.44), (0.50, 1.0)), ((0.0, 0.22), (0.28, 0.72), (0.78, 0.97)))
"""Parts of its way that a strand shows, in turn: falling water is seen broken."""

HALO = 1.6
"""Width of the white edge that parts a strand from what lies behind it, in viewBox units."""

SAG = 0.06
"""How far a stream bends down at its middle, as a share of its length."""


class Stream(Model):
    """Water from one place to another; its strands lie in a disc at either end."""

    start: PosePlacement
    end: PosePlacement
    start_radius: Annotated[float, Field(gt=0)]
    end_radius: Annotated[float, Field(gt=0)]
    strands: Annotated[int, Field(ge=1)] = 5


def stream_paths(stream: Stream, ends: FloatArray, camera: Camera) -> list[str]:
    """Draw a stream; `ends` are its (2, 3) world points."""
    data = "".join(
        tapered_data(piece, STRAND_WIDTH, 1.0, taper=40, tolerance=0.4)
        for index, strand in enumerate(_strands(stream, ends, camera))
        for piece in _pieces(camera.place(strand), PIECES[index % len(PIECES)])
    )
    return [stroked(data, PAPER, HALO), filled(data, WATER)]


def _strands(stream: Stream, ends: FloatArray, camera: Camera) -> list[FloatArray]:
    """Spread the strands side by side, as the viewer sees them, each bent by its weight."""
    start, end = ends
    way = end - start
    side = frame(unit(way), np.cross(camera.axes[2], unit(way)))[:, 1]
    along = np.linspace(0.0, 1.0, 24)[:, None]
    sag = Y * SAG * float(np.linalg.norm(way)) * 4 * along * (1 - along)
    strands = []
    for offset in np.linspace(-1.0, 1.0, stream.strands):
        first = start + side * offset * stream.start_radius
        last = end + side * offset * stream.end_radius
        strands.append(first + (last - first) * along + sag)
    return strands


def _pieces(line: FloatArray, parts: Sequence[tuple[float, float]]) -> list[FloatArray]:
    share = lengths(line) / lengths(line)[-1]
    return [
        np.stack(
            [np.interp(np.linspace(start, end, 12), share, column) for column in line.T], axis=1
        )
        for start, end in parts
    ]
