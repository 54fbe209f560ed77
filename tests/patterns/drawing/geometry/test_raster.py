"""The raster agrees with the shapes drawn on it."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.atlas.skeleton import refined_bone
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.geometry.meshes import vertex_normals
from patterns.drawing.geometry.raster import BACKGROUND, Raster
from tests.helpers.drawing import drawn_sphere


def test_raster_agrees_with_a_sphere() -> None:
    raster, seen = drawn_sphere()
    rows, columns, x, y = seen.T
    at = rows.astype(int), columns.astype(int)
    inside = np.hypot(x, y) < 0.98
    depth = np.sqrt(np.clip(1 - x**2 - y**2, 0, None))
    assert raster.depth[at][inside] == pytest.approx(depth[inside], abs=4e-3)
    normal = np.stack([x, y, depth], axis=1)
    assert raster.normal[at][inside] == pytest.approx(normal[inside], abs=2e-2)
    assert raster.attributes[at][inside] == pytest.approx(normal[inside], abs=4e-3)
    assert len(rows) == pytest.approx(np.pi * (raster.width / 2) ** 2, rel=0.01)
    assert set(np.unique(raster.label)) == {BACKGROUND, 7}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_nearer_pixels_win_in_any_order(order: tuple[int, int]) -> None:
    points = np.array([[0.0, 0], [20, 0], [0, 20]])
    raster = Raster(20, 20)
    for label in order:
        near = np.column_stack([points, np.full(3, float(label))])
        raster.draw(near, np.array([[0, 1, 2]]), np.tile([0.0, 0, 1], (3, 1)), label)
    assert raster.label[2, 2] == 1
    raster.draw(near - [0, 0, 1.0], np.array([[0, 1, 2]]), np.ones((3, 3)), 2, bias=3.0)
    assert raster.label[2, 2] == 2


def test_raster_keeps_only_what_is_asked_and_turns_normals() -> None:
    points = np.array([[0.0, 0, 0], [20, 0, 0], [0, 20, 0]])
    raster = Raster(20, 20, attributes=2)
    raster.draw(
        points,
        np.array([[0, 1, 2]]),
        np.tile([0.0, 0, -1], (3, 1)),
        0,
        attributes=points[:, :2],
        keep=lambda values: values[:, 0] < 5,
        two_sided=True,
    )
    assert raster.drawn[:, :5].any()
    assert not raster.drawn[:, 5:].any()
    assert raster.normal[1, 1] == pytest.approx([0, 0, 1])


@pytest.mark.parametrize("azimuth", [0, 70, 180])
def test_a_closed_mesh_looks_the_same_without_its_far_side(azimuth: float) -> None:
    mesh = refined_bone("scapula")
    camera = fit_camera(view_axes(azimuth, 10), mesh.vertices, 300)
    points, normals = camera.project(mesh.vertices), camera.to_view(vertex_normals(mesh))
    whole, near = (Raster(camera.width, camera.height) for _ in range(2))
    whole.draw(points, mesh.faces, normals, 0)
    near.draw(points, mesh.faces, normals, 0, closed=True)
    assert (whole.drawn ^ near.drawn).sum() <= 0.001 * whole.drawn.sum()
    both = whole.drawn & near.drawn
    assert np.mean(np.abs(whole.depth[both] - near.depth[both]) > 0.001) < 0.001
