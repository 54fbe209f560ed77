"""Draw projected meshes into a z-buffer of depth, label, normal and attributes."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask

BACKGROUND = -1  # label of a pixel on which nothing was drawn
BATCH_SIDES = (0, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 1_000_000)
"""Triangles are drawn in batches of like size: the limits of the longer side, in pixels."""

ON_EDGE = 1e-6
"""A center so little outside of a triangle, as a share of it, still belongs to it."""

MAX_BATCH_PIXELS = 200_000  # how many pixels one batch may test at once: they fit in the cache


class Raster:
    """What the viewer sees at each pixel, as arrays of (height, width) or (height, width, k).

    `depth` is in meters, grows toward the viewer and is -inf on the background. `label` is the
    thing seen, or `BACKGROUND`; `normal` is its unit normal as right, up and toward the viewer;
    `attributes` are those given with its vertices.
    """

    def __init__(self, width: int, height: int, attributes: int = 0) -> None:
        self.width, self.height = width, height
        self.depth: FloatArray = np.full((height, width), -np.inf)
        self.label: IntArray = np.full((height, width), BACKGROUND, dtype=np.int64)
        self.normal: FloatArray = np.zeros((height, width, 3))
        self.attributes: FloatArray = np.zeros((height, width, attributes))

    @property
    def drawn(self) -> Mask:
        """Where anything was drawn."""
        return np.asarray(self.label != BACKGROUND)

    def pixels_at(self, points: FloatArray) -> tuple[IntArray, IntArray]:
        """Return rows and columns of the pixels at (n, 2 or more) points, the nearest inside."""
        column, row = points[:, :2].astype(np.int64).T
        return row.clip(0, self.height - 1), column.clip(0, self.width - 1)

    def cut(self, inside: Mask | None) -> None:
        """Leave only what lies inside a mask, (height, width), if there is one."""
        if inside is not None:
            self.label[~inside] = BACKGROUND
            self.depth[~inside] = -np.inf

    def draw(
        self,
        points: FloatArray,
        faces: IntArray,
        normals: FloatArray,
        label: int,
        *,
        attributes: FloatArray | None = None,
        bias: float = 0.0,
        keep: Callable[[FloatArray], Mask] | None = None,
        two_sided: bool = False,
        closed: bool = False,
    ) -> None:
        """Draw one mesh; at each pixel the nearest thing stays.

        `points` are (n, 3) as `Camera.project` returns them, `normals` are (n, 3) as
        `Camera.to_view` does. `attributes`, (n, k), are interpolated; `keep` is called with those
        of the pixels, (pixels, k), and returns which pixels to draw. `bias` moves the mesh toward
        the viewer, in meters. `two_sided` turns every normal to the viewer. Of a `closed` mesh the
        faces on the far side are left out: others always hide them.
        """
        if attributes is None:
            attributes = np.empty((len(points), 0))
        if closed:
            faces = faces[_signed_areas(points[faces]) < 0]
        triangles = points[faces]
        depths = triangles[..., 2] + bias
        buffer = self.depth.reshape(-1)
        for pixel, face, weights in _covered_pixels(triangles, self.width, self.height):
            depth = np.einsum("pc,pc->p", weights, depths[face])
            near = np.flatnonzero(depth > buffer[pixel])
            if keep is not None:
                near = near[keep(_interpolated(attributes, faces[face[near]], weights[near]))]
            # Where several triangles cover one pixel, the nearest stays.
            np.maximum.at(buffer, pixel[near], depth[near])
            seen = near[depth[near] == buffer[pixel[near]]]
            corners, shares = faces[face[seen]], weights[seen]
            normal = _interpolated(normals, corners, shares)
            if two_sided:
                normal *= np.where(normal[:, 2:] < 0, -1.0, 1.0)
            length = np.linalg.norm(normal, axis=1, keepdims=True)
            at = np.divmod(pixel[seen], self.width)
            self.label[at] = label
            self.normal[at] = normal / np.maximum(length, 1e-12)
            self.attributes[*at, : attributes.shape[1]] = _interpolated(attributes, corners, shares)


def _interpolated(values: FloatArray, corners: IntArray, shares: FloatArray) -> FloatArray:
    """Return values of vertices, (n, k), at pixels inside triangles, (pixels, k).

    `corners`, (pixels, 3), are the vertices of the triangle at each, `shares` their weights there.
    """
    return np.asarray(np.einsum("pc,pck->pk", shares, values[corners]))


def _covered_pixels(
    triangles: FloatArray, width: int, height: int
) -> Iterator[tuple[IntArray, IntArray, FloatArray]]:
    """Find the pixels whose centers lie in each of some projected triangles, (m, 3, 3).

    Yields batches: number of the pixel, row by row; index of the triangle; barycentric weights,
    (pixels, 3).
    """
    x, y, area = triangles[..., 0], triangles[..., 1], _signed_areas(triangles)
    box = _pixel_boxes(x, y, width, height)
    sides = np.maximum(box[:, 1] - box[:, 0], box[:, 3] - box[:, 2])
    empty = (box[:, 1] <= box[:, 0]) | (box[:, 3] <= box[:, 2]) | (np.abs(area) < 1e-9)
    sides[empty] = 0
    for smallest, largest in pairwise(BATCH_SIDES):
        chosen = np.nonzero((sides > smallest) & (sides <= largest))[0]
        step = max(1, MAX_BATCH_PIXELS // int(sides[chosen].max(initial=1)) ** 2)
        for start in range(0, len(chosen), step):
            part = chosen[start : start + step]
            row, column, which, weights = _inside(x[part], y[part], area[part], box[part])
            yield row * width + column, part[which], weights


def _signed_areas(triangles: FloatArray) -> FloatArray:
    """Return twice the area of projected triangles, (m,), below 0 for those that face the viewer.

    Such a triangle runs counterclockwise to the eye, but y grows downward.
    """
    x, y = triangles[..., 0], triangles[..., 1]
    return np.asarray(
        (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
    )


def _pixel_boxes(x: FloatArray, y: FloatArray, width: int, height: int) -> IntArray:
    """Return the pixels whose centers a triangle may cover: x from, x to, y from, y to."""
    limits = []
    for corner, size in ((x, width), (y, height)):
        first = np.floor(corner.min(axis=1) - 0.5).astype(np.int64) + 1
        last = np.floor(corner.max(axis=1) - 0.5).astype(np.int64) + 1
        limits += [np.clip(first, 0, size), np.clip(last, 0, size)]
    return np.stack(limits, axis=1)


def _inside(
    x: FloatArray, y: FloatArray, area: FloatArray, box: IntArray
) -> tuple[IntArray, IntArray, IntArray, FloatArray]:
    """Test the pixel centers in the box of each triangle, all triangles of a batch at once."""
    side = int(max((box[:, 1] - box[:, 0]).max(), (box[:, 3] - box[:, 2]).max()))
    center = np.arange(side) + 0.5
    (x0, x1, x2), (y0, y1, y2) = x.T, y.T
    across = (box[:, 0] - x0)[:, None] + center  # of the columns of each box, from its first corner
    down = (box[:, 2] - y0)[:, None] + center
    second_across, second_down, third_across, third_down = (
        (offsets * (run / area)[:, None])
        for offsets, run in ((across, y2 - y0), (down, x2 - x0), (across, y1 - y0), (down, x1 - x0))
    )
    second = second_across[:, None, :] - second_down[:, :, None]
    third = third_down[:, :, None] - third_across[:, None, :]
    inside = (second >= -ON_EDGE) & (third >= -ON_EDGE) & (second + third <= 1 + ON_EDGE)
    which, row, column = np.nonzero(inside)
    weights = np.stack([1 - second[inside] - third[inside], second[inside], third[inside]], axis=1)
    row, column = row + box[which, 2], column + box[which, 0]
    kept = (column < box[which, 1]) & (row < box[which, 3])
    return row[kept], column[kept], which[kept], weights[kept]
