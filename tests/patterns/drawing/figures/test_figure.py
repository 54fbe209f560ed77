"""A figure is drawn for both sides, the same way each time."""

from __future__ import annotations

import math
import re

import pytest

from patterns.drawing.figures import figure
from patterns.drawing.figures.figure import draw_figure
from patterns.drawing.figures.figure_scene import FigureScene, Window
from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.output.palette import ACCENT
from patterns.errors import UserError
from patterns.schema.loader import read_model
from tests.helpers.drawing import FIGURES
from tests.helpers.svg_subset import subset_violations

SIDES = ("left", "right")


def test_a_figure_is_drawn_for_both_sides_with_the_light_unmoved(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(figure, "RASTER_SIDE", 350)
    scene = read_model(FIGURES["pigeon"] / "scenes" / "pigeon.yaml", FigureScene)
    left, right = draw_figure("pigeon", scene)
    assert (left.variant, right.variant) == SIDES
    assert left.svg != right.svg
    for picture in (left, right):
        assert subset_violations(picture.svg) == []
        assert '<g id="movement">\n<path fill="none" stroke="#ffffff"' in picture.svg
        assert picture.svg.count(f'fill="{ACCENT}"') == 5
        assert '<g id="details">' in picture.svg
    again = draw_figure("pigeon", scene)
    assert [picture.svg for picture in again] == [left.svg, right.svg]


def test_an_anchor_outside_a_close_view_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure, "RASTER_SIDE", 100)
    scene = read_model(FIGURES["ball"] / "scenes" / "ball.yaml", FigureScene)
    window = Window(around=PosePlacement(), width=0.1, height=0.1)
    view = scene.view.model_copy(update={"window": window})
    with pytest.raises(UserError, match="lies outside the window") as caught:
        draw_figure("ball", scene.model_copy(update={"view": view}))
    assert caught.value.problems[0].field.startswith("anchors.")


def test_a_round_close_view_shows_nothing_outside_its_edge(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure, "RASTER_SIDE", 300)
    scene = read_model(FIGURES["ball"] / "scenes" / "ball.yaml", FigureScene)
    left, _ = draw_figure("ball", scene)
    width, height = 1000, 1000
    tones = left.svg.partition('<g id="tones">')[2].partition("</g>")[0]
    starts = [(float(x), float(y)) for x, y in re.findall(r'd="M(-?[\d.]+) (-?[\d.]+)', tones)]
    assert len(starts) > 5
    for x, y in starts:
        assert math.hypot(x - width / 2, y - height / 2) < width / 2 + 5
