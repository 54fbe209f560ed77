"""Scene files are read, refused or drawn, the same way each time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patterns.drawing.figures.figure_scene import FigureScene
from patterns.drawing.scene import draw_scene, scene_schema
from patterns.errors import UserError
from tests.helpers.drawing import FIGURES, ROTATORS

if TYPE_CHECKING:
    from pathlib import Path

VARIANTS = ("left", "right", "both")


def scene_with(tmp_path: Path, old: str, new: str) -> Path:
    text = (ROTATORS / "scenes" / "pain-plate.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "plate.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_an_unknown_muscle_is_reported_with_its_place(tmp_path: Path) -> None:
    path = scene_with(tmp_path, "- piriformis", "- pyriformis")
    with pytest.raises(UserError) as caught:
        draw_scene(path)
    problem = caught.value.problems[0]
    assert (problem.field, problem.line) == ("structures[1]", 7)
    assert problem.hint == 'did you mean "piriformis"?'


def test_an_unknown_kind_of_scene_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="kind"):
        draw_scene(scene_with(tmp_path, "kind: plate", "kind: plates"))


def test_drawing_twice_gives_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The scene is drawn small, which is quick."""
    for name, small in (
        ("plates.plate_stage.RASTER_SIDE", 160),
        ("plates.plate_lines.MIN_FIBER_LENGTH", 2.0),
        ("plates.plate_lines.MIN_FIBER_SPACING", 0.0),
    ):
        monkeypatch.setattr(f"patterns.drawing.{name}", small)
    scenes = tmp_path / "scenes"
    scenes.mkdir()
    path = scene_with(scenes, "about", "about")
    first = draw_scene(path)
    assert all('id="fibers"' in picture.svg for picture in first[::2])
    assert [picture.variant for picture in first[::2]] == list(VARIANTS)
    assert first == draw_scene(path)


def test_a_draft_is_the_left_side_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.drawing.figures.figure.DRAFT_SIDE", 160)
    path = FIGURES["pigeon"] / "scenes" / "pigeon.yaml"
    (picture,) = draw_scene(path, draft=True)
    assert (picture.name, picture.variant) == ("pigeon", "left")
    assert '<g id="tones">' in picture.svg


def test_the_schema_has_every_kind_of_scene() -> None:
    schema = scene_schema()
    assert schema["discriminator"]["mapping"].keys() == {"figure", "plate"}


def test_every_key_of_a_figure_is_described() -> None:
    schema = FigureScene.model_json_schema()
    for part in (schema, *schema["$defs"].values()):
        assert part["description"]
        for key, value in part["properties"].items():
            assert value.get("description"), key
