"""The body to point at has every area that a pattern can be about, the same on both sides."""

from __future__ import annotations

import re
from typing import get_args

import pytest

from patterns.drawing.plates.body_map import VIEWS, View, draw_body
from patterns.field_types import Region
from tests.helpers import ROOT

AREA = re.compile(r'data-area="([a-z-]+)" data-side="(left|right|)" d="M([^"]+)z"')


def areas(view: View) -> list[tuple[str, str, list[tuple[float, float]]]]:
    found = []
    for name, side, data in AREA.findall(draw_body(view)):
        points = [tuple(map(float, point.split())) for point in data.split("L")]
        found.append((name, side, [(x, y) for x, y in points]))
    return found


def test_every_region_can_be_pointed_at() -> None:
    assert {name for view in VIEWS for name, _, _ in areas(view)} == set(get_args(Region))


@pytest.mark.parametrize("view", VIEWS)
def test_each_area_is_there_for_both_sides_or_for_the_middle(view: View) -> None:
    sides: dict[str, set[str]] = {}
    for name, side, _ in areas(view):
        sides.setdefault(name, set()).add(side)
    assert all(found in ({"left", "right"}, {""}) for found in sides.values())


def test_left_is_at_the_right_of_the_picture_from_the_front_alone() -> None:
    for view, left_is_right in (("front", True), ("back", False)):
        middles = {
            side: sum(x for x, _ in points) / len(points)
            for name, side, points in areas(view)  # type: ignore[arg-type]
            if name == "hip"
        }
        assert (middles["left"] > middles["right"]) is left_is_right


@pytest.mark.parametrize("view", VIEWS)
def test_the_page_has_what_is_drawn(view: View) -> None:
    """Remake it with: python -m patterns.drawing.plates.body_map handouts/web/templates/body"""
    path = ROOT / f"handouts/web/templates/body/body-{view}.svg"
    assert path.read_text("utf-8") == draw_body(view)
