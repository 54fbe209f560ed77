"""Nothing passes through anything: how deep the bodies of the library reach into what is near."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.spatial import cKDTree

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure import settle_body
from patterns.drawing.figures.figure_scene import FigureScene
from patterns.drawing.figures.mannequin import Skeleton, load_mannequin
from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.props import Ball, Block, Pillow, Solid, Tube, block_axes
from patterns.drawing.geometry.meshes import Mesh, vertex_normals
from patterns.drawing.geometry.polylines import resample
from patterns.drawing.geometry.rotations import frame
from patterns.schema.loader import read_model
from tests.helpers.drawing import FIGURES

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, IntArray

SOFT = {"fabric", "linen", "mattress", "sock", "towel"}
"""Materials that yield: the picture shows them pressed in by what lies on them."""

MOST_INTO_SOFT, MOST_INTO_HARD = 0.060, 0.014
MOST_INTO_FLESH = 0.014
"""How deep a body may reach into a prop, and a limb into another part, in meters.

Flesh yields too, and a line hides a few millimeters.
"""

ARM = ("lowerarm", "wrist", "metacarpal", "finger")
LEG = ("upperleg", "lowerleg", "foot", "toe")
REST = ("head", "neck", "spine", "root", "pelvis")


@cache
def posed(name: str) -> tuple[FigureScene, Skeleton, FloatArray, FloatArray]:
    """Pose the body of a scene: scene, skeleton, vertices and their normals."""
    scene = read_model(FIGURES[name] / "scenes" / f"{name}.yaml", FigureScene)
    body = dress_mannequin()
    skeleton, vertices = settle_body(body, scene)
    return scene, skeleton, vertices, vertex_normals(Mesh(vertices, body.mannequin.skin))


def skin_of(side: str, *bones: str) -> IntArray:
    """Return the vertices of the skin that lie mostly on some bones; `side` is L, R or empty."""
    mannequin = load_mannequin()
    chosen = np.array([bone.startswith(bones) and bone.endswith(side) for bone in mannequin.bones])
    share = (mannequin.weight_shares * chosen[mannequin.weight_bones]).sum(axis=1)
    skin = np.zeros(len(share), dtype=bool)
    skin[np.unique(mannequin.skin)] = True
    return np.flatnonzero(skin & (share > 0.75))


def depth_in_prop(points: FloatArray, prop: Solid, skeleton: Skeleton) -> float:
    """Return how deep the deepest of some points lies in a prop, in meters; 0 outside."""
    if isinstance(prop, Tube):
        line = resample(np.array([at.point(skeleton) for at in prop.through]), 60)
        thickness = min(prop.radii) * min(prop.flat)
        return max(thickness - float(cKDTree(line).query(points)[0].min()), 0.0)
    local = points - prop.at.point(skeleton)
    if isinstance(prop, Ball):
        return max(prop.radius - float(np.linalg.norm(local, axis=1).min()), 0.0)
    half = np.array(prop.half)
    if isinstance(prop, Block):
        inside = half - np.abs(local @ block_axes(prop))
        return max(float(inside.min(axis=1).max()), 0.0)
    shares = np.abs(local @ frame(np.array(prop.along), np.array(prop.up))) / half
    reach = (shares ** (2 / prop.squareness)).sum(axis=1) ** (prop.squareness / 2)
    return max(float((1 - reach).max() * half.min()), 0.0)


def depth_in_flesh(
    vertices: FloatArray, normals: FloatArray, part: IntArray, other: IntArray
) -> float:
    """Return how deep the vertices of a part lie under the skin of another, in meters."""
    _, nearest = cKDTree(vertices[other]).query(vertices[part])
    at = other[nearest]
    step = vertices[at] - vertices[part]
    depth = (step * normals[at]).sum(axis=1)
    close = np.linalg.norm(step, axis=1) < 0.05
    return max(float(np.where(close, depth, 0.0).max()), 0.0)


@pytest.mark.parametrize("name", FIGURES)
def test_no_body_passes_through_a_prop(name: str) -> None:
    scene, skeleton, vertices, _ = posed(name)
    for prop in scene.solids:
        limit = MOST_INTO_SOFT if prop.material in SOFT else MOST_INTO_HARD
        assert depth_in_prop(vertices, prop, skeleton) < limit, prop.name


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("side", ["L", "R"])
def test_no_hand_or_forearm_passes_through_the_body(name: str, side: str) -> None:
    _, _, vertices, normals = posed(name)
    for others in (LEG, REST):
        depth = depth_in_flesh(vertices, normals, skin_of(side, *ARM), skin_of("", *others))
        assert depth < MOST_INTO_FLESH, others


@pytest.mark.parametrize("name", FIGURES)
def test_no_leg_passes_through_the_other(name: str) -> None:
    _, _, vertices, normals = posed(name)
    left, right = (skin_of(side, "upperleg02", "lowerleg", "foot", "toe") for side in ("L", "R"))
    assert depth_in_flesh(vertices, normals, left, right) < MOST_INTO_FLESH


def test_what_passes_through_is_found() -> None:
    scene, skeleton, vertices, normals = posed("side-lying")
    hip = skeleton.joints["upperleg01.L"]
    block = Block(
        kind="block",
        material="wood",
        at=PosePlacement(shift=(float(hip[0]), float(hip[1]), float(hip[2]))),
        half=(0.2, 0.2, 0.2),
    )
    assert depth_in_prop(vertices, block, skeleton) > 0.05
    ball = Ball(kind="ball", material="ball", at=block.at, radius=0.2)
    pillow = Pillow(kind="pillow", material="linen", at=block.at, half=(0.2, 0.2, 0.2))
    for prop in (ball, pillow):
        assert depth_in_prop(vertices, prop, skeleton) > 0.05
    moved = vertices.copy()
    hand, thigh = skin_of("L", *ARM), skin_of("R", "upperleg02")
    moved[hand] += vertices[thigh].mean(axis=0) - vertices[hand].mean(axis=0)
    assert depth_in_flesh(moved, normals, hand, thigh) > MOST_INTO_FLESH
    assert scene.solids
