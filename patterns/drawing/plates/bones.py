"""Build the bones of pelvis and thigh as fine meshes.

The baked meshes are smooth means of many people. What every drawing of a sacrum shows and a mean
loses (crest, foramina, the sharp spine of the ischium, the tailbone) is modeled here.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.spatial import cKDTree

from patterns.drawing.baked_files import PELVIS_AND_THIGH
from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray, Vector
from patterns.drawing.geometry.meshes import MIRROR, Mesh, grid_faces, mirror, subdivide
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BONE_NAMES = ("sacrum", "tailbone", "hip-bone", "thigh-bone")
"""The bones as a scene names them; hip and thigh bones come in pairs."""


class SurfacePush(Model):
    """A soft push of a surface, in mm."""

    center: Vector
    width: Vector  # standard deviations
    offset: Vector


class BoneDetail(Model):
    """What is modeled beyond the baked meshes; bones.yaml says what each key is."""

    crest: tuple[Vector, ...]
    half_knob: float
    foramina: tuple[Vector, ...]
    foramen_depth: float
    hip: tuple[SurfacePush, ...]
    tailbone_widths: tuple[tuple[float, float], ...]
    tailbone_flatness: float
    tailbone_curve: tuple[Vector, ...]
    tailbone_joints: tuple[tuple[float, float], ...]

    def sacrum_pushes(self) -> Iterator[SurfacePush]:
        """Raise the knobs of the crest, then press in the foramina."""
        for y, z, height in self.crest:
            width, offset = (4.2, self.half_knob, 30.0), (0.0, 0.0, -height)
            yield SurfacePush(center=(0.0, y, z), width=width, offset=offset)
        for x, y, _ in self.foramina:
            for center in ((x, y, self.foramen_depth), (-x, y, self.foramen_depth)):
                yield SurfacePush(center=center, width=(3.4, 4.4, 30.0), offset=(0.0, 0.0, 3.2))


DETAIL = read_model(Path(__file__).with_name("bones.yaml"), BoneDetail)


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
    hip = push_surface(hip, DETAIL.hip)
    return {
        "sacrum": push_surface(symmetrize(sacrum), DETAIL.sacrum_pushes()),
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


def push_surface(mesh: Mesh, pushes: Iterable[SurfacePush]) -> Mesh:
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
    points[..., 2] += half[:, None] * np.sin(angle) * DETAIL.tailbone_flatness
    return Mesh(points.reshape(-1, 3), grid_faces(rows, columns, wrap=True))


def tailbone_at(along: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return the tailbone's middle, (n, 3), and half width, (n,), in meters.

    `along`, (n,), runs from 0 at the sacrum to 1 at the tip.
    """
    widths, curve = np.array(DETAIL.tailbone_widths), np.array(DETAIL.tailbone_curve)
    half = PchipInterpolator(widths[:, 0], widths[:, 1])(along)
    middle = PchipInterpolator(np.linspace(0.0, 1.0, len(curve)), curve)(along)
    return middle * MILLIMETER, half * MILLIMETER
