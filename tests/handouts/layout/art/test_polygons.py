"""Ask of a square and of one with a bay what they contain and what crosses them."""

from __future__ import annotations

import pytest
from shapely.geometry import Polygon

from handouts.layout.art.polygons import contains, grown, runs_through

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
BAY = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (5.0, 3.0), (0.0, 10.0)]


@pytest.mark.parametrize(
    ("area", "at", "inside"),
    [
        (SQUARE, (5, 5), True),
        (SQUARE, (11, 5), False),
        (BAY, (5, 5), False),
        (BAY, (1, 5), True),
    ],
)
def test_a_point_is_inside_or_not(
    area: list[tuple[float, float]], at: tuple[float, float], inside: bool
) -> None:
    assert contains(area, at) is inside


def test_a_line_may_end_on_the_border_but_not_cross_it() -> None:
    assert not runs_through((20, 5), (10, 5), SQUARE)
    assert runs_through((20, 5), (5, 5), SQUARE)
    assert not runs_through((20, 11), (-5, 11), SQUARE)


def test_a_polygon_grows_from_its_middle() -> None:
    larger = Polygon(grown(SQUARE, 2))
    assert larger.contains(Polygon(SQUARE))
    assert larger.centroid.coords[0] == pytest.approx((5, 5))
    assert larger.length == pytest.approx(40 + 8 * 2**0.5)
