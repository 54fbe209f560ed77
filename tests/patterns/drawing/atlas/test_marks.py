"""Marks tell the outermost places of bones and their parts in the frame of the first bone."""

from __future__ import annotations

from patterns.drawing.atlas.marks import bone_marks
from patterns.drawing.atlas.skeleton import bone_origin


def test_places_are_told_for_each_part_in_the_frame_of_the_first_bone() -> None:
    lines = list(bone_marks(["tibia", "patella"]))
    assert lines[0].startswith("tibia\n    inner [")
    assert any(line.startswith("tibia: tuberosity\n") for line in lines)
    alone = next(line for line in bone_marks(["patella"]) if line.startswith("patella: tip"))
    other = next(line for line in lines if line.startswith("patella: tip"))
    shift = bone_origin("patella") - bone_origin("tibia")
    numbers = [
        [float(word) for word in line.replace("[", " ").replace("]", " ").replace(",", " ").split()
         if word.lstrip("-").isdigit()]
        for line in (alone, other)
    ]  # fmt: skip
    assert [a + b for a, b in zip(numbers[0], [*shift] * 6, strict=True)] == numbers[1]
