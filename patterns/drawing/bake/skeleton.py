"""Bake the skeleton from the wheels of two packages: bones named, and laid in the mannequin.

Each bone is a part of a mesh of the source. Its fit into the mannequin was worked out once and is
kept in `skeleton_fit.npz`: for some vertices of each bone the places where they lie. A thin-plate
spline through these lays the rest, so that a bone keeps its shape and bends a little if it must.
"""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.interpolate import RBFInterpolator
from scipy.spatial import ConvexHull

from patterns.drawing.bake.bones import compact, read_mesh, split_parts, wind_outward
from patterns.drawing.bake.ply import read_ply, weld
from patterns.drawing.baked_files import BONE_STEP, PELVIS_AND_LEG, SKELETON
from patterns.drawing.geometry.meshes import Mesh
from patterns.schema.base import Model
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from patterns.drawing.geometry.arrays import FloatArray, IntArray

RAJAGOPAL = "nimblephysics/models/rajagopal_data/Geometry"
TO_BODY = np.array([[0.0, 0.0, -1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 0.0]])
"""From the axes of the source (front, up, right) to left, up and front."""

WELD_STEP = 1e-5  # vertices of the source nearer than this, in meters, are one
UNUSED = "unused"
DISC = "disc-"


class LowerLimbMesh(Model):
    """A mesh of patches, the file with the places of its nodes, and the bones it holds."""

    mesh: str
    shape: str
    bones: tuple[str, ...]


class SkeletonTable(Model):
    """Which bones the files of the two packages hold; skeleton.yaml says how."""

    rajagopal: dict[str, tuple[str, ...]]
    lower_limb: tuple[LowerLimbMesh, ...]


TABLE = read_model(Path(__file__).with_suffix(".yaml"), SkeletonTable)


def bake_skeleton(nimblephysics: Path, musculoskeletal_models: Path, folder: Path) -> list[Path]:
    """Write the bones of the left side and the midline into `folder`, and return both files.

    The wheels are those of nimblephysics 0.10.52.1 and of musculoskeletal-models 0.2.4 from the
    Python package index. The files differ in their licenses.
    """
    with zipfile.ZipFile(nimblephysics) as archive:
        upper = dict(_rajagopal_bones(archive))
    with zipfile.ZipFile(musculoskeletal_models) as archive:
        lower = dict(_lower_limb_bones(archive))
    fit = dict(read_fit())
    paths = []
    for path, bones in ((folder / SKELETON.name, upper), (folder / PELVIS_AND_LEG.name, lower)):
        _write(path, {name: lay(bones[name], *fit[name]) for name in sorted(bones)})
        paths.append(path)
    return paths


def _rajagopal_bones(archive: zipfile.ZipFile) -> Iterator[tuple[str, Mesh]]:
    for file, names in TABLE.rajagopal.items():
        source = read_ply(archive.read(f"{RAJAGOPAL}/{file}.vtp.ply"))
        mesh = weld(Mesh(source.vertices @ TO_BODY.T, source.faces), WELD_STEP)
        yield from _named(names, split_parts(mesh))


def _lower_limb_bones(archive: zipfile.ZipFile) -> Iterator[tuple[str, Mesh]]:
    for entry in TABLE.lower_limb:
        mesh = wind_outward(read_mesh(archive, entry.mesh, entry.shape))
        yield from _named(entry.bones, split_parts(mesh))


def _named(names: Iterable[str], parts: list[Mesh]) -> Iterator[tuple[str, Mesh]]:
    """Give the parts their names; discs, which are open in the source, lose their faces."""
    for name, part in zip(names, parts, strict=True):
        if name == UNUSED:
            continue
        if not name.startswith(DISC):
            yield name, part
            continue
        above = part.vertices[:, 1] > part.vertices[:, 1].mean()
        levels = (above, ~above) if "+" in name else (above | ~above,)
        for disc, level in zip(name.split("+"), levels, strict=True):
            yield disc, Mesh(part.vertices[level], part.faces[:0])


def read_fit() -> Iterator[tuple[str, tuple[IntArray, FloatArray]]]:
    """Yield for each bone some of its vertices, and the places where they lie in the body."""
    with np.load(Path(__file__).with_name("skeleton_fit.npz"), allow_pickle=False) as fit:
        ends = np.cumsum(fit["counts"].astype(np.int64))[:-1]
        vertices = np.split(fit["vertices"].astype(np.int64), ends)
        places = np.split(fit["places"] * BONE_STEP, ends)
        yield from zip(fit["names"].tolist(), zip(vertices, places, strict=True), strict=True)


def lay(bone: Mesh, chosen: IntArray, places: FloatArray) -> Mesh:
    """Bend a bone so that its chosen vertices, (n,), come to some places, (n, 3) in meters.

    A bone without faces becomes its convex hull.
    """
    spline = RBFInterpolator(bone.vertices[chosen], places, kernel="thin_plate_spline", degree=1)
    vertices = spline(bone.vertices)
    return Mesh(vertices, bone.faces) if len(bone.faces) else convex_hull(vertices)


def convex_hull(points: FloatArray) -> Mesh:
    """Return the convex hull of some points, (n, 3)."""
    corners = ConvexHull(points).simplices
    return wind_outward(compact(Mesh(points, corners.astype(np.int64))))


def _write(path: Path, bones: Mapping[str, Mesh]) -> None:
    np.savez_compressed(
        path,
        names=np.array(list(bones)),
        vertex_counts=np.array([len(bone.vertices) for bone in bones.values()], np.uint16),
        face_counts=np.array([len(bone.faces) for bone in bones.values()], np.uint16),
        vertices=np.vstack([np.round(b.vertices / BONE_STEP) for b in bones.values()]).astype(
            np.int16
        ),
        faces=np.vstack([bone.faces for bone in bones.values()]).astype(np.uint16),
    )
