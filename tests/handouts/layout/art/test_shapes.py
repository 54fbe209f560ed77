"""Draw plain shapes: where their points lie."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING

import pytest

from handouts.brand.color import BLACK, WHITE
from handouts.layout.art.shapes import (
    arrow,
    cross,
    crossed_disc,
    disc,
    panel,
    rule,
    segment,
    spokes,
    ticked_disc,
)
from handouts.layout.boxes import CurveTo, LineTo, MoveTo

if TYPE_CHECKING:
    from handouts.layout.boxes import Point, Shape


def ends(*shapes: Shape) -> list[Point]:
    return [step.to for shape in shapes for step in shape.steps]


def bounds(*shapes: Shape) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of the ends of all steps."""
    xs, ys = zip(*ends(*shapes), strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def middles(shape: Shape) -> list[Point]:
    """Return the middle of every curve."""
    found, start = [], (0.0, 0.0)
    for step in shape.steps:
        if isinstance(step, CurveTo):
            corners = (start, step.first, step.second, step.to)
            x, y = (
                sum(w * c[i] for w, c in zip((1, 3, 3, 1), corners, strict=True)) / 8
                for i in (0, 1)
            )
            found.append((x, y))
        start = step.to
    return found


def test_a_rule_is_horizontal() -> None:
    assert ends(rule(3, 7, 40, BLACK)) == [(3, 7), (43, 7)]


@pytest.mark.parametrize("line_width", [0.7, 2.0])
def test_the_border_of_a_panel_lies_inside_its_size(line_width: float) -> None:
    bordered = panel(50, 30, stroke=BLACK, line_width=line_width, at=(5, 6))
    half = line_width / 2
    assert bounds(bordered) == pytest.approx((5 + half, 6 + half, 55 - half, 36 - half))
    assert bounds(panel(50, 30, fill=WHITE, at=(5, 6))) == pytest.approx((5, 6, 55, 36))


def test_the_corners_of_a_panel_are_quarter_circles() -> None:
    centers = [(42, 8), (42, 22), (8, 22), (8, 8)]
    found = middles(panel(50, 30, fill=WHITE, radius=8))
    for (x, y), (cx, cy) in zip(found, centers, strict=True):
        assert hypot(x - cx, y - cy) == pytest.approx(8, rel=0.001)


def test_a_radius_is_at_most_half_a_side() -> None:
    assert bounds(panel(50, 6, fill=WHITE, radius=99)) == pytest.approx((0, 0, 50, 6))


def test_a_disc_is_round() -> None:
    shape = disc((10, 20), 5, fill=BLACK)
    for x, y in [*ends(shape), *middles(shape)]:
        assert hypot(x - 10, y - 20) == pytest.approx(5, rel=0.001)
    assert shape.closed


@pytest.mark.parametrize("count", [5, 6])
def test_spokes_leave_the_center_and_the_first_points_up(count: int) -> None:
    steps = spokes((10, 20), 4, count)
    starts, tips = steps[::2], steps[1::2]
    assert all(isinstance(step, MoveTo) and step.to == (10, 20) for step in starts)
    assert all(isinstance(step, LineTo) for step in tips)
    assert len(tips) == count
    assert tips[0].to == pytest.approx((10, 16))
    assert all(hypot(s.to[0] - 10, s.to[1] - 20) == pytest.approx(4) for s in tips)


def test_a_segment_has_round_ends() -> None:
    assert segment((0, 0), (3, 4), BLACK, 1).round_ends


@pytest.mark.parametrize(("width", "head"), [(30, 4), (6, 2)])
def test_an_arrow_points_right(width: float, head: float) -> None:
    assert bounds(*arrow(5, 9, width, BLACK)) == pytest.approx((5, 9 - head, 5 + width, 9 + head))


def test_a_cross_fills_its_box() -> None:
    assert bounds(*cross(5, 9, 8, BLACK)) == (5, 5, 13, 13)


def test_a_sign_of_what_to_leave_or_to_do_stays_within_its_disc() -> None:
    for draw in (crossed_disc, ticked_disc):
        ground, *strokes = draw((9.0, 9.0), 9.0, BLACK)
        assert all(hypot(x - 9, y - 9) < 8 for x, y in ends(*strokes))
        left, top, right, bottom = bounds(ground)
        assert 0 <= min(left, top) <= max(right, bottom) <= 18


def test_the_two_signs_differ_without_color() -> None:
    crossed, ticked = (draw((9.0, 9.0), 9.0, BLACK) for draw in (crossed_disc, ticked_disc))
    assert (crossed[0].fill, ticked[0].fill) == (BLACK, WHITE)
