"""Measure, resample and smooth lines of points, and run splines through points.

A line is an (n, k) float array; the last point of a closed one repeats the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, Mask


def arc_lengths(line: FloatArray) -> FloatArray:
    """Return the length of the line up to each of its points, (n,)."""
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def interpolate(line: FloatArray, along: FloatArray, places: FloatArray) -> FloatArray:
    """Return the (m, k) points at some places, (m,), if its points stand at `along`, (n,)."""
    return np.stack([np.interp(places, along, column) for column in line.T], axis=1)


def resample(line: FloatArray, count: int) -> FloatArray:
    """Return `count` points at equal distances along the line."""
    along = arc_lengths(line)
    return interpolate(line, along, np.linspace(0.0, along[-1], count))


def smooth(line: FloatArray, sigma: float, closed: bool) -> FloatArray:
    """Blur a line along its length; its open ends stay where they are.

    `sigma` is counted in points of the line.
    """
    if len(line) < 6:
        return line
    if closed:
        ring = line[:-1] if np.array_equal(line[0], line[-1]) else line
        blurred = ndimage.gaussian_filter1d(ring, min(sigma, len(ring) / 8), axis=0, mode="wrap")
        return np.vstack([blurred, blurred[:1]])
    sigma = min(sigma, len(line) / 6)
    reach = min(int(4 * sigma) + 1, len(line) - 1)
    before = 2 * line[0] - line[reach:0:-1]
    after = 2 * line[-1] - line[-2 : -reach - 2 : -1]
    blurred = ndimage.gaussian_filter1d(np.vstack([before, line, after]), sigma, axis=0)
    return np.asarray(blurred[reach : reach + len(line)])


def closed_spline(points: FloatArray, count: int) -> FloatArray:
    """Return `count` evenly spaced points on the smooth closed curve through some points.

    The first is not repeated at the end.
    """
    # Imported here: only the curves that a person wrote need splines.
    from scipy.interpolate import CubicSpline

    closed = np.vstack([points, points[:1]])
    curve = CubicSpline(arc_lengths(closed), closed, bc_type="periodic")
    dense = curve(np.linspace(0.0, curve.x[-1], 20 * count + 1))
    return resample(dense, count + 1)[:-1]


def open_spline(points: FloatArray, count: int) -> FloatArray:
    """Return `count` evenly spaced points on the smooth open curve through some points."""
    from scipy.interpolate import CubicSpline

    curve = CubicSpline(arc_lengths(points), points, bc_type="natural")
    return resample(curve(np.linspace(0.0, curve.x[-1], 20 * count)), count)


def true_runs(flags: Mask) -> list[slice]:
    """Return the longest stretches of true values, in order."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int64)))
    return [slice(int(start), int(stop)) for start, stop in edges.reshape(-1, 2)]
