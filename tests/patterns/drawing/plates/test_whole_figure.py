"""The small figure shows for every view where on the body it lies."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from shapely.geometry import Point, Polygon

from patterns.drawing.plates import whole_figure
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.drawing.plates.whole_figure import draw_on_body
from patterns.drawing.sheet import VIEWS
from patterns.library_paths import LIBRARY
from patterns.schema.loader import read_model
from tests.helpers.svg_subset import subset_violations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", sorted(VIEWS.iterdir()), ids=lambda path: path.stem)
def test_every_view_has_its_place_on_the_body(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_figure, "RASTER_SIDE", 250)
    scene = read_model(path, PlateScene)
    for variant in ("left", "right", "both") if scene.view.shows_both_sides else ("left", "right"):
        picture = draw_on_body("view", scene, variant)
        assert subset_violations(picture.svg) == []
        places = json.loads(picture.anchors)
        windows = [Polygon(line) for line in places["areas"]["window"]]
        for place in places["anchors"]["sore"]:
            assert any(window.contains(Point(place)) for window in windows)
        corners = np.vstack([np.array(line) for line in places["areas"]["window"]])
        assert (corners >= 0).all()
        assert (corners <= [places["width"], places["height"]]).all()


def test_the_sore_place_lies_where_most_of_the_pain_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whole_figure, "RASTER_SIDE", 250)
    scene = read_model(LIBRARY / "calf" / "scenes" / "pain-plate.yaml", PlateScene)
    places = json.loads(draw_on_body("pain-plate", scene, "left").anchors)
    ((_, sore),) = places["anchors"]["sore"]
    heights = [y for line in places["areas"]["window"] for _, y in line]
    assert sore < (min(heights) + max(heights)) / 2
