"""Set labels beside a picture: widths, order, distances and leader lines."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon

from handouts.brand.model import plain_brand
from handouts.document import PlacedLabel
from handouts.layout.art.drawing_loader import Drawing, Placement
from handouts.layout.art.labels import (
    LABEL_GAP,
    MAX_ONE_LINE,
    STACK_GAP,
    LabelColumn,
    place_labels,
    set_labels,
)
from handouts.layout.boxes import Box, Shape
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from handouts.layout.boxes import Point

EDITION = EDITIONS["standard"]
THEME = make_theme(plain_brand(), EDITION, EDITION.spacing_steps[0])
Margin = Literal["left", "right"]
NAMES = ("hip", "knee", "greater trochanter", "deep rotators of the hip")


def columns(heights: list[float], margin: Margin) -> tuple[LabelColumn, Placement]:
    """Return labels with anchors at some heights of a drawing of 100 by 100."""
    anchors = {f"a{i}": [(40.0, y), (60.0, y)] for i, y in enumerate(heights)}
    labels = tuple(
        PlacedLabel(at=f"a{i}", text=NAMES[i % len(NAMES)], margin=margin, strong=False)
        for i in range(len(heights))
    )
    column = set_labels(labels, margin, THEME.label, "test")
    left = column.room if margin == "left" else 0.0
    drawing = Drawing("d", b"", 100, 100, anchors, {})
    return column, Placement(drawing, left, 0, 2, "test")


def touch_on(placement: Placement) -> Callable[[PlacedLabel], list[Point]]:
    return lambda label: placement.touchable(label.at)


def test_a_short_label_stays_on_one_line_and_a_long_one_breaks() -> None:
    column, _ = columns([10, 20, 30, 40], "left")
    heights = [box.height for _, box in column.labels]
    assert heights[0] == heights[1] < heights[2] < heights[3]
    assert 0 < column.width < MAX_ONE_LINE + 20
    assert column.room == column.width + LABEL_GAP
    assert column.height == pytest.approx(sum(heights) + 3 * STACK_GAP)


def test_a_margin_without_labels_takes_no_room() -> None:
    column, _ = columns([], "left")
    assert (column.room, column.height) == (0, 0)


@pytest.mark.parametrize("margin", ["left", "right"])
@given(heights=st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_labels_keep_apart_and_inside_in_the_order_of_their_anchors(
    margin: Margin, heights: list[float]
) -> None:
    column, placement = columns(heights, margin)
    picture = Box(200 + column.room, max(200, column.height))
    items = place_labels(column, touch_on(placement), THEME, picture)
    boxes = [(x, y, item) for x, y, item in items if isinstance(item, Box)]
    assert len(boxes) == len(heights)
    for x, y, box in boxes:
        assert -0.01 <= x <= picture.width - box.width + 0.01
        assert -0.01 <= y <= picture.height - box.height + 0.01
    for (_, above, box), (_, below, _) in itertools.pairwise(boxes):
        assert below >= above + box.height + STACK_GAP - 0.01
    leaders = [item for _, _, item in items if isinstance(item, Shape)][1::3]
    assert [shape.steps[1].to[1] for shape in leaders] == sorted(2 * y for y in heights)


@pytest.mark.parametrize(("margin", "x"), [("left", 80), ("right", 120)])
def test_a_leader_ends_on_the_nearest_point_of_its_anchor(margin: Margin, x: float) -> None:
    column, placement = columns([50], margin)
    picture = Box(200 + column.room, 200)
    halo, line, dot, label = (
        i for _, _, i in place_labels(column, touch_on(placement), THEME, picture)
    )
    assert isinstance(line, Shape)
    assert isinstance(halo, Shape)
    assert isinstance(dot, Shape)
    assert isinstance(label, Box)
    assert line.steps[1].to == (placement.left + x, 100)
    assert halo.line_width > line.line_width


@pytest.mark.parametrize("margin", ["left", "right"])
@given(low=st.floats(20, 140), height=st.floats(10, 50))
def test_a_label_moves_until_its_line_is_free(margin: Margin, low: float, height: float) -> None:
    """The line to the middle of the drawing may not run through what lies before it."""
    column, placement = columns([50], margin)
    x = placement.left + (20 if margin == "left" else 180)
    wall = [(x - 5, low), (x + 5, low), (x + 5, low + height), (x - 5, low + height)]
    picture = Box(200 + column.room, 200)
    items = place_labels(column, touch_on(placement), THEME, picture, [wall])
    line = next(item for _, _, item in items if isinstance(item, Shape))
    leader = LineString([step.to for step in line.steps])
    assert not leader.intersects(Polygon(wall).buffer(-0.01))


def test_a_label_with_room_is_level_with_its_anchor() -> None:
    column, placement = columns([50], "right")
    *_, (_, y, box) = place_labels(column, touch_on(placement), THEME, Box(300, 200))
    assert isinstance(box, Box)
    assert y + box.height / 2 == pytest.approx(100)
