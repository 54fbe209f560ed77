"""The mannequin is symmetric, whole, and moves as its bones do."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin, skin_vertices
from patterns.drawing.geometry.rotations import rotation
from tests.helpers.drawing import directions

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

degrees = st.floats(-170, 170)


def test_the_rest_pose_is_the_body_without_rotations() -> None:
    mannequin = load_mannequin()
    skeleton = forward_kinematics(mannequin, {})
    assert np.allclose(
        np.stack([skeleton.joints[bone] for bone in mannequin.bones]), mannequin.rest_joints
    )
    assert np.allclose(skin_vertices(mannequin, skeleton, mannequin.vertices), mannequin.vertices)


def test_every_vertex_is_carried_whole_and_parents_come_first() -> None:
    mannequin = load_mannequin()
    assert np.allclose(mannequin.weight_shares.sum(axis=1), 1.0)
    assert all(parent < index for index, parent in enumerate(mannequin.parents))
    used = np.unique(np.concatenate([mannequin.skin.ravel(), mannequin.cloth.ravel()]))
    assert np.array_equal(used, np.arange(len(mannequin.vertices)))


def test_left_and_right_mirror_each_other() -> None:
    mannequin = load_mannequin()
    for bone in mannequin.bones:
        if bone.endswith(".L"):
            other = mannequin.rest_joint(bone.removesuffix("L") + "R")
            assert np.allclose(mannequin.rest_joint(bone) * [-1, 1, 1], other, atol=2e-3), bone


@given(directions, degrees)
@settings(max_examples=15, deadline=None)
def test_turning_the_root_moves_the_body_as_one(axis: FloatArray, angle: float) -> None:
    mannequin = load_mannequin()
    turned = skin_vertices(
        mannequin,
        forward_kinematics(mannequin, {"root": rotation(axis, angle)}),
        mannequin.vertices,
    )
    some = np.arange(0, len(turned), 997)
    for a, b in pairwise(some):
        assert np.linalg.norm(turned[a] - turned[b]) == pytest.approx(
            np.linalg.norm(mannequin.vertices[a] - mannequin.vertices[b]), abs=1e-9
        )
