"""Height over bones counts what faces the same way, and nothing beyond the border of a sheet."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.atlas.ground import FREE_HEIGHT, bones_near, build_ground
from patterns.drawing.geometry.meshes import Mesh, grid_faces

X, Y = np.meshgrid(np.linspace(0, 0.05, 51), np.linspace(0, 0.05, 51))
SHEET = Mesh(np.stack([X, Y, 0 * X], axis=2).reshape(-1, 3), grid_faces(51, 51))
FRONT = np.tile([0.0, 0.0, 1.0], (len(SHEET.vertices), 1))
GROUND = build_ground([], [(SHEET, FRONT)])


def height(x: float, z: float, off: float = 1.0) -> float:
    return float(GROUND.height(np.array([[x, 0.025, z]]), np.array([[0, 0, off]]))[0])


def test_height_is_signed() -> None:
    assert height(0.025, 0.004) == pytest.approx(0.004)
    assert height(0.025, -0.004) == pytest.approx(-0.004)


def test_the_far_side_the_border_and_the_depth_do_not_count() -> None:
    assert height(0.025, 0.004, off=-1.0) == FREE_HEIGHT
    assert height(0.060, -0.004) == FREE_HEIGHT
    assert height(0.025, -0.015) == FREE_HEIGHT
    assert height(0.025, 0.040) == FREE_HEIGHT


def test_bones_near_a_box_are_found() -> None:
    near = set(bones_near(np.array([0.07, -0.05, 0]), np.array([0.12, 0.02, 0.05])))
    assert {"femur", "hip-bone"} <= near
    assert "skull" not in near
