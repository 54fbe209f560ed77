"""Subdivide, smooth, mirror and merge triangle meshes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray, IntArray

MIRROR = np.array([-1.0, 1.0, 1.0])  # factors on x, y, z that turn the subject's left into right


@dataclass(frozen=True, slots=True)
class Mesh:
    """A surface of triangles."""

    vertices: FloatArray  # (n, 3) world points, in meters
    faces: IntArray  # (m, 3) indices of vertices, counter clockwise as seen from outside


def vertex_normals(mesh: Mesh) -> FloatArray:
    """Return the outward unit normal of each vertex, (n, 3), weighted by the areas of its faces."""
    corners = mesh.vertices[mesh.faces]
    face_normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    normals = np.zeros_like(mesh.vertices)
    for corner in range(3):
        np.add.at(normals, mesh.faces[:, corner], face_normals)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def mirror(mesh: Mesh) -> Mesh:
    """Return the mesh of the other side of the body, its faces still wound outward."""
    return Mesh(mesh.vertices * MIRROR, mesh.faces[:, ::-1])


def merge(meshes: Sequence[Mesh]) -> Mesh:
    """Return several meshes as one; vertices that coincide stay apart."""
    starts = np.cumsum([0, *(len(mesh.vertices) for mesh in meshes[:-1])])
    return Mesh(
        np.vstack([mesh.vertices for mesh in meshes]),
        np.vstack([mesh.faces + start for mesh, start in zip(meshes, starts, strict=True)]),
    )


def half_edges(faces: IntArray) -> IntArray:
    """Return the (3m, 2) directed edges of the faces: all first edges, all second, all third."""
    return np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])


def is_closed(mesh: Mesh) -> bool:
    """Return whether a mesh has no rim: at each edge two faces meet."""
    _, _, sharing = _edges(mesh)
    return bool((sharing == 2).all())


def _edges(mesh: Mesh) -> tuple[IntArray, IntArray, IntArray]:
    """Return the edges, (n, 2), which of them each half edge is, and how many faces share each.

    An edge as one number is found quicker than as a pair.
    """
    low, high = np.sort(half_edges(mesh.faces), axis=1).T
    count = len(mesh.vertices)
    numbers, owner, sharing = np.unique(low * count + high, return_inverse=True, return_counts=True)
    return np.stack(np.divmod(numbers, count), axis=1), owner, sharing


def subdivide(mesh: Mesh, rounds: int = 1) -> Mesh:
    """Divide each face in four and smooth, by Loop's rule; vertices of an open rim stay.

    Source of the weights: C. Loop, "Smooth Subdivision Surfaces Based on Triangles", 1987, with
    Warren's simpler 3/8n for the old vertices.
    """
    for _ in range(rounds):
        mesh = _subdivide_once(mesh)
    return mesh


def _subdivide_once(mesh: Mesh) -> Mesh:
    vertices, faces = mesh.vertices, mesh.faces
    count = len(vertices)
    edges, owner, sharing = _edges(mesh)
    shared = sharing == 2
    opposite = np.zeros((len(edges), 3))
    np.add.at(opposite, owner, vertices[faces[:, [2, 0, 1]].T.ravel()])

    middle = (vertices[edges[:, 0]] + vertices[edges[:, 1]]) / 2
    middle[shared] = 0.75 * middle[shared] + 0.125 * opposite[shared]

    around, degree = np.zeros((count, 3)), np.zeros(count)
    for here, there in ((0, 1), (1, 0)):
        np.add.at(around, edges[:, here], vertices[edges[:, there]])
        np.add.at(degree, edges[:, here], 1)
    weight = np.where(degree > 3, 3 / (8 * np.maximum(degree, 1)), 3 / 16)[:, None]
    moved = (1 - degree[:, None] * weight) * vertices + weight * around
    fixed = np.unique(edges[~shared])
    moved[fixed] = vertices[fixed]

    ab, bc, ca = owner.reshape(3, -1) + count
    a, b, c = faces.T
    quarters = [(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]
    return Mesh(np.vstack([moved, middle]), np.vstack([np.stack(q, axis=1) for q in quarters]))


def smooth_vertices(
    mesh: Mesh, strength: FloatArray, rounds: int, *, along_normals: bool = False
) -> FloatArray:
    """Return the vertices moved toward their neighbors' mean (Laplacian smoothing).

    `strength`, (n,), is 0 for a vertex that stays and at most 1; up to about one half it is
    stable. With `along_normals` a vertex moves along its normal only, so that hems and landmarks
    do not drift.
    """
    averaging = _neighbor_averaging(len(mesh.vertices), mesh.faces)
    vertices = mesh.vertices
    for _ in range(rounds):
        step = (averaging @ vertices - vertices) * strength[:, None]
        if along_normals:
            normals = vertex_normals(Mesh(vertices, mesh.faces))
            step = normals * (step * normals).sum(axis=1, keepdims=True)
        vertices = vertices + step
    return vertices


def _neighbor_averaging(count: int, faces: IntArray) -> scipy.sparse.csr_matrix:
    """Return the (count, count) matrix that replaces each vertex by the mean of its neighbors."""
    edges = np.unique(np.sort(half_edges(faces), axis=1), axis=0)
    rows, columns = np.vstack([edges, edges[:, ::-1]]).T
    links = scipy.sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count))
    degree = np.asarray(links.sum(axis=1)).ravel()
    return scipy.sparse.diags(1 / np.maximum(degree, 1)) @ links


def grid_faces(rows: int, columns: int, *, wrap: bool = False) -> IntArray:
    """Return the faces of a lattice of rows x columns vertices, numbered row after row.

    With `wrap` the last column is joined to the first, which makes a tube.
    """
    row = np.arange(rows - 1)[:, None]
    column = np.arange(columns if wrap else columns - 1)[None, :]
    after = (column + 1) % columns
    a, b = row * columns + column, row * columns + after
    c, d = a + columns, b + columns
    lower = np.stack([a, b, d], axis=-1).reshape(-1, 3)
    upper = np.stack([a, d, c], axis=-1).reshape(-1, 3)
    return np.concatenate([lower, upper])
