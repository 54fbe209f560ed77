"""A plate's scene names structures that can be drawn."""

from __future__ import annotations

from patterns.drawing.plates.bones import BONE_NAMES
from patterns.drawing.plates.muscles import MUSCLES
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.schema.loader import read_model
from tests.helpers.drawing import ROTATORS


def test_skeleton_and_scene_use_the_same_names() -> None:
    scene = read_model(ROTATORS / "scenes" / "pain-plate.yaml", PlateScene)
    assert set(scene.muscles) == set(MUSCLES)
    assert set(BONE_NAMES) <= set(scene.outlines)
