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
    points, places = np.ascontiguousarray(line.T), along / along[-1]
    limit, before = tolerance**2, np.inf
    for rounds_left in reversed(range(FITTING_ROUNDS)):
        curve = _least_squares_curve(points, places, start, end, float(along[-1]))
        away = _places_on(curve, places) - points
        errors = away[0] ** 2 + away[1] ** 2
        worst = int((errors >= ALIKE * errors.max()).argmax())
        error = float(errors[worst])
        if error <= limit:
            return [curve]
        hopeless = error * min(1.0, error / before) ** rounds_left > limit
        if hopeless or error > MAX_ERROR_TO_REFINE**2 * limit:
            break
        places, before = _refined_places(curve, places, away), error
    cut = min(max(worst, 1), len(line) - 2)
    reach = min(TANGENT_POINTS, cut, len(line) - 1 - cut)
    back = direction(line[cut - reach] - line[cut + reach])
    return _fit(line[: cut + 1], tolerance, start, back) + _fit(line[cut:], tolerance, -back, end)


def _least_squares_curve(
    points: FloatArray, places: FloatArray, start: FloatArray, end: FloatArray, length: float
) -> FloatArray:
    """Choose the lengths of the two handles by least squares, for points as (2, n)."""
    first, last, rest = points[:, 0], points[:, -1], 1 - places
    near, far = 3 * places * rest**2, 3 * places**2 * rest
    share = places**2 * (3 - 2 * places)  # how far a curve whose handles have no length has come
    away = points - first[:, None] - (last - first)[:, None] * share
    aa, bb = float((near * near).sum()), float((far * far).sum())
    ab = float((near * far).sum() * (start * end).sum())
    ra = float(((start[0] * away[0] + start[1] * away[1]) * near).sum())
    rb = float(((end[0] * away[0] + end[1] * away[1]) * far).sum())
    determinant = aa * bb - ab * ab
    handles = (0.0, 0.0)
    if abs(determinant) > 1e-9:
        handles = ((ra * bb - rb * ab) / determinant, (aa * rb - ab * ra) / determinant)
    shortest = 1e-3 * float(np.linalg.norm(last - first))
    if min(handles) < shortest or max(handles) > 3 * length or determinant == 0:
        handles = (length / 3, length / 3)
    return np.array([first, first + start * handles[0], last + end * handles[1], last])


def _refined_places(curve: FloatArray, places: FloatArray, away: FloatArray) -> FloatArray:
    """Move each place along the curve toward its point by one step of Newton's method.

    `away`, (2, n), leads from each point to its place on the curve.
    """
    cubic, square, linear, _ = _coefficients(curve)
    velocity = (3 * cubic * places + 2 * square) * places + linear
    acceleration = 6 * cubic * places + 2 * square
    slope = (velocity * velocity + away * acceleration).sum(axis=0)
    slope[np.abs(slope) <= 1e-9] = np.inf  # no step there
    better = np.clip(places - (away * velocity).sum(axis=0) / slope, 0.0, 1.0)
    return np.asarray(np.maximum.accumulate(better))


def _places_on(curve: FloatArray, places: FloatArray) -> FloatArray:
    """Return the points of a curve at some places, (n,), from 0 to 1, as (2, n)."""
    cubic, square, linear, start = _coefficients(curve)
    return np.asarray(((cubic * places + square) * places + linear) * places + start)


def _coefficients(curve: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Return a curve as a polynomial of its place, the highest power first, each (2, 1)."""
    start, near, far, end = curve[:, :, None]
    return end - start - 3 * (far - near), 3 * (far - 2 * near + start), 3 * (near - start), start


def bezier_points(curve: FloatArray, places: FloatArray) -> FloatArray:
    """Return the (n, 2) points of a curve at some places, (n,), from 0 to 1."""
    return _places_on(curve, places).T


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
