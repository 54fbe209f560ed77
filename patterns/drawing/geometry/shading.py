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
OUTLINE_SMOOTHING = 1.5  # blur along an outline, in points of it


def blur_within(mask: Mask, values: FloatArray, sigma: float) -> FloatArray:
    """Blur values over a mask by `sigma` pixels without letting in what lies outside it.

    All arrays are (height, width). The result is 0 away from the mask.
    """
    blurred = np.zeros_like(values)
    if not mask.any():
        return blurred
    reach = int(4 * sigma) + 1
    rows, columns = (
        slice(max(int(places.min()) - reach, 0), int(places.max()) + reach + 1)
        for places in np.nonzero(mask)
    )
    part = mask[rows, columns]
    weight = ndimage.gaussian_filter(part.astype(np.float64), sigma)
    total = ndimage.gaussian_filter(np.where(part, values[rows, columns], 0.0), sigma)
    blurred[rows, columns] = total / np.maximum(weight, 1e-3)
    return blurred


def light_on(raster: Raster, mask: Mask, light: FloatArray, sigma: float) -> FloatArray:
    """Return how far each pixel of the mask faces the light: a cosine, blurred by `sigma` pixels.

    `light` is the direction to the light as right, up and toward the viewer.
    """
    return blur_within(mask, raster.normal @ (light / np.linalg.norm(light)), sigma)


def hollow_depths(raster: Raster, mask: Mask, sigma: float) -> FloatArray:
    """Return how far each pixel of the mask lies behind its surroundings, in meters."""
    depth = np.where(mask, raster.depth, 0.0)
    return blur_within(mask, depth, sigma) - depth


def mask_outlines(
    mask: Mask | FloatArray, sigma: float = 2.0, min_area: float = 150.0
) -> list[FloatArray]:
    """Return the smooth closed outlines, (n, 2) in pixels, of a mask's areas and holes.

    The mask is blurred by `sigma` pixels; areas under `min_area` square pixels are dropped.
    """
    field = np.pad(mask.astype(np.float64), PADDING)
    if sigma:
        field = ndimage.gaussian_filter(field, sigma)
    outlines = []
    for line in contourpy.contour_generator(z=field).lines(0.5):
        points = np.asarray(line, dtype=np.float64) - PADDING + 0.5
        x, y = points.T
        area = abs(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2
        if area >= min_area:
            outlines.append(smooth(points, OUTLINE_SMOOTHING, closed=True))
    return outlines
