"""The mannequin stands upright, without the inside of its mouth, and depth grows inward."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.atlas.skeleton import load_skeleton
from patterns.drawing.atlas.skin import THROAT, standing_skin

SKIN = standing_skin()


def test_it_stands_with_its_arms_down() -> None:
    vertices = SKIN.mesh.vertices
    low, high = vertices.min(axis=0), vertices.max(axis=0)
    assert high[1] - low[1] == pytest.approx(1.65, abs=0.03)
    assert high[0] == pytest.approx(-low[0], abs=0.002)
    assert high[0] < 0.35
    wrist = load_skeleton()["scaphoid"].vertices.mean(axis=0)
    assert wrist[1] < 0.05


def test_mouth_and_throat_do_not_count_as_skin() -> None:
    _, points, _ = SKIN.zones["all"]
    low, high = THROAT + np.array([[0.01], [-0.01]])  # faces at the rim reach in a little
    assert not ((points > low) & (points < high)).all(axis=1).any()
    palate = np.array([[0.0, 0.69, 0.09]])
    assert SKIN.depth(palate)[0] > 0.01


def test_depth_grows_inward_and_is_negative_outside() -> None:
    start = np.array([[0.0, 0.30, -0.2]])
    places = start + np.linspace(0, 1, 21)[:, None] * [0, 0, 0.2]
    depth, out = SKIN.depth(places, "trunk")
    assert np.all(np.diff(depth) > 0)
    assert depth[0] < 0 < depth[-1]
    assert out[10] @ [0, 0, -1] > 0.9


def test_a_rib_by_the_arm_is_measured_under_the_skin_of_the_trunk() -> None:
    rib = load_skeleton()["rib-6"].vertices
    assert SKIN.depth(rib, "trunk")[0].min() > 0
    assert SKIN.depth(rib, "all")[0].min() < 0
