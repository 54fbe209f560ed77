"""Nothing sinks deeper than a level gives, and nothing stays inside a ball."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin
from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.supports import Dent, Level, press_against


@given(st.floats(0.002, 0.02), st.lists(st.floats(-0.1, 0.5), min_size=2, max_size=30))
def test_a_level_lets_nothing_sink_deeper_than_it_gives(give: float, heights: list[float]) -> None:
    skeleton = forward_kinematics(load_mannequin(), {})
    points = np.column_stack([np.zeros(len(heights)), heights, np.zeros(len(heights))])
    moved = press_against(points, [Level(kind="level", height=0.0, give=give)], skeleton)
    assert (moved[:, 1] >= -give).all()
    above = points[:, 1] >= 0
    assert np.array_equal(moved[above], points[above])
    order = np.argsort(points[:, 1], kind="stable")
    assert (np.diff(moved[order, 1]) >= 0).all()


def test_a_level_ends_at_its_front_and_at_its_back() -> None:
    skeleton = forward_kinematics(load_mannequin(), {})
    points = np.array([[0.0, -0.05, z] for z in (-0.2, 0.0, 0.2)])
    level = Level(kind="level", height=0.0, give=0.004, front=0.1, back=-0.1)
    moved = press_against(points, [level], skeleton)
    assert (moved[:, 1] < -0.04).tolist() == [True, False, True]


def test_a_dent_leaves_nothing_inside_the_ball() -> None:
    skeleton = forward_kinematics(load_mannequin(), {})
    rng = np.random.default_rng(1)
    points = rng.uniform(-0.1, 0.1, (300, 3))
    dent = Dent(kind="dent", at=PosePlacement(shift=(0.02, 0.0, 0.0)), radius=0.05)
    moved = press_against(points, [dent], skeleton)
    distance = np.linalg.norm(moved - [0.02, 0.0, 0.0], axis=1)
    assert distance.min() >= 0.05 - 1e-9
    outside = np.linalg.norm(points - [0.02, 0.0, 0.0], axis=1) > 0.05
    assert 0 < outside.sum() < len(points)
    assert np.array_equal(moved[outside], points[outside])
