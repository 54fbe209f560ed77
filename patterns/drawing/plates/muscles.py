"""Read the borders of muscles and nerves, and span surfaces and fibers between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.interpolate import PchipInterpolator

from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray, Vector
from patterns.drawing.geometry.meshes import MIRROR, Mesh, grid_faces
from patterns.drawing.geometry.polylines import arc_lengths, interpolate
from patterns.schema.base import Model
from patterns.schema.loader import read_model

ROWS, COLUMNS = 64, 21  # size of a muscle's lattice: along the fibers and across them


class Muscle(Model):
    """A muscle or nerve of the left side, seen from behind, in mm."""

    upper: tuple[Vector, ...]  # along its upper border, from origin to insertion
    lower: tuple[Vector, ...]
    bulge: float  # how far the belly stands out to the back
    origin: float = 0.04  # shares of the length over which its ends are rounded
    insertion: float = 0.10
    tendon: float = 0.82  # the share of the length at which the tendon begins


class _MuscleTable(Model):
    muscles: dict[str, Muscle]
    nerves: dict[str, Muscle]


TABLE = read_model(Path(__file__).with_name("muscles.yaml"), _MuscleTable)
MUSCLES, NERVES = TABLE.muscles, TABLE.nerves


@dataclass(frozen=True, slots=True)
class Loft:
    """The surface of a muscle, in meters."""

    mesh: Mesh
    lattice: FloatArray  # (ROWS, COLUMNS, 3): along from the origin, across from the upper border
    places: FloatArray  # (n, 3): along and across, from 0 to 1, and y of each vertex of the mesh


def loft_muscle(muscle: Muscle, *, right: bool = False) -> Loft:
    """Span the surface between a muscle's borders, on the left side or on the right."""
    along = np.linspace(0.0, 1.0, ROWS)
    across = np.linspace(0.0, 1.0, COLUMNS)
    upper, lower = (_border(border)(along) for border in (muscle.upper, muscle.lower))
    end = np.minimum(along / muscle.origin, (1 - along) / muscle.insertion).clip(0.0, 1.0)
    width = 0.03 + 0.97 * np.sqrt(1 - (1 - end) ** 2)
    share = (0.5 + (across - 0.5) * width[:, None])[..., None]
    lattice = upper[:, None] * (1 - share) + lower[:, None] * share
    belly = np.sin(np.pi * along.clip(0.02, 0.98)) ** 0.5
    arch = np.sqrt(1 - (2 * across - 1) ** 2)
    lattice[..., 2] -= muscle.bulge * belly[:, None] * arch[None, :]
    lattice *= MILLIMETER
    if right:
        lattice *= MIRROR
    mesh = Mesh(lattice.reshape(-1, 3), grid_faces(ROWS, COLUMNS))
    places = [np.repeat(along, COLUMNS), np.tile(across, ROWS), mesh.vertices[:, 1]]
    return Loft(mesh, lattice, np.stack(places, axis=1))


def _border(points: tuple[Vector, ...]) -> PchipInterpolator:
    """Return the curve through the points of a border, over 0 to 1 of its length."""
    border = np.array(points)
    along = arc_lengths(border)
    return PchipInterpolator(along / along[-1], border)


def fiber_line(
    lattice: FloatArray, across: float, start: float, end: float, count: int = 48
) -> FloatArray:
    """Return a part of one fiber of a lattice as (count, 3) points in meters.

    `across` is its place from border to border, `start` and `end` are places along the muscle, all
    from 0 to 1.
    """
    rows, columns = lattice.shape[:2]
    column = across * (columns - 1)
    left = min(int(column), columns - 2)
    line = lattice[:, left] * (left + 1 - column) + lattice[:, left + 1] * (column - left)
    return interpolate(line, np.linspace(0.0, 1.0, rows), np.linspace(start, end, count))
