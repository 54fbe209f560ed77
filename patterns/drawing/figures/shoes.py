"""Build a plain low shoe around each foot of the mannequin, and move it with the foot."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from scipy.ndimage import gaussian_filter1d

from patterns.drawing.figures.clothing import DressedBody, dress_mannequin
from patterns.drawing.figures.mannequin import SIDES
from patterns.drawing.geometry.meshes import Mesh, grid_faces, mirror

if TYPE_CHECKING:
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.geometry.arrays import FloatArray

# Lengths are in meters; the sections of a shoe stand across the foot of the rest pose.
SECTIONS, AROUND = 22, 28
HEEL, TOE = -0.026, 0.200  # where the foot begins and ends
PADDING = 0.007  # how far a shoe lies off the foot
COLLAR = 0.088  # how far up it reaches
SOLE_THICKNESS, SOLE_RIM = 0.020, 0.004
SQUARENESS = 0.62  # of its cross section: 1 is an ellipse


def shoes_on(skeleton: Skeleton) -> tuple[list[Mesh], list[Mesh]]:
    """Return the uppers and the soles of both shoes of a posed body, the left first."""
    mannequin = dress_mannequin().mannequin
    parts: tuple[list[Mesh], list[Mesh]] = ([], [])
    for _, letter, sign in SIDES:
        foot, (rest,) = f"foot.{letter}", mannequin.rest_limb(letter, "foot")
        for part, mesh in zip(parts, _left_shoe(), strict=True):
            own = mesh if sign > 0 else mirror(mesh)
            moved = (own.vertices - rest) @ skeleton.rotations[foot].T + skeleton.joints[foot]
            part.append(Mesh(moved, own.faces))
    return parts


@cache
def _left_shoe() -> tuple[Mesh, Mesh]:
    """Loft the upper and the sole of the left shoe along the foot, in the rest pose."""
    body = dress_mannequin()
    places, low, high, top = _sections(body)
    ground = float(body.rest_vertices[:, 1].min())
    ends = np.sin(np.pi * np.clip((places - places[0]) / (places[-1] - places[0]), 0.004, 0.996))
    round_off = np.minimum(ends * 4.0, 1.0) ** 0.5
    middle, half = (low + high) / 2, (high - low) / 2 + PADDING
    upper = _loft(places, middle, half * round_off, ground, ground + (top - ground) * round_off)
    rim = (half + SOLE_RIM) * round_off
    foot = np.full(len(places), ground - 0.004)
    sole = _loft(places, middle, rim, ground - 0.004, foot + SOLE_THICKNESS)
    return upper, sole


def _sections(body: DressedBody) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Measure the left foot: for places along it, its least and most x and its height."""
    x, y, z = body.rest_vertices[np.unique(body.mannequin.skin)].T
    ground = float(body.rest_vertices[:, 1].min())
    inside = np.linspace(HEEL + 0.008, TOE - 0.010, SECTIONS)
    rows = []
    for place in inside:
        near = (x > 0) & (y < ground + COLLAR) & (np.abs(z - place) < 0.012)
        rows.append((x[near].min(), x[near].max(), y[near].max() + PADDING))
    low, high, top = gaussian_filter1d(np.array(rows), 1.6, axis=0).T
    places = np.linspace(HEEL - PADDING, TOE + PADDING, SECTIONS)
    return places, low, high, top


def _loft(
    places: FloatArray, middle: FloatArray, half: FloatArray, low: float, top: FloatArray
) -> Mesh:
    angle = np.linspace(0, 2 * np.pi, AROUND, endpoint=False)
    across, upward = (np.sign(f) * np.abs(f) ** SQUARENESS for f in (np.cos(angle), np.sin(angle)))
    rings = [
        np.column_stack(
            [
                center + wide * across,
                (low + high) / 2 + (high - low) / 2 * upward,
                np.full(AROUND, place),
            ]
        )
        for place, center, wide, high in zip(places, middle, half, top, strict=True)
    ]
    return Mesh(np.concatenate(rings), grid_faces(len(places), AROUND, wrap=True))
