"""The lines of the face lie on its front, and on both sides alike."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.face import ear_curves, face_curves
from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin
from patterns.drawing.geometry.rotations import Y, rotation


def test_the_lines_lie_on_the_front_of_the_head_and_mirror() -> None:
    curves = face_curves(dress_mannequin(), forward_kinematics(load_mannequin(), {}))
    assert len(curves) == 6
    for curve in curves:
        assert (curve[:, 2] > 0.08).all()
    for left, right in zip(curves[0:2], curves[2:4], strict=True):
        assert right[:, :2] == pytest.approx(left[:, :2] * [-1, 1])
        assert right[:, 2] == pytest.approx(left[:, 2], abs=0.004)


def test_the_lines_turn_with_the_head() -> None:
    mannequin, body = load_mannequin(), dress_mannequin()
    turned = forward_kinematics(mannequin, {"head": rotation(Y, 90)})
    for curve in face_curves(body, turned):
        offset = curve - turned.joints["head"]
        assert (offset[:, 0] > 0).all()
        assert (np.abs(offset[:, 2]) < 0.08).all()


def test_the_rims_of_the_ears_lie_on_both_sides_of_the_head_alike() -> None:
    left, right = ear_curves(dress_mannequin(), forward_kinematics(load_mannequin(), {}))
    assert (left[:, 0] > 0.06).all()
    assert right == pytest.approx(left * [-1, 1, 1])
