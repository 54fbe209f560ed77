"""Curves that lie on drawn things in, the parts of them that can be seen as pen strokes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.curves import tapered_data

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.geometry.raster import Raster

HIDDEN_BY = 0.006
"""A point this far behind what was drawn there is hidden, in meters."""

FEWEST_POINTS = 4
"""A shorter piece of a curve would be a speck."""


def visible_strokes(
    curves: Iterable[FloatArray], camera: Camera, raster: Raster, allowed: Mask, width: float
) -> str:
    """Write the visible runs of some curves as tapered strokes.

    The curves are (n, 3) world points; `allowed` tells the pixels of the thing they lie on, and
    `width` is in viewBox units.
    """
    strokes = []
    for curve in curves:
        points = camera.project(curve)
        column = np.clip(points[:, 0].astype(int), 0, raster.width - 1)
        row = np.clip(points[:, 1].astype(int), 0, raster.height - 1)
        seen = (points[:, 2] > raster.depth[row, column] - HIDDEN_BY) & allowed[row, column]
        runs = np.split(points[:, :2], np.nonzero(np.diff(seen))[0] + 1)
        first_seen = bool(seen[0])
        strokes += [
            tapered_data(run, width / camera.unit, camera.unit, taper=12, tolerance=0.5)
            for run in runs[not first_seen :: 2]
            if len(run) >= FEWEST_POINTS
        ]
    return "".join(strokes)
