"""What a structure lies on: bones and other structures, as points with the way off them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from patterns.drawing.atlas.skeleton import load_skeleton, refined_bone, refined_normals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.meshes import Mesh

NEIGHBORS = 6
NEIGHBOR_BLUR = 0.001  # added to the distances of the neighbors, in meters
REACH = 0.030  # what is farther away than this, in meters, is not below
MAX_ASIDE = 0.005  # nor is what lies farther aside than this, as beyond the border of a sheet
MAX_BURIED = 0.012  # a place deeper within than this, in meters, passes beneath
FREE_HEIGHT = 0.099  # the height over nothing, in meters


@dataclass(frozen=True, slots=True)
class Ground:
    """Points of some surfaces, (n, 3), and the unit vectors that point off them."""

    tree: cKDTree
    points: FloatArray
    normals: FloatArray

    def height(self, places: FloatArray, off: FloatArray) -> FloatArray:
        """Return how high some places, (n, 3), lie over the ground, (n,); below 0 within it.

        `off`, (n, 3), are the ways off the ground: what faces the other way, such as the far side
        of a thin bone, does not count.
        """
        distance, nearest = self.tree.query(places, k=NEIGHBORS)
        normals = self.normals[nearest]
        height = ((places[:, None] - self.points[nearest]) * normals).sum(axis=2)
        aside = np.sqrt(np.maximum(0.0, distance**2 - height**2))
        counts = (normals * off[:, None]).sum(axis=2) > 0
        counts &= (aside < MAX_ASIDE) & (height > -MAX_BURIED) & (distance < REACH)
        weight = counts / (distance + NEIGHBOR_BLUR)
        total = weight.sum(axis=1)
        mean = (height * weight).sum(axis=1) / np.maximum(total, 1e-9)
        return np.where(total > 0, mean, FREE_HEIGHT)


def bones_near(low: FloatArray, high: FloatArray) -> Iterable[str]:
    """Yield the bones that reach into a box, given by two corners, or come near it."""
    for name, bone in load_skeleton().items():
        above = (bone.vertices.max(axis=0) > low - REACH).all()
        if above and (bone.vertices.min(axis=0) < high + REACH).all():
            yield name


def build_ground(bones: Iterable[str], sheets: Iterable[tuple[Mesh, FloatArray]]) -> Ground:
    """Join bones and sheets; each sheet comes with the ways off it, (n, 3)."""
    parts = [(refined_bone(name).vertices, refined_normals(name)) for name in bones]
    parts += [(mesh.vertices, off) for mesh, off in sheets]
    points = np.vstack([points for points, _ in parts])
    # A plain tree is built much faster, and asked no slower.
    tree = cKDTree(points, balanced_tree=False, compact_nodes=False)
    return Ground(tree, points, np.vstack([normals for _, normals in parts]))
