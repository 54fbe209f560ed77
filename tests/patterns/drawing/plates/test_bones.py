"""Bones face outward, their sides mirror, and the tailbone narrows."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.plates.bones import BONE_NAMES, load_bones, tailbone_at
from tests.helpers.drawing import volume


def test_bones_face_outward_and_their_sides_mirror() -> None:
    bones = load_bones(rounds=1)
    assert {name.removeprefix("left ").removeprefix("right ") for name in bones} == set(BONE_NAMES)
    for name, bone in bones.items():
        assert volume(bone) > 0, name
    x = bones["sacrum"].vertices[:, 0]
    assert x.max() == pytest.approx(-x.min(), abs=1e-3)
    for pair in ("hip-bone", "thigh-bone"):
        left, right = (bones[f"{side} {pair}"].vertices for side in ("left", "right"))
        assert np.array_equal(left * [-1, 1, 1], right)


def test_tailbone_narrows_and_ends_below_the_sacrum() -> None:
    middle, half = tailbone_at(np.array([0.16, 0.42, 0.67, 0.89]))
    assert np.all(np.diff(half) < 0)
    assert np.all(np.diff(middle[:, 1]) < 0)
