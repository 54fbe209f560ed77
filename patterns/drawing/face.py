"""A posed head and the raster it was drawn on in, the few lines of a calm face out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.curves import tapered_data
from patterns.drawing.dress import is_face
from patterns.drawing.meshes import MIRROR

if TYPE_CHECKING:
    from patterns.drawing.arrays import FloatArray
    from patterns.drawing.body import Skeleton
    from patterns.drawing.camera import Camera
    from patterns.drawing.dress import Dressed
    from patterns.drawing.raster import Raster

LINE_WIDTH = 1.9
"""Full width of the lines, in viewBox units."""

HIDDEN_BY = 0.006
"""A point this far behind what was drawn there is hidden, in metres."""

Curve = list[tuple[float, float]]
"""Places on the front of the standing head: x and height, in metres."""


def _brow(sign: float) -> Curve:
    steps = np.linspace(0, 1, 7)
    return [
        (sign * (0.019 + 0.031 * t), 0.7735 + 0.006 * math.sin(math.pi * (0.25 + 0.6 * t)))
        for t in steps
    ]


def _eye(sign: float) -> Curve:
    steps = np.linspace(0, 1, 7)
    return [(sign * (0.020 + 0.027 * t), 0.752 - 0.0045 * math.sin(math.pi * t)) for t in steps]


def _mouth() -> Curve:
    steps = np.linspace(-1, 1, 9)
    return [(0.019 * t, 0.6845 - 0.0035 * math.cos(math.pi * t / 2)) for t in steps]


def _nose() -> Curve:
    steps = np.linspace(-1, 1, 7)
    return [(0.011 * t, 0.7115 - 0.003 * math.cos(math.pi * t / 2)) for t in steps]


def face_lines(
    body: Dressed, skeleton: Skeleton, camera: Camera, raster: Raster, *, mirror: bool
) -> str:
    """Write brows, closed eyes, nose and mouth as path data, as far as they can be seen."""
    curves = [_brow(1.0), _brow(-1.0), _eye(1.0), _eye(-1.0), _mouth(), _nose()]
    head = body.mannequin.head("head")
    factors = MIRROR if mirror else np.ones(3)
    drawn = []
    for curve in curves:
        rest = _on_face(body, curve)
        world = (rest - head) @ skeleton.turns["head"].T + skeleton.joints["head"]
        points = camera.project(world * factors)
        seen = points[_visible(points, raster)]
        if len(seen) >= 4:
            drawn.append(
                tapered_data(
                    seen[:, :2], LINE_WIDTH / camera.unit, camera.unit, taper=12, tolerance=0.5
                )
            )
    return "".join(drawn)


def _visible(points: FloatArray, raster: Raster) -> FloatArray:
    column = np.clip(points[:, 0].astype(int), 0, raster.width - 1)
    row = np.clip(points[:, 1].astype(int), 0, raster.height - 1)
    near = points[:, 2] > raster.depth[row, column] - HIDDEN_BY
    return np.asarray(near & is_face(raster.attributes[row, column]))


def _on_face(body: Dressed, curve: Curve) -> FloatArray:
    """Lay a curve on the front of the standing face."""
    ids = np.unique(body.mannequin.skin)
    front = body.rest[ids[is_face(body.marks[ids])]]
    placed = []
    for x, y in curve:
        away = np.hypot(front[:, 0] - x, front[:, 1] - y)
        nearest = np.argsort(away, kind="stable")[:6]
        depth, weight = front[nearest, 2], 1 / (away[nearest] + 1e-4)
        outer = depth > depth.max() - 0.02
        z = float((depth * weight)[outer].sum() / weight[outer].sum())
        placed.append((x, y, z + 0.001))
    return np.array(placed)
