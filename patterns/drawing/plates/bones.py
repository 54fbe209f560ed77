"""The baked bones in, the pelvis, tailbone and thigh bones as fine meshes out.

The baked meshes are smooth means of many people. What every drawing of a sacrum shows and a mean
loses (crest, foramina, the sharp spine of the ischium, the tailbone) is modeled here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.spatial import cKDTree

from patterns.drawing.geometry.meshes import MIRROR, Mesh, grid_faces, mirrored, subdivided

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray

BAKED = Path(__file__).parents[1] / "data" / "pelvis-and-thigh.npz"

MILLIMETER = 0.001

BONE_NAMES = ("sacrum", "tailbone", "hip-bone", "thigh-bone")
"""What a scene may call the bones; hip and thigh bones come in pairs."""

FORAMINA = (
    (22.5, 44.0, 3.3),
    (20.5, 27.0, 3.1),
    (18.2, 10.5, 2.8),
    (15.8, -4.5, 2.5),
)
"""The four pairs of holes in the back of the sacrum: x, y and half height, in mm."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A soft push of a surface: where, how far it reaches and how far it moves, all in mm."""

    place: tuple[float, float, float]
    reach: tuple[float, float, float]
    push: tuple[float, float, float]


_CREST = tuple(
    Touch((0.0, y, z), (4.2, 6.4, 30.0), (0.0, 0.0, -height))
    for y, z, height in (
        (49.0, -46.0, 5.0),
        (33.0, -55.0, 5.6),
        (17.0, -62.0, 4.8),
        (3.0, -66.0, 3.4),
    )
)
"""The knobs of the median crest."""

CREST = tuple((touch.place[1], touch.reach[1]) for touch in _CREST)
"""Height and half length of each knob, in mm."""

_HOLES = tuple(
    Touch((side * x, y, -52.0), (3.4, 4.4, 30.0), (0.0, 0.0, 3.2))
    for x, y, _ in FORAMINA
    for side in (1, -1)
)

SACRUM_TOUCHES = _CREST + _HOLES
HIP_TOUCHES = (
    Touch((50.0, -46.0, -14.0), (7.0, 6.0, 12.0), (-5.0, -1.0, -3.0)),
    Touch((41.0, 26.0, -48.0), (6.0, 9.0, 12.0), (-1.5, -1.0, -3.0)),
)
"""The spine of the ischium and the back end of the iliac crest (PSIS)."""

_TAILBONE_WIDTHS = (
    (0.00, 8.6),
    (0.05, 11.2),
    (0.16, 12.0),
    (0.27, 8.2),
    (0.33, 6.9),
    (0.42, 8.2),
    (0.54, 6.1),
    (0.59, 5.4),
    (0.67, 6.0),
    (0.77, 4.4),
    (0.81, 4.1),
    (0.89, 4.3),
    (0.96, 3.0),
    (1.00, 0.3),
)
"""Half widths of the tailbone's four segments along its length, in mm."""

_TAILBONE_FLATNESS = 0.5

TAILBONE_JOINTS = ((0.33, 0.80), (0.59, 0.76), (0.81, 0.70))
"""Where its segments meet, along its length, and how much of the width the seam shows."""

_TAILBONE_CURVE = (
    (0.0, -33.0, -58.0),
    (0.0, -44.0, -60.0),
    (0.0, -56.0, -55.0),
    (0.0, -70.0, -45.0),
)
"""Its middle line from the sacrum down and forward, in mm."""


@dataclass(frozen=True, slots=True)
class BoneSet:
    """The bones of the plate, both sides, in meters."""

    sacrum: Mesh
    tailbone: Mesh
    hips: tuple[Mesh, Mesh]
    thighs: tuple[Mesh, Mesh]


def load_skeleton(rounds: int = 2) -> BoneSet:
    """Read the baked bones, refine them by so many rounds of subdivision, and add detail."""
    with np.load(BAKED) as arrays:
        hip, sacrum, thigh = (
            subdivided(
                Mesh(
                    arrays[f"{name}_vertices"].astype(np.float64),
                    arrays[f"{name}_faces"].astype(np.int64),
                ),
                rounds,
            )
            for name in ("hip", "sacrum", "thigh")
        )
    hip = touched(hip, HIP_TOUCHES)
    return BoneSet(
        sacrum=touched(evened(sacrum), SACRUM_TOUCHES),
        tailbone=tailbone(),
        hips=(hip, mirrored(hip)),
        thighs=(thigh, mirrored(thigh)),
    )


def evened(mesh: Mesh) -> Mesh:
    """Make a bone of the midline alike on both sides: the mean of it and its mirror image."""
    image = mesh.vertices * MIRROR
    _, nearest = cKDTree(image).query(mesh.vertices)
    return Mesh((mesh.vertices + image[nearest]) / 2, mesh.faces)


def touched(mesh: Mesh, touches: Sequence[Touch]) -> Mesh:
    """Push a surface softly, one touch after another."""
    vertices = mesh.vertices
    for touch in touches:
        apart = (vertices / MILLIMETER - np.array(touch.place)) / np.array(touch.reach)
        weight = np.exp(-0.5 * (apart**2).sum(axis=1))
        vertices = vertices + weight[:, None] * np.array(touch.push) * MILLIMETER
    return Mesh(vertices, mesh.faces)


def tailbone(rows: int = 72, columns: int = 32) -> Mesh:
    """Build the tailbone: a flattened tube whose width follows its four segments."""
    middle, half = tailbone_at(np.linspace(0.0, 1.0, rows))
    angle = np.linspace(0.0, 2 * np.pi, columns, endpoint=False)
    points = np.repeat(middle[:, None, :], columns, axis=1)
    points[..., 0] += half[:, None] * np.cos(angle)
    points[..., 2] += half[:, None] * np.sin(angle) * _TAILBONE_FLATNESS
    return Mesh(points.reshape(-1, 3), grid_faces(rows, columns, wrap=True))


def tailbone_at(along: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Give the tailbone's middle, (n, 3), and half width at places from 0 to 1, in meters."""
    widths, curve = np.array(_TAILBONE_WIDTHS), np.array(_TAILBONE_CURVE)
    half = PchipInterpolator(widths[:, 0], widths[:, 1])(along)
    middle = PchipInterpolator(np.linspace(0.0, 1.0, len(curve)), curve)(along)
    return middle * MILLIMETER, half * MILLIMETER
