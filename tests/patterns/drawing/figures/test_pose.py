"""A pose names known joints and places a leg in one way."""

from __future__ import annotations

import numpy as np
import pytest
from pydantic import ValidationError

from patterns.drawing.figures.mannequin import load_mannequin
from patterns.drawing.figures.pose import JOINT_BONES, Leg, PosePlacement
from patterns.drawing.figures.pose_solver import solve_pose
from patterns.drawing.geometry.rotations import X
from tests.helpers.drawing import standing_pose


def test_a_place_is_a_weighted_mean_that_may_be_raised() -> None:
    skeleton = solve_pose(load_mannequin(), standing_pose())
    knee, hip = (skeleton.joints[JOINT_BONES[f"left {joint}"]] for joint in ("knee", "hip"))
    place = PosePlacement(joints={"left knee": 3, "left hip": 1}, shift=(0.1, 0.0, 0.0))
    assert np.allclose(place.point(skeleton), 0.75 * knee + 0.25 * hip + 0.1 * X)
    assert place.model_copy(update={"height": 0.5}).point(skeleton)[1] == 0.5


def test_an_unknown_joint_is_refused() -> None:
    with pytest.raises(ValidationError, match="is no joint of the body"):
        PosePlacement(joints={"left toenail": 1})


def test_a_leg_is_placed_in_just_one_way() -> None:
    both = {"ankle": PosePlacement(), "knee": (0.0, 0.0, 1.0), "thigh": (0.0, -1.0, 0.0)}
    for fields in ({}, {"thigh": (0.0, -1.0, 0.0)}, both | {"shin": (0.0, -1.0, 0.0)}):
        with pytest.raises(ValidationError, match="either ankle and knee"):
            Leg.model_validate(fields)
