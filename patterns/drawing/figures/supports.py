"""Press the flesh of a posed body against what bears it: flat on a level, dented by a ball."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.scene_model import SceneModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.geometry.arrays import FloatArray


class Level(SceneModel):
    """A level surface: mattress, mat or seat. Lengths are in meters.

    What the pose puts below it comes to rest on it, as flesh flattens and a mattress yields.
    """

    kind: Literal["level"]
    """The kind of support."""
    height: float = 0.0
    """How high it lies."""
    give: Annotated[float, Field(gt=0)]
    """How far under it flesh rests at most."""
    depth: Annotated[float, Field(gt=0)] = 0.15
    """How far down it reaches."""
    front: float = 10.0
    """How far forward it reaches."""
    back: float = -10.0
    """How far back it reaches: to the edge of a step."""


class Dent(SceneModel):
    """A ball, `radius` in meters, that presses a dent into what lies against it."""

    kind: Literal["dent"]
    """The kind of support."""
    at: PosePlacement
    """The middle of the ball."""
    radius: Annotated[float, Field(gt=0)]
    """Meters."""


AnySupport = Annotated[Level | Dent, Field(discriminator="kind")]


def press_against(
    vertices: FloatArray, supports: Sequence[Level | Dent], skeleton: Skeleton
) -> FloatArray:
    """Return the vertices of a posed body, (n, 3), pressed against one support after another."""
    for support in supports:
        if isinstance(support, Level):
            vertices = _flatten(vertices, support)
        else:
            vertices = _dent(vertices, support.at.point(skeleton), support.radius)
    return vertices


def _flatten(vertices: FloatArray, level: Level) -> FloatArray:
    sunk = level.height - vertices[:, 1]
    over = (level.back < vertices[:, 2]) & (vertices[:, 2] < level.front)
    pressed = (sunk > 0) & (sunk < level.depth) & over
    rest = level.give * (1 - np.exp(-np.maximum(sunk, 0) / level.give))
    heights = np.where(pressed, level.height - rest, vertices[:, 1])
    return np.column_stack([vertices[:, 0], heights, vertices[:, 2]])


def _dent(vertices: FloatArray, center: FloatArray, radius: float) -> FloatArray:
    away = vertices - center
    distance = np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    return np.where(distance < radius, center + away / distance * radius, vertices)
