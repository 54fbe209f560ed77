"""Make and measure rotations: (3, 3) matrices that multiply column vectors."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray

X, Y, Z = np.eye(3)  # the world's axes: left, up and front of a subject who stands upright


def unit(vector: Sequence[float] | FloatArray) -> FloatArray:
    """Return the vector at length one; a vector without length stays as it is."""
    array = np.asarray(vector, dtype=float)
    return array / max(float(np.linalg.norm(array)), 1e-9)


def perpendicular(vector: FloatArray, axis: FloatArray) -> FloatArray:
    """Return the part of `vector` at right angles to the unit vector `axis`."""
    return np.asarray(vector - axis * (axis @ vector))


def rotation(axis: FloatArray, degrees: float) -> FloatArray:
    """Return the right-handed rotation about an axis (Rodrigues' formula)."""
    x, y, z = unit(axis)
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    angle = math.radians(degrees)
    return np.asarray(np.eye(3) + math.sin(angle) * cross + (1 - math.cos(angle)) * (cross @ cross))


def frame(first: FloatArray, second: FloatArray) -> FloatArray:
    """Return a right-handed orthonormal frame as columns.

    They are the direction of `first`, what of `second` is at right angles to it, and their product.
    """
    a = unit(first)
    b = unit(perpendicular(np.asarray(second, dtype=float), a))
    return np.stack([a, b, np.cross(a, b)], axis=1)


def align(a: FloatArray, b: FloatArray, to_a: FloatArray, to_b: FloatArray) -> FloatArray:
    """Return the rotation that maps the directions `a` and `b` to others: the first exactly."""
    return np.asarray(frame(to_a, to_b) @ frame(a, b).T)


def swing(start: FloatArray, end: FloatArray) -> FloatArray:
    """Return the shortest rotation from one unit direction to another."""
    axis = np.cross(start, end)
    sine = float(np.linalg.norm(axis))
    if sine < 1e-9:
        return np.eye(3)
    return rotation(axis, math.degrees(math.atan2(sine, float(start @ end))))


def twist_degrees(matrix: FloatArray, axis: FloatArray) -> float:
    """Return how far a rotation turns about a unit axis, if it turns about little else."""
    skew = matrix - matrix.T
    spin = np.array([skew[2, 1], skew[0, 2], skew[1, 0]])
    return math.degrees(math.atan2(float(axis @ spin) / 2, (float(np.trace(matrix)) - 1) / 2))


def angle_between(first: FloatArray, second: FloatArray) -> float:
    """Return the angle between two directions, in degrees."""
    return math.degrees(math.acos(np.clip(unit(first) @ unit(second), -1.0, 1.0)))
