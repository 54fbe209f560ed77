"""Convert the named places of a drawing to points of a box."""

from __future__ import annotations

import pytest

from handouts.layout.art.drawing_loader import Drawing
from handouts.layout.art.placement import Placement
from patterns.errors import UserError

DRAWING = Drawing(
    "ball", b"", 100, 50, {"hip": [(10, 20), (30, 40)]}, {"thigh": [[(0, 0), (100, 0), (100, 50)]]}
)
PLACEMENT = Placement(DRAWING, left=7, top=9, scale=0.5, section="ball")


def test_an_anchor_is_scaled_and_moved() -> None:
    assert PLACEMENT.anchors("hip") == [(12, 19), (22, 29)]


def test_an_area_is_scaled_and_moved() -> None:
    assert PLACEMENT.areas("thigh") == [[(7, 9), (57, 9), (57, 34)]]


def test_a_leader_line_may_end_on_an_anchor_or_the_border_of_an_area() -> None:
    assert PLACEMENT.touchable("hip") == PLACEMENT.anchors("hip")
    assert PLACEMENT.touchable("thigh") == PLACEMENT.areas("thigh")[0]


@pytest.mark.parametrize("find", [Placement.anchors, Placement.areas, Placement.touchable])
def test_an_unknown_place_is_refused_with_its_section_and_a_near_name(find: object) -> None:
    assert callable(find)
    with pytest.raises(UserError, match=r'has no \w+ thihg; did you mean "thigh"') as caught:
        find(PLACEMENT, "thihg")
    assert caught.value.problems[0].field == "ball"


def test_an_area_is_not_an_anchor() -> None:
    with pytest.raises(UserError, match="the picture ball has no anchor thigh"):
        PLACEMENT.anchors("thigh")
    with pytest.raises(UserError, match="the picture ball has no area hip"):
        PLACEMENT.areas("hip")
