"""Cameras look where they are aimed, and hold what they are fitted to."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.drawing.geometry.camera import VIEWBOX_SIDE, fit_camera, view_axes

angles = st.floats(-180, 180)


seeds = st.integers(0, 2**32 - 1)


@pytest.mark.parametrize(
    ("azimuth", "elevation", "right", "toward"),
    [
        (0, 0, (1, 0, 0), (0, 0, 1)),
        (180, 0, (-1, 0, 0), (0, 0, -1)),
        (90, 0, (0, 0, -1), (1, 0, 0)),
        (0, 90, (1, 0, 0), (0, 1, 0)),
    ],
)
def test_camera_looks_from_the_side_of_its_angles(
    azimuth: float, elevation: float, right: tuple[float, ...], toward: tuple[float, ...]
) -> None:
    axes = view_axes(azimuth, elevation)
    assert axes[0] == pytest.approx(right, abs=1e-12)
    assert axes[2] == pytest.approx(toward, abs=1e-12)


@given(angles, st.floats(-89, 89))
def test_camera_axes_keep_lengths_and_handedness(azimuth: float, elevation: float) -> None:
    axes = view_axes(azimuth, elevation)
    assert axes @ axes.T == pytest.approx(np.eye(3), abs=1e-12)
    assert np.linalg.det(axes) == pytest.approx(1)


@given(angles, st.floats(-80, 80), seeds)
def test_fitted_camera_holds_all_points_within_its_margin(
    azimuth: float, elevation: float, seed: int
) -> None:
    points = np.random.default_rng(seed).normal(size=(40, 3))
    camera = fit_camera(view_axes(azimuth, elevation), points, side=500, margin=20)
    seen = camera.project(points)
    assert seen[:, 0].min() == pytest.approx(20)
    assert seen[:, 1].min() == pytest.approx(20)
    assert max(camera.width, camera.height) == 500
    assert max(camera.size) == VIEWBOX_SIDE
    assert np.all(seen[:, 0] <= camera.width - 19)
    assert np.all(seen[:, 1] <= camera.height - 19)
    assert camera.to_viewbox(points) == pytest.approx(seen[:, :2] * 2)


def test_depth_grows_toward_the_viewer() -> None:
    camera = fit_camera(view_axes(180, 0), np.array([[-1.0, -1, -1], [1, 1, 1]]), 100)
    front, back = camera.project(np.array([[0.0, 0, 1], [0, 0, -1]]))
    assert back[2] > front[2]
