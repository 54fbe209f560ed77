"""Dress the mannequin in T-shirt, shorts and short hair, and find the parts of its surface.

No skin under the clothes is ever drawn: what lies there is dropped before the picture is made.

Rest coordinates decide to which part a vertex or a pixel belongs. They are (..., 5) arrays: x, y
and z in the rest pose in meters, 1 on an arm and 0 elsewhere, and the place along the upper arm (0
at the shoulder, 1 at the elbow).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures.mannequin import Mannequin, Skeleton, load_mannequin, skin_vertices
from patterns.drawing.geometry.meshes import Mesh, smooth_vertices, vertex_normals
from patterns.drawing.geometry.rotations import unit

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask, Vector

# All heights and depths below are meters in the rest pose, whose hip joints lie at height 0.05 and
# whose soles at -0.82.
CHIN_HEIGHT = 0.66
CHEST_HEIGHT = 0.37
SLEEVE_END = 0.50  # as a share of the upper arm
SHORTS_HEM, SHORTS_TOP, SHIRT_HEM = -0.20, 0.13, 0.055
NECKLINE = 0.578  # above the body's middle; it drops by 0.42 for each meter forward
CLOTH_GAP, SHIRT_GAP = 0.009, 0.004  # how far cloth lies off the skin, and the shirt further
NOSE_HEIGHT, NOSE_GAIN = 0.715, 0.007
HAIR_THICKNESS = 0.014
HAIRLINE = (
    (-0.100, -0.035, -0.005, 0.050, 0.075, 0.100, 0.125, 0.160),
    (0.655, 0.662, 0.742, 0.757, 0.772, 0.797, 0.806, 0.810),
)
"""Depth from back to front, and the height above which there is hair."""


@dataclass(frozen=True, slots=True)
class DressedBody:
    """The mannequin with its clothes on."""

    mannequin: Mannequin
    rest_vertices: FloatArray  # (n, 3): the rest pose, in meters
    rest_coordinates: FloatArray  # (n, 5): they go with the vertices into the raster
    looseness: FloatArray  # (n,): how freely cloth settles after posing, from 0 to 1

    def nearest_cloth_vertex(self, place: Vector) -> int:
        """Return the index of the cloth's vertex nearest to a place in the rest pose."""
        ids = np.unique(self.mannequin.cloth)
        return int(ids[((self.rest_vertices[ids] - np.array(place)) ** 2).sum(axis=1).argmin()])

    def pose(self, skeleton: Skeleton) -> FloatArray:
        """Return the vertices of the posed body, (n, 3); the cloth settles over bent joints."""
        vertices = skin_vertices(self.mannequin, skeleton, self.rest_vertices)
        suit = Mesh(vertices, self.mannequin.cloth)
        return smooth_vertices(suit, 0.5 * self.looseness, 10, along_normals=True)


@cache
def dress_mannequin() -> DressedBody:
    """Dress the mannequin; the result is kept, for all figures share it."""
    mannequin = load_mannequin()
    count = len(mannequin.vertices)
    is_cloth = _in_faces(count, mannequin.cloth)
    rest = _with_hair(mannequin, _with_plain_face(mannequin))
    trunk = _trunk_share(rest) * is_cloth
    rest = smooth_vertices(Mesh(rest, mannequin.cloth), 0.5 * trunk, 20, along_normals=True)
    gap = CLOTH_GAP + SHIRT_GAP * np.clip((rest[:, 1] - 0.02) / 0.05, 0, 1)
    rest = rest + vertex_normals(Mesh(rest, mannequin.cloth)) * (gap * is_cloth)[:, None]
    coordinates = _rest_coordinates(mannequin, rest)
    looseness = np.maximum(trunk, 0.25 * is_cloth * (coordinates[:, 3] < 0.5))
    return DressedBody(mannequin, rest, coordinates, looseness)


def is_hair(coordinates: FloatArray) -> Mask:
    """Return which pixels of the body are hair."""
    return np.asarray((_above_hairline(coordinates) > 0.004) & (coordinates[..., 1] > CHIN_HEIGHT))


def is_shirt(coordinates: FloatArray) -> Mask:
    """Return which pixels of the suit are shirt."""
    height = coordinates[..., 1]
    trunk = (height > SHIRT_HEM) & (_above_neckline(coordinates) < 0)
    return np.where(_on_arm(coordinates), coordinates[..., 4] < SLEEVE_END, trunk)


def is_shorts(coordinates: FloatArray) -> Mask:
    """Return which pixels of the suit are shorts."""
    height = coordinates[..., 1]
    return np.asarray(~_on_arm(coordinates) & (height < SHORTS_TOP) & (height > SHORTS_HEM))


def is_bare(coordinates: FloatArray) -> Mask:
    """Return which pixels of the body no cloth covers; cloth overlaps the skin by a hem."""
    height = coordinates[..., 1]
    shorts = (height < 0.10) & (height > SHORTS_HEM + 0.025)
    shirt = (height > 0.0) & (_above_neckline(coordinates) < -0.018)
    sleeve = coordinates[..., 4] < SLEEVE_END - 0.07
    return ~np.where(_on_arm(coordinates), sleeve, shorts | shirt)


def is_face(coordinates: FloatArray) -> Mask:
    """Return which pixels of the body belong to the face."""
    x, y, z = (coordinates[..., k] for k in range(3))
    return np.asarray((y > CHIN_HEIGHT - 0.005) & (z > 0.03) & (np.abs(x) < 0.064))


def _in_faces(count: int, faces: IntArray) -> FloatArray:
    """Return 1 for each of `count` vertices that some faces use, and 0 for the rest."""
    part = np.zeros(count)
    part[np.unique(faces)] = 1.0
    return part


def _smooth_step(value: FloatArray) -> FloatArray:
    value = np.clip(value, 0, 1)
    return value * value * (3 - 2 * value)


def _with_plain_face(mannequin: Mannequin) -> FloatArray:
    """Smooth the face except the nose: its lines are drawn, not modeled.

    The nose comes forward a little, so that a profile reads at the size of a thumbnail.
    """
    x, y, z = np.abs(mannequin.vertices[:, 0]), *mannequin.vertices[:, 1:].T
    face = (y > CHIN_HEIGHT) & (x < 0.066) & (z > 0.05)
    nose = (x < 0.028) & (y > 0.665) & (y < 0.775)
    strength = 0.5 * (face & ~nose) * _in_faces(len(x), mannequin.skin)
    rest = smooth_vertices(Mesh(mannequin.vertices, mannequin.skin), strength, 8)
    tip = np.exp(-((x / 0.015) ** 2) - ((y - NOSE_HEIGHT) / 0.018) ** 2) * (z > 0.09)
    return rest + np.outer(tip, [0.0, 0.0, NOSE_GAIN])


def _with_hair(mannequin: Mannequin, rest: FloatArray) -> FloatArray:
    thickness = HAIR_THICKNESS * _smooth_step(_above_hairline(rest) / 0.03)
    thickness *= (rest[:, 1] > CHIN_HEIGHT) * _in_faces(len(rest), mannequin.skin)
    return rest + vertex_normals(Mesh(rest, mannequin.skin)) * thickness[:, None]


def _above_hairline(coordinates: FloatArray) -> FloatArray:
    return np.asarray(coordinates[..., 1] - np.interp(coordinates[..., 2], *HAIRLINE))


def _above_neckline(coordinates: FloatArray) -> FloatArray:
    x, y, z = (coordinates[..., k] for k in range(3))
    return np.asarray(y + 0.42 * z - NECKLINE - 0.35 * np.maximum(np.abs(x) - 0.05, 0))


def _on_arm(coordinates: FloatArray) -> Mask:
    return np.asarray(coordinates[..., 3] > 0.5)


def _trunk_share(rest: FloatArray) -> FloatArray:
    """Return 1 on the trunk and 0 on arms and legs, with a soft edge.

    Smoothing shrinks a tube, so sleeves and legs must stay out of it.
    """
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    inner = np.where(y > CHEST_HEIGHT, 0.09, 0.17)
    return (1 - _smooth_step((x - inner) / 0.10)) * _smooth_step((y + 0.11) / 0.09)


def _rest_coordinates(mannequin: Mannequin, rest: FloatArray) -> FloatArray:
    x, y = np.abs(rest[:, 0]), rest[:, 1]
    on_arm = np.clip((x - np.where(y > CHEST_HEIGHT, 0.160, 0.205)) / 0.02, 0, 1)
    shoulder, elbow = mannequin.rest_limb("L", "upperarm01", "lowerarm01")
    length = float(np.linalg.norm(elbow - shoulder))
    along = (np.column_stack([x, rest[:, 1:]]) - shoulder) @ unit(elbow - shoulder) / length
    return np.column_stack([rest, on_arm, along])
