"""Read the rigged mannequin, pose its bones and move its vertices with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from patterns.drawing.baked_files import MANNEQUIN, VERTEX_STEP
from patterns.drawing.geometry.arrays import FloatArray, IntArray

Rotations = dict[str, FloatArray]
"""By the name of each bone its rotation, (3, 3), from the rest pose to the world."""

SIDES = (("left", "L", 1.0), ("right", "R", -1.0))
"""Each side's name, its ending in the names of bones, and its sign on the x axis."""


@dataclass(frozen=True, slots=True)
class Mannequin:
    """A body of 1.65 m and its bones, in the rest pose: standing, its arms held out and down."""

    vertices: FloatArray  # (n, 3), in meters
    skin: IntArray  # faces of the body
    cloth: IntArray  # faces of a close-fitting suit
    bones: tuple[str, ...]  # parents first
    parents: IntArray  # index of each bone's parent, -1 for the root
    rest_joints: FloatArray  # (bones, 3), in meters: the points about which they rotate
    weight_bones: IntArray  # (n, k): the bones that carry a vertex
    weight_shares: FloatArray  # (n, k): and how much each carries

    def rest_joint(self, bone: str) -> FloatArray:
        """Return the point about which a bone rotates, in the rest pose."""
        return np.asarray(self.rest_joints[self.bones.index(bone)])

    def rest_limb(self, letter: str, *bones: str) -> list[FloatArray]:
        """Return the same for some bones of one side, L or R."""
        return [self.rest_joint(f"{bone}.{letter}") for bone in bones]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A posed body, by the name of each bone."""

    rotations: Rotations
    joints: dict[str, FloatArray]  # world points


@cache
def load_mannequin() -> Mannequin:
    """Read the baked mannequin."""
    with np.load(MANNEQUIN, allow_pickle=False) as baked:
        shares = baked["weight_shares"].astype(float)
        return Mannequin(
            vertices=baked["vertices"] * VERTEX_STEP,
            skin=baked["skin"].astype(np.int64),
            cloth=baked["cloth"].astype(np.int64),
            bones=tuple(str(bone) for bone in baked["bones"]),
            parents=baked["parents"].astype(np.int64),
            rest_joints=baked["heads"],
            weight_bones=baked["weight_bones"].astype(np.int64),
            weight_shares=shares / shares.sum(axis=1, keepdims=True),
        )


def forward_kinematics(mannequin: Mannequin, rotations: Rotations) -> Skeleton:
    """Chain the bones from the root, which stays; without a rotation one follows its parent."""
    chained: Rotations = {}
    joints: dict[str, FloatArray] = {}
    rest = mannequin.rest_joints
    for index, (bone, above) in enumerate(zip(mannequin.bones, mannequin.parents, strict=True)):
        if above < 0:
            chained[bone], joints[bone] = rotations.get(bone, np.eye(3)), rest[index]
            continue
        parent = mannequin.bones[above]
        chained[bone] = rotations.get(bone, chained[parent])
        joints[bone] = joints[parent] + chained[parent] @ (rest[index] - rest[above])
    return Skeleton(chained, joints)


def skin_vertices(mannequin: Mannequin, skeleton: Skeleton, vertices: FloatArray) -> FloatArray:
    """Move vertices with the bones that carry them (linear blend skinning).

    `vertices`, (n, 3), are those of the rest pose, dressed or not, in the mannequin's order.
    """
    rotations = np.stack([skeleton.rotations[bone] for bone in mannequin.bones])
    joints = np.stack([skeleton.joints[bone] for bone in mannequin.bones])
    offsets = joints - np.einsum("bij,bj->bi", rotations, mannequin.rest_joints)
    moved = np.zeros_like(vertices)
    for column in range(mannequin.weight_bones.shape[1]):
        bone, share = mannequin.weight_bones[:, column], mannequin.weight_shares[:, column]
        placed = np.einsum("nij,nj->ni", rotations[bone], vertices) + offsets[bone]
        moved += share[:, None] * placed
    return moved
