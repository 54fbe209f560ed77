"""The musculoskeletal-models wheel in, one small file of pelvis and thigh bone meshes out.

The meshes are the mean shapes of a lower-limb population model (26 people) of the Auckland
Bioengineering Institute, MPL-2.0. They are moved, turned and split into bones, never reshaped.
"""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.spatial import cKDTree

from patterns.drawing.geometry.meshes import MIRROR, Mesh, subdivided

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask

FOLDER = "musculoskeletal/models/atlas_meshes"
PELVIS = ("pelvis_combined_cubic_flat.mesh", "pelvis_combined_cubic_mean_rigid_LLP26.geof")
THIGH = ("femur_left_quartic_flat.mesh", "femur_left_mean_rigid_LLP26.geof")

LATTICES: dict[str, tuple[int, int]] = {
    "quad44": (4, 4),
    "quad55": (5, 5),
    "quad54": (5, 4),
    "quad45": (4, 5),
}
TRIANGLES = {"tri10": 4, "tri15": 5}
"""Nodes along each side of the patches of the source."""

HIP_CENTER = np.array([0.087, -0.042, 0.026])
"""Center of the left hip joint in the levelled pelvis, in meters (the sphere of the socket)."""

TO_WORLD = np.array([[1.0, 0.0, 0.0], [0.0, 0.0, 1.0], [0.0, -1.0, 0.0]]) / 1000
"""From the source's millimeters (y to the back, z up) to meters with y up and z to the front."""


def bake_bones(wheel: Path, folder: Path) -> list[Path]:
    """Write the bones of the left side and the sacrum; the right side is their mirror image."""
    with zipfile.ZipFile(wheel) as archive:
        pelvis = _outward(_read(archive, *PELVIS))
        thigh = _outward(_read(archive, *THIGH))
    parts = _split(_levelled(pelvis))
    sacrum = min(parts, key=lambda part: abs(float(part.vertices[:, 0].mean())))
    hip = max(parts, key=lambda part: float(part.vertices[:, 0].mean()))
    head = _thigh_head(thigh.vertices)
    bones = {
        "hip": hip,
        "sacrum": sacrum,
        "thigh": Mesh(thigh.vertices - head + HIP_CENTER, thigh.faces),
    }
    arrays: dict[str, Any] = {}
    for name, bone in bones.items():
        arrays[f"{name}_vertices"] = np.round(bone.vertices, 6).astype(np.float32)
        arrays[f"{name}_faces"] = bone.faces.astype(np.uint16)
    path = folder / "pelvis-and-thigh.npz"
    np.savez_compressed(path, **arrays)
    return [path]


def _read(archive: zipfile.ZipFile, mesh_name: str, field_name: str) -> Mesh:
    """Read one patch mesh and cut every patch into triangles along its lattice of nodes."""
    mesh = json.loads(archive.read(f"{FOLDER}/{mesh_name}"))
    fields = json.loads(archive.read(f"{FOLDER}/{field_name}"))
    nodes = fields["field_parameters"]
    vertices = np.array(
        [
            [float(nodes[f"node {index:08d}"][f"dim {axis}"]) for axis in range(3)]
            for index in range(fields["ensemble_point_counter"])
        ]
    )
    same = _Same()
    for node, others in mesh["connectivity"].items():
        for other in others.split():
            same.join(node, other)

    numbers: dict[str, int] = {}
    faces = []
    for element in range(mesh["element_counter"]):
        kind = mesh["elements"][str(element)].split()[1]
        triangles, count = _patch(kind)
        patch = [
            numbers.setdefault(same.root(f"{element}_{node}"), len(numbers))
            for node in range(count)
        ]
        faces += [[patch[corner] for corner in triangle] for triangle in triangles]
    if len(numbers) != len(vertices):
        raise ValueError(f"{mesh_name} joins {len(numbers)} nodes, not {len(vertices)}")
    whole = [face for face in faces if len(set(face)) == 3]
    return Mesh(vertices @ TO_WORLD.T, np.array(whole, dtype=np.int64))


def _patch(kind: str) -> tuple[list[tuple[int, int, int]], int]:
    """Give the triangles of one patch, as node numbers, and how many nodes it has."""
    triangles = []
    if kind in LATTICES:
        width, height = LATTICES[kind]
        for row in range(height - 1):
            for a in range(row * width, row * width + width - 1):
                triangles += [(a, a + 1, a + width + 1), (a, a + width + 1, a + width)]
        return triangles, width * height
    side = TRIANGLES[kind]
    start = 0
    for row in range(side - 1):
        above = start + side - row
        for step in range(side - 1 - row):
            triangles.append((start + step, start + step + 1, above + step))
            if step < side - 2 - row:
                triangles.append((start + step + 1, above + step + 1, above + step))
        start = above
    return triangles, start + 1


class _Same:
    """Names that stand for the same node (disjoint sets)."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        while (above := self.parent.setdefault(name, name)) != name:
            name = above
        return name

    def join(self, name: str, other: str) -> None:
        first, second = self.root(name), self.root(other)
        if first != second:
            self.parent[first] = second


@dataclass(frozen=True, slots=True)
class _Neighbors:
    """Faces by the edge they share."""

    by_edge: dict[frozenset[int], list[int]]

    @classmethod
    def of(cls, faces: IntArray) -> _Neighbors:
        found: defaultdict[frozenset[int], list[int]] = defaultdict(list)
        for index, face in enumerate(faces.tolist()):
            for edge in _edges(face):
                found[frozenset(edge)].append(index)
        return cls(found)


def _edges(face: list[int]) -> list[tuple[int, int]]:
    return [(face[0], face[1]), (face[1], face[2]), (face[2], face[0])]


def _outward(mesh: Mesh) -> Mesh:
    """Wind all faces of each part alike, and outward."""
    neighbors = _Neighbors.of(mesh.faces)
    faces = mesh.faces.tolist()
    part = _parts(mesh.faces, neighbors)
    done: set[int] = set()
    for seed in range(len(faces)):
        waiting = [] if seed in done else [seed]
        done.add(seed)
        while waiting:
            here = waiting.pop()
            for edge in _edges(faces[here]):
                for other in neighbors.by_edge[frozenset(edge)]:
                    if other not in done:
                        if edge in _edges(faces[other]):
                            faces[other].reverse()
                        done.add(other)
                        waiting.append(other)
    wound = np.array(faces, dtype=np.int64)
    for label in np.unique(part):
        if _volume(mesh.vertices, wound[part == label]) < 0:
            wound[part == label] = wound[part == label][:, ::-1]
    return Mesh(mesh.vertices, wound)


def _parts(faces: IntArray, neighbors: _Neighbors) -> IntArray:
    """Give each face the number of the connected part it belongs to."""
    part = np.full(len(faces), -1, dtype=np.int64)
    rows = faces.tolist()
    for seed in range(len(rows)):
        if part[seed] >= 0:
            continue
        label = part.max() + 1
        waiting = [seed]
        part[seed] = label
        while waiting:
            for edge in _edges(rows[waiting.pop()]):
                for other in neighbors.by_edge[frozenset(edge)]:
                    if part[other] < 0:
                        part[other] = label
                        waiting.append(other)
    return part


def _volume(vertices: FloatArray, faces: IntArray) -> float:
    a, b, c = (
        vertices[faces[:, corner]] - vertices[faces].mean(axis=(0, 1)) for corner in range(3)
    )
    return float(np.einsum("ij,ij->", a, np.cross(b, c))) / 6


def _split(mesh: Mesh) -> list[Mesh]:
    part = _parts(mesh.faces, _Neighbors.of(mesh.faces))
    pieces = []
    for label in range(part.max() + 1):
        used, faces = np.unique(mesh.faces[part == label], return_inverse=True)
        pieces.append(Mesh(mesh.vertices[used], faces.reshape(-1, 3)))
    return pieces


def _levelled(pelvis: Mesh) -> Mesh:
    """Put the plane of symmetry on x = 0, and the front of the pelvis upright.

    Upright means that the front points of the hip bones (ASIS) and the pubic tubercles share
    one vertical plane, as in standing.
    """
    vertices = pelvis.vertices - pelvis.vertices.mean(axis=0)
    normal, point = _symmetry(Mesh(vertices, pelvis.faces))
    vertices = (vertices - normal * (normal @ point)) @ _turn_to_x(normal).T
    left = vertices[vertices[:, 0] > 0.01]
    middle = left[:, 1].mean()
    upper = left[left[:, 1] > middle]
    lower = left[(left[:, 1] < middle) & (left[:, 0] < 0.04)]
    spine, tubercle = (half[half[:, 2].argmax()] for half in (upper, lower))
    angle = -np.arctan2(spine[2] - tubercle[2], spine[1] - tubercle[1])
    cosine, sine = np.cos(angle), np.sin(angle)
    tilt = np.array([[1.0, 0.0, 0.0], [0.0, cosine, -sine], [0.0, sine, cosine]])
    return Mesh(vertices @ tilt.T, pelvis.faces)


def _symmetry(mesh: Mesh) -> tuple[FloatArray, FloatArray]:
    """Find the plane of symmetry: lay the mirror image on the original, point by nearest point."""
    points = subdivided(mesh).vertices
    image = points * MIRROR
    tree = cKDTree(points)
    turn, shift = np.eye(3), np.zeros(3)
    for _ in range(60):
        distance, nearest = tree.query(image @ turn.T + shift)
        near: Mask = distance < np.percentile(distance, 90)
        source, target = image[near], points[nearest[near]]
        source_middle, target_middle = source.mean(axis=0), target.mean(axis=0)
        u, _, v = np.linalg.svd((source - source_middle).T @ (target - target_middle))
        flip = np.diag([1.0, 1.0, np.sign(np.linalg.det(v.T @ u.T))])
        turn = v.T @ flip @ u.T
        shift = target_middle - turn @ source_middle
    values, vectors = np.linalg.eig(turn @ np.diag(MIRROR))
    normal = np.real(vectors[:, np.argmin(np.real(values))])
    return normal * np.sign(normal[0]), shift / 2


def _turn_to_x(normal: FloatArray) -> FloatArray:
    """Give the smallest rotation that turns a unit normal to the x axis."""
    axis = np.cross(normal, [1.0, 0.0, 0.0])
    cross = np.array([[0, -axis[2], axis[1]], [axis[2], 0, -axis[0]], [-axis[1], axis[0], 0]])
    return np.asarray(np.eye(3) + cross + cross @ cross / (1 + normal[0]))


def _thigh_head(vertices: FloatArray) -> FloatArray:
    """Find the center of the ball of the left thigh bone, refining which points lie on it."""
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
