"""World points in meters in, raster pixels with depth and viewBox units out."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

LONGEST_SIDE = 1000.0
"""Longest side of every picture's viewBox, in its own units."""


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic camera over a raster.

    The world has x to the subject's left, y up and z to the front, in meters. The rows of
    `axes` are the picture's right, its up and the direction towards the viewer. `scale` is in
    pixels a meter; `left` and `top` place the world's origin on the raster, in pixels.
    """

    axes: FloatArray
    scale: float
    left: float
    top: float
    width: int
    height: int

    @property
    def unit(self) -> float:
        """Give the viewBox units of one pixel."""
        return LONGEST_SIDE / max(self.width, self.height)

    @property
    def size(self) -> tuple[float, float]:
        """Give width and height in viewBox units, to one decimal."""
        return round(self.width * self.unit, 1), round(self.height * self.unit, 1)

    def project(self, points: FloatArray) -> FloatArray:
        """Turn (n, 3) world points into columns x and y in pixels and depth in meters.

        Depth grows towards the viewer.
        """
        seen = np.atleast_2d(points) @ self.axes.T
        seen[:, 0] = self.left + seen[:, 0] * self.scale
        seen[:, 1] = self.top - seen[:, 1] * self.scale
        return seen

    def place(self, points: FloatArray) -> FloatArray:
        """Turn (n, 3) world points into (n, 2) viewBox units."""
        return self.project(points)[:, :2] * self.unit

    def turn(self, directions: FloatArray) -> FloatArray:
        """Turn (n, 3) world directions into right, up and towards the viewer."""
        return directions @ self.axes.T


def aim(azimuth: float, elevation: float, roll: float = 0.0) -> FloatArray:
    """Give the camera axes for angles in degrees.

    Azimuth 0 looks at the subject's front, 90 at the left side, 180 at the back; a positive
    elevation looks down; a positive roll turns the camera anticlockwise.
    """
    turn, rise, twist = (math.radians(angle) for angle in (azimuth, elevation, roll))
    toward = np.array(
        [math.sin(turn) * math.cos(rise), math.sin(rise), math.cos(turn) * math.cos(rise)]
    )
    right = np.array([math.cos(turn), 0.0, -math.sin(turn)])
    up = np.cross(toward, right)
    return np.stack(
        [
            math.cos(twist) * right + math.sin(twist) * up,
            math.cos(twist) * up - math.sin(twist) * right,
            toward,
        ]
    )


def fitted(axes: FloatArray, points: FloatArray, longest: int, margin: float = 0.0) -> Camera:
    """Make the camera whose raster just holds the points, with a margin, in pixels.

    The longest side of the raster is `longest` pixels.
    """
    seen = np.atleast_2d(points) @ axes.T
    low, high = seen.min(axis=0), seen.max(axis=0)
    scale = (longest - 2 * margin) / max(high[0] - low[0], high[1] - low[1])
    width, height = (round((high[k] - low[k]) * scale + 2 * margin) for k in (0, 1))
    return Camera(
        axes=axes,
        scale=float(scale),
        left=float(margin - low[0] * scale),
        top=float(margin + high[1] * scale),
        width=width,
        height=height,
    )
