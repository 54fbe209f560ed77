"""Solids have their size, face outward, and end as they should."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.geometry.rotations import Y, rotation
from patterns.drawing.geometry.solids import rounded_box, superellipsoid, tube
from tests.helpers.drawing import volume

CENTER, HALF = np.array([0.3, -0.2, 0.1]), np.array([0.3, 0.1, 0.2])
BOX = 8 * HALF.prod()


def test_a_superellipsoid_grows_from_an_ellipsoid_towards_a_box() -> None:
    meshes = [superellipsoid(CENTER, HALF, np.eye(3), squareness) for squareness in (1, 0.6, 0.2)]
    volumes = [volume(mesh) for mesh in meshes]
    assert volumes[0] == pytest.approx(np.pi / 6 * BOX, rel=0.03)
    assert volumes == sorted(volumes)
    assert 0.75 * BOX < volumes[-1] < BOX
    for mesh in meshes:
        assert (mesh.vertices.max(axis=0) + mesh.vertices.min(axis=0)) / 2 == pytest.approx(CENTER)


def test_a_rounded_box_keeps_its_faces_when_it_is_turned() -> None:
    straight = rounded_box(CENTER, HALF, 0.02, np.eye(3))
    turned = rounded_box(CENTER, HALF, 0.02, rotation(Y, 30))
    assert 0.97 * BOX < volume(straight) < BOX
    assert volume(turned) == pytest.approx(volume(straight))
    reach = straight.vertices.max(axis=0) - CENTER
    assert np.all((reach > HALF - 0.001) & (reach <= HALF))


def test_a_tube_follows_its_points_and_has_their_radii() -> None:
    through = np.array([[0.0, 0, 0], [0, 0.5, 0], [0, 1, 0]])
    mesh = tube(through, (0.05, 0.1, 0.05), (0.5,), open_start=True)
    assert mesh.vertices[:, 1].min() == pytest.approx(0)
    middle = mesh.vertices[np.abs(mesh.vertices[:, 1] - 0.5) < 0.05]
    thin, wide = sorted(np.abs(middle[:, [0, 2]]).max(axis=0))
    assert wide == pytest.approx(0.1, abs=0.002)
    assert thin == pytest.approx(0.05, abs=0.002)
