"""The baked mannequin and a turn for each bone in, joints and moved vertices out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.bake.body import VERTEX_STEP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.geometry.arrays import FloatArray, IntArray

SIDES = (("left", "L", 1.0), ("right", "R", -1.0))
"""Each side's name, its ending in the names of bones, and its sign on the x axis."""


@dataclass(frozen=True, slots=True)
class Mannequin:
    """A standing body of 1.65 m with its arms held out and down, and the bones that move it.

    `vertices` are meters. `skin` are the faces of the body, `cloth` those of a suit that lies
    close to it. `bones` come parents first; `parents` indexes them (-1 for the root), and
    `heads` are the joints at which they turn. `weight_bones` and `weight_shares`, both (n, k),
    say which bones carry a vertex and how much.
    """

    vertices: FloatArray
    skin: IntArray
    cloth: IntArray
    bones: tuple[str, ...]
    parents: IntArray
    heads: FloatArray
    weight_bones: IntArray
    weight_shares: FloatArray

    def head(self, bone: str) -> FloatArray:
        """Give the joint at which the bone turns, in the standing body."""
        return np.asarray(self.heads[self.bones.index(bone)])

    def carried_by(self, *prefixes: str) -> FloatArray:
        """Give each vertex's share that lies on bones whose names begin with a prefix."""
        chosen = np.array([bone.startswith(prefixes) for bone in self.bones])
        return np.asarray((self.weight_shares * chosen[self.weight_bones]).sum(axis=1))


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A posed body: the turn of each bone away from the standing body, and its joint."""

    turns: dict[str, FloatArray]
    joints: dict[str, FloatArray]

    def moved(self, step: FloatArray) -> Skeleton:
        """Give the same pose elsewhere."""
        return Skeleton(self.turns, {bone: joint + step for bone, joint in self.joints.items()})


@cache
def load_mannequin() -> Mannequin:
    """Read the baked mannequin that lies beside this module."""
    path = files("patterns.drawing") / "data" / "mannequin.npz"
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as baked:
        shares = baked["weight_shares"].astype(float)
        return Mannequin(
            vertices=baked["vertices"] * VERTEX_STEP,
            skin=baked["skin"].astype(np.int64),
            cloth=baked["cloth"].astype(np.int64),
            bones=tuple(str(bone) for bone in baked["bones"]),
            parents=baked["parents"].astype(np.int64),
            heads=baked["heads"],
            weight_bones=baked["weight_bones"].astype(np.int64),
            weight_shares=shares / shares.sum(axis=1, keepdims=True),
        )


def assemble(mannequin: Mannequin, turns: Mapping[str, FloatArray]) -> Skeleton:
    """Hang the bones on one another; a bone without a turn of its own follows its parent."""
    worked: dict[str, FloatArray] = {}
    joints: dict[str, FloatArray] = {}
    for index, bone in enumerate(mannequin.bones):
        parent_index = int(mannequin.parents[index])
        if parent_index < 0:
            worked[bone] = turns.get(bone, np.eye(3))
            joints[bone] = mannequin.heads[index]
            continue
        parent = mannequin.bones[parent_index]
        reach = mannequin.heads[index] - mannequin.heads[parent_index]
        worked[bone] = turns.get(bone, worked[parent])
        joints[bone] = joints[parent] + worked[parent] @ reach
    return Skeleton(worked, joints)


def skinned(mannequin: Mannequin, skeleton: Skeleton, vertices: FloatArray) -> FloatArray:
    """Move vertices with the bones that carry them (linear blend skinning).

    `vertices` are those of the standing body, dressed or not, in the mannequin's order.
    """
    turns = np.stack([skeleton.turns[bone] for bone in mannequin.bones])
    joints = np.stack([skeleton.joints[bone] for bone in mannequin.bones])
    steps = joints - np.einsum("bij,bj->bi", turns, mannequin.heads)
    moved = np.zeros_like(vertices)
    for column in range(mannequin.weight_bones.shape[1]):
        bone, share = mannequin.weight_bones[:, column], mannequin.weight_shares[:, column]
        placed = np.einsum("nij,nj->ni", turns[bone], vertices) + steps[bone]
        moved += share[:, None] * placed
    return moved
