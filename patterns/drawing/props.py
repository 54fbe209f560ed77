"""The things around a figure, as a scene describes them, in; their meshes and colours out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.base import Model
from patterns.drawing.curves import flowing
from patterns.drawing.ink import Tone
from patterns.drawing.meshes import Mesh, grid_faces, merged
from patterns.drawing.pose import Place, Vector
from patterns.drawing.turns import X, Y, Z, frame, unit

if TYPE_CHECKING:
    from patterns.drawing.arrays import FloatArray
    from patterns.drawing.body import Skeleton

Material = Literal[
    "ball", "linen", "mat", "mattress", "metal", "sock", "stripe", "towel", "tray", "wall", "wood"
]

TONES: dict[Material, Tone] = {
    "ball": Tone("#dce36c", "#bfc94e", "#9ba63a"),
    "linen": Tone("#f1f3f5", "#d9e0e6", "#bfc9d2"),
    "mat": Tone("#c9d6cf", "#b0c1b8", "#97aba1"),
    "mattress": Tone("#e6eaed", "#d0d7dc", "#b9c3ca"),
    "metal": Tone("#e3e8eb", "#b9c4cb", "#8f9ca5"),
    "sock": Tone("#f4efe6", "#ddd4c5", "#c3b7a4"),
    "stripe": Tone("#3f8566", "#33704f", "#275a40"),
    "towel": Tone("#efe3d6", "#dbc9b6", "#c3ad96"),
    "tray": Tone("#eef2f4", "#dbe2e6", "#c6d0d6"),
    "wall": Tone("#f3f6f7", "#e7edef", "#dbe3e6"),
    "wood": Tone("#e9d9bf", "#d6c19f", "#bfa880"),
}

STEPS = 26
"""Lattice lines from pole to pole of a round thing; twice as many go around."""

EDGE_STEPS = 8
"""The same for the sphere whose eighths round the corners of a block."""


class Thing(Model):
    """What all props share: a name and a material."""

    name: str
    material: Material
    ground: bool = False
    """Whether it is a quiet surface behind and below all else."""


class Block(Thing):
    """A box with rounded edges: mattress, mat, seat, tray, folded towel."""

    kind: Literal["block"]
    at: Place
    half: Vector
    rounding: Annotated[float, Field(gt=0)] = 0.01
    turned: float = 0.0
    """Degrees about the upright axis."""


class Pillow(Thing):
    """A soft cushion: a superellipsoid, its long side along `along` and its face to `up`."""

    kind: Literal["pillow"]
    at: Place
    half: Vector
    along: Vector = (1.0, 0.0, 0.0)
    up: Vector = (0.0, 1.0, 0.0)
    squareness: Annotated[float, Field(gt=0, le=1)] = 0.5


class Ball(Thing):
    """A ball."""

    kind: Literal["ball"]
    at: Place
    radius: Annotated[float, Field(gt=0)]


class Tube(Thing):
    """A tube through some places: pole, rail, leg of a chair, sock."""

    kind: Literal["tube"]
    through: tuple[Place, ...]
    radii: tuple[float, ...]
    """One for the whole tube, or one for each place."""
    flat: Annotated[float, Field(gt=0, le=1)] = 1.0
    """How thick it is for its width; an empty sock is flat."""


AnyProp = Annotated[Block | Pillow | Ball | Tube, Field(discriminator="kind")]


def prop_mesh(prop: Block | Pillow | Ball | Tube, skeleton: Skeleton) -> Mesh:
    """Build a prop beside a posed body."""
    if isinstance(prop, Tube):
        places = np.array([place.point(skeleton) for place in prop.through])
        return _tube(places, np.array(prop.radii), prop.flat)
    centre = prop.at.point(skeleton)
    if isinstance(prop, Block):
        turn = np.radians(prop.turned)
        along = np.array([np.cos(turn), 0.0, -np.sin(turn)])
        return _block(centre, np.array(prop.half), prop.rounding, frame(along, Y))
    if isinstance(prop, Ball):
        return _superellipsoid(centre, np.full(3, prop.radius), np.eye(3), 1.0)
    axes = frame(np.array(prop.along), np.array(prop.up))
    return _superellipsoid(centre, np.array(prop.half), axes, prop.squareness)


def unit_ball() -> Mesh:
    """Build a ball of radius one at the origin."""
    return _superellipsoid(np.zeros(3), np.ones(3), np.eye(3), 1.0)


def _sphere_angles(steps: int) -> tuple[FloatArray, FloatArray]:
    """Give latitudes and longitudes of a lattice none of whose lines is an axis plane."""
    upright = np.linspace(-np.pi / 2, np.pi / 2, steps)
    around = (np.arange(2 * steps) + 0.5) * np.pi / steps
    latitude, longitude = np.meshgrid(upright, -around, indexing="ij")
    return latitude, longitude


def _superellipsoid(
    centre: FloatArray, half: FloatArray, axes: FloatArray, squareness: float
) -> Mesh:
    """Build a rounded body; squareness 1 is an ellipsoid, towards 0 a box."""

    def bent(value: FloatArray) -> FloatArray:
        return np.asarray(np.sign(value) * np.abs(value) ** squareness)

    latitude, longitude = _sphere_angles(STEPS)
    level = bent(np.cos(latitude))
    shape = [level * bent(np.cos(longitude)), bent(np.sin(latitude))]
    shape.append(level * bent(np.sin(longitude)))
    points = np.stack(shape, axis=-1).reshape(-1, 3) * half
    faces = grid_faces(STEPS, 2 * STEPS, wrap=True)
    return Mesh(points @ axes.T + centre, faces[:, ::-1])


def _block(centre: FloatArray, half: FloatArray, rounding: float, axes: FloatArray) -> Mesh:
    """Build a box whose edges are rounded: a small sphere pulled apart to the eight corners."""
    latitude, longitude = _sphere_angles(EDGE_STEPS)
    sphere = np.stack(
        [
            np.cos(latitude) * np.cos(longitude),
            np.sin(latitude),
            np.cos(latitude) * np.sin(longitude),
        ],
        axis=-1,
    ).reshape(-1, 3)
    points = np.sign(sphere) * (half - rounding) + sphere * rounding
    faces = grid_faces(EDGE_STEPS, 2 * EDGE_STEPS, wrap=True)
    ring = np.arange(2 * EDGE_STEPS)
    poles = [ring, ring + (EDGE_STEPS - 1) * len(ring)]
    caps = [np.stack([pole[:-2] * 0 + pole[0], pole[1:-1], pole[2:]], axis=1) for pole in poles]
    caps[1] = caps[1][:, ::-1]
    whole = np.concatenate([faces, *caps])
    return Mesh(points @ axes.T + centre, whole[:, ::-1])


def _tube(places: FloatArray, radii: FloatArray, flat: float) -> Mesh:
    """Build a tube with rounded ends along a smooth line through some places."""
    count = max(2, 12 * (len(places) - 1))
    widths = np.broadcast_to(radii, (len(places),)) if len(radii) == 1 else radii
    line = flowing(np.column_stack([places, widths]), count)
    centre, radius = line[:, :3], line[:, 3]
    way = np.gradient(centre, axis=0)
    side = Z if abs(unit(way[0]) @ Z) < abs(unit(way[0]) @ X) else X
    rings = []
    for point, ahead, size in zip(centre, way, radius, strict=True):
        axes = frame(ahead, side)
        side = axes[:, 1]
        angle = np.linspace(0, 2 * np.pi, STEPS, endpoint=False)
        ring = np.outer(np.cos(angle), axes[:, 1]) + flat * np.outer(np.sin(angle), axes[:, 2])
        rings.append(point + ring * size)
    tube = Mesh(np.concatenate(rings), grid_faces(count, STEPS, wrap=True)[:, ::-1])
    ends = [
        _superellipsoid(centre[end], np.array([radius[end], radius[end] * flat, radius[end]]),
                        frame(frame(way[end], side)[:, 1], frame(way[end], side)[:, 2]), 1.0)
        for end in (0, -1)
    ]
    return merged([tube, *ends])
