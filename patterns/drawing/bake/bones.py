"""Read bones from the musculoskeletal-models wheel, and split and wind meshes.

The meshes are the mean shapes of a lower-limb population model (26 people) of the Auckland
Bioengineering Institute, MPL-2.0. They are moved, rotated and split into bones, never reshaped.
"""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import scipy.sparse
from scipy.sparse.csgraph import connected_components

from patterns.drawing.geometry.meshes import Mesh, half_edges

if TYPE_CHECKING:
    import zipfile

    from patterns.drawing.geometry.arrays import FloatArray, IntArray

FOLDER = "musculoskeletal/models/atlas_meshes"
QUAD_PATCHES = {"quad44": (4, 4), "quad55": (5, 5), "quad54": (5, 4), "quad45": (4, 5)}
TRIANGLE_PATCHES = {"tri10": 4, "tri15": 5}  # nodes along each side of the patches of the source

TO_WORLD = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]) / 1000
"""From the source's millimeters (y to the back, z up) to meters with y up and z to the front."""


def read_mesh(archive: zipfile.ZipFile, mesh_name: str, field_name: str) -> Mesh:
    """Read one mesh of patches and cut every patch into triangles along its lattice of nodes."""
    mesh = json.loads(archive.read(f"{FOLDER}/{mesh_name}"))
    fields = json.loads(archive.read(f"{FOLDER}/{field_name}"))
    values = fields["field_parameters"]
    vertices = np.array(
        [
            [float(values[f"node {index:08d}"][f"dim {axis}"]) for axis in range(3)]
            for index in range(fields["ensemble_point_counter"])
        ]
    )
    patches = []
    nodes: dict[str, int] = {}
    for element in range(mesh["element_counter"]):
        triangles, count = _patch(mesh["elements"][str(element)].split()[1])
        indices = [nodes.setdefault(f"{element}_{node}", len(nodes)) for node in range(count)]
        patches.append(np.array(indices)[triangles])
    joined = [
        (nodes[node], nodes[other])
        for node, others in mesh["connectivity"].items()
        for other in others.split()
    ]
    # Patches that meet have nodes of their own there; components are numbered in their order.
    count, vertex = find_components(len(nodes), np.array(joined))
    if count != len(vertices):
        raise ValueError(f"{mesh_name} joins {count} nodes, not {len(vertices)}")
    faces = vertex[np.concatenate(patches)]
    a, b, c = faces.T
    return Mesh(vertices @ TO_WORLD.T, faces[(a != b) & (b != c) & (c != a)])


def _patch(kind: str) -> tuple[list[tuple[int, int, int]], int]:
    """Return the triangles of one patch, as node numbers, and how many nodes it has."""
    triangles = []
    if kind in QUAD_PATCHES:
        width, height = QUAD_PATCHES[kind]
        for row in range(height - 1):
            for a in range(row * width, row * width + width - 1):
                triangles += [(a, a + 1, a + width + 1), (a, a + width + 1, a + width)]
        return triangles, width * height
    side = TRIANGLE_PATCHES[kind]
    start = 0
    for row in range(side - 1):
        above = start + side - row
        for step in range(side - 1 - row):
            triangles.append((start + step, start + step + 1, above + step))
            if step < side - 2 - row:
                triangles.append((start + step + 1, above + step + 1, above + step))
        start = above
    return triangles, start + 1


def find_components(count: int, links: IntArray) -> tuple[int, IntArray]:
    """Return how many components the pairs of nodes, (n, 2), connect, and that of each node."""
    graph = scipy.sparse.coo_matrix((np.ones(len(links)), links.T), shape=(count, count))
    components, labels = connected_components(graph, directed=False)
    return components, labels.astype(np.int64)


def _face_parts(mesh: Mesh) -> tuple[int, IntArray]:
    """Return how many connected parts a mesh has, and the part of each face."""
    count, labels = find_components(len(mesh.vertices), half_edges(mesh.faces))
    return count, labels[mesh.faces[:, 0]]


def wind_outward(mesh: Mesh) -> Mesh:
    """Wind all faces of each part alike, and outward."""
    wound = _wind_alike(mesh.faces.tolist())
    count, part = _face_parts(mesh)
    for label in range(count):
        if _volume(mesh.vertices, wound[part == label]) < 0:
            wound[part == label] = wound[part == label][:, ::-1]
    return Mesh(mesh.vertices, wound)


def _wind_alike(faces: list[list[int]]) -> IntArray:
    """Reverse faces until two that share an edge run along it in opposite directions."""
    by_edge: defaultdict[frozenset[int], list[int]] = defaultdict(list)
    for index, face in enumerate(faces):
        for edge in _edges(face):
            by_edge[frozenset(edge)].append(index)
    done: set[int] = set()
    for seed in range(len(faces)):
        waiting = [] if seed in done else [seed]
        done.add(seed)
        while waiting:
            here = waiting.pop()
            for edge in _edges(faces[here]):
                for other in by_edge[frozenset(edge)]:
                    if other not in done:
                        if edge in _edges(faces[other]):
                            faces[other].reverse()
                        done.add(other)
                        waiting.append(other)
    return np.array(faces, dtype=np.int64)


def _edges(face: list[int]) -> list[tuple[int, int]]:
    return list(pairwise([*face, face[0]]))


def _volume(vertices: FloatArray, faces: IntArray) -> float:
    """Return the volume inside some faces, in cubic meters; negative if they are wound inward."""
    a, b, c = (vertices[faces] - vertices[faces].mean(axis=(0, 1))).transpose(1, 0, 2)
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


def split_parts(mesh: Mesh) -> list[Mesh]:
    """Return the connected parts of a mesh."""
    count, part = _face_parts(mesh)
    return [compact(Mesh(mesh.vertices, mesh.faces[part == label])) for label in range(count)]


def compact(mesh: Mesh) -> Mesh:
    """Return a mesh without the vertices that no face uses."""
    used, corners = np.unique(mesh.faces, return_inverse=True)
    return Mesh(mesh.vertices[used], corners.reshape(-1, 3))
