"""Draw water that falls in a stream, from a shower head for example, as tapered strokes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.scene_model import SceneModel
from patterns.drawing.geometry.polylines import arc_lengths, interpolate
from patterns.drawing.geometry.rotations import Y, frame, unit
from patterns.drawing.output.palette import PAPER, WATER
from patterns.drawing.output.strokes import tapered_data
from patterns.drawing.output.svg import fill_path, stroke_path

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.camera import Camera

STRAND_WIDTH = 3.4  # full width of a strand, in viewBox units
VISIBLE_PARTS = (((0.0, 0.44), (0.50, 1.0)), ((0.0, 0.22), (0.28, 0.72), (0.78, 0.97)))
"""The parts of its length that a strand shows, in turn: falling water is seen broken."""

HALO_WIDTH = 1.6  # width of the white edge that sets a strand off, in viewBox units
SAG = 0.06  # how far a stream bends down at its middle, as a share of its length


class Stream(SceneModel):
    """Water from one place to another; its strands lie side by side, as wide as each radius."""

    start: PosePlacement
    """Where it begins."""
    end: PosePlacement
    """Where it ends."""
    start_radius: Annotated[float, Field(gt=0)]
    """How wide it is at its start."""
    end_radius: Annotated[float, Field(gt=0)]
    """How wide it is at its end."""
    strands: Annotated[int, Field(ge=1)] = 5
    """How many strands are drawn."""


def stream_paths(
    stream: Stream, ends: FloatArray, camera: Camera, *, size: float = 1.0
) -> list[str]:
    """Draw a stream between two world points, (2, 3); `size` scales the width of its strands."""
    data = ""
    for index, strand in enumerate(_strands(stream, ends, camera)):
        line = camera.to_viewbox(strand)
        share = arc_lengths(line) / arc_lengths(line)[-1]
        for start, end in VISIBLE_PARTS[index % len(VISIBLE_PARTS)]:
            part = interpolate(line, share, np.linspace(start, end, 12))
            data += tapered_data(part, STRAND_WIDTH * size, 1.0, taper=40, tolerance=0.4)
    return [stroke_path(data, PAPER, HALO_WIDTH * size), fill_path(data, WATER)]


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
