"""Read the rigged mannequin, pose its bones and move its vertices with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.baked_files import MANNEQUIN, VERTEX_STEP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.geometry.arrays import FloatArray, IntArray

SIDES = (("left", "L", 1.0), ("right", "R", -1.0))
"""Each side's name, its ending in the names of bones, and its sign on the x axis."""


@dataclass(frozen=True, slots=True)
class Mannequin:
    """A standing body of 1.65 m with its arms held out and down, and the bones that move it.

    This is the rest pose. `vertices`, (n, 3), are in meters. `skin` are the faces of the body,
    `cloth` those of a close-fitting suit. `bones` come parents first; `parents` are indices of them
    (-1 for the root), and `rest_joints`, (bones, 3), are the points about which they rotate.
    `weight_bones` and `weight_shares`, both (n, k), are the bones that carry a vertex and how much.
    """

    vertices: FloatArray
    skin: IntArray
    cloth: IntArray
    bones: tuple[str, ...]
    parents: IntArray
    rest_joints: FloatArray
    weight_bones: IntArray
    weight_shares: FloatArray

    def rest_joint(self, bone: str) -> FloatArray:
        """Return the point about which a bone rotates, in the rest pose."""
        return np.asarray(self.rest_joints[self.bones.index(bone)])


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A posed body, by the name of each bone.

    `rotations` lead from the rest pose to the world, (3, 3); `joints` are world points.
    """

    rotations: dict[str, FloatArray]
    joints: dict[str, FloatArray]

    def translated(self, offset: FloatArray) -> Skeleton:
        """Return the same pose, moved by an offset in meters."""
        return Skeleton(self.rotations, {bone: at + offset for bone, at in self.joints.items()})


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


def forward_kinematics(mannequin: Mannequin, rotations: Mapping[str, FloatArray]) -> Skeleton:
    """Chain the bones; one without a rotation of its own follows its parent.

    The root's joint stays where it rests.
    """
    chained: dict[str, FloatArray] = {}
    joints: dict[str, FloatArray] = {}
    for index, bone in enumerate(mannequin.bones):
        parent_index = int(mannequin.parents[index])
        if parent_index < 0:
            chained[bone] = rotations.get(bone, np.eye(3))
            joints[bone] = mannequin.rest_joints[index]
            continue
        parent = mannequin.bones[parent_index]
        offset = mannequin.rest_joints[index] - mannequin.rest_joints[parent_index]
        chained[bone] = rotations.get(bone, chained[parent])
        joints[bone] = joints[parent] + chained[parent] @ offset
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
