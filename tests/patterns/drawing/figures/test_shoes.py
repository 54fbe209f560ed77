"""A shoe holds the foot, and moves with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.mannequin import Skeleton, forward_kinematics, load_mannequin
from patterns.drawing.figures.shoes import COLLAR, PADDING, shoes_on
from patterns.drawing.geometry.rotations import X, rotation

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

REST = forward_kinematics(load_mannequin(), {})


def feet() -> FloatArray:
    """Return the skin of both feet, as high as a shoe reaches."""
    body = dress_mannequin()
    skin = body.rest_vertices[np.unique(body.mannequin.skin)]
    return np.asarray(skin[skin[:, 1] < skin[:, 1].min() + 0.5 * COLLAR])


def test_shoes_enclose_the_feet() -> None:
    uppers, soles = shoes_on(REST)
    shoes = np.vstack([mesh.vertices for mesh in (*uppers, *soles)])
    for axis, room in ((0, PADDING / 2), (2, PADDING / 2)):
        assert shoes[:, axis].min() < feet()[:, axis].min() - room
        assert shoes[:, axis].max() > feet()[:, axis].max() + room
    assert shoes[:, 1].min() < feet()[:, 1].min()


def test_the_right_shoe_is_the_left_one_mirrored() -> None:
    for left, right in shoes_on(REST):
        assert np.allclose(left.vertices * [-1, 1, 1], right.vertices)


def test_a_shoe_turns_with_its_foot() -> None:
    turn = rotation(X, 40)
    raised = Skeleton({**REST.rotations, "foot.L": turn}, REST.joints)
    ankle = REST.joints["foot.L"]
    rest, moved = (shoes_on(skeleton)[0][0].vertices for skeleton in (REST, raised))
    assert np.allclose((rest - ankle) @ turn.T, moved - ankle)
