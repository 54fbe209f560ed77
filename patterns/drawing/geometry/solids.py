"""Build the meshes of simple solids: superellipsoids, rounded boxes and tubes.

`center` is a world point in meters, `half` are the half lengths along the three axes in meters,
and the columns of `axes`, (3, 3), are the directions of those axes in the world.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.meshes import Mesh, grid_faces, merge
from patterns.drawing.geometry.polylines import spline
from patterns.drawing.geometry.rotations import X, Z, frame, unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray

STEPS = 26  # lattice lines from pole to pole of a round solid, and around a tube
CORNER_STEPS = 8  # the same of the sphere whose eighths round the corners of a box


def superellipsoid(
    center: FloatArray, half: FloatArray, axes: FloatArray, squareness: float = 1.0
) -> Mesh:
    """Build a superellipsoid; squareness 1 makes an ellipsoid, toward 0 it becomes a box."""
    points = _unit_points(STEPS, squareness) * half
    return Mesh(points @ axes.T + center, grid_faces(STEPS, 2 * STEPS, wrap=True))


def rounded_box(center: FloatArray, half: FloatArray, rounding: float, axes: FloatArray) -> Mesh:
    """Build a box with rounded edges: a sphere of radius `rounding` pulled to the eight corners."""
    sphere = _unit_points(CORNER_STEPS)
    points = np.sign(sphere) * (half - rounding) + sphere * rounding
    faces = grid_faces(CORNER_STEPS, 2 * CORNER_STEPS, wrap=True)
    ring = np.arange(2 * CORNER_STEPS)
    fan = np.stack([np.full(len(ring) - 2, ring[0]), ring[1:-1], ring[2:]], axis=1)
    bottom, top = fan[:, ::-1], fan + len(points) - len(ring)
    return Mesh(points @ axes.T + center, np.concatenate([faces, bottom, top]))


def tube(
    through: FloatArray,
    radii: Sequence[float],
    flatness: Sequence[float],
    *,
    open_start: bool,
    bulge: float = 1.0,
) -> Mesh:
    """Build a tube along the smooth curve through some (n, 3) world points.

    `radii`, in meters, and `flatness`, the thickness as a share of the width, are one number for
    the whole tube or one for each point. Both ends are domes, but for an open start; `bulge` is how
    far they stand out, as a share of the radius.
    """
    count = max(2, 12 * (len(through) - 1))
    sizes = [np.broadcast_to(size, (len(through),)) for size in (radii, flatness)]
    line = spline(np.column_stack([through, *sizes]), count)
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
        superellipsoid(center[end], radius[end] * [bulge, 1.0, flat[end, 0]], frames[end])
        for end in ((-1,) if open_start else (0, -1))
    ]
    return merge([walls, *ends])


def _unit_points(steps: int, squareness: float = 1.0) -> FloatArray:
    """Return the points, (n, 3), of a unit superellipsoid; no lattice line is on an axis plane."""

    def power(value: FloatArray) -> FloatArray:
        return np.asarray(np.sign(value) * np.abs(value) ** squareness)

    upright = np.linspace(-np.pi / 2, np.pi / 2, steps)
    around = (np.arange(2 * steps) + 0.5) * np.pi / steps
    latitude, longitude = np.meshgrid(upright, -around, indexing="ij")
    level = power(np.cos(latitude))
    x, z = level * power(np.cos(longitude)), level * power(np.sin(longitude))
    return np.stack([x, power(np.sin(latitude)), z], axis=-1).reshape(-1, 3)


def _frames_along(line: FloatArray) -> list[FloatArray]:
    """Return a frame for each point of a line, its first axis along the line, with little twist."""
    tangents: FloatArray = np.gradient(line, axis=0)
    side = Z if abs(unit(tangents[0]) @ Z) < abs(unit(tangents[0]) @ X) else X
    frames: list[FloatArray] = []
    for tangent in tangents:
        frames.append(frame(tangent, side))
        side = frames[-1][:, 1]
    return frames
