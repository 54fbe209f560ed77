"""A posed body and what bears it in, the body with its flesh pressed flat or dented out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.figures.body import Skeleton
    from patterns.drawing.geometry.arrays import FloatArray


class Level(Model):
    """A level surface: mattress, mat or seat.

    What the pose puts below it comes to rest within `give` meters under it, as flesh flattens
    and a mattress yields. It reaches `depth` meters down, and forwards only as far as `front`.
    """

    kind: Literal["level"]
    height: float = 0.0
    give: Annotated[float, Field(gt=0)]
    depth: Annotated[float, Field(gt=0)] = 0.15
    front: float = 10.0


class Dent(Model):
    """A ball that presses a dent into what lies against it."""

    kind: Literal["dent"]
    at: PosePlacement
    radius: Annotated[float, Field(gt=0)]


AnySupport = Annotated[Level | Dent, Field(discriminator="kind")]


def borne(vertices: FloatArray, supports: Sequence[Level | Dent], skeleton: Skeleton) -> FloatArray:
    """Press the vertices of a posed body against its supports, one after another."""
    for support in supports:
        if isinstance(support, Level):
            vertices = _flattened(vertices, support)
        else:
            vertices = _dented(vertices, support.at.point(skeleton), support.radius)
    return vertices


def _flattened(vertices: FloatArray, level: Level) -> FloatArray:
    sunk = level.height - vertices[:, 1]
    pressed = (sunk > 0) & (sunk < level.depth) & (vertices[:, 2] < level.front)
    rest = level.give * (1 - np.exp(-np.maximum(sunk, 0) / level.give))
    heights = np.where(pressed, level.height - rest, vertices[:, 1])
    return np.column_stack([vertices[:, 0], heights, vertices[:, 2]])


def _dented(vertices: FloatArray, center: FloatArray, radius: float) -> FloatArray:
    away = vertices - center
    distance = np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9)
    return np.where(distance < radius, center + away / distance * radius, vertices)
