"""Meshes stay closed, keep their rims and face outward."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.geometry.meshes import (
    Mesh,
    grid_faces,
    half_edges,
    is_closed,
    merge,
    mirror,
    smooth_vertices,
    subdivide,
    vertex_normals,
)
from tests.helpers.drawing import octahedron, sphere, volume


def test_subdivision_keeps_a_closed_surface_closed() -> None:
    mesh = subdivide(octahedron(), 3)
    edges, count = np.unique(np.sort(half_edges(mesh.faces), axis=1), axis=0, return_counts=True)
    assert np.all(count == 2)
    assert len(mesh.faces) == 8 * 4**3
    assert len(mesh.vertices) - len(edges) + len(mesh.faces) == 2
    assert 0 < volume(mesh) < volume(octahedron())


def test_subdivision_keeps_the_rim_of_an_open_surface() -> None:
    column, row = np.meshgrid(np.arange(5.0), np.arange(4.0))
    flat = Mesh(np.stack([column, row, 0 * row], axis=-1).reshape(-1, 3), grid_faces(4, 5))
    fine = subdivide(flat, 2).vertices
    assert fine.min(axis=0) == pytest.approx([0, 0, 0])
    assert fine.max(axis=0) == pytest.approx([4, 3, 0])


def test_a_mesh_with_a_hole_is_not_closed() -> None:
    whole = octahedron()
    assert is_closed(whole)
    assert is_closed(mirror(subdivide(whole)))
    assert not is_closed(Mesh(whole.vertices, whole.faces[1:]))


def test_mirrored_mesh_still_faces_outward() -> None:
    mesh = sphere(2)
    mesh = Mesh(mesh.vertices + np.array([3.0, 0, 0]), mesh.faces)
    other = mirror(mesh)
    assert volume(other) == pytest.approx(volume(mesh))
    assert other.vertices[:, 0].mean() == pytest.approx(-3)
    outward = other.vertices + np.array([3.0, 0, 0])
    assert np.all((vertex_normals(other) * outward).sum(axis=1) > 0.9)


def test_merged_meshes_keep_their_volumes() -> None:
    one, two = octahedron(), sphere(2)
    assert volume(merge([one, two, one])) == pytest.approx(2 * volume(one) + volume(two))


def test_tube_of_a_grid_wraps_around() -> None:
    edges = np.sort(half_edges(grid_faces(6, 9, wrap=True)), axis=1)
    _, count = np.unique(edges, axis=0, return_counts=True)
    assert (count == 1).sum() == 2 * 9


def test_smoothing_moves_free_vertices_and_leaves_fixed_ones() -> None:
    mesh = sphere(3)
    rough = mesh.vertices * np.random.default_rng(1).uniform(0.9, 1.1, (len(mesh.vertices), 1))
    free = (mesh.vertices[:, 1] > 0).astype(np.float64)
    blurred = smooth_vertices(Mesh(rough, mesh.faces), 0.5 * free, 4, along_normals=True)
    held = free == 0
    assert np.array_equal(blurred[held], rough[held])
    spread = [np.linalg.norm(points[~held], axis=1).std() for points in (rough, blurred)]
    assert spread[1] < spread[0] / 2
