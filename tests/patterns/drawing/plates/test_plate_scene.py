"""A plate's scene names what the atlas holds, and outlines what it draws."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from patterns.drawing.plates.plate_scene import Area, PlateScene

SCENE: dict[str, Any] = {
    "kind": "plate",
    "about": "the piriformis",
    "view": {"azimuth": 180, "left": -180, "right": 180, "top": 200, "bottom": -140},
    "bones": ("sacrum", "hip-*"),
    "structures": ("piriformis",),
    "outlines": {"muscle": ("piriformis",), "bone": ("hip-bone",)},
}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"bones": ("sacrun",)}, '"sacrun" is no bone'),
        ({"ghosted": ("pyriformis",)}, '"pyriformis" is not in the atlas'),
        ({"outlines": {"muscle": ("soleus",)}}, '"soleus" is not drawn here'),
    ],
)
def test_what_is_not_there_is_refused(change: dict[str, Any], message: str) -> None:
    PlateScene.model_validate(SCENE)
    with pytest.raises(ValidationError, match=message):
        PlateScene.model_validate({**SCENE, **change})


def test_an_area_lies_in_one_plane_of_the_body() -> None:
    flat = np.array([[1.0, 2.0], [3.0, 4.0]])
    through = ((0, 0), (9, 0), (9, 9), (0, 9))
    seen_from_behind = Area(depth=-20, through=through).in_body(flat)
    assert seen_from_behind.tolist() == [[1, 2, -20], [3, 4, -20]]
    seen_from_the_side = Area(beside=230, through=through).in_body(flat)
    assert seen_from_the_side.tolist() == [[230, 2, 1], [230, 4, 3]]
    for planes in ({}, {"depth": -20, "beside": 230}):
        with pytest.raises(ValidationError, match="needs either depth or beside"):
            Area.model_validate({**planes, "through": through})


@pytest.mark.parametrize(
    ("azimuth", "both"), [(0, (False, True)), (180, (False, True)), (90, (False,)), (225, (False,))]
)
def test_a_view_from_the_side_shows_the_left_one_for_both(
    azimuth: int, both: tuple[bool, ...]
) -> None:
    scene = PlateScene.model_validate({**SCENE, "view": {**SCENE["view"], "azimuth": azimuth}})
    seen = [scene.sides_in(variant) for variant in ("left", "right", "both")]
    assert seen == [(False,), (True,), both]
