"""Parts of bones are boxes that hold vertices where a text of anatomy says."""

from __future__ import annotations

import pytest

from patterns.drawing.atlas.bone_parts import part_vertices, parts_of
from patterns.drawing.atlas.skeleton import load_skeleton

PARTS = [(bone, part) for bone in load_skeleton() for part in parts_of(bone)]


@pytest.mark.parametrize(("bone", "part"), PARTS)
def test_a_part_holds_some_of_its_bone(bone: str, part: str) -> None:
    assert 10 <= len(part_vertices(bone, part)) <= len(part_vertices(bone, None))


def test_parts_lie_where_their_names_say() -> None:
    def middle(bone: str, part: str) -> tuple[float, ...]:
        return tuple(part_vertices(bone, part).mean(axis=0))

    (crest, spine, sit) = (
        middle("hip-bone", part)
        for part in ("iliac crest", "front superior spine", "ischial tuberosity")
    )
    assert sit[1] < spine[1] < crest[1]
    assert sit[2] < spine[2]
    assert middle("femur", "lesser trochanter")[0] < middle("femur", "greater trochanter")[0]
    assert middle("femur", "inner condyle")[1] < middle("femur", "lesser trochanter")[1]
    assert middle("T6", "spinous process")[2] < middle("T6", "body")[2]
    assert middle("tibia", "tuberosity")[2] > middle("tibia", "back")[2]


def test_a_bone_without_parts_is_whole() -> None:
    assert parts_of("talus") == {}
    assert len(part_vertices("talus", None)) > 1000
