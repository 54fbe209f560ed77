"""Draw the body on which a therapist points, from the front and from behind, divided into areas.

`python -m patterns.drawing.plates.body_map FOLDER` writes both views into a folder, as SVG to be
put into a page, whose stylesheet has the colors.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np

from patterns.drawing.figures.mannequin import (
    SIDES,
    Rotations,
    forward_kinematics,
    load_mannequin,
    skin_vertices,
)
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.geometry.meshes import Mesh, vertex_normals
from patterns.drawing.geometry.polylines import spline
from patterns.drawing.geometry.raster import Raster
from patterns.drawing.geometry.rotations import Y, rotation, swing, unit
from patterns.drawing.output.svg import mask_data, number, path_data
from patterns.field_types import Region
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

View = Literal["front", "back"]
Point = tuple[float, float]

UPPER_ARM, FOREARM = (0.42, -1.0, 0.0), (0.34, -1.0, 0.06)
THIGH, SHIN = (0.04, -1.0, 0.0), (0.02, -1.0, -0.03)
"""Directions of the left limbs: clear of the trunk and of each other, so that each can be hit."""

TOE_OUT = 14.0  # degrees
RASTER_SIDE, MARGIN = 1400, 8  # pixels
CURVE_POINTS = 12  # of a border or a line


class MapArea(Model):
    """An area, and the borders around it in order; one that is `whole` lies on both sides."""

    area: Region
    lines: tuple[str, ...]
    whole: bool = False


class MapView(Model):
    """The areas of one view, the hair, and what is drawn on the skin."""

    areas: tuple[MapArea, ...]
    hair: tuple[Point, ...]
    drawn: tuple[tuple[Point, ...], ...]


class BodyMap(Model):
    """The content of `body_map.yaml`; its head explains the keys."""

    middle: float
    lines: dict[str, tuple[Point, ...]]
    views: dict[View, MapView]

    def mirrored(self, points: FloatArray) -> FloatArray:
        """Return the same points of the other half."""
        return np.column_stack([2 * self.middle - points[:, 0], points[:, 1]])


def draw_body(view: View) -> str:
    """Draw one view; an area says its name and, where it has one, its side."""
    body = read_shipped("patterns", "drawing/plates/body_map.yaml", BodyMap)
    edge, (width, height) = _silhouette()
    parts = body.views[view]
    # Seen from the front, the half at the right of the picture is the left of the body.
    sides = ("left", "right") if view == "front" else ("right", "left")
    areas: list[str] = []
    for area in parts.areas:
        ring = np.vstack([_border(body, name) for name in area.lines])
        halves = dict(zip(sides, (ring, body.mirrored(ring)), strict=True))
        if area.whole:  # its borders begin and end on the middle
            halves = {"": np.vstack([ring, body.mirrored(ring)[::-1]])}
        for side, points in halves.items():
            attributes = f'class="area" data-area="{area.area}" data-side="{side}"'
            areas.append(f'<path {attributes} d="{_polygon(points)}"/>')
    half = spline(np.array(parts.hair, dtype=float)[:-2], CURVE_POINTS)
    hair = np.vstack([half, np.array(parts.hair, dtype=float)[-2:]])
    lines = "".join(_drawn(body, np.array(line, dtype=float)) for line in parts.drawn)
    clip = f"edge-{view}"
    return "\n".join(
        [
            f'<svg viewBox="-6 -2 {number(width + 12)} {number(height + 4)}">',
            f'<clipPath id="{clip}"><path d="{edge}"/></clipPath>',
            f'<g clip-path="url(#{clip})">',
            *areas,
            f'<path class="hair" d="{_polygon(hair)}{_polygon(body.mirrored(hair))}"/>',
            "</g>",
            f'<path class="drawn" d="{lines}"/>',
            f'<path class="edge" d="{edge}"/>',
            "</svg>\n",
        ]
    )


def _silhouette() -> tuple[str, tuple[float, float]]:
    """Return the outline of the mannequin, which is the same from behind, and its size."""
    mannequin = load_mannequin()
    rotations: Rotations = {}
    for _, letter, sign in SIDES:
        for bones, directions in (
            (("upperarm01", "lowerarm01", "wrist"), (UPPER_ARM, FOREARM)),
            (("upperleg01", "lowerleg01", "foot"), (THIGH, SHIN)),
        ):
            turned = np.eye(3)
            joints = mannequin.rest_limb(letter, *bones)
            for index, direction in enumerate(directions):
                along = unit(turned @ (joints[index + 1] - joints[index]))
                turned = swing(along, unit(np.array(direction) * np.array([sign, 1, 1]))) @ turned
                rotations[f"{bones[index]}.{letter}"] = turned
        rotations[f"foot.{letter}"] = rotation(Y, sign * TOE_OUT)
    posed = forward_kinematics(mannequin, rotations)
    vertices = skin_vertices(mannequin, posed, mannequin.vertices)
    outer = vertices[np.unique(mannequin.skin)]
    camera = fit_camera(view_axes(0, 0), outer, RASTER_SIDE, MARGIN)
    raster = Raster(camera.width, camera.height, attributes=1)
    normals = camera.to_view(vertex_normals(Mesh(vertices, mannequin.skin)))
    blank = np.zeros((len(vertices), 1))
    raster.draw(camera.project(vertices), mannequin.skin, normals, 0, attributes=blank)
    return mask_data(raster.drawn, camera.unit), camera.size


def _border(body: BodyMap, name: str) -> FloatArray:
    points = np.array(body.lines[name.removeprefix("-")], dtype=float)
    if len(points) > 2:
        points = spline(points, CURVE_POINTS)
    return points[::-1] if name.startswith("-") else points


def _polygon(points: FloatArray) -> str:
    return "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points) + "z"


def _drawn(body: BodyMap, points: FloatArray) -> str:
    line = spline(points, CURVE_POINTS) if len(points) > 2 else points
    return path_data(line, 1.0) + path_data(body.mirrored(line), 1.0)


VIEWS: tuple[View, ...] = ("front", "back")

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    for each in VIEWS:
        folder.joinpath(f"body-{each}.svg").write_text(draw_body(each), encoding="utf-8")
