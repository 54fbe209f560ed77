"""Draw the few lines of a calm head: brows, closed eyes, nose, mouth and the rims of the ears."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures.clothing import DressedBody, is_face
from patterns.drawing.geometry.polylines import spline

if TYPE_CHECKING:
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.geometry.arrays import FloatArray

POINTS = 9  # points along each line
EAR_ROOT = 0.05  # the ears lie further out than this, in meters
LIFT = 0.001  # the lines lie this far off the skin, in meters, so that it does not hide them


EAR = (
    (0.046, 0.036, 0.029, 0.024, 0.018, 0.016, 0.020, 0.030, 0.042),
    (0.690, 0.692, 0.700, 0.712, 0.724, 0.733, 0.741, 0.746, 0.744),
)
"""Depth and height of the rim of an ear, from the lobe up, in meters in the rest pose."""


def face_curves(body: DressedBody, skeleton: Skeleton) -> list[FloatArray]:
    """Return the lines of the face, each as (n, 3) world points."""
    return [_posed(body, skeleton, _on_face(body, line)) for line in _front_view()]


def ear_curves(body: DressedBody, skeleton: Skeleton) -> list[FloatArray]:
    """Return the rims of both ears, each as (n, 3) world points."""
    rim = spline(np.column_stack(EAR), 2 * len(EAR[0]))
    ids = np.unique(body.mannequin.skin)
    x, y, z = body.rest_vertices[ids[body.rest_vertices[ids, 0] > EAR_ROOT]].T
    near = (np.argsort(np.hypot(z - depth, y - height))[:4] for depth, height in rim)
    outer = np.array([x[nearest].max() for nearest in near])
    left = np.column_stack([outer + LIFT, rim[:, 1], rim[:, 0]])
    return [_posed(body, skeleton, left * [side, 1, 1]) for side in (1, -1)]


def _posed(body: DressedBody, skeleton: Skeleton, points: FloatArray) -> FloatArray:
    """Move points of the head's rest pose with the head."""
    head = body.mannequin.rest_joint("head")
    return np.asarray((points - head) @ skeleton.rotations["head"].T + skeleton.joints["head"])


def _front_view() -> list[FloatArray]:
    """Return the lines as (n, 2) arrays: x and height in the rest pose, in meters."""
    part, middle = np.linspace(0, 1, POINTS), np.linspace(-1, 1, POINTS)
    brow = 0.7735 + 0.006 * np.sin(np.pi * (0.25 + 0.6 * part))
    lid = 0.752 - 0.0045 * np.sin(np.pi * part)
    mouth = 0.6845 - 0.0035 * np.cos(np.pi * middle / 2)
    nose = 0.7115 - 0.003 * np.cos(np.pi * middle / 2)
    lines = [
        line
        for side in (1, -1)
        for line in ((side * (0.019 + 0.031 * part), brow), (side * (0.020 + 0.027 * part), lid))
    ]
    lines += [(0.019 * middle, mouth), (0.011 * middle, nose)]
    return [np.column_stack(line) for line in lines]


def _on_face(body: DressedBody, line: FloatArray) -> FloatArray:
    """Lay a line of the front view on the face of the rest pose."""
    ids = np.unique(body.mannequin.skin)
    front = body.rest_vertices[ids[is_face(body.rest_coordinates[ids])]]
    depths = []
    for x, y in line:
        away = np.hypot(front[:, 0] - x, front[:, 1] - y)
        nearest = np.argsort(away, kind="stable")[:6]
        depth, weight = front[nearest, 2], 1 / (away[nearest] + 1e-4)
        # The skin folds inward at lips and nostrils: only its outer side counts.
        outer = depth > depth.max() - 0.02
        depths.append((depth * weight)[outer].sum() / weight[outer].sum())
    return np.column_stack([line, np.array(depths) + LIFT])
