"""Bake the bones of pelvis and thigh from the musculoskeletal-models wheel.

The meshes are the mean shapes of a lower-limb population model (26 people) of the Auckland
Bioengineering Institute, MPL-2.0. They are moved, rotated and split into bones, never reshaped.
"""

from __future__ import annotations

import json
import math
import zipfile
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree
from scipy.spatial.transform import Rotation

from patterns.drawing.baked_files import PELVIS_AND_THIGH
from patterns.drawing.geometry.meshes import MIRROR, Mesh, half_edges, subdivide
from patterns.drawing.geometry.rotations import X, rotation, swing

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask

FOLDER = "musculoskeletal/models/atlas_meshes"
PELVIS = ("pelvis_combined_cubic_flat.mesh", "pelvis_combined_cubic_mean_rigid_LLP26.geof")
THIGH = ("femur_left_quartic_flat.mesh", "femur_left_mean_rigid_LLP26.geof")

QUAD_PATCHES = {"quad44": (4, 4), "quad55": (5, 5), "quad54": (5, 4), "quad45": (4, 5)}
TRIANGLE_PATCHES = {"tri10": 4, "tri15": 5}  # nodes along each side of the patches of the source

HIP_CENTER = np.array([0.087, -0.042, 0.026])
"""Center of the left hip joint in the leveled pelvis, in meters (the sphere of the socket)."""

TO_WORLD = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]) / 1000
"""From the source's millimeters (y to the back, z up) to meters with y up and z to the front."""


def bake_bones(wheel: Path, folder: Path) -> list[Path]:
    """Write the bones of the left side and the sacrum into `folder`, and return the file's path.

    `wheel` is the musculoskeletal-models 0.2.4 wheel from the Python package index. The right
    side is the mirror image of the left.
    """
    with zipfile.ZipFile(wheel) as archive:
        pelvis = wind_outward(read_mesh(archive, *PELVIS))
        thigh = wind_outward(read_mesh(archive, *THIGH))
    parts = split_parts(_level(pelvis))
    sacrum = min(parts, key=lambda part: abs(float(part.vertices[:, 0].mean())))
    hip = max(parts, key=lambda part: float(part.vertices[:, 0].mean()))
    head = _thigh_head_center(thigh.vertices)
    thigh = Mesh(thigh.vertices - head + HIP_CENTER, thigh.faces)
    arrays: dict[str, Any] = {}
    for name, bone in (("hip", hip), ("sacrum", sacrum), ("thigh", thigh)):
        arrays[f"{name}_vertices"] = np.round(bone.vertices, 6).astype(np.float32)
        arrays[f"{name}_faces"] = bone.faces.astype(np.uint16)
    path = folder / PELVIS_AND_THIGH.name
    np.savez_compressed(path, **arrays)
    return [path]


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


def _level(pelvis: Mesh) -> Mesh:
    """Put the plane of symmetry on x = 0, and the front of the pelvis upright.

    Upright means that the front points of the hip bones (ASIS) and the pubic tubercles share one
    vertical plane, as in standing.
    """
    vertices = pelvis.vertices - pelvis.vertices.mean(axis=0)
    normal, point = _symmetry_plane(Mesh(vertices, pelvis.faces))
    vertices = (vertices - normal * (normal @ point)) @ swing(normal, X).T
    left = vertices[vertices[:, 0] > 0.01]
    middle = left[:, 1].mean()
    upper = left[left[:, 1] > middle]
    lower = left[(left[:, 1] < middle) & (left[:, 0] < 0.04)]
    spine, tubercle = (half[half[:, 2].argmax()] for half in (upper, lower))
    angle = math.degrees(math.atan2(spine[2] - tubercle[2], spine[1] - tubercle[1]))
    return Mesh(vertices @ rotation(X, -angle).T, pelvis.faces)


def _symmetry_plane(mesh: Mesh) -> tuple[FloatArray, FloatArray]:
    """Return normal and a point of the plane of symmetry.

    It lays the mirror image on the original, nearest point on nearest point (ICP).
    """
    points = subdivide(mesh).vertices
    image = points * MIRROR
    tree = cKDTree(points)
    matrix, shift = np.eye(3), np.zeros(3)
    for _ in range(60):
        distance, nearest = tree.query(image @ matrix.T + shift)
        near: Mask = distance < np.percentile(distance, 90)
        source, target = image[near], points[nearest[near]]
        source_middle, target_middle = source.mean(axis=0), target.mean(axis=0)
        aligned, _ = Rotation.align_vectors(target - target_middle, source - source_middle)
        matrix = aligned.as_matrix()
        shift = target_middle - matrix @ source_middle
    values, vectors = np.linalg.eig(matrix @ np.diag(MIRROR))
    normal = np.real(vectors[:, np.argmin(np.real(values))])
    return normal * np.sign(normal[0]), shift / 2


def _thigh_head_center(vertices: FloatArray) -> FloatArray:
    """Return the center of the ball of the left thigh bone: a sphere fitted again and again."""
    top = vertices[vertices[:, 1] > vertices[:, 1].max() - 0.035]
    ball = top[top[:, 0] < np.percentile(top[:, 0], 60)]
    center = np.zeros(3)
    for _ in range(6):
        system = np.column_stack([2 * ball, np.ones(len(ball))])
        solution = np.linalg.lstsq(system, (ball**2).sum(axis=1), rcond=None)[0]
        center = solution[:3]
        radius = np.sqrt(solution[3] + (center**2).sum())
        off = np.abs(np.linalg.norm(vertices - center, axis=1) - radius)
        ball = vertices[(off < 0.0015) & (vertices[:, 0] < center[0] + 0.012)]
    return center
