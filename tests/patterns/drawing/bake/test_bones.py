"""Faces of a baked mesh are wound outward, and its parts are told apart.

The bytes of the baked files are not tried here: they need the wheel of the source.
"""

from __future__ import annotations

import numpy as np

from patterns.drawing.bake.bones import split_parts, wind_outward
from patterns.drawing.geometry.meshes import Mesh, merge
from tests.helpers.drawing import octahedron, volume


def test_faces_of_each_part_are_wound_outward() -> None:
    one = octahedron()
    mesh = merge([one, Mesh(one.vertices + np.array([3.0, 0, 0]), one.faces)])
    mixed = mesh.faces.copy()
    mixed[::3] = mixed[::3, ::-1]
    parts = split_parts(wind_outward(Mesh(mesh.vertices, mixed)))
    assert [volume(part) for part in parts] == [volume(one)] * 2
    assert [part.vertices[:, 0].mean() for part in parts] == [0, 3]
