"""Bones of the atlas face outward, lie in the skin, and keep their shape when refined."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from patterns.drawing.atlas.skeleton import (
    SPINE,
    bone_origin,
    is_midline,
    load_skeleton,
    refined_bone,
)
from tests.helpers.drawing import volume

BONES = load_skeleton()


def test_all_bones_are_there() -> None:
    assert len(BONES) == 131
    assert BONES.keys() >= {*SPINE, "skull", "coccyx", "finger-5-distal", "toe-1-proximal"}


@pytest.mark.parametrize("name", BONES)
def test_bones_face_outward_and_stand_on_the_left_or_in_the_middle(name: str) -> None:
    bone = BONES[name]
    assert volume(bone) > 0
    middle = bone.vertices[:, 0].mean()
    assert abs(middle) < 0.003 if is_midline(name) else middle > 0.02
    assert bone_origin(name)[0] == 0 or not is_midline(name)


@pytest.mark.parametrize("name", ["femur", "T6", "scapula", "skull", "talus"])
def test_a_refined_bone_passes_near_the_baked_vertices(name: str) -> None:
    refined = refined_bone(name)
    assert len(refined.faces) > 4 * len(BONES[name].faces) - 1
    distance, _ = cKDTree(refined.vertices).query(BONES[name].vertices)
    assert np.quantile(distance, 0.99) < 0.0012
