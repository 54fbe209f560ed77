"""Fit chains of cubic Bezier curves to lines, and measure and split them.

A curve is a (4, 2) float array: start, two handles and end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.polylines import arc_lengths

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

TANGENT_POINTS = 4  # how many points from an end give the direction of the line there
FITTING_ROUNDS = 12  # how often the places along one curve are refined before it is split
MAX_ERROR_TO_REFINE = 20.0  # a curve further off than this many tolerances is split at once
ALIKE = 1 - 1e-6
"""Of errors so near to the greatest the first counts: on a circle, which has many, the last digits
of a sum would choose, and these differ between processors."""

LENGTH_PLACES = np.linspace(0.0, 1.0, 9)  # places along a curve that give its length well enough


def fit_beziers(line: FloatArray, tolerance: float) -> list[FloatArray]:
    """Fit a chain of curves that passes within `tolerance` of every point of an (n, 2) line.

    A line that ends where it begins is joined smoothly there. Method: P. J. Schneider, "An
    Algorithm for Automatically Fitting Digitized Curves", 1990.
    """
    line = line[np.concatenate([[True], np.any(np.diff(line, axis=0) != 0, axis=1)])]
    if len(line) < 2:
        return [np.repeat(line, 4, axis=0)]
    reach = min(TANGENT_POINTS, len(line) - 1)
    if np.array_equal(line[0], line[-1]) and len(line) > 2 * TANGENT_POINTS:
        through = direction(line[reach] - line[-1 - reach])
        return _fit(line, tolerance, through, -through)
    start = direction(line[reach] - line[0])
    end = direction(line[-1 - reach] - line[-1])
    return _fit(line, tolerance, start, end)


def _fit(
    line: FloatArray, tolerance: float, start: FloatArray, end: FloatArray
) -> list[FloatArray]:
    """Fit a line whose tangents are known; both point from their end into the line."""
    if len(line) == 2:
        third = np.linalg.norm(line[1] - line[0]) / 3
        return [np.array([line[0], line[0] + start * third, line[1] + end * third, line[1]])]
    along = arc_lengths(line)
    places = along / along[-1]
    for _ in range(FITTING_ROUNDS):
        curve = _least_squares_curve(line, places, start, end, float(along[-1]))
        errors = ((bezier_points(curve, places) - line) ** 2).sum(axis=1)
        worst = int((errors >= ALIKE * errors.max()).argmax())
        if errors[worst] <= tolerance**2:
            return [curve]
        if errors[worst] > (MAX_ERROR_TO_REFINE * tolerance) ** 2:
            break
        places = _refined_places(curve, places, line)
    cut = min(max(worst, 1), len(line) - 2)
    reach = min(TANGENT_POINTS, cut, len(line) - 1 - cut)
    back = direction(line[cut - reach] - line[cut + reach])
    return _fit(line[: cut + 1], tolerance, start, back) + _fit(line[cut:], tolerance, -back, end)


def _least_squares_curve(
    line: FloatArray, places: FloatArray, start: FloatArray, end: FloatArray, length: float
) -> FloatArray:
    """Choose the lengths of the two handles by least squares."""
    first, last = line[0], line[-1]
    b0, b1, b2, b3 = _weights(places)
    near, far = start * b1[:, None], end * b2[:, None]
    rest = line - first * (b0 + b1)[:, None] - last * (b2 + b3)[:, None]
    aa, ab, bb = (near * near).sum(), (near * far).sum(), (far * far).sum()
    ra, rb = (near * rest).sum(), (far * rest).sum()
    determinant = aa * bb - ab * ab
    handles = (0.0, 0.0)
    if abs(determinant) > 1e-9:
        handles = ((ra * bb - rb * ab) / determinant, (aa * rb - ab * ra) / determinant)
    shortest = 1e-3 * float(np.linalg.norm(last - first))
    if min(handles) < shortest or max(handles) > 3 * length or determinant == 0:
        handles = (length / 3, length / 3)
    return np.array([first, first + start * handles[0], last + end * handles[1], last])


def _refined_places(curve: FloatArray, places: FloatArray, line: FloatArray) -> FloatArray:
    """Move each place along the curve toward its point by one step of Newton's method."""
    t = places[:, None]
    steps, bends = 3 * np.diff(curve, axis=0), 6 * np.diff(curve, 2, axis=0)
    velocity = (1 - t) ** 2 * steps[0] + 2 * t * (1 - t) * steps[1] + t**2 * steps[2]
    acceleration = (1 - t) * bends[0] + t * bends[1]
    error = bezier_points(curve, places) - line
    slope = (velocity * velocity).sum(axis=1) + (error * acceleration).sum(axis=1)
    slope[np.abs(slope) <= 1e-9] = np.inf  # no step there
    better = np.clip(places - (error * velocity).sum(axis=1) / slope, 0.0, 1.0)
    return np.asarray(np.maximum.accumulate(better))


def bezier_points(curve: FloatArray, places: FloatArray) -> FloatArray:
    """Return the (n, 2) points of a curve at some places, (n,), from 0 to 1."""
    return np.stack(_weights(places), axis=1) @ curve


def bezier_length(curve: FloatArray) -> float:
    """Return the length of a curve, nearly."""
    return float(arc_lengths(bezier_points(curve, LENGTH_PLACES))[-1])


def split_bezier(curve: FloatArray, place: float) -> tuple[FloatArray, FloatArray]:
    """Cut a curve in two at a place from 0 to 1 (de Casteljau's construction)."""
    corners, left, right = curve, [curve[0]], [curve[3]]
    while len(corners) > 1:
        corners = corners[:-1] + place * np.diff(corners, axis=0)
        left.append(corners[0])
        right.append(corners[-1])
    return np.array(left), np.array(right[::-1])


def bezier_normals(curve: FloatArray) -> FloatArray:
    """Return the unit normal, (4, 2), at each corner of a curve's control polygon."""
    ways = (curve[1] - curve[0], curve[2] - curve[0], curve[3] - curve[1], curve[3] - curve[2])
    units = np.array([direction(way) for way in ways])
    return np.stack([-units[:, 1], units[:, 0]], axis=1)


def direction(vector: FloatArray) -> FloatArray:
    """Return a plane vector at length one; one without length points to the right."""
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.array([1.0, 0.0])


def _weights(places: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return the four Bernstein polynomials of degree three."""
    rest = 1 - places
    return rest**3, 3 * places * rest**2, 3 * places**2 * rest, places**3
