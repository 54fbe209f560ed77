"""Read the triangle meshes of binary PLY files, and weld the vertices that their faces share."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np

from patterns.drawing.geometry.meshes import Mesh

HEADER = re.compile(
    rb"ply\s+format binary_little_endian 1\.0\s.*?"
    rb"element vertex (?P<vertices>\d+)\s+"
    rb"property float x\s+property float y\s+property float z\s+"
    rb"element face (?P<faces>\d+)\s+"
    rb"property list uchar int vertex_indices\s+end_header\n",
    re.DOTALL,
)


def read_ply(data: bytes) -> Mesh:
    """Read a mesh of polygons; each becomes a fan of triangles with the same winding.

    Raises `ValueError` for a file of another layout.
    """
    header = HEADER.match(data)
    if header is None:
        raise ValueError("this is no binary PLY file of plain vertices and faces")
    count, start = int(header["vertices"]), header.end()
    vertices = np.frombuffer(data, "<f4", 3 * count, start).reshape(count, 3)
    start += vertices.nbytes
    faces = []
    for _ in range(int(header["faces"])):
        corners = np.frombuffer(data, "<i4", data[start], start + 1)
        start += 1 + corners.nbytes
        faces += [(corners[0], a, b) for a, b in pairwise(corners[1:])]
    return Mesh(vertices.astype(float), np.array(faces, dtype=np.int64))


def weld(mesh: Mesh, step: float) -> Mesh:
    """Merge the vertices that round to one multiple of `step`; drop flat and doubled faces."""
    _, first, place = np.unique(
        np.round(mesh.vertices / step), axis=0, return_index=True, return_inverse=True
    )
    order = np.argsort(first)  # keep the order of the file
    faces = np.argsort(order)[place.ravel()[mesh.faces]]
    a, b, c = faces.T
    faces = faces[(a != b) & (b != c) & (c != a)]
    _, kept = np.unique(np.sort(faces, axis=1), axis=0, return_index=True)
    return Mesh(mesh.vertices[first[order]], faces[np.sort(kept)])
