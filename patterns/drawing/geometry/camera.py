"""Project world points orthographically onto a raster and into a picture."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

VIEWBOX_SIDE = 1000.0  # the longest side of every picture, in viewBox units


@dataclass(frozen=True, slots=True)
class Camera:
    """An orthographic camera: a direction of view and the raster that it draws on."""

    axes: FloatArray  # (3, 3): the world's unit vectors that point right, up and to the viewer
    scale: float  # pixels per meter
    origin_x: float  # pixel coordinates of the world's origin
    origin_y: float
    width: int  # size of the raster, in pixels
    height: int

    @property
    def unit(self) -> float:
        """The size of a pixel in viewBox units."""
        return VIEWBOX_SIDE / max(self.width, self.height)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the picture in viewBox units, to one decimal."""
        return round(self.width * self.unit, 1), round(self.height * self.unit, 1)

    def project(self, points: FloatArray) -> FloatArray:
        """Return x and y in pixels and depth in meters, (n, 3), of (n, 3) world points."""
        projected = np.atleast_2d(points) @ self.axes.T
        projected[:, 0] = self.origin_x + projected[:, 0] * self.scale
        projected[:, 1] = self.origin_y - projected[:, 1] * self.scale
        return projected

    def to_viewbox(self, points: FloatArray) -> FloatArray:
        """Return the (n, 2) places of (n, 3) world points in viewBox units."""
        return self.project(points)[:, :2] * self.unit

    def to_view(self, directions: FloatArray) -> FloatArray:
        """Return (n, 3) world directions as right, up and toward the viewer."""
        return directions @ self.axes.T


def view_axes(azimuth: float, elevation: float) -> FloatArray:
    """Return the (3, 3) axes of a camera for two angles in degrees.

    Azimuth 0 looks at the subject's front, 90 at the left side, 180 at the back. A positive
    elevation looks down on the subject.
    """
    turn, rise = math.radians(azimuth), math.radians(elevation)
    level = math.cos(rise)
    toward = np.array([math.sin(turn) * level, math.sin(rise), math.cos(turn) * level])
    right = np.array([math.cos(turn), 0.0, -math.sin(turn)])
    return np.stack([right, np.cross(toward, right), toward])


def fit_camera(axes: FloatArray, points: FloatArray, side: int, margin: float = 0.0) -> Camera:
    """Make the camera whose raster just contains some (n, 3) world points.

    `side`, the longer one of the raster, and `margin`, left free all around, are in pixels.
    """
    seen = np.atleast_2d(points) @ axes.T
    low, high = seen.min(axis=0), seen.max(axis=0)
    scale = float((side - 2 * margin) / max(high[0] - low[0], high[1] - low[1]))
    width, height = (round((high[k] - low[k]) * scale + 2 * margin) for k in (0, 1))
    origin_x, origin_y = float(margin - low[0] * scale), float(margin + high[1] * scale)
    return Camera(axes, scale, origin_x, origin_y, width, height)
