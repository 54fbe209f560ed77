"""The models of the things around a figure, their materials, and the meshes built from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.geometry.arrays import FloatArray, Vector
from patterns.drawing.geometry.rotations import Y, frame, rotation
from patterns.drawing.geometry.solids import rounded_box, superellipsoid, tube
from patterns.drawing.output.palette import Tone
from patterns.schema.base import Model

if TYPE_CHECKING:
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.geometry.meshes import Mesh

Material = Literal[
    "ball", "linen", "mat", "mattress", "metal", "sock", "stripe", "towel", "tray", "wall", "wood"
]

PROP_TONES: dict[Material, Tone] = {
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

SEAM_POINTS = 160
SEAM_HEIGHT = 1.02  # how far the seam lies from the center, as a share of the ball's radius
STUD_DISTANCE = 0.05  # meters between the studs of a mat, and of the outer ones from its edge


class BaseProp(Model):
    """What all props share: a name and a material."""

    name: str
    material: Material
    ground: bool = False  # whether it is a quiet surface behind and below everything else


class Block(BaseProp):
    """A box with rounded edges: mattress, mat, seat, tray, folded towel."""

    kind: Literal["block"]
    at: PosePlacement
    half: Vector
    rounding: Annotated[float, Field(gt=0)] = 0.01
    turned: float = 0.0  # degrees about the upright axis
    studs: bool = False  # whether its top is studded, as a mat that does not slip


class Pillow(BaseProp):
    """A soft cushion: a superellipsoid, its long side along `along` and its face to `up`."""

    kind: Literal["pillow"]
    at: PosePlacement
    half: Vector
    along: Vector = (1.0, 0.0, 0.0)
    up: Vector = (0.0, 1.0, 0.0)
    squareness: Annotated[float, Field(gt=0, le=1)] = 0.5


class Ball(BaseProp):
    """A ball with the seam of a tennis ball."""

    kind: Literal["ball"]
    at: PosePlacement
    radius: Annotated[float, Field(gt=0)]


class Tube(BaseProp):
    """A tube through some points: pole, rail, leg of a chair, sock."""

    kind: Literal["tube"]
    through: tuple[PosePlacement, ...]
    radii: tuple[float, ...]  # one for the whole tube, or one for each point
    flat: tuple[float, ...] = (1.0,)  # thickness as a share of width, one or one for each point
    open: bool = False  # whether it starts with an open mouth instead of a round end


AnyProp = Annotated[Block | Pillow | Ball | Tube, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class StagedProp:
    """A thing beside the body as it is drawn."""

    mesh: Mesh
    tone: Tone
    ground: bool  # as in its model
    studs: FloatArray  # (n, 3), on its top


def stage_prop(prop: AnyProp, skeleton: Skeleton) -> StagedProp:
    """Build a prop beside a posed body."""
    mesh, studs = build_prop(prop, skeleton), stud_points(prop, skeleton)
    return StagedProp(mesh, PROP_TONES[prop.material], prop.ground, studs)


def build_prop(prop: AnyProp, skeleton: Skeleton) -> Mesh:
    """Build the mesh of a prop beside a posed body."""
    if isinstance(prop, Tube):
        through = np.array([placement.point(skeleton) for placement in prop.through])
        return tube(through, prop.radii, prop.flat, open_start=prop.open)
    center = prop.at.point(skeleton)
    if isinstance(prop, Block):
        return rounded_box(center, np.array(prop.half), prop.rounding, rotation(Y, prop.turned))
    if isinstance(prop, Ball):
        return superellipsoid(center, np.full(3, prop.radius), np.eye(3))
    axes = frame(np.array(prop.along), np.array(prop.up))
    return superellipsoid(center, np.array(prop.half), axes, prop.squareness)


def ball_seam(ball: Ball, skeleton: Skeleton) -> FloatArray:
    """Return the seam of a tennis ball as (n, 3) world points.

    The usual closed curve on a sphere: a circle of 3/4 of its radius with a threefold wave.
    """
    t = np.linspace(0, 2 * np.pi, SEAM_POINTS)
    x = 0.75 * np.cos(t) + 0.25 * np.cos(3 * t)
    y = 0.75 * np.sin(t) - 0.25 * np.sin(3 * t)
    curve = np.column_stack([x, y, np.sqrt(0.75) * np.sin(2 * t)])
    return ball.at.point(skeleton) + ball.radius * SEAM_HEIGHT * curve


def stud_points(prop: AnyProp, skeleton: Skeleton) -> FloatArray:
    """Return the studs on top of a block as (n, 3) world points; n is 0 for other props."""
    if not isinstance(prop, Block) or not prop.studs:
        return np.empty((0, 3))
    across, along = (
        np.linspace(-reach, reach, 1 + round(2 * reach / STUD_DISTANCE))
        for reach in (prop.half[0] - STUD_DISTANCE, prop.half[2] - STUD_DISTANCE)
    )
    x, z = (grid.ravel() for grid in np.meshgrid(across, along))
    flat = np.column_stack([x, np.full(len(x), prop.half[1]), z])
    return prop.at.point(skeleton) + flat @ rotation(Y, prop.turned).T
