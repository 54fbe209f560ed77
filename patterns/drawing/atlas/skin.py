"""The skin of the standing mannequin, and how deep under it a place lies."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.spatial import cKDTree

from patterns.drawing.figures.mannequin import (
    SIDES,
    Mannequin,
    Rotations,
    Skeleton,
    forward_kinematics,
    load_mannequin,
    skin_vertices,
)
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.geometry.meshes import Mesh, subdivide, vertex_normals
from patterns.drawing.geometry.raster import Raster
from patterns.drawing.geometry.rotations import Y, rotation, swing, unit

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, Mask

UPPER_ARM, FOREARM = (0.20, -1.0, 0.0), (0.17, -1.0, 0.10)
THIGH, SHIN = (-0.02, -1.0, 0.0), (0.0, -1.0, -0.03)
"""Directions of the left limbs of the standing mannequin: arms down, palms to the thighs."""

TOE_OUT = 6.0  # degrees

HEAD_FROM = 0.60  # height above which faces may lie inside the head, in meters
HEAD_VIEWS = [(azimuth, height) for azimuth in range(0, 360, 45) for height in (-25, 25)]
HEAD_SIDE = 400  # longest side of the rasters that look at the head, in pixels
THROAT = np.array([[-0.036, 0.634, 0.010], [0.036, 0.714, 0.128]])
"""Two corners of a box in meters, within which all faces are those of mouth and throat."""

Zone = Literal["trunk", "arm", "all"]
"""Whose skin counts: that of the arm lies on the flank, so a rib near it would seem outside."""

TRUNK_MAX, ARM_MIN = 0.5, 0.12  # how much of a vertex the bones of the arm carry
ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")

NEIGHBORS = 8  # how many vertices of the skin tell the depth of a place
NEIGHBOR_BLUR = 0.004  # added to their distances, in meters, so that the nearest is not all


@dataclass(frozen=True, slots=True)
class Skin:
    """The skin of the standing mannequin; its zones leave out the inside of mouth and eyes."""

    mesh: Mesh
    arm_shares: FloatArray  # (n,): how much of each vertex the bones of the arm carry
    zones: dict[Zone, tuple[cKDTree, FloatArray, FloatArray]]  # a tree, its points and normals

    def depth(self, places: FloatArray, zone: Zone = "all") -> tuple[FloatArray, FloatArray]:
        """Return how deep under the skin some places, (n, 3), lie, in meters, and the way out.

        The depths are (n,), below 0 outside; the ways out are unit vectors, (n, 3).
        """
        tree, points, normals = self.zones[zone]
        distance, nearest = tree.query(places, k=NEIGHBORS)
        weight = 1 / (distance + NEIGHBOR_BLUR) ** 2
        weight /= weight.sum(axis=1, keepdims=True)
        out = (normals[nearest] * weight[..., None]).sum(axis=1)
        height = ((places[:, None] - points[nearest]) * normals[nearest]).sum(axis=2)
        depth = -(height * weight).sum(axis=1)
        return depth, out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)


def standing_skeleton() -> Skeleton:
    """Return the skeleton of the mannequin in the pose of the atlas: upright, the arms down."""
    mannequin = load_mannequin()
    return forward_kinematics(mannequin, _standing_rotations(mannequin))


@cache
def standing_skin() -> Skin:
    """Pose the mannequin upright and return its skin."""
    mannequin = load_mannequin()
    posed = skin_vertices(mannequin, standing_skeleton(), mannequin.vertices)
    mesh = Mesh(posed, mannequin.skin)
    fine = subdivide(Mesh(posed, mesh.faces[~_hidden_in_head(mesh)]))
    used = np.unique(fine.faces)
    points, normals = fine.vertices[used], vertex_normals(fine)[used]
    shares = arm_shares(mannequin)
    near = shares[cKDTree(posed).query(points)[1]]
    chosen: dict[Zone, Mask] = {
        "all": near >= 0,
        "trunk": near < TRUNK_MAX,
        "arm": near > ARM_MIN,
    }
    zones = {
        zone: (cKDTree(points[mask]), points[mask], normals[mask]) for zone, mask in chosen.items()
    }
    return Skin(mesh, shares, zones)


def arm_shares(mannequin: Mannequin) -> FloatArray:
    """Return how much of each vertex of the mannequin the bones of the arms carry, (n,)."""
    carried = np.array([bone.startswith(ARM_BONES) for bone in mannequin.bones])
    shares = carried[mannequin.weight_bones] * mannequin.weight_shares
    return np.asarray(shares.sum(axis=1))


def _standing_rotations(mannequin: Mannequin) -> Rotations:
    rotations: Rotations = {}
    for _, letter, sign in SIDES:
        mirror = np.array([sign, 1.0, 1.0])
        for bones, directions in (
            (("upperarm01", "lowerarm01", "wrist"), (UPPER_ARM, FOREARM)),
            (("upperleg01", "lowerleg01", "foot"), (THIGH, SHIN)),
        ):
            turned = np.eye(3)
            joints = mannequin.rest_limb(letter, *bones)
            for index, direction in enumerate(directions):
                along = unit(turned @ (joints[index + 1] - joints[index]))
                turned = swing(along, unit(np.array(direction) * mirror)) @ turned
                rotations[f"{bones[index]}.{letter}"] = turned
        rotations[f"foot.{letter}"] = rotation(Y, sign * TOE_OUT)
    return rotations


def _hidden_in_head(mesh: Mesh) -> Mask:
    """Return the faces of the head that no camera around it sees: those of mouth and eyes."""
    high = np.nonzero(mesh.vertices[mesh.faces, 1].min(axis=1) > HEAD_FROM)[0]
    corners = mesh.faces[high].ravel()
    points, normals = mesh.vertices[corners], vertex_normals(mesh)[corners]
    faces, names = np.arange(len(corners)).reshape(-1, 3), np.repeat(high, 3)[:, None]
    hidden = np.zeros(len(mesh.faces), dtype=bool)
    hidden[high] = True
    for azimuth, elevation in HEAD_VIEWS:
        camera = fit_camera(view_axes(azimuth, elevation), points, HEAD_SIDE)
        raster = Raster(camera.width, camera.height, attributes=1)
        turned = camera.to_view(normals)
        raster.draw(camera.project(points), faces, turned, 0, attributes=names.astype(float))
        hidden[np.round(raster.attributes[raster.drawn, 0]).astype(np.int64)] = False
    middle = mesh.vertices[mesh.faces].mean(axis=1)
    in_throat = ((middle > THROAT[0]) & (middle < THROAT[1])).all(axis=1)
    return np.asarray(hidden | in_throat)
