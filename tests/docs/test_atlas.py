"""The page of the atlas tells every key, and its examples are what the atlas holds."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, get_args

import yaml

from patterns.drawing.atlas.bone_parts import parts_of
from patterns.drawing.atlas.structures import Kind, SpannedStructure, load_structures
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.drawing.scene import draw_scene
from patterns.schema.loader import parse_model
from tests.helpers.docs.pages import blocks, read, spans, table

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PAGE = read("docs/atlas.md")
EXAMPLES = [textwrap.dedent(code) for code in PAGE.split("```yaml\n")[1:]]
PART, MUSCLE, VIEW = (textwrap.dedent(example.partition("```")[0]) for example in EXAMPLES)


def test_every_key_of_a_structure_is_told() -> None:
    told = [
        name for names, _ in table(PAGE, "| key | what it does |") for name in names.split(", ")
    ]
    assert sorted(told) == sorted(SpannedStructure.model_fields)
    assert set(get_args(Kind)) <= set(spans(PAGE))


def test_the_muscle_stands_in_the_atlas_as_on_the_page() -> None:
    ((name, keys),) = yaml.safe_load(MUSCLE).items()
    there = load_structures()[name].model_dump(mode="json")
    for key, value in keys.items():
        wanted = [{"part": None, "structures": [], **end} for end in value] if key in {
            "origin", "insertion"
        } else value  # fmt: skip
        assert there[key] == wanted, key
    ((part, box),) = yaml.safe_load(PART).items()
    assert [*parts_of("ulna")[part].y] == box["y"]


def test_the_view_of_the_page_can_be_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.drawing.plates.plate_stage.RASTER_SIDE", 200)
    scene = parse_model(VIEW.encode(), PlateScene, name="view")
    assert set(scene.structures) <= load_structures().keys()
    path = tmp_path / "view.yaml"
    path.write_text(VIEW, encoding="utf-8")
    left, right, both = draw_scene(path)[::2]
    assert left.svg != right.svg != both.svg
    assert '"infraspinatus": [[' in left.anchors


def test_every_command_of_the_page_is_a_module() -> None:
    commands = [line for code in blocks(textwrap.dedent(PAGE), "") for line in code.splitlines()]
    assert all(command.startswith("python -m ") for command in commands)
