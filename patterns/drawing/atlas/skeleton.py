"""Read the bones of the baked skeleton, and refine them for drawing.

Bones of the left side and of the midline go by their plain names, such as `scapula` and `T4`. Those
of the right side are mirror images.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.drawn_bones import drawn_bones
from patterns.drawing.baked_files import BONE_STEP, PELVIS_AND_LEG, SKELETON
from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray, IntArray
from patterns.drawing.geometry.meshes import Mesh, is_closed, subdivide, vertex_normals

if TYPE_CHECKING:
    from collections.abc import Mapping

MIDLINE = frozenset({"coccyx", "hyoid", "jaw", "sacrum", "skull", "sternum"})
SPINE = (
    *(f"C{level}" for level in range(1, 8)),
    *(f"T{level}" for level in range(1, 13)),
    *(f"L{level}" for level in range(1, 6)),
)
"""The vertebrae from above."""

REFINED_FACES = 12_000  # a bone is subdivided until it has about so many faces
OVERSHOOT, OVERSHOOT_ROUNDS = 0.8, 3
"""Subdividing shrinks a coarse mesh. So its vertices are first pushed outward by this share of what
they would shrink, so many times."""


def is_midline(bone: str) -> bool:
    """Return whether a bone belongs to both sides."""
    return bone in MIDLINE or bone in SPINE or bone.startswith(("disc-", "cartilage-"))


@cache
def load_skeleton() -> Mapping[str, Mesh]:
    """Read the bones of the left side and of the midline, baked and drawn by hand."""
    bones = drawn_bones()
    for path in (SKELETON, PELVIS_AND_LEG):
        with np.load(path, allow_pickle=False) as baked:
            vertices = np.split(baked["vertices"] * BONE_STEP, _ends(baked["vertex_counts"]))
            faces = np.split(baked["faces"].astype(np.int64), _ends(baked["face_counts"]))
            for name, places, corners in zip(baked["names"].tolist(), vertices, faces, strict=True):
                bones[name] = Mesh(places, corners)
    return MappingProxyType(dict(sorted(bones.items())))


def _ends(counts: IntArray) -> IntArray:
    return np.cumsum(counts.astype(np.int64))[:-1]


@cache
def bone_origin(bone: str) -> FloatArray:
    """Return the origin of a bone's frame in whole millimeters, (3,): the middle of its box.

    Its axes are those of the body. The middle of a bone of the midline lies on the midline.
    """
    vertices = load_skeleton()[bone].vertices / MILLIMETER
    middle = np.round((vertices.min(axis=0) + vertices.max(axis=0)) / 2)
    return np.asarray(middle * (0.0, 1.0, 1.0) if is_midline(bone) else middle)


@cache
def refined_bone(bone: str) -> Mesh:
    """Return a bone as a fine smooth mesh that passes near the vertices of the baked one."""
    mesh = load_skeleton()[bone]
    rounds = max(1, round(np.log(REFINED_FACES / len(mesh.faces)) / np.log(4)))
    count, control = len(mesh.vertices), mesh.vertices
    for _ in range(OVERSHOOT_ROUNDS):
        shrunk = subdivide(Mesh(control, mesh.faces), rounds).vertices[:count]
        control = control + OVERSHOOT * (mesh.vertices - shrunk)
    return subdivide(Mesh(control, mesh.faces), rounds)


@cache
def has_no_rim(bone: str) -> bool:
    """Return whether the mesh of a bone is closed, and so the refined one, too."""
    return is_closed(load_skeleton()[bone])


@cache
def refined_normals(bone: str) -> FloatArray:
    """Return the outward unit normal of each vertex of a refined bone, (n, 3)."""
    return vertex_normals(refined_bone(bone))
