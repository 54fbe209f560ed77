"""Bones are closed and even, and the tailbone narrows."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.plates.bones import load_bones, tailbone_at


def test_bones_are_closed_and_their_midline_is_even() -> None:
    skeleton = load_bones(rounds=1)
    for bone in (skeleton.sacrum, *skeleton.hips, *skeleton.thighs):
        a, b, c = (bone.vertices[bone.faces[:, k]] for k in range(3))
        assert np.einsum("ij,ij->", a, np.cross(b, c)) > 0
    x = skeleton.sacrum.vertices[:, 0]
    assert x.max() == pytest.approx(-x.min(), abs=1e-3)
    left, right = (hip.vertices for hip in skeleton.hips)
    assert np.array_equal(left * [-1, 1, 1], right)


def test_tailbone_narrows_and_ends_below_the_sacrum() -> None:
    middle, half = tailbone_at(np.array([0.16, 0.42, 0.67, 0.89]))
    assert np.all(np.diff(half) < 0)
    assert np.all(np.diff(middle[:, 1]) < 0)
