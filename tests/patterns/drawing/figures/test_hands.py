"""Hands close from flat to grip."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.figures.hands import FINGERS, HandShape, finger_rotations, palm_directions
from patterns.drawing.figures.mannequin import Skeleton, forward_kinematics, load_mannequin


def reach_of(finger: int, shape: HandShape) -> float:
    """Measure how far a finger's last joint lies ahead of the wrist."""
    mannequin = load_mannequin()
    skeleton = forward_kinematics(mannequin, finger_rotations(mannequin, "L", np.eye(3), shape))
    ahead, _ = palm_directions(mannequin, "L")
    return float((skeleton.joints[f"finger{finger}-3.L"] - skeleton.joints["wrist.L"]) @ ahead)


@pytest.mark.parametrize("finger", FINGERS)
def test_hands_close_from_flat_to_grip(finger: int) -> None:
    shapes: tuple[HandShape, ...] = ("flat", "relaxed", "cupped", "grip")
    reaches = [reach_of(finger, shape) for shape in shapes]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[-1] < 0.75 * reaches[0]


def test_relaxed_fingers_lie_closer_than_in_the_rest_pose() -> None:
    mannequin = load_mannequin()

    def gap(skeleton: Skeleton) -> float:
        index, little = (skeleton.joints[f"finger{finger}-3.R"] for finger in (2, 5))
        return float(np.linalg.norm(index - little))

    relaxed = forward_kinematics(mannequin, finger_rotations(mannequin, "R", np.eye(3), "relaxed"))
    assert gap(relaxed) < 0.9 * gap(forward_kinematics(mannequin, {}))
