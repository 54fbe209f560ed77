"""The holes of bones that the meshes lack, as rims on their surface."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.skeleton import bone_origin
from patterns.drawing.geometry.arrays import MILLIMETER, Vector
from patterns.drawing.geometry.meshes import MIRROR
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import FloatArray

RIM_POINTS = 24


class BoneHole(Model):
    """A hole in the back or the front of a bone of the midline; one on each side."""

    bone: str
    center: Vector
    half: tuple[float, float]


class _HoleTable(Model):
    holes: tuple[BoneHole, ...]


def bone_holes() -> Iterator[tuple[str, FloatArray]]:
    """Yield for each hole its bone and its rim, (RIM_POINTS, 3) in meters; both sides."""
    angle = np.linspace(0.0, 2 * np.pi, RIM_POINTS, endpoint=False)
    flat = np.stack([np.cos(angle), np.sin(angle), np.zeros(RIM_POINTS)], axis=1)
    for hole in read_model(Path(__file__).with_suffix(".yaml"), _HoleTable).holes:
        rim = flat * (*hole.half, 0.0) + np.array(hole.center) + bone_origin(hole.bone)
        yield hole.bone, rim * MILLIMETER
        yield hole.bone, rim * MILLIMETER * MIRROR
