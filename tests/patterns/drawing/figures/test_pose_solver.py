"""Limbs reach what is within their reach, and keep their lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.drawing.figures.mannequin import load_mannequin
from patterns.drawing.figures.pose import Foot, Leg, PosePlacement, Turn
from patterns.drawing.figures.pose_solver import solve_pose
from tests.helpers.drawing import standing_pose


@given(
    st.tuples(st.floats(0.0, 0.2), st.floats(0.2, 0.4), st.floats(-0.2, 0.3)),
)
@settings(max_examples=25, deadline=None)
def test_an_ankle_within_reach_is_where_it_was_put(place: tuple[float, float, float]) -> None:
    leg = Leg(
        ankle=PosePlacement(shift=place), knee=(0.2, 0.0, 1.0), foot=Foot(toes=(0.0, 0.0, 1.0))
    )
    skeleton = solve_pose(load_mannequin(), standing_pose(leg))
    assert np.allclose(skeleton.joints["foot.L"], place, atol=1e-6)


@given(st.tuples(st.floats(0.0, 0.3), st.floats(-0.3, 0.1), st.floats(0.1, 0.3)))
@settings(max_examples=25, deadline=None)
def test_a_limb_keeps_its_length_wherever_it_reaches(shift: tuple[float, float, float]) -> None:
    mannequin = load_mannequin()
    wrist = PosePlacement(joints={"left shoulder": 1}, shift=shift)
    skeleton = solve_pose(mannequin, standing_pose(left_wrist=wrist))
    for upper, lower in (("upperarm01.L", "lowerarm01.L"), ("lowerarm01.L", "wrist.L")):
        assert np.linalg.norm(skeleton.joints[lower] - skeleton.joints[upper]) == pytest.approx(
            np.linalg.norm(mannequin.rest_joint(lower) - mannequin.rest_joint(upper)), abs=1e-6
        )


def test_the_hips_are_where_the_pose_puts_them() -> None:
    pose = standing_pose().model_copy(update={"turns": (Turn(axis="z", degrees=90.0),)})
    skeleton = solve_pose(load_mannequin(), pose)
    middle = (skeleton.joints["upperleg01.L"] + skeleton.joints["upperleg01.R"]) / 2
    assert np.allclose(middle, pose.hips)
    assert skeleton.joints["upperleg01.L"][1] > skeleton.joints["upperleg01.R"][1] + 0.15
