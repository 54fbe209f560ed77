"""Directions and angles in, 3 x 3 turning matrices and angles between them out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray

X, Y, Z = np.eye(3)
"""The world's axes: the subject's left, up, and front, for somebody standing upright."""

STRAIGHT = 0.06
"""Below this sine two directions count as parallel, and no plane lies between them."""


def unit(vector: Sequence[float] | FloatArray) -> FloatArray:
    """Give the vector with length one; a vector without length stays as it is."""
    array = np.asarray(vector, dtype=float)
    return array / max(float(np.linalg.norm(array)), 1e-9)


def across(vector: FloatArray, axis: FloatArray) -> FloatArray:
    """Give the part of `vector` at right angles to the unit vector `axis`."""
    return np.asarray(vector - axis * (axis @ vector))


def about(axis: FloatArray, degrees: float) -> FloatArray:
    """Give the right-handed turn about an axis."""
    x, y, z = unit(axis)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    angle = math.radians(degrees)
    return np.asarray(np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * (cross @ cross))


def frame(first: FloatArray, second: FloatArray) -> FloatArray:
    """Give a right-handed frame as columns: `first`, `second` squared to it, and their cross."""
    a = unit(first)
    b = unit(across(np.asarray(second, dtype=float), a))
    return np.stack([a, b, np.cross(a, b)], axis=1)


def carry(
    from_first: FloatArray, from_second: FloatArray, to_first: FloatArray, to_second: FloatArray
) -> FloatArray:
    """Give the turn that carries one pair of directions onto another (the first exactly)."""
    return np.asarray(frame(to_first, to_second) @ frame(from_first, from_second).T)


def swing(start: FloatArray, end: FloatArray) -> FloatArray:
    """Give the shortest turn from one unit direction to another."""
    axis = np.cross(start, end)
    sine = float(np.linalg.norm(axis))
    if sine < 1e-9:
        return np.eye(3)
    return about(axis, math.degrees(math.atan2(sine, float(start @ end))))


def twist_degrees(turn: FloatArray, axis: FloatArray) -> float:
    """Give how far `turn` turns about `axis`, when it turns about little else."""
    spin = np.array([turn[2, 1] - turn[1, 2], turn[0, 2] - turn[2, 0], turn[1, 0] - turn[0, 1]])
    return math.degrees(math.atan2(float(axis @ spin) / 2, (float(np.trace(turn)) - 1) / 2))


def angle_between(first: FloatArray, second: FloatArray) -> float:
    """Give the angle between two directions, in degrees."""
    cosine = float(np.clip(unit(first) @ unit(second), -1.0, 1.0))
    return math.degrees(math.acos(cosine))
