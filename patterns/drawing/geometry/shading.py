"""Work out light and hollows over a raster, and trace the outlines of masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import contourpy
import numpy as np
from scipy import ndimage

from patterns.drawing.geometry.polylines import smooth

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.raster import Raster

PADDING = 4  # empty pixels around a mask, so that its outlines close
FINE_BLUR = 4.0  # the blur that coarse pixels keep at least, in such pixels
OUTLINE_SMOOTHING = 1.5  # blur along an outline, in points of it


def bounding_box(mask: Mask) -> tuple[slice, slice]:
    """Return the rows and the columns of the least box around a mask that is not empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def blur_within(mask: Mask, values: FloatArray, sigma: float) -> FloatArray:
    """Blur values over a mask by `sigma` pixels without letting in what lies outside it.

    All arrays are (height, width). The result is 0 away from the mask. A wide blur is worked out on
    coarser pixels, for it holds nothing finer.
    """
    blurred = np.zeros_like(values)
    if not mask.any():
        return blurred
    box = bounding_box(mask)
    grain = max(1, int(sigma / FINE_BLUR))
    weight, total = (
        ndimage.gaussian_filter(_coarse(part, grain), sigma / grain, mode="constant")
        for part in (mask[box].astype(np.float64), np.where(mask[box], values[box], 0.0))
    )
    blurred[box] = _fine(total / np.maximum(weight, 1e-3), grain, blurred[box].shape)
    return blurred


def _coarse(values: FloatArray, grain: int) -> FloatArray:
    """Return the mean of each block of `grain` by `grain` pixels, 0 where one juts out."""
    height, width = values.shape
    padded = np.pad(values, ((0, -height % grain), (0, -width % grain)))
    blocks = padded.reshape(padded.shape[0] // grain, grain, -1, grain)
    return np.asarray(blocks.mean(axis=(1, 3)))


def _fine(values: FloatArray, grain: int, shape: tuple[int, ...]) -> FloatArray:
    """Return pixels of a shape between the middles of coarse ones; `_coarse` the other way."""
    if grain == 1:
        return values
    wide = ndimage.zoom(values, grain, order=1, mode="nearest", grid_mode=True)
    return np.asarray(wide[: shape[0], : shape[1]])


def facing(raster: Raster, light: FloatArray) -> FloatArray:
    """Return how far each pixel faces the light, as a cosine, (height, width).

    `light` is the direction to the light as right, up and toward the viewer.
    """
    return np.asarray(raster.normal @ (light / np.linalg.norm(light)))


def hollow_depths(raster: Raster, mask: Mask, sigma: float) -> FloatArray:
    """Return how far each pixel of the mask lies behind its surroundings, in meters."""
    depth = np.where(mask, raster.depth, 0.0)
    return blur_within(mask, depth, sigma) - depth


def mask_outlines(mask: Mask, sigma: float = 2.0, min_area: float = 150.0) -> list[FloatArray]:
    """Return the smooth closed outlines, (n, 2) in pixels, of a mask's areas and holes.

    The mask is blurred by `sigma` pixels; areas under `min_area` square pixels are dropped.
    """
    if not mask.any():
        return []
    box = bounding_box(mask)
    corner = np.array([box[1].start, box[0].start]) - PADDING + 0.5
    field = np.pad(mask[box].astype(np.float64), PADDING)
    if sigma:
        field = ndimage.gaussian_filter(field, sigma, mode="constant")
    outlines = []
    for line in contourpy.contour_generator(z=field).lines(0.5):
        points = np.asarray(line, dtype=np.float64) + corner
        x, y = points.T
        area = abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2
        if area >= min_area:
            outlines.append(smooth(points, OUTLINE_SMOOTHING, closed=True))
    return outlines
