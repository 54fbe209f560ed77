"""The models of the things around a figure, their materials, and the meshes built from them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.scene_model import SceneModel
from patterns.drawing.geometry.arrays import FloatArray, Vector
from patterns.drawing.geometry.rotations import Y, frame, rotation
from patterns.drawing.geometry.solids import rounded_box, superellipsoid, tube
from patterns.drawing.output.palette import Tone

if TYPE_CHECKING:
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.geometry.meshes import Mesh

Material = Literal[
    "ball", "belt", "bottle", "cold", "fabric", "foam", "linen", "mat", "mattress", "metal",
    "plastic", "screen", "sock", "stripe", "towel", "tray", "wall", "warm", "wood",
]  # fmt: skip

PROP_TONES: dict[Material, Tone] = {
    "ball": Tone("#b3c02c", "#939f22", "#757f1a"),
    "belt": Tone("#a08a5f", "#8a754d", "#73603d"),
    "bottle": Tone("#a9d0d9", "#8bb6c0", "#6f9ca8"),
    "cold": Tone("#8fbcdc", "#74a3c6", "#5c8bae"),
    "fabric": Tone("#a3a9af", "#8a9097", "#72787f"),
    "foam": Tone("#8a9fb0", "#72879a", "#5d7184"),
    "linen": Tone("#f1f3f5", "#d9e0e6", "#bfc9d2"),
    "mat": Tone("#bdd0c5", "#a3baad", "#8aa496"),
    "mattress": Tone("#e6eaed", "#d0d7dc", "#b9c3ca"),
    "metal": Tone("#e3e8eb", "#b9c4cb", "#8f9ca5"),
    "plastic": Tone("#e6e9ea", "#c9ced1", "#adb4b8"),
    "screen": Tone("#5f6b75", "#4f5a63", "#404a52"),
    "sock": Tone("#f4efe6", "#ddd4c5", "#c3b7a4"),
    "stripe": Tone("#3f8566", "#33704f", "#275a40"),
    "towel": Tone("#efe3d6", "#dbc9b6", "#c3ad96"),
    "tray": Tone("#eef2f4", "#dbe2e6", "#c6d0d6"),
    "wall": Tone("#f4f7f8", "#f0f4f6", "#e4eaed"),
    "warm": Tone("#d98d6f", "#c07456", "#a55e43"),
    "wood": Tone("#d9c09a", "#c0a47b", "#a68a61"),
}

BLUNT = 0.12  # how far a blunt end of a tube stands out, as a share of its radius
SEAM_POINTS = 160
SEAM_HEIGHT = 1.02  # how far the seam lies from the center, as a share of the ball's radius
STUD_DISTANCE = 0.05  # meters between the studs of a mat, and of the outer ones from its edge


class BaseProp(SceneModel):
    """What all props share: a name and a material."""

    name: str = ""
    """By which `shadows` and tests know it."""
    material: Material
    """Its colors."""
    ground: bool = False
    """Whether it is a quiet surface behind and below everything else."""


class Block(BaseProp):
    """A box with rounded edges: mattress, mat, seat, tray, folded towel."""

    kind: Literal["block"]
    """The kind of solid."""
    at: PosePlacement
    """Its middle."""
    half: Vector
    """Half its lengths to the left, up and to the front."""
    rounding: Annotated[float, Field(gt=0)] = 0.01
    """The radius of its edges."""
    turned: float = 0.0
    """Degrees about its upright axis."""
    up: Vector = (0.0, 1.0, 0.0)
    """Where its top faces."""
    front: Vector = (0.0, 0.0, 1.0)
    """Where its third side faces before it is turned."""
    studs: bool = False
    """Whether its top is studded, as a mat that does not slip."""


class Pillow(BaseProp):
    """A soft cushion: a superellipsoid, its long side along `along` and its face to `up`."""

    kind: Literal["pillow"]
    """The kind of solid."""
    at: PosePlacement
    """Its middle."""
    half: Vector
    """Half its lengths along `along`, along `up` and across both."""
    along: Vector = (1.0, 0.0, 0.0)
    """Where its first side points."""
    up: Vector = (0.0, 1.0, 0.0)
    """Where its face looks."""
    squareness: Annotated[float, Field(gt=0, le=1)] = 0.5
    """1 makes an ellipsoid; toward 0 it becomes a box."""


class Ball(BaseProp):
    """A ball with the seam of a tennis ball."""

    kind: Literal["ball"]
    """The kind of solid."""
    at: PosePlacement
    """Its middle."""
    radius: Annotated[float, Field(gt=0)]
    """Meters."""


class Tube(BaseProp):
    """A tube through some points: pole, rail, leg of a chair, sock."""

    kind: Literal["tube"]
    """The kind of solid."""
    through: tuple[PosePlacement, ...]
    """The places that its middle line runs through."""
    radii: tuple[float, ...]
    """One for the whole tube, or one for each point."""
    flat: tuple[float, ...] = (1.0,)
    """Thickness as a share of width, one or one for each point."""
    open: bool = False
    """Whether it starts with an open mouth instead of a round end."""
    blunt: bool = False
    """Whether its ends are all but flat."""


Solid = Annotated[Block | Pillow | Ball | Tube, Field(discriminator="kind")]


@dataclass(frozen=True, slots=True)
class StagedProp:
    """A thing beside the body as it is drawn."""

    mesh: Mesh
    tone: Tone
    ground: bool  # as in its model
    studs: FloatArray  # (n, 3), on its top


def stage_prop(prop: Solid, skeleton: Skeleton) -> StagedProp:
    """Build a prop beside a posed body."""
    mesh, studs = build_prop(prop, skeleton), stud_points(prop, skeleton)
    return StagedProp(mesh, PROP_TONES[prop.material], prop.ground, studs)


def build_prop(prop: Solid, skeleton: Skeleton) -> Mesh:
    """Build the mesh of a prop beside a posed body."""
    if isinstance(prop, Tube):
        through = np.array([placement.point(skeleton) for placement in prop.through])
        bulge = BLUNT if prop.blunt else 1.0
        return tube(through, prop.radii, prop.flat, open_start=prop.open, bulge=bulge)
    center = prop.at.point(skeleton)
    if isinstance(prop, Block):
        return rounded_box(center, np.array(prop.half), prop.rounding, block_axes(prop))
    if isinstance(prop, Ball):
        return superellipsoid(center, np.full(3, prop.radius), np.eye(3))
    axes = frame(np.array(prop.along), np.array(prop.up))
    return superellipsoid(center, np.array(prop.half), axes, prop.squareness)


def block_axes(block: Block) -> FloatArray:
    """Return the directions of a block's three sides as columns."""
    up_front = frame(np.array(block.up), np.array(block.front))
    side = np.cross(up_front[:, 0], up_front[:, 1])
    axes = np.stack([side, up_front[:, 0], up_front[:, 1]], axis=1)
    return np.asarray(axes @ rotation(Y, block.turned))


def ball_seam(ball: Ball, skeleton: Skeleton) -> FloatArray:
    """Return the seam of a tennis ball as (n, 3) world points.

    The usual closed curve on a sphere: a circle of 3/4 of its radius with a threefold wave.
    """
    t = np.linspace(0, 2 * np.pi, SEAM_POINTS)
    x = 0.75 * np.cos(t) + 0.25 * np.cos(3 * t)
    y = 0.75 * np.sin(t) - 0.25 * np.sin(3 * t)
    curve = np.column_stack([x, y, np.sqrt(0.75) * np.sin(2 * t)])
    return ball.at.point(skeleton) + ball.radius * SEAM_HEIGHT * curve


def stud_points(prop: Solid, skeleton: Skeleton) -> FloatArray:
    """Return the studs on top of a block as (n, 3) world points; n is 0 for other props."""
    if not isinstance(prop, Block) or not prop.studs:
        return np.empty((0, 3))
    across, along = (
        np.linspace(-reach, reach, 1 + round(2 * reach / STUD_DISTANCE))
        for reach in (prop.half[0] - STUD_DISTANCE, prop.half[2] - STUD_DISTANCE)
    )
    x, z = (grid.ravel() for grid in np.meshgrid(across, along))
    flat = np.column_stack([x, np.full(len(x), prop.half[1]), z])
    return prop.at.point(skeleton) + flat @ block_axes(prop).T
