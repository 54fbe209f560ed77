"""Projected triangles in, a z-buffer of depth, label, normal and attributes out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask

NOTHING = -1
"""Label of a pixel on which nothing was drawn."""

_BATCH_SIDES = (3, 6, 12, 24, 48, 96, 192, 1_000_000)
"""Triangles are drawn in batches of like size: upper limits of the longer side, in pixels."""

_BATCH_PIXELS = 4_000_000
"""Most pixels that one batch tests at once; it bounds the memory."""


class Raster:
    """What the viewer sees at each pixel.

    `depth` is in meters towards the viewer (-inf where nothing is), `label` says which thing,
    `normal` is the unit normal as right, up and towards the viewer, and `attributes` holds what
    was given with the vertices. All are (height, width, ...) arrays.
    """

    def __init__(self, width: int, height: int, attributes: int = 0) -> None:
        self.width, self.height = width, height
        self.depth: FloatArray = np.full((height, width), -np.inf)
        self.label: IntArray = np.full((height, width), NOTHING, dtype=np.int64)
        self.normal: FloatArray = np.zeros((height, width, 3))
        self.attributes: FloatArray = np.zeros((height, width, attributes))

    def copy(self) -> Raster:
        """Give a raster on which more can be drawn, leaving this one as it is."""
        other = Raster(self.width, self.height)
        other.depth, other.label = self.depth.copy(), self.label.copy()
        other.normal, other.attributes = self.normal.copy(), self.attributes.copy()
        return other

    @property
    def drawn(self) -> Mask:
        """Tell where anything was drawn."""
        return np.asarray(self.label != NOTHING)

    def draw(
        self,
        points: FloatArray,
        faces: IntArray,
        normals: FloatArray,
        label: int | IntArray,
        *,
        attributes: FloatArray | None = None,
        bias: float = 0.0,
        keep: Callable[[FloatArray], Mask] | None = None,
        two_sided: bool = False,
    ) -> None:
        """Draw one mesh; nearer pixels win.

        `points` are (n, 3) as `Camera.project` gives them, `normals` (n, 3) as `Camera.turn`
        does. `label` is one for all or one for each face. `attributes` are (n, k), interpolated;
        `keep` looks at the (pixels, k) values and tells which pixels to draw. `bias` moves the
        mesh towards the viewer, in meters. `two_sided` turns every normal to the viewer.
        """
        triangles = points[faces]
        x, y, z = triangles[..., 0], triangles[..., 1], triangles[..., 2] + bias
        area = (x[:, 1] - x[:, 0]) * (y[:, 2] - y[:, 0]) - (x[:, 2] - x[:, 0]) * (y[:, 1] - y[:, 0])
        box = _boxes(x, y, self.width, self.height)
        sides = np.maximum(box[:, 1] - box[:, 0], box[:, 3] - box[:, 2])
        empty = (box[:, 1] <= box[:, 0]) | (box[:, 3] <= box[:, 2]) | (np.abs(area) < 1e-9)
        sides[empty] = 0
        labels = np.broadcast_to(np.asarray(label, dtype=np.int64), (len(faces),))

        smallest = 0
        for largest in _BATCH_SIDES:
            chosen = np.nonzero((sides > smallest) & (sides <= largest))[0]
            smallest = largest
            if not len(chosen):
                continue
            side = int(sides[chosen].max())
            step = max(1, _BATCH_PIXELS // (side * side))
            for start in range(0, len(chosen), step):
                part = chosen[start : start + step]
                row, column, which, weights = _covered(x[part], y[part], area[part], box[part])
                self._write(
                    row,
                    column,
                    np.einsum("pc,pc->p", weights, z[part][which]),
                    faces[part][which],
                    weights,
                    labels[part][which],
                    normals,
                    attributes,
                    keep,
                    two_sided,
                )

    def _write(
        self,
        row: IntArray,
        column: IntArray,
        depth: FloatArray,
        corners: IntArray,
        weights: FloatArray,
        labels: IntArray,
        normals: FloatArray,
        attributes: FloatArray | None,
        keep: Callable[[FloatArray], Mask] | None,
        two_sided: bool,
    ) -> None:
        wins = depth > self.depth[row, column]
        values = None
        if attributes is not None:
            values = np.einsum("pc,pck->pk", weights, attributes[corners])
            if keep is not None:
                wins &= keep(values)
        chosen = np.nonzero(wins)[0]
        chosen = chosen[np.argsort(depth[chosen], kind="stable")]
        row, column = row[chosen], column[chosen]
        normal = np.einsum("pc,pck->pk", weights[chosen], normals[corners[chosen]])
        if two_sided:
            normal *= np.where(normal[:, 2:] < 0, -1.0, 1.0)
        length = np.linalg.norm(normal, axis=1, keepdims=True)

        self.depth[row, column] = depth[chosen]
        self.label[row, column] = labels[chosen]
        self.normal[row, column] = normal / np.maximum(length, 1e-12)
        if values is not None:
            self.attributes[row, column, : values.shape[1]] = values[chosen]


def _boxes(x: FloatArray, y: FloatArray, width: int, height: int) -> IntArray:
    """Give the pixels whose centers a triangle may cover: x from, x to, y from, y to."""
    limits = []
    for corner, size in ((x, width), (y, height)):
        first = np.floor(corner.min(axis=1) - 0.5).astype(np.int64) + 1
        last = np.floor(corner.max(axis=1) - 0.5).astype(np.int64) + 1
        limits += [np.clip(first, 0, size), np.clip(last, 0, size)]
    return np.stack(limits, axis=1)


def _covered(
    x: FloatArray, y: FloatArray, area: FloatArray, box: IntArray
) -> tuple[IntArray, IntArray, IntArray, FloatArray]:
    """Find the pixel centers inside each triangle: row, column, triangle, weights of corners."""
    side = int(max((box[:, 1] - box[:, 0]).max(), (box[:, 3] - box[:, 2]).max()))
    offset = np.arange(side)
    columns = box[:, 0, None, None] + offset[None, None, :]
    rows = box[:, 2, None, None] + offset[None, :, None]
    px, py = columns + 0.5, rows + 0.5

    def corner(values: FloatArray, index: int) -> FloatArray:
        return values[:, index, None, None]

    scale = 1.0 / area[:, None, None]
    x0, y0 = corner(x, 0), corner(y, 0)
    second = ((px - x0) * (corner(y, 2) - y0) - (corner(x, 2) - x0) * (py - y0)) * scale
    third = ((corner(x, 1) - x0) * (py - y0) - (px - x0) * (corner(y, 1) - y0)) * scale
    first = 1.0 - second - third
    inside = (first >= -1e-6) & (second >= -1e-6) & (third >= -1e-6)
    inside &= (columns < box[:, 1, None, None]) & (rows < box[:, 3, None, None])
    which, row, column = np.nonzero(inside)
    weights = np.stack([first[inside], second[inside], third[inside]], axis=1)
    return row + box[which, 2], column + box[which, 0], which, weights
