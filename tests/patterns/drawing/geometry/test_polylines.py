"""Lines keep their ends when smoothed, and splines pass through their points."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, Point, Polygon

from patterns.drawing.geometry.polylines import (
    arc_lengths,
    enclosed_area,
    smooth,
    spline,
    true_runs,
)
from tests.helpers.drawing import random_line


@pytest.mark.parametrize("seed", range(5))
def test_the_area_of_a_polygon_is_that_of_a_geometry_library(seed: int) -> None:
    angles = np.sort(np.random.default_rng(seed).uniform(0, 2 * np.pi, 9))
    corners = 5 + np.stack([np.cos(angles), np.sin(angles)], axis=1)
    for order in (corners, corners[::-1]):
        assert enclosed_area(order) == pytest.approx(Polygon(corners).area)


def test_smoothing_keeps_ends_and_closes_rings() -> None:
    rough = random_line(3, 200) + np.random.default_rng(2).normal(0, 1, (200, 2))
    blurred = smooth(rough, 4, closed=False)
    assert blurred[[0, -1]] == pytest.approx(rough[[0, -1]])
    assert arc_lengths(blurred)[-1] < arc_lengths(rough)[-1]
    looped = smooth(np.vstack([rough, rough[:1]]), 4, closed=True)
    assert np.array_equal(looped[0], looped[-1])


def test_curves_through_points_pass_through_them() -> None:
    corners = np.array([[0.0, 0], [100, 0], [120, 80], [20, 90]])
    for line in (
        LineString(spline(corners, 300)),
        Polygon(spline(corners, 300, closed=True)).exterior,
    ):
        assert max(line.distance(Point(corner)) for corner in corners) < 0.6
        assert line.coords[0] == pytest.approx((0, 0), abs=1e-9)


def test_runs_are_the_stretches_of_true_values() -> None:
    flags = np.array([1, 0, 1, 1, 1, 0, 1], dtype=bool)
    assert true_runs(flags) == [slice(0, 1), slice(2, 5), slice(6, 7)]
    assert true_runs(np.zeros(4, dtype=bool)) == []
