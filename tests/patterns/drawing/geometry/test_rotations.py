"""Rotations are right-handed, reach their ends, and are measured as they were made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.drawing.geometry.rotations import (
    Y,
    Z,
    align,
    angle_between,
    rotation,
    swing,
    twist_degrees,
)
from tests.helpers.drawing import directions

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

degrees = st.floats(-170, 170)


def is_rotation(matrix: FloatArray) -> bool:
    return bool(np.allclose(matrix @ matrix.T, np.eye(3)) and np.linalg.det(matrix) > 0)


@given(directions, directions)
def test_the_shortest_swing_reaches_its_end_and_does_not_twist(
    start: FloatArray, end: FloatArray
) -> None:
    if start @ end < -0.999:
        return
    turn = swing(start, end)
    assert is_rotation(turn)
    assert np.allclose(turn @ start, end, atol=1e-6)
    assert angle_between(turn @ np.cross(start, end), np.cross(start, end)) < 1e-2 or (
        np.linalg.norm(np.cross(start, end)) < 1e-3
    )


@given(directions, degrees)
def test_a_twist_is_measured_as_it_was_made(axis: FloatArray, angle: float) -> None:
    assert twist_degrees(rotation(axis, angle), axis) == pytest.approx(angle, abs=1e-6)


@given(directions, directions)
def test_aligning_keeps_the_first_direction_exact(first: FloatArray, second: FloatArray) -> None:
    if np.linalg.norm(np.cross(first, second)) < 0.1:
        return
    turn = align(Z, Y, first, second)
    assert is_rotation(turn)
    assert np.allclose(turn @ Z, first)
    assert (turn @ Y) @ second > 0
