"""Where the head of a figure lies in its picture."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from shapely.affinity import scale
from shapely.geometry import MultiPoint, Point

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure import settle_body
from patterns.drawing.figures.figure_scene import FigureScene
from patterns.drawing.figures.mannequin import load_mannequin
from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.schema.loader import read_model
from tests.helpers.drawing import FIGURES

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.geometry.arrays import FloatArray

VIEWBOX_SIDE = 1000


def head_outline(name: str, side: str) -> BaseGeometry:
    """Return what a picture shows of the head, in its own units; empty if it shows none."""
    outline, width = _left_outline(name)
    return outline if side == "left" else scale(outline, -1, 1, origin=(width / 2, 0))


@cache
def _left_outline(name: str) -> tuple[BaseGeometry, float]:
    folder = FIGURES[name]
    scene = read_model(folder / "scenes" / f"{name}.yaml", FigureScene)
    skeleton, vertices = settle_body(dress_mannequin(), scene)
    mannequin = load_mannequin()
    bones = np.array([bone.startswith("head") for bone in mannequin.bones])
    share = (mannequin.weight_shares * bones[mannequin.weight_bones]).sum(axis=1)
    picture = json.loads((folder / "pictures" / f"{name}.left.json").read_text(encoding="utf-8"))
    outline = MultiPoint(_seen(scene, skeleton, vertices[share > 0.6], picture)).convex_hull
    window, width = scene.view.window, picture["width"]
    if window is not None and window.edge == "round":
        middle = Point(width / 2, picture["height"] / 2)
        outline = outline.intersection(middle.buffer(width / 2))
    return outline, width


def _seen(
    scene: FigureScene, skeleton: Skeleton, points: FloatArray, picture: dict[str, Any]
) -> FloatArray:
    """Return the (n, 2) places of (n, 3) points in the picture of the left side."""
    axes, window = view_axes(scene.view.azimuth, scene.view.elevation), scene.view.window
    if window is not None:
        middle = window.around.point(skeleton)
        reach = window.width / 2 * axes[0] + window.height / 2 * axes[1]
        corners = np.stack([middle - reach, middle + reach])
        return fit_camera(axes, corners, VIEWBOX_SIDE).to_viewbox(points)
    # Without a window the anchors tell the scale and the place of the world.
    placed = {k: at for k, at in scene.anchors.items() if isinstance(at, PosePlacement)}
    flat = axes[:2] * [[1], [-1]]
    world = np.array([at.point(skeleton) for at in placed.values()]) @ flat.T
    drawn = np.array([picture["anchors"][key][0] for key in placed])
    spread = world - world.mean(axis=0)
    size = (spread * (drawn - drawn.mean(axis=0))).sum() / (spread**2).sum()
    return np.asarray((points @ flat.T - world.mean(axis=0)) * size + drawn.mean(axis=0))
