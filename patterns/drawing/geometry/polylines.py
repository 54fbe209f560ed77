"""Measure, resample and smooth lines of points, and run splines through points.

A line is an (n, k) float array; the last point of a closed one repeats the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage
from scipy.interpolate import CubicSpline

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, Mask


def arc_lengths(line: FloatArray) -> FloatArray:
    """Return the length of the line up to each of its points, (n,)."""
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def enclosed_area(corners: FloatArray) -> float:
    """Return the area of a polygon, (n, 2), by the shoelace formula."""
    x, y = corners.T
    return abs(float(x @ np.roll(y, -1) - y @ np.roll(x, -1))) / 2


def interpolate(line: FloatArray, along: FloatArray, places: FloatArray) -> FloatArray:
    """Return the (m, k) points at some places, (m,), if its points stand at `along`, (n,)."""
    return np.stack([np.interp(places, along, column) for column in line.T], axis=1)


def resample(line: FloatArray, count: int) -> FloatArray:
    """Return `count` points at equal distances along the line."""
    along = arc_lengths(line)
    return interpolate(line, along, np.linspace(0.0, along[-1], count))


def smooth(line: FloatArray, sigma: float, closed: bool) -> FloatArray:
    """Blur a line along its length by `sigma` of its points; its open ends stay where they are."""
    if len(line) < 6:
        return line
    if closed:
        ring = line[:-1]
        blurred = ndimage.gaussian_filter1d(ring, min(sigma, len(ring) / 8), axis=0, mode="wrap")
        return np.vstack([blurred, blurred[:1]])
    sigma = min(sigma, len(line) / 6)
    reach = min(int(4 * sigma) + 1, len(line) - 1)
    longer = np.pad(line, ((reach, reach), (0, 0)), mode="reflect", reflect_type="odd")
    return np.asarray(ndimage.gaussian_filter1d(longer, sigma, axis=0)[reach : reach + len(line)])


def spline(points: FloatArray, count: int, *, closed: bool = False) -> FloatArray:
    """Return `count` evenly spaced points on the smooth curve through some points.

    The first point of a closed curve is not repeated at its end.
    """
    line = np.vstack([points, points[:1]]) if closed else points
    curve = CubicSpline(arc_lengths(line), line, bc_type="periodic" if closed else "natural")
    dense = curve(np.linspace(0.0, curve.x[-1], 20 * count + closed))
    return resample(dense, count + closed)[:count]


def rounded_rectangle(width: float, height: float, radius: float, steps: int = 6) -> FloatArray:
    """Return a rectangle around the origin, (n, 2), whose first point is not repeated.

    `steps` is how many points each of its round corners has.
    """
    quarter = np.linspace(0.0, np.pi / 2, steps)
    reach = np.array([width / 2 - radius, height / 2 - radius])
    corners = []
    for turn, (side, rise) in enumerate(((1, 1), (-1, 1), (-1, -1), (1, -1))):
        angle = quarter + turn * np.pi / 2
        arc = radius * np.stack([np.cos(angle), np.sin(angle)], axis=1)
        corners.append(arc + reach * (side, rise))
    return np.concatenate(corners)


def true_runs(flags: Mask) -> list[slice]:
    """Return the longest stretches of true values, in order."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int64)))
    return [slice(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
