"""A plate's scene names what the atlas holds, and outlines what it draws."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from patterns.drawing.plates.plate_scene import PlateScene

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


@pytest.mark.parametrize(
    ("azimuth", "both"), [(0, (False, True)), (180, (False, True)), (90, (False,)), (225, (False,))]
)
def test_a_view_from_the_side_shows_the_left_one_for_both(
    azimuth: int, both: tuple[bool, ...]
) -> None:
    scene = PlateScene.model_validate({**SCENE, "view": {**SCENE["view"], "azimuth": azimuth}})
    seen = [scene.sides_in(variant) for variant in ("left", "right", "both")]
    assert seen == [(False,), (True,), both]
