"""Fitted curves pass within their tolerance and join."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Point

from patterns.drawing.geometry.bezier import bezier_points, fit_beziers
from tests.helpers.drawing import random_line

seeds = st.integers(0, 2**32 - 1)


@given(seeds, st.integers(5, 120), st.floats(0.2, 3), st.booleans())
@settings(max_examples=60)
def test_fitted_curves_pass_within_tolerance(
    seed: int, count: int, tolerance: float, closed: bool
) -> None:
    points = random_line(seed, count, closed=closed)
    curves = fit_beziers(points, tolerance)
    drawn = LineString(
        np.vstack([bezier_points(curve, np.linspace(0, 1, 400)) for curve in curves])
    )
    assert max(drawn.distance(Point(point)) for point in points) <= tolerance + 0.01
    assert np.array_equal(curves[0][0], points[0])
    assert np.array_equal(curves[-1][3], points[-1])
    for before, after in pairwise(curves):
        assert np.array_equal(before[3], after[0])


def test_a_circle_needs_few_curves() -> None:
    angle = np.linspace(0, 2 * np.pi, 400)
    circle = 100 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    circle[-1] = circle[0]
    assert len(fit_beziers(circle, 0.5)) <= 8


@pytest.mark.parametrize("points", [[[3.0, 4]], [[3.0, 4]] * 5, [[0.0, 0], [9, 0]]])
def test_the_shortest_lines_are_fitted(points: list[list[float]]) -> None:
    curves = fit_beziers(np.array(points), 0.5)
    assert np.array_equal(curves[-1][3], points[-1])


@pytest.mark.parametrize("count", [24, 73, 400])
def test_the_last_digits_of_a_circle_do_not_choose_its_curves(count: int) -> None:
    angle = np.linspace(0, 2 * np.pi, count)
    circle = 100 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    circle[-1] = circle[0]
    wanted = np.array(fit_beziers(circle, 0.02))
    for seed in range(20):
        noise = np.random.default_rng(seed).normal(0, 1e-13, circle.shape)
        noise[-1] = noise[0]
        assert np.allclose(fit_beziers(circle + noise, 0.02), wanted, atol=1e-6)
