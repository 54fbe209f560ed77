"""Build the bones that no mesh holds as tubes, from a table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.arrays import MILLIMETER, Vector
from patterns.drawing.geometry.solids import tube
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from patterns.drawing.geometry.meshes import Mesh


class DrawnBone(Model):
    """A bone as a tube, in mm in the frame of the body."""

    through: tuple[Vector, ...]
    radii: tuple[float, ...]  # half the width at each place
    flatness: float  # the thickness as a share of the width


class _DrawnBones(Model):
    bones: dict[str, DrawnBone]


def drawn_bones() -> dict[str, Mesh]:
    """Return the bones that are drawn by hand."""
    table = read_model(Path(__file__).with_suffix(".yaml"), _DrawnBones)
    return {
        name: tube(
            np.array(bone.through) * MILLIMETER,
            [radius * MILLIMETER for radius in bone.radii],
            [bone.flatness] * len(bone.radii),
            open_start=False,
        )
        for name, bone in table.bones.items()
    }
