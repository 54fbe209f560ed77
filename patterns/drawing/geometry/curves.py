"""Points along a line in, smooth Bezier path data for the SVG subset out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray

_TANGENT_POINTS = 4
"""How many points from an end give the direction of the line there."""

_FITTING_ROUNDS = 12
"""How often the places along one curve are refined before it is cut in two."""

_HOPELESS = 20.0
"""A curve further off than this many tolerances is cut in two at once."""

_FINE = np.linspace(0.0, 1.0, 9)
"""Places along a curve that give its length well enough."""

_LONG_CURVE = 2.5
"""A curve longer than so many tapers is cut at the end of its taper."""

_THINNEST = 0.12
"""Width at a tapered end, as a share of the full width."""


def smoothed(points: FloatArray, sigma: float, closed: bool) -> FloatArray:
    """Blur a line along its length; open ends and closing points stay where they belong."""
    if len(points) < 6:
        return points
    if closed:
        ring = points[:-1] if np.array_equal(points[0], points[-1]) else points
        blurred = ndimage.gaussian_filter1d(ring, min(sigma, len(ring) / 8), axis=0, mode="wrap")
        return np.vstack([blurred, blurred[:1]])
    sigma = min(sigma, len(points) / 6)
    reach = min(int(4 * sigma) + 1, len(points) - 1)
    before = 2 * points[0] - points[reach:0:-1]
    after = 2 * points[-1] - points[-2 : -reach - 2 : -1]
    blurred = ndimage.gaussian_filter1d(np.vstack([before, points, after]), sigma, axis=0)
    return np.asarray(blurred[reach : reach + len(points)])


def spaced(points: FloatArray, count: int) -> FloatArray:
    """Give `count` points at equal distances along a line of (n, k) points."""
    along = lengths(points)
    places = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(places, along, column) for column in points.T], axis=1)


def lengths(points: FloatArray) -> FloatArray:
    """Give the length of the line up to each of its points."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def ring(points: FloatArray, count: int) -> FloatArray:
    """Give `count` points, evenly spaced, on the smooth closed curve through some points."""
    # Imported here: only the curves that a person wrote need splines.
    from scipy.interpolate import CubicSpline

    closed = np.vstack([points, points[:1]])
    curve = CubicSpline(lengths(closed), closed, bc_type="periodic")
    dense = curve(np.linspace(0.0, curve.x[-1], 20 * count + 1))
    return spaced(dense, count + 1)[:-1]


def flowing(points: FloatArray, count: int) -> FloatArray:
    """Give `count` points, evenly spaced, on the smooth open curve through some points."""
    from scipy.interpolate import CubicSpline

    curve = CubicSpline(lengths(points), points, bc_type="natural")
    return spaced(curve(np.linspace(0.0, curve.x[-1], 20 * count)), count)


def fit_beziers(points: FloatArray, tolerance: float) -> list[FloatArray]:
    """Fit a chain of cubic curves, each (4, 2), that passes within `tolerance` of every point.

    Method: P. J. Schneider, "An Algorithm for Automatically Fitting Digitized Curves", 1990.
    A line that ends where it begins is joined smoothly there.
    """
    points = points[np.concatenate([[True], np.any(np.diff(points, axis=0) != 0, axis=1)])]
    if len(points) < 2:
        return [np.repeat(points, 4, axis=0)]
    reach = min(_TANGENT_POINTS, len(points) - 1)
    if np.array_equal(points[0], points[-1]) and len(points) > 2 * _TANGENT_POINTS:
        through = _unit(points[reach] - points[-1 - reach])
        return _fit(points, tolerance, through, -through)
    start = _unit(points[reach] - points[0])
    end = _unit(points[-1 - reach] - points[-1])
    return _fit(points, tolerance, start, end)


def _fit(
    points: FloatArray, tolerance: float, start: FloatArray, end: FloatArray
) -> list[FloatArray]:
    if len(points) == 2:
        third = np.linalg.norm(points[1] - points[0]) / 3
        return [
            np.array([points[0], points[0] + start * third, points[1] + end * third, points[1]])
        ]
    along = lengths(points)
    place = along / along[-1]
    worst = len(points) // 2
    for _ in range(_FITTING_ROUNDS):
        curve = _best_curve(points, place, start, end, float(along[-1]))
        errors = ((bezier(curve, place) - points) ** 2).sum(axis=1)
        worst = int(errors.argmax())
        if errors[worst] <= tolerance**2:
            return [curve]
        if errors[worst] > (_HOPELESS * tolerance) ** 2:
            break
        place = _refined(curve, place, points)
    cut = min(max(worst, 1), len(points) - 2)
    reach = min(_TANGENT_POINTS, cut, len(points) - 1 - cut)
    back = _unit(points[cut - reach] - points[cut + reach])
    return _fit(points[: cut + 1], tolerance, start, back) + _fit(
        points[cut:], tolerance, -back, end
    )


def _best_curve(
    points: FloatArray, place: FloatArray, start: FloatArray, end: FloatArray, length: float
) -> FloatArray:
    """Choose the lengths of the two handles by least squares."""
    first, last = points[0], points[-1]
    b0, b1, b2, b3 = _weights(place)
    near, far = start * b1[:, None], end * b2[:, None]
    rest = points - first * (b0 + b1)[:, None] - last * (b2 + b3)[:, None]
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


def _refined(curve: FloatArray, place: FloatArray, points: FloatArray) -> FloatArray:
    """Move each place along the curve towards its point by one step of Newton's method."""
    t = place[:, None]
    steps, bends = 3 * np.diff(curve, axis=0), 6 * np.diff(curve, 2, axis=0)
    speed = (1 - t) ** 2 * steps[0] + 2 * t * (1 - t) * steps[1] + t**2 * steps[2]
    turn = (1 - t) * bends[0] + t * bends[1]
    off = bezier(curve, place) - points
    slope = (speed * speed).sum(axis=1) + (off * turn).sum(axis=1)
    move = np.where(np.abs(slope) > 1e-9, (off * speed).sum(axis=1), 0.0)
    better = np.clip(place - move / np.where(np.abs(slope) > 1e-9, slope, 1.0), 0.0, 1.0)
    return np.asarray(np.maximum.accumulate(better))


def bezier(curve: FloatArray, place: FloatArray) -> FloatArray:
    """Give the points of a (4, 2) curve at some places from 0 to 1."""
    return np.stack(_weights(place), axis=1) @ curve


def _weights(place: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    rest = 1 - place
    return rest**3, 3 * place * rest**2, 3 * place**2 * rest, place**3


def _unit(vector: FloatArray) -> FloatArray:
    length = float(np.linalg.norm(vector))
    return vector / length if length > 1e-9 else np.array([1.0, 0.0])


def number(value: float) -> str:
    """Write a number with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path_data(
    points: FloatArray, unit: float, *, tolerance: float = 0.9, closed: bool = False
) -> str:
    """Write a line as path data; `unit` turns its points into viewBox units.

    `tolerance` is in the units of the points.
    """
    if closed and not np.array_equal(points[0], points[-1]):
        points = np.vstack([points, points[:1]])
    return _written(fit_beziers(points, tolerance), unit) + ("z" if closed else "")


def tapered_data(
    points: FloatArray,
    width: float,
    unit: float,
    *,
    taper: float = 50.0,
    ends: tuple[bool, bool] = (True, True),
    tolerance: float = 0.9,
) -> str:
    """Write a stroke that thins out at its ends as the path data of its outline.

    `width`, `taper` (the length of each thin end) and `tolerance` are in the units of the points.
    """
    curves = _cut_at_tapers(fit_beziers(points, tolerance), taper, ends)
    marks = np.cumsum([0.0, *(_length(curve) for curve in curves)])
    left, right = [], []
    for curve, start, stop in zip(curves, marks[:-1], marks[1:], strict=True):
        places = np.linspace(start, stop, 4)
        widths = stroke_widths(places, float(marks[-1]), width, taper, ends)
        aside = _across(curve) * widths[:, None] / 2
        left.append(curve + aside)
        right.append((curve - aside)[::-1])
    return f"{_written(left, unit)}L{_written(right[::-1], unit)[1:]}z"


def _cut_at_tapers(
    curves: list[FloatArray], taper: float, ends: tuple[bool, bool]
) -> list[FloatArray]:
    """Cut a long curve where its thin end becomes full: one cubic cannot hold both."""
    first, last = _length(curves[0]), _length(curves[-1])
    if ends[1] and last > _LONG_CURVE * taper:
        curves = [*curves[:-1], *_halves(curves[-1], 1 - taper / last)]
        first = _length(curves[0])
    if ends[0] and first > _LONG_CURVE * taper:
        curves = [*_halves(curves[0], taper / first), *curves[1:]]
    return curves


def _halves(curve: FloatArray, place: float) -> tuple[FloatArray, FloatArray]:
    """Cut a curve in two by de Casteljau's construction."""
    corners, left, right = curve, [curve[0]], [curve[3]]
    while len(corners) > 1:
        corners = corners[:-1] + place * np.diff(corners, axis=0)
        left.append(corners[0])
        right.append(corners[-1])
    return np.array(left), np.array(right[::-1])


def _length(curve: FloatArray) -> float:
    return float(lengths(bezier(curve, _FINE))[-1])


def stroke_widths(
    places: FloatArray, length: float, width: float, taper: float, ends: tuple[bool, bool]
) -> FloatArray:
    """Give the width at some places along a stroke: full, but for its thin ends."""
    taper = max(min(taper, length * 0.48), 1e-9)
    share = np.ones(len(places))
    for thin, distance in zip(ends, (places, length - places), strict=True):
        if thin:
            rise = np.sqrt(np.clip(distance / taper, 0.0, 1.0))
            share = np.minimum(share, _THINNEST + (1 - _THINNEST) * rise)
    return width * share


def _across(curve: FloatArray) -> FloatArray:
    """Give the unit normal for each corner of a curve's control polygon."""
    ways = np.array(
        [curve[1] - curve[0], curve[2] - curve[0], curve[3] - curve[1], curve[3] - curve[2]]
    )
    units = np.array([_unit(way) for way in ways])
    return np.stack([-units[:, 1], units[:, 0]], axis=1)


def _written(curves: Sequence[FloatArray], unit: float) -> str:
    """Write curves as one open path; differences of rounded places, so no error adds up."""
    here = np.round(curves[0][0] * unit, 1)
    words = []
    for curve in curves:
        places = np.round(curve[1:] * unit, 1)
        words += [number(value) for value in (places - here).ravel()]
        here = places[-1]
    start = np.round(curves[0][0] * unit, 1)
    data = f"M{number(start[0])} {number(start[1])}c{' '.join(words)}"
    return data.replace(" -", "-")
