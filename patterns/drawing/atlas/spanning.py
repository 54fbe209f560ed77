"""Span the surface of a structure between its rows, over what it lies on and under the skin."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter

from patterns.drawing.atlas.ground import Ground, bones_near, build_ground
from patterns.drawing.atlas.skeleton import bone_origin
from patterns.drawing.atlas.skin import Skin, standing_skin
from patterns.drawing.atlas.structures import SpannedStructure, load_structures
from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray
from patterns.drawing.geometry.meshes import MIRROR, Mesh, grid_faces, vertex_normals
from patterns.drawing.geometry.polylines import arc_lengths

ROWS, COLUMNS = 72, 29  # size of a lattice: along the fibers and across them

ROUNDS = 3  # how often a surface is laid between ground and skin and smoothed again
SMOOTHING = (1.6, 1.0)  # blur along and across, in steps of the lattice
END_SHARE = 0.06  # the shares of the length at both ends that are not smoothed
END_WIDTH = 0.04  # the width of a rounded end, as a share
MAX_LIFT = 0.014  # a place within the ground is lifted so far at once, in meters
EDGE_CLEARANCE = 0.35  # the share of the clearance that the borders keep
END_LIFT = 0.3  # and the share that the ends do
END_SINK = 0.15  # the share that the ends sink by where they lie too near to the skin
SINK_MARGIN, MAX_SINK_DEPTH = 0.0005, 0.003
"""What comes too near to the skin sinks this much deeper than it must, but not below that depth."""


@dataclass(frozen=True, slots=True)
class Surface:
    """The surface of a structure, in meters."""

    mesh: Mesh
    lattice: FloatArray  # (ROWS, COLUMNS, 3): along from the origin, across from the first border
    places: FloatArray  # (n, 2): along and across, from 0 to 1, of each vertex of the mesh


@cache
def surface_of(name: str) -> Surface:
    """Return the surface of a structure of the left side."""
    structure = load_structures()[name]
    return _surface(span(structure, ground_of(name), standing_skin()))


def mirrored_surface(surface: Surface) -> Surface:
    """Return the surface of the same structure on the right side."""
    return _surface(surface.lattice * MIRROR)


def _surface(lattice: FloatArray) -> Surface:
    along, across = np.linspace(0.0, 1.0, ROWS), np.linspace(0.0, 1.0, COLUMNS)
    mesh = Mesh(lattice.reshape(-1, 3), grid_faces(ROWS, COLUMNS))
    places = np.stack([np.repeat(along, COLUMNS), np.tile(across, ROWS)], axis=1)
    return Surface(mesh, lattice, places)


def ground_of(name: str) -> Ground:
    """Return what a structure lies on: the bones near it, and the structures that it is over."""
    structure = load_structures()[name]
    places = np.vstack([*world_rows(structure)])
    bones = set(bones_near(places.min(axis=0), places.max(axis=0))).difference(structure.beneath)
    below = [(surface_of(other).mesh, outward_normals(other)) for other in structure.over]
    return build_ground(sorted(bones), below)


@cache
def ways_off(name: str) -> FloatArray:
    """Return the ways off the bone at the vertices of a structure, (n, 3): to the skin mostly."""
    structure = load_structures()[name]
    _, to_skin = standing_skin().depth(surface_of(name).mesh.vertices, structure.skin)
    return _off_bone(structure, to_skin)


@cache
def outward_normals(name: str) -> FloatArray:
    """Return the normals of a surface, (n, 3), turned to the side away from the bone."""
    normals = vertex_normals(surface_of(name).mesh)
    side = np.sign((normals * ways_off(name)).sum(axis=1, keepdims=True))
    return normals * np.where(side == 0, 1.0, side)


def world_rows(structure: SpannedStructure) -> list[FloatArray]:
    """Return the rows of a structure in the frame of the body, in meters, each (n, 3)."""
    origin = bone_origin(structure.frame)
    return [(np.array(row) + origin) * MILLIMETER for row in structure.rows]


def _off_bone(structure: SpannedStructure, skin_ways: FloatArray) -> FloatArray:
    """Return the ways off the bone, unit vectors: those to the skin, unless the table has one."""
    if structure.away is None:
        return skin_ways
    away = np.array(structure.away)
    return np.broadcast_to(away / np.linalg.norm(away), skin_ways.shape)


def span(structure: SpannedStructure, ground: Ground, skin: Skin) -> FloatArray:
    """Return the lattice, (ROWS, COLUMNS, 3) in meters, of a structure of the left side."""
    along, across = np.linspace(0.0, 1.0, ROWS), np.linspace(0.0, 1.0, COLUMNS)
    lattice = _round_ends(_interpolate_rows(structure, along), structure, along)
    arch = np.sqrt(1 - (2 * across - 1) ** 2)[None, :]
    belly = _belly(structure, along)[:, None]
    may_sink = np.minimum(1.0, END_SINK + belly)
    thickness, min_depth = structure.thickness * MILLIMETER, structure.min_depth * MILLIMETER
    clearance = structure.clearance * MILLIMETER * (EDGE_CLEARANCE + (1 - EDGE_CLEARANCE) * arch)

    for turn in range(ROUNDS):
        depth, to_skin = _depth(lattice, structure, skin)
        if structure.depth is not None:
            wanted = structure.depth * MILLIMETER + thickness * (1 - arch)
            lattice = lattice + to_skin * ((depth - wanted) * belly)[..., None]
        elif turn == 0:
            off = _off_bone(structure, to_skin)
            lattice = lattice + off * (thickness * belly * arch)[..., None]
        depth, to_skin = _depth(lattice, structure, skin)
        off = _off_bone(structure, to_skin)
        height = ground.height(lattice.reshape(-1, 3), off.reshape(-1, 3)).reshape(ROWS, COLUMNS)
        lift = (clearance - height).clip(0.0, MAX_LIFT) * np.minimum(1.0, END_LIFT + belly)
        sink = (min(min_depth + SINK_MARGIN, MAX_SINK_DEPTH) - depth).clip(0.0) * may_sink / 2
        lattice = lattice + off * lift[..., None]
        lattice = _smooth(lattice - to_skin * sink[..., None], along)
    depth, to_skin = _depth(lattice, structure, skin)
    sink = (min_depth - depth).clip(0.0) * may_sink
    return lattice - to_skin * sink[..., None]


def _depth(
    lattice: FloatArray, structure: SpannedStructure, skin: Skin
) -> tuple[FloatArray, FloatArray]:
    depth, to_skin = skin.depth(lattice.reshape(-1, 3), structure.skin)
    return depth.reshape(lattice.shape[:2]), to_skin.reshape(lattice.shape)


def _interpolate_rows(structure: SpannedStructure, along: FloatArray) -> FloatArray:
    """Return the smooth lattice through the rows of a structure."""
    rows = world_rows(structure)
    same = len({len(row) for row in rows}) == 1
    curves = np.stack([_curve(row, COLUMNS, by_index=same) for row in rows])
    if structure.at is None:
        place = arc_lengths(curves.mean(axis=1))
        place /= place[-1]
    else:
        place = np.array(structure.at)
    return np.asarray(PchipInterpolator(place, curves)(along))


def _curve(points: FloatArray, count: int, *, by_index: bool) -> FloatArray:
    """Return `count` places on the curve through some points, (n, 3).

    By index the points lie at equal shares of it; else their distances count.
    """
    if len(points) == 1:
        return np.repeat(points, count, axis=0)
    place = np.arange(len(points), dtype=float) if by_index else arc_lengths(points)
    return np.asarray(PchipInterpolator(place / place[-1], points)(np.linspace(0.0, 1.0, count)))


def _round_ends(lattice: FloatArray, structure: SpannedStructure, along: FloatArray) -> FloatArray:
    """Narrow the ends of a lattice to arcs; one without rounding stays straight."""
    first, last = structure.rounding
    end = np.ones(ROWS)
    if first:
        end = np.minimum(end, along / first)
    if last:
        end = np.minimum(end, (1 - along) / last)
    width = END_WIDTH + (1 - END_WIDTH) * np.sqrt(1 - (1 - end) ** 2)
    column = (0.5 + (np.linspace(0.0, 1.0, COLUMNS) - 0.5) * width[:, None]) * (COLUMNS - 1)
    left = np.minimum(column.astype(np.int64), COLUMNS - 2)
    share = (column - left)[..., None]
    row = np.arange(ROWS)[:, None]
    return np.asarray(lattice[row, left] * (1 - share) + lattice[row, left + 1] * share)


def _belly(structure: SpannedStructure, along: FloatArray) -> FloatArray:
    """Return how much each row, (ROWS,), is belly: 0 at the ends, which keep their depth."""
    first, last = (max(share, 1e-6) for share in structure.hold)
    rise = np.minimum(along / first, (1 - along) / last).clip(0.0, 1.0)
    return np.asarray(rise**2 * (3 - 2 * rise))


def _smooth(lattice: FloatArray, along: FloatArray) -> FloatArray:
    """Smooth a lattice, but less toward its ends, which stay."""
    blurred = np.stack(
        [gaussian_filter(lattice[..., axis], SMOOTHING, mode="nearest") for axis in range(3)],
        axis=-1,
    )
    weight = (np.minimum(along, 1 - along) / END_SHARE).clip(0.0, 1.0)[:, None, None]
    return np.asarray(lattice * (1 - weight) + blurred * weight)
