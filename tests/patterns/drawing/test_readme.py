"""The scenes that README.md begins with can be drawn as they stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from patterns.drawing.scene import draw_scene
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "patterns" / "drawing" / "README.md").read_text(encoding="utf-8")
FIGURE, SEAT, PLATE = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)


@pytest.mark.parametrize(
    ("scene", "variants"),
    [(FIGURE, 2), (FIGURE + SEAT, 2), (PLATE, 4)],
    ids=["figure", "figure with a seat", "plate"],
)
def test_the_scenes_of_the_readme_are_drawn(
    scene: str, variants: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patterns.drawing.figures.figure.RASTER_SIDE", 200)
    monkeypatch.setattr("patterns.drawing.plates.plate_stage.RASTER_SIDE", 200)
    path = tmp_path / "scene.yaml"
    path.write_text(scene, encoding="utf-8")
    pictures = draw_scene(path)
    assert len({picture.svg for picture in pictures}) == variants


def test_every_module_that_the_readme_names_is_there() -> None:
    drawing = ROOT / "patterns" / "drawing"
    named = set(re.findall(r"`(?:\w+/)?(\w+\.(?:py|yaml))`", README)) - {"standing.yaml"}
    there = {path.name for path in drawing.rglob("*") if path.suffix in {".py", ".yaml"}}
    assert named - there == {"pattern.yaml"}
    assert len(named) > 15
