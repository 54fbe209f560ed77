"""Every view of the atlas is drawn within the subset of SVG, and names what it draws in color."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patterns.drawing.output.picture import Picture
from patterns.drawing.plates.plate import draw_variant
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.drawing.sheet import COLUMNS, PAGE_SIZE, ROWS, VIEWS, draw_view, lay_out, main
from patterns.errors import UserError
from patterns.schema.loader import read_model
from tests.helpers.svg_subset import subset_violations

if TYPE_CHECKING:
    from pathlib import Path

ALL_VIEWS = sorted(VIEWS.iterdir())

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
    '<path fill="#000000" d="M0 0h10v10h-10z"/></svg>'
)


class InThisProcess(ThreadPoolExecutor):
    """Runs its work where the patches of a test hold."""


@pytest.mark.parametrize("path", ALL_VIEWS, ids=lambda path: path.stem)
def test_a_view_is_drawn_within_the_subset(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.drawing.plates.plate_stage.RASTER_SIDE", 350)
    scene = read_model(path, PlateScene)
    view = draw_variant(path.stem, scene, "left")
    assert subset_violations(view.svg) == []
    assert '<g id="structures">' in view.svg
    assert json.loads(view.anchors)["anchors"].keys() == set(scene.structures)


def test_a_view_comes_with_its_place_on_the_body(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("patterns.drawing.plates.plate_stage.RASTER_SIDE", 200)
    monkeypatch.setattr("patterns.drawing.plates.whole_figure.RASTER_SIDE", 200)
    view, small = draw_view("jaw-side")
    assert (view.name, view.variant) == ("jaw-side", "left")
    assert small.name == "jaw-side-on-body"


def test_a_structure_that_nothing_could_name_is_refused() -> None:
    hidden = read_model(VIEWS / "hip-back.yaml", PlateScene)
    hidden = hidden.model_copy(update={"structures": ("piriformis", *hidden.structures)})
    with pytest.raises(UserError, match='"piriformis" is not seen'):
        draw_variant("hidden", hidden, "left")


def test_drawings_are_laid_out_in_rows() -> None:
    count = COLUMNS * ROWS + 1
    places = '{"anchors": {}, "width": 10, "height": 10}'
    small = Picture("s", "left", SQUARE, '{"anchors": {"sore": []}, "width": 10, "height": 10}')
    sheets = lay_out([(Picture("view", "left", SQUARE, places), small)] * count)
    assert [sheet.size for sheet in sheets] == [PAGE_SIZE] * 2
    full, rest = (np.asarray(sheet.convert("L")) < 128 for sheet in sheets)
    assert full[: PAGE_SIZE[1] // ROWS].any()
    assert full[-PAGE_SIZE[1] // ROWS :].sum() == pytest.approx(full.sum() / ROWS, rel=0.02)
    assert rest.sum() == pytest.approx(full.sum() / (COLUMNS * ROWS), rel=0.02)


def test_the_command_writes_sheets_of_known_views(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("patterns.drawing.sheet.ProcessPoolExecutor", InThisProcess)
    monkeypatch.setattr("patterns.drawing.plates.plate_stage.RASTER_SIDE", 200)
    main([str(tmp_path / "new"), "jaw-side"])
    assert capsys.readouterr().out == f"{tmp_path / 'new' / 'sheet-1.png'}\n"
    assert (tmp_path / "new" / "sheet-1.png").exists()
    with pytest.raises(SystemExit):
        main([str(tmp_path), "jaw-inside"])
    assert "there is no view jaw-inside" in capsys.readouterr().err
