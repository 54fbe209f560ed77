"""The details of bones that the smooth meshes lack: holes, areas of another tone, and lines.

All are written for the left side of a bone of the midline, and hold for both.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import Field
from scipy.spatial import cKDTree
from shapely import Polygon, contains_xy

from patterns.drawing.atlas.skeleton import bone_origin, refined_bone
from patterns.drawing.geometry.arrays import MILLIMETER, Vector
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.geometry.polylines import spline
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import FloatArray, Mask

RIM_POINTS = 24
AREA_POINTS = 60
LINE_POINTS = 12

AreaTone = Literal["socket", "depth", "cartilage"]
"""A hollow in shade, its depth in the dark, or cartilage that the mesh of a bone holds too."""


class BoneHole(Model):
    """A hole in the back or the front of a bone; one on each side."""

    bone: str
    center: Vector
    half: tuple[float, float]


class BoneArea(Model):
    """What lies on the front of a bone within a rim, places (x, y) as seen from the front."""

    bone: str
    tone: AreaTone
    behind: float  # only what has a greater z belongs to it, at the midline
    slope: float = 0.0  # by how much more z must be, for each millimeter from the midline
    smooth: bool = True  # whether the rim is a smooth curve, or has corners
    rim: tuple[tuple[float, float], ...] = Field(min_length=3)

    def holds(self, places: FloatArray) -> Mask:
        """Return which places of its bone, (n, 3) in meters in the frame of the body, it holds."""
        x, y, z = (places / MILLIMETER - bone_origin(self.bone)).T
        rim = np.array(self.rim)
        corners = spline(rim, AREA_POINTS, closed=True) if self.smooth else rim
        in_front = z > self.behind + self.slope * np.abs(x)
        return np.asarray(contains_xy(Polygon(corners), np.abs(x), y) & in_front)


class BoneLine(Model):
    """A fine line on the surface of a bone, through the vertices nearest to some places."""

    bone: str
    through: tuple[Vector, ...] = Field(min_length=2)


class _DetailTable(Model):
    holes: tuple[BoneHole, ...]
    areas: tuple[BoneArea, ...]
    lines: tuple[BoneLine, ...]


@cache
def _details() -> _DetailTable:
    return read_model(Path(__file__).with_suffix(".yaml"), _DetailTable)


def bone_holes() -> Iterator[tuple[str, FloatArray]]:
    """Yield for each hole its bone and its rim, (RIM_POINTS, 3) in meters; both sides."""
    angle = np.linspace(0.0, 2 * np.pi, RIM_POINTS, endpoint=False)
    flat = np.stack([np.cos(angle), np.sin(angle), np.zeros(RIM_POINTS)], axis=1)
    for hole in _details().holes:
        rim = flat * (*hole.half, 0.0) + np.array(hole.center) + bone_origin(hole.bone)
        yield hole.bone, rim * MILLIMETER
        yield hole.bone, rim * MILLIMETER * MIRROR


def bone_areas() -> tuple[BoneArea, ...]:
    """Return the areas of another tone; a later one lies on an earlier one."""
    return _details().areas


def bone_lines() -> Iterator[tuple[str, FloatArray]]:
    """Yield for each line its bone and its points, (LINE_POINTS, 3) in meters; both sides."""
    for line in _details().lines:
        vertices = refined_bone(line.bone).vertices
        places = (np.array(line.through) + bone_origin(line.bone)) * MILLIMETER
        _, nearest = cKDTree(vertices).query(places)
        points = spline(vertices[nearest], LINE_POINTS)
        yield line.bone, points
        yield line.bone, points * MIRROR
