"""A PLY file is read as it is laid out, and what its faces share is merged."""

from __future__ import annotations

import struct

import numpy as np
import pytest

from patterns.drawing.bake.ply import read_ply, weld
from patterns.drawing.geometry.meshes import Mesh

HEADER = """ply
format binary_little_endian 1.0
comment VTK generated PLY File
element vertex 4
property float x
property float y
property float z
element face 1
property list uchar int vertex_indices
end_header
"""

SQUARE = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0]


def ply(header: str = HEADER) -> bytes:
    return header.encode() + struct.pack("<12fB4i", *SQUARE, 4, 0, 1, 2, 3)


def test_a_polygon_becomes_a_fan_of_triangles() -> None:
    mesh = read_ply(ply())
    assert mesh.vertices.ravel().tolist() == SQUARE
    assert mesh.faces.tolist() == [[0, 1, 2], [0, 2, 3]]


def test_another_layout_is_refused() -> None:
    with pytest.raises(ValueError, match="plain vertices and faces"):
        read_ply(ply(HEADER.replace("little", "big")))


def test_vertices_at_one_place_are_merged_in_the_order_of_the_file() -> None:
    vertices = np.array([[2, 0, 0], [0, 0, 0], [2, 0, 1e-7], [0, 1, 0], [2, 1, 0]], dtype=float)
    welded = weld(Mesh(vertices, np.array([[0, 1, 3], [2, 3, 4], [3, 2, 1], [0, 2, 4]])), 1e-5)
    assert welded.vertices.tolist() == [[2, 0, 0], [0, 0, 0], [0, 1, 0], [2, 1, 0]]
    assert welded.faces.tolist() == [[0, 1, 2], [0, 2, 3]]
