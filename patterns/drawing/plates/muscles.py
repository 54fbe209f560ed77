"""The borders of muscles and nerves as data, and the surfaces and fibers spanned between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import PchipInterpolator

from patterns.drawing.geometry.arrays import MILLIMETER, Vector
from patterns.drawing.geometry.meshes import MIRROR, Mesh, grid_faces
from patterns.drawing.geometry.polylines import arc_lengths, interpolate

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

ROWS = 64
COLUMNS = 21
"""Size of a muscle's lattice: along the fibers and across them."""


@dataclass(frozen=True, slots=True)
class Muscle:
    """A muscle or nerve of the left side, seen from behind, in mm.

    `upper` and `lower` run along its two borders from origin to insertion. `bulge` is how far
    the belly stands out to the back. `origin` and `insertion` are the shares of the length over
    which its ends are rounded. The tendon begins at the share `tendon` of the length.
    """

    upper: tuple[Vector, ...]
    lower: tuple[Vector, ...]
    bulge: float
    origin: float = 0.04
    insertion: float = 0.10
    tendon: float = 0.82


MUSCLES: dict[str, Muscle] = {
    "piriformis": Muscle(
        upper=(
            (18, 34, 6),
            (46, 18, -11),
            (64, 5, -11),
            (84, -9, -8),
            (104, -24, -5),
            (120, -37, -6),
            (127, -41.5, -10),
        ),
        lower=(
            (14, -18, -46),
            (34, -26, -22),
            (56, -29, -13),
            (78, -34, -9),
            (100, -41, -5),
            (117, -45, -6),
            (125, -47, -11),
        ),
        bulge=7.0,
        origin=0.02,
        insertion=0.03,
        tendon=0.78,
    ),
    "gemellus-superior": Muscle(
        upper=((43, -43, -19), (60, -39.5, -24), (80, -41, -15), (100, -45, -6), (119, -48, -4)),
        lower=(
            (44, -50.5, -19),
            (60, -51, -24),
            (80, -50.5, -15),
            (100, -50.5, -6),
            (119, -51, -4),
        ),
        bulge=4.0,
        origin=0.12,
        insertion=0.06,
        tendon=0.76,
    ),
    "obturator-internus": Muscle(
        upper=(
            (12, -62, 49),
            (27, -51, 46),
            (41, -47, 22),
            (49, -49.5, -12),
            (54, -51, -21),
            (64, -51, -22),
            (80, -50.5, -14),
            (100, -50.5, -5),
            (119, -51, -3),
        ),
        lower=(
            (17, -91, 22),
            (32, -96, 4),
            (44, -85, -9),
            (50.5, -66, -19),
            (55, -61, -22),
            (64, -59.5, -23),
            (80, -57, -14),
            (100, -54.5, -5),
            (119, -53.5, -3),
        ),
        bulge=2.5,
        origin=0.09,
        insertion=0.05,
        tendon=0.58,
    ),
    "gemellus-inferior": Muscle(
        upper=(
            (51, -61, -23),
            (64, -59.5, -24),
            (80, -57, -15),
            (100, -54.5, -6),
            (119, -53.5, -4),
        ),
        lower=((54, -73, -23), (66, -72.5, -24), (82, -67, -16), (102, -60.5, -7), (119, -57, -5)),
        bulge=4.0,
        origin=0.12,
        insertion=0.06,
        tendon=0.76,
    ),
    "quadratus-femoris": Muscle(
        upper=((60, -76, -25), (78, -73.5, -25), (98, -70, -21), (119, -68, -21)),
        lower=((57, -101, -21), (76, -105, -22), (94, -106, -19), (109, -104, -18)),
        bulge=4.5,
        origin=0.10,
        insertion=0.09,
        tendon=0.92,
    ),
}

NERVES: dict[str, Muscle] = {
    "sciatic-nerve": Muscle(
        upper=(
            (57, -8, 0),
            (67, -22, -6),
            (75, -33, -14),
            (80.5, -43, -31),
            (87, -60, -32),
            (91, -84, -33),
            (92.5, -112, -28),
            (92.5, -156, -20),
        ),
        lower=(
            (51, -12, 0),
            (60.5, -26, -6),
            (68, -37, -14),
            (73.5, -46, -31),
            (79.5, -62, -32),
            (83.5, -85, -33),
            (85, -112, -28),
            (85, -156, -20),
        ),
        bulge=3.0,
        origin=0.02,
        insertion=0.001,
        tendon=2.0,
    ),
}


@dataclass(frozen=True, slots=True)
class Loft:
    """The surface of a muscle, in meters.

    `lattice` is (ROWS, COLUMNS, 3): along the fibers from the origin, across from the upper
    border. `along` and `across`, (n,), are the place of each vertex of the mesh, from 0 to 1.
    """

    mesh: Mesh
    lattice: FloatArray
    along: FloatArray
    across: FloatArray


def loft_muscle(muscle: Muscle, *, right: bool = False) -> Loft:
    """Span the surface between a muscle's borders, on the left side or on the right."""
    along = np.linspace(0.0, 1.0, ROWS)
    across = np.linspace(0.0, 1.0, COLUMNS)
    upper, lower = (_border(border)(along) for border in (muscle.upper, muscle.lower))
    end = np.minimum(along / muscle.origin, (1 - along) / muscle.insertion).clip(0.0, 1.0)
    width = 0.03 + 0.97 * np.sqrt(1 - (1 - end) ** 2)
    share = 0.5 + (across[None, :] - 0.5) * width[:, None]
    lattice = upper[:, None] * (1 - share)[..., None] + lower[:, None] * share[..., None]
    belly = np.sin(np.pi * along.clip(0.02, 0.98)) ** 0.5
    arch = np.sqrt(1 - (2 * across - 1) ** 2)
    lattice[..., 2] -= muscle.bulge * belly[:, None] * arch[None, :]
    lattice *= MILLIMETER
    if right:
        lattice *= MIRROR
    mesh = Mesh(lattice.reshape(-1, 3), grid_faces(ROWS, COLUMNS))
    return Loft(mesh, lattice, np.repeat(along, COLUMNS), np.tile(across, ROWS))


def _border(points: tuple[Vector, ...]) -> PchipInterpolator:
    """Return the curve through the points of a border, over 0 to 1 of its length."""
    border = np.array(points, dtype=np.float64)
    along = arc_lengths(border)
    return PchipInterpolator(along / along[-1], border)


def fiber_line(loft: Loft, across: float, start: float, end: float, count: int = 48) -> FloatArray:
    """Return a part of one fiber as (count, 3) points in meters.

    `across` is its place from border to border, `start` and `end` are places along the muscle, all
    from 0 to 1.
    """
    column = across * (COLUMNS - 1)
    left = min(int(column), COLUMNS - 2)
    line = loft.lattice[:, left] * (left + 1 - column) + loft.lattice[:, left + 1] * (column - left)
    return interpolate(line, np.linspace(0.0, 1.0, ROWS), np.linspace(start, end, count))
