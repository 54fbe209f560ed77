"""Build the meshes of simple solids: superellipsoids, rounded boxes and tubes.

`center` is a world point in meters, `half` are the half lengths along the three axes in meters,
and the columns of `axes`, (3, 3), are the directions of those axes in the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.meshes import Mesh, grid_faces, merge
from patterns.drawing.geometry.polylines import open_spline
from patterns.drawing.geometry.rotations import X, Z, frame, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray

STEPS = 26
"""Lattice lines from pole to pole of a round solid, and around a tube."""

CORNER_STEPS = 8
"""Lattice lines from pole to pole of the sphere whose eighths round the corners of a box."""


def superellipsoid(
    center: FloatArray, half: FloatArray, axes: FloatArray, squareness: float
) -> Mesh:
    """Build a superellipsoid; squareness 1 makes an ellipsoid, toward 0 it becomes a box."""

    def power(value: FloatArray) -> FloatArray:
        return np.asarray(np.sign(value) * np.abs(value) ** squareness)

    latitude, longitude = _sphere_angles(STEPS)
    level = power(np.cos(latitude))
    shape = [level * power(np.cos(longitude)), power(np.sin(latitude))]
    shape.append(level * power(np.sin(longitude)))
    points = np.stack(shape, axis=-1).reshape(-1, 3) * half
    return Mesh(points @ axes.T + center, grid_faces(STEPS, 2 * STEPS, wrap=True))


def rounded_box(center: FloatArray, half: FloatArray, rounding: float, axes: FloatArray) -> Mesh:
    """Build a box with rounded edges: a sphere of radius `rounding` pulled to the eight corners."""
    latitude, longitude = _sphere_angles(CORNER_STEPS)
    sphere = np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.sin(latitude),
            np.cos(latitude) * np.sin(longitude),
        ],
        axis=-1,
    ).reshape(-1, 3)
    points = np.sign(sphere) * (half - rounding) + sphere * rounding
    faces = grid_faces(CORNER_STEPS, 2 * CORNER_STEPS, wrap=True)
    ring = np.arange(2 * CORNER_STEPS)
    fan = np.stack([np.full(len(ring) - 2, ring[0]), ring[1:-1], ring[2:]], axis=1)
    bottom, top = fan[:, ::-1], fan + len(points) - len(ring)
    return Mesh(points @ axes.T + center, np.concatenate([faces, bottom, top]))


def tube(
    through: FloatArray, radii: Sequence[float], flatness: Sequence[float], *, open_start: bool
) -> Mesh:
    """Build a tube along the smooth curve through some (n, 3) world points.

    `radii`, in meters, and `flatness`, the thickness as a share of the width, are one number for
    the whole tube or one for each point. Both ends are domes, but for an open start.
    """
    count = max(2, 12 * (len(through) - 1))
    sizes = [np.broadcast_to(size, (len(through),)) for size in (radii, flatness)]
    line = open_spline(np.column_stack([through, *sizes]), count)
    center, radius, flat = line[:, :3], line[:, 3:4], line[:, 4:5]
    frames = _frames_along(center)
    angle = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
    rings = [
        point
        + size * (np.outer(np.cos(angle), axes[:, 1]) + np.outer(np.sin(angle) * thin, axes[:, 2]))
        for point, size, thin, axes in zip(center, radius, flat, frames, strict=True)
    ]
    walls = Mesh(np.concatenate(rings), grid_faces(count, STEPS, wrap=True))
    ends = [
        superellipsoid(center[end], radius[end] * [1.0, 1.0, flat[end, 0]], frames[end], 1.0)
        for end in ((-1,) if open_start else (0, -1))
    ]
    return merge([walls, *ends])


def _sphere_angles(steps: int) -> tuple[FloatArray, FloatArray]:
    """Return latitudes and longitudes of a lattice that has no line on an axis plane."""
    upright = np.linspace(-np.pi / 2, np.pi / 2, steps)
    around = (np.arange(2 * steps) + 0.5) * np.pi / steps
    latitude, longitude = np.meshgrid(upright, -around, indexing="ij")
    return latitude, longitude


def _frames_along(line: FloatArray) -> list[FloatArray]:
    """Return a frame for each point of a line, its first axis along the line, with little twist."""
    tangents = np.gradient(line, axis=0)
    side = Z if abs(unit(tangents[0]) @ Z) < abs(unit(tangents[0]) @ X) else X
    frames = []
    for step in range(len(line)):
        axes = frame(tangents[step], side)
        side = axes[:, 1]
        frames.append(axes)
    return frames
