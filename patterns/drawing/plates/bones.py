"""Build the bones of pelvis and thigh as fine meshes.

The baked meshes are smooth means of many people. What every drawing of a sacrum shows and a mean
loses (crest, foramina, the sharp spine of the ischium, the tailbone) is modeled here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.spatial import cKDTree

from patterns.drawing.baked_files import PELVIS_AND_THIGH
from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray, Vector
from patterns.drawing.geometry.meshes import MIRROR, Mesh, grid_faces, mirror, subdivide

if TYPE_CHECKING:
    from collections.abc import Sequence


BONE_NAMES = ("sacrum", "tailbone", "hip-bone", "thigh-bone")
"""The bones as a scene names them; hip and thigh bones come in pairs."""

FORAMINA = ((22.5, 44.0, 3.3), (20.5, 27.0, 3.1), (18.2, 10.5, 2.8), (15.8, -4.5, 2.5))
FORAMEN_DEPTH = -52.0
"""The four pairs of holes in the back of the sacrum: x, y and half height, and their z, in mm."""


@dataclass(frozen=True, slots=True)
class SurfacePush:
    """A soft push of a surface, in mm: center, width (standard deviations) and offset."""

    center: Vector
    width: Vector
    offset: Vector


CREST = ((49.0, -46.0, 5.0), (33.0, -55.0, 5.6), (17.0, -62.0, 4.8), (3.0, -66.0, 3.4))
"""The knobs of the median crest: y, z and height, in mm."""

HALF_KNOB = 6.4  # half the length of each knob, in mm
CREST_PUSHES = tuple(
    SurfacePush((0.0, y, z), (4.2, HALF_KNOB, 30.0), (0.0, 0.0, -height)) for y, z, height in CREST
)
FORAMEN_PUSHES = tuple(
    SurfacePush((side * x, y, FORAMEN_DEPTH), (3.4, 4.4, 30.0), (0.0, 0.0, 3.2))
    for x, y, _ in FORAMINA
    for side in (1, -1)
)
HIP_PUSHES = (
    SurfacePush((50.0, -46.0, -14.0), (7.0, 6.0, 12.0), (-5.0, -1.0, -3.0)),
    SurfacePush((41.0, 26.0, -48.0), (6.0, 9.0, 12.0), (-1.5, -1.0, -3.0)),
)
"""The spine of the ischium and the back end of the iliac crest (PSIS)."""

TAILBONE_WIDTHS = (
    (0.00, 8.6), (0.05, 11.2), (0.16, 12.0), (0.27, 8.2), (0.33, 6.9), (0.42, 8.2), (0.54, 6.1),
    (0.59, 5.4), (0.67, 6.0), (0.77, 4.4), (0.81, 4.1), (0.89, 4.3), (0.96, 3.0), (1.00, 0.3),
)  # fmt: skip
"""Half widths of the tailbone's four segments: share of its length, and mm."""

TAILBONE_FLATNESS = 0.5  # its thickness as a share of its width

TAILBONE_JOINTS = ((0.33, 0.80), (0.59, 0.76), (0.81, 0.70))
"""Where its segments meet, along its length, and the share of the width that the seam spans."""

TAILBONE_CURVE = ((0, -33, -58), (0, -44, -60), (0, -56, -55), (0, -70, -45))
"""Its middle line from the sacrum down and forward, in mm."""


def load_bones(rounds: int = 2) -> dict[str, Mesh]:
    """Read the baked bones, refine them by so many rounds of subdivision, and add detail.

    The names are those of `BONE_NAMES`; those of a pair begin with `left ` and `right `.
    """
    with np.load(PELVIS_AND_THIGH, allow_pickle=False) as baked:
        meshes = [
            Mesh(baked[f"{bone}_vertices"].astype(float), baked[f"{bone}_faces"].astype(np.int64))
            for bone in ("hip", "sacrum", "thigh")
        ]
    hip, sacrum, thigh = (subdivide(mesh, rounds) for mesh in meshes)
    hip = push_surface(hip, HIP_PUSHES)
    return {
        "sacrum": push_surface(symmetrize(sacrum), CREST_PUSHES + FORAMEN_PUSHES),
        "tailbone": build_tailbone(),
        "left hip-bone": hip,
        "right hip-bone": mirror(hip),
        "left thigh-bone": thigh,
        "right thigh-bone": mirror(thigh),
    }


def symmetrize(mesh: Mesh) -> Mesh:
    """Return the mean of a bone of the midline and its mirror image."""
    image = mesh.vertices * MIRROR
    _, nearest = cKDTree(image).query(mesh.vertices)
    return Mesh((mesh.vertices + image[nearest]) / 2, mesh.faces)


def push_surface(mesh: Mesh, pushes: Sequence[SurfacePush]) -> Mesh:
    """Push a surface softly, once for each push; the offset falls off as a Gaussian."""
    vertices = mesh.vertices
    for push in pushes:
        apart = (vertices / MILLIMETER - np.array(push.center)) / np.array(push.width)
        weight = np.exp(-0.5 * (apart**2).sum(axis=1))
        vertices = vertices + weight[:, None] * np.array(push.offset) * MILLIMETER
    return Mesh(vertices, mesh.faces)


def build_tailbone(rows: int = 72, columns: int = 32) -> Mesh:
    """Build the tailbone: a flattened tube whose width follows its four segments."""
    middle, half = tailbone_at(np.linspace(0.0, 1.0, rows))
    angle = np.linspace(0.0, 2 * np.pi, columns, endpoint=False)
    points = np.repeat(middle[:, None, :], columns, axis=1)
    points[..., 0] += half[:, None] * np.cos(angle)
    points[..., 2] += half[:, None] * np.sin(angle) * TAILBONE_FLATNESS
    return Mesh(points.reshape(-1, 3), grid_faces(rows, columns, wrap=True))


def tailbone_at(along: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the tailbone's middle, (n, 3), and half width, (n,), in meters.

    `along`, (n,), runs from 0 at the sacrum to 1 at the tip.
    """
    widths, curve = np.array(TAILBONE_WIDTHS), np.array(TAILBONE_CURVE)
    half = PchipInterpolator(widths[:, 0], widths[:, 1])(along)
    middle = PchipInterpolator(np.linspace(0.0, 1.0, len(curve)), curve)(along)
    return middle * MILLIMETER, half * MILLIMETER
