"""Clothes cover what is not drawn, and hair stays off the face."""

from __future__ import annotations

import numpy as np

from patterns.drawing.figures.clothing import (
    CHIN_HEIGHT,
    dress_mannequin,
    is_bare,
    is_hair,
    is_shirt,
    is_shorts,
)


def test_no_skin_under_the_clothes_is_drawn() -> None:
    body = dress_mannequin()
    skin = body.rest_coordinates[np.unique(body.mannequin.skin)]
    trunk = (skin[:, 3] < 0.5) & (skin[:, 1] > -0.17) & (skin[:, 1] < 0.42)
    assert trunk.sum() > 500
    assert not is_bare(skin[trunk]).any()


def test_cloth_covers_wherever_skin_is_dropped() -> None:
    body = dress_mannequin()
    cloth = body.rest_coordinates[np.unique(body.mannequin.cloth)]
    trunk = cloth[(cloth[:, 3] < 0.5) & (cloth[:, 1] > -0.17) & (cloth[:, 1] < 0.42)]
    assert (is_shirt(trunk) | is_shorts(trunk)).all()


def test_hair_is_on_the_head_and_off_the_face() -> None:
    body = dress_mannequin()
    hair = body.rest_coordinates[is_hair(body.rest_coordinates)]
    assert (hair[:, 1] > CHIN_HEIGHT).all()
    chin = np.array([[0.0, 0.68, 0.14, 0.0, 0.0]])
    crown = np.array([[0.0, 0.83, 0.03, 0.0, 0.0]])
    assert is_hair(crown).all()
    assert not is_hair(chin).any()
