"""Normals, depths and masks of a raster in, flat areas of tone as path data out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import contourpy
import numpy as np
from scipy import ndimage

from patterns.drawing.geometry.curves import path_data, smoothed

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.raster import Raster

_PAD = 4
"""Empty pixels around a mask, so that its contours close."""

_CONTOUR_SMOOTHING = 1.5
"""Blur along a contour, in pixels."""


def blurred_within(mask: Mask, values: FloatArray, sigma: float) -> FloatArray:
    """Blur values over a mask, in pixels, without letting in what lies outside it.

    Outside the mask and its near surroundings the result is 0.
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
    """Give how much each pixel of the mask faces the light, from -1 to 1, softened.

    `light` is a direction as right, up and towards the viewer; `sigma` is in pixels.
    """
    facing = raster.normal @ (light / np.linalg.norm(light))
    return blurred_within(mask, facing, sigma)


def hollows(raster: Raster, mask: Mask, sigma: float) -> FloatArray:
    """Give how far each pixel of the mask lies behind its surroundings, in meters."""
    depth = np.where(mask, raster.depth, 0.0)
    return blurred_within(mask, depth, sigma) - depth


def contours(
    mask: Mask | FloatArray, sigma: float = 2.0, smallest: float = 150.0
) -> list[FloatArray]:
    """Give the smooth closed outlines, (n, 2) in pixels, of a mask's areas and holes.

    The mask is blurred by `sigma` pixels; areas under `smallest` square pixels are dropped.
    """
    field = np.pad(mask.astype(np.float64), _PAD)
    if sigma:
        field = ndimage.gaussian_filter(field, sigma)
    found = []
    for line in contourpy.contour_generator(z=field).lines(0.5):
        points = np.asarray(line, dtype=np.float64) - _PAD + 0.5
        if abs(area(points)) >= smallest:
            found.append(smoothed(points, _CONTOUR_SMOOTHING, closed=True))
    return found


def area(points: FloatArray) -> float:
    """Give the signed area of a closed polygon whose last point repeats the first."""
    x, y = points[:, 0], points[:, 1]
    return float(np.dot(x[:-1], y[1:]) - np.dot(x[1:], y[:-1])) / 2


def mask_data(
    mask: Mask | FloatArray,
    unit: float,
    *,
    sigma: float = 2.0,
    smallest: float = 150.0,
    tolerance: float = 0.9,
) -> str:
    """Write a mask's areas, holes cut out, as one path's data; empty if nothing is left."""
    return "".join(
        path_data(outline, unit, tolerance=tolerance, closed=True)
        for outline in contours(mask, sigma, smallest)
    )
