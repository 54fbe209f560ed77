"""The things around a figure, as a scene describes them, in; their meshes and colors out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement, Vector
from patterns.drawing.geometry.curves import flowing
from patterns.drawing.geometry.meshes import Mesh, grid_faces, merged
from patterns.drawing.geometry.turns import X, Y, Z, about, frame, unit
from patterns.drawing.output.ink import Tone
from patterns.schema.base import Model

if TYPE_CHECKING:
    from patterns.drawing.figures.body import Skeleton
    from patterns.drawing.geometry.arrays import FloatArray

Material = Literal[
    "ball", "linen", "mat", "mattress", "metal", "sock", "stripe", "towel", "tray", "wall", "wood"
]

TONES: dict[Material, Tone] = {
    "ball": Tone("#b3c02c", "#939f22", "#757f1a"),
    "linen": Tone("#f1f3f5", "#d9e0e6", "#bfc9d2"),
    "mat": Tone("#c9d6cf", "#b0c1b8", "#97aba1"),
    "mattress": Tone("#e6eaed", "#d0d7dc", "#b9c3ca"),
    "metal": Tone("#e3e8eb", "#b9c4cb", "#8f9ca5"),
    "sock": Tone("#f4efe6", "#ddd4c5", "#c3b7a4"),
    "stripe": Tone("#3f8566", "#33704f", "#275a40"),
    "towel": Tone("#efe3d6", "#dbc9b6", "#c3ad96"),
    "tray": Tone("#eef2f4", "#dbe2e6", "#c6d0d6"),
    "wall": Tone("#f4f7f8", "#f0f4f6", "#e4eaed"),
    "wood": Tone("#e9d9bf", "#d6c19f", "#bfa880"),
}

STEPS = 26
"""Lattice lines from pole to pole of a round thing; twice as many go around."""

SEAM_POINTS = 160
SEAM_HEIGHT = 1.02
"""How far out the seam lies, for the ball's radius."""

STUD_DISTANCE = 0.05
"""Distance between the studs of a mat, and of the outer ones from its edge, in meters."""

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
    at: PosePlacement
    half: Vector
    rounding: Annotated[float, Field(gt=0)] = 0.01
    turned: float = 0.0
    """Degrees about the upright axis."""
    studs: bool = False
    """Whether its top is studded, as a mat that does not slip."""


class Pillow(Thing):
    """A soft cushion: a superellipsoid, its long side along `along` and its face to `up`."""

    kind: Literal["pillow"]
    at: PosePlacement
    half: Vector
    along: Vector = (1.0, 0.0, 0.0)
    up: Vector = (0.0, 1.0, 0.0)
    squareness: Annotated[float, Field(gt=0, le=1)] = 0.5


class Ball(Thing):
    """A ball."""

    kind: Literal["ball"]
    at: PosePlacement
    radius: Annotated[float, Field(gt=0)]


class Tube(Thing):
    """A tube through some places: pole, rail, leg of a chair, sock."""

    kind: Literal["tube"]
    through: tuple[PosePlacement, ...]
    radii: tuple[float, ...]
    """One for the whole tube, or one for each place."""
    flat: tuple[float, ...] = (1.0,)
    """How thick it is for its width, likewise; an empty sock is flat."""
    open: bool = False
    """Whether it starts with an open mouth instead of a round end."""


AnyProp = Annotated[Block | Pillow | Ball | Tube, Field(discriminator="kind")]


def prop_mesh(prop: Block | Pillow | Ball | Tube, skeleton: Skeleton) -> Mesh:
    """Build a prop beside a posed body."""
    if isinstance(prop, Tube):
        places = np.array([place.point(skeleton) for place in prop.through])
        return _tube(places, prop)
    center = prop.at.point(skeleton)
    if isinstance(prop, Block):
        return _block(center, np.array(prop.half), prop.rounding, about(Y, prop.turned))
    if isinstance(prop, Ball):
        return _superellipsoid(center, np.full(3, prop.radius), np.eye(3), 1.0)
    axes = frame(np.array(prop.along), np.array(prop.up))
    return _superellipsoid(center, np.array(prop.half), axes, prop.squareness)


def seam(ball: Ball, skeleton: Skeleton) -> FloatArray:
    """Give the seam of a tennis ball as (n, 3) world points.

    The usual closed curve on a sphere: a circle of 3/4 of its radius with a threefold wave.
    """
    t = np.linspace(0, 2 * np.pi, SEAM_POINTS)
    curve = np.column_stack(
        [
            0.75 * np.cos(t) + 0.25 * np.cos(3 * t),
            0.75 * np.sin(t) - 0.25 * np.sin(3 * t),
            np.sqrt(0.75) * np.sin(2 * t),
        ]
    )
    return ball.at.point(skeleton) + ball.radius * SEAM_HEIGHT * curve


def studs(prop: AnyProp, skeleton: Skeleton) -> FloatArray:
    """Give the studs on a block's top as (n, 3) world points; a prop without any gives none."""
    if not isinstance(prop, Block) or not prop.studs:
        return np.empty((0, 3))
    across, along = (
        np.linspace(-reach, reach, 1 + round(2 * reach / STUD_DISTANCE))
        for reach in (prop.half[0] - STUD_DISTANCE, prop.half[2] - STUD_DISTANCE)
    )
    x, z = (grid.ravel() for grid in np.meshgrid(across, along))
    flat = np.column_stack([x, np.full(len(x), prop.half[1]), z])
    return prop.at.point(skeleton) + flat @ about(Y, prop.turned).T


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
    center: FloatArray, half: FloatArray, axes: FloatArray, squareness: float
) -> Mesh:
    """Build a rounded body; squareness 1 is an ellipsoid, towards 0 a box."""

    def bent(value: FloatArray) -> FloatArray:
        return np.asarray(np.sign(value) * np.abs(value) ** squareness)

    latitude, longitude = _sphere_angles(STEPS)
    level = bent(np.cos(latitude))
    shape = [level * bent(np.cos(longitude)), bent(np.sin(latitude))]
    shape.append(level * bent(np.sin(longitude)))
    points = np.stack(shape, axis=-1).reshape(-1, 3) * half
    return Mesh(points @ axes.T + center, grid_faces(STEPS, 2 * STEPS, wrap=True))


def _block(center: FloatArray, half: FloatArray, rounding: float, axes: FloatArray) -> Mesh:
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
    fan = np.stack([np.full(len(ring) - 2, ring[0]), ring[1:-1], ring[2:]], axis=1)
    bottom, top = fan[:, ::-1], fan + len(points) - len(ring)
    return Mesh(points @ axes.T + center, np.concatenate([faces, bottom, top]))


def _tube(places: FloatArray, tube: Tube) -> Mesh:
    """Build a tube along a smooth line through some places."""
    count = max(2, 12 * (len(places) - 1))
    sizes = [np.broadcast_to(size, (len(places),)) for size in (tube.radii, tube.flat)]
    line = flowing(np.column_stack([places, *sizes]), count)
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
        _superellipsoid(center[end], radius[end] * [1.0, 1.0, flat[end, 0]], frames[end], 1.0)
        for end in ((-1,) if tube.open else (0, -1))
    ]
    return merged([walls, *ends])


def _frames_along(line: FloatArray) -> list[FloatArray]:
    """Give a frame for each point of a line, its first axis along the line, with little twist."""
    way = np.gradient(line, axis=0)
    side = Z if abs(unit(way[0]) @ Z) < abs(unit(way[0]) @ X) else X
    frames = []
    for step in range(len(way)):
        axes = frame(way[step], side)
        side = axes[:, 1]
        frames.append(axes)
    return frames
