"""Shadows fall to the lower right, and stay below what throws them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure_layers import (
    MAX_SHADOW_HEIGHT,
    POINTS,
    contact_depths,
    pens_for,
    shadow_mask,
)
from patterns.drawing.figures.figure_stage import build_stage
from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin
from patterns.drawing.figures.props import PROP_TONES, StagedProp
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.geometry.raster import Raster
from patterns.drawing.geometry.solids import rounded_box

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import IntArray

CORNERS = np.array([[-1.0, -1, 0], [1, 1, 0]])


def shadow_columns(height: float) -> IntArray:
    """Return the columns under the shadow of a box whose center lies at a height, in meters."""
    body = dress_mannequin()
    far_below = body.rest_vertices - [0, 20, 0]
    box = rounded_box(np.array([0, height, 0]), np.full(3, 0.15), 0.01, np.eye(3))
    prop = StagedProp(box, PROP_TONES["wood"], ground=False, studs=np.empty((0, 3)))
    skeleton = forward_kinematics(load_mannequin(), {})
    stage = build_stage(body, skeleton, far_below, [prop])
    mask = shadow_mask(stage, fit_camera(view_axes(0, 30), CORNERS, 1500), 0.0)
    return np.nonzero(mask)[1]


def test_a_higher_thing_throws_its_shadow_further_to_the_right() -> None:
    low, high = shadow_columns(0.15), shadow_columns(0.45)
    assert 750 < low.mean() < high.mean()
    assert len(low) > 1000


def test_what_is_too_high_throws_none() -> None:
    assert not len(shadow_columns(MAX_SHADOW_HEIGHT + 0.2))


def test_pens_print_as_wide_as_they_say() -> None:
    for printed in (45.0, 90.0):
        pens = pens_for(1000.0, printed)
        points = pens.outline / 1000 * printed / 25.4 * 72
        assert points == pytest.approx(POINTS.outline)
    assert pens_for(1000.0, 45.0).inner == pytest.approx(2 * pens_for(1000.0, 90.0).inner)


def test_what_hides_a_thing_shades_it_and_a_slope_does_not_shade_itself() -> None:
    camera = fit_camera(view_axes(0, 0), CORNERS, 1000)
    raster = Raster(camera.width, camera.height)
    behind, front = (
        np.array([[left, -0.8, depth], [right, -0.8, depth], [right, 0.8, depth - tilt],
                  [left, 0.8, depth - tilt]])
        for left, right, depth, tilt in ((-0.8, 0.8, 0.0, 1.2), (-0.8, 0.0, 0.1, 1.2))
    )  # fmt: skip
    normal = np.tile([0.0, 0.6, 0.8], (4, 1))
    for label, sheet in enumerate((behind, front)):
        faces = np.array([[0, 1, 2], [0, 2, 3]])
        raster.draw(camera.project(sheet), faces, normal, label)
    hollow = contact_depths(raster, camera)
    assert (hollow[:, 505] > 0.014)[150:850].all()
    far = (slice(None), slice(600, 1000))
    assert (hollow[far] < 0.014).all()
    assert (hollow[:, 100:400] < 0.014).all()
