"""The lines from a ring to its close view touch both circles, on the same side of each."""

from __future__ import annotations

from math import hypot

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from handouts.brand.model import plain_brand
from handouts.document import Beside, Paragraph, PictureBlock
from handouts.layout.art.zoom_lines import LINE_WIDTH, Circle, outer_tangents
from handouts.layout.blocks.block_setter import BlockSetter
from handouts.layout.blocks.illustrations import beside
from handouts.layout.blocks.sections import BLOCK_SETTERS
from handouts.layout.boxes import LineTo, MoveTo, Shape
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from patterns.text import runs
from tests.helpers.pattern_trees import ACTIVITY_IDS, loaded_activity

places = st.floats(-300, 300)
circles = st.builds(Circle, places, places, st.floats(1, 120))


def signed_distance(circle: Circle, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return how far the middle of a circle lies from a line, to its left or (below 0) right."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    return (dx * (circle.y - start[1]) - dy * (circle.x - start[0])) / hypot(dx, dy)


@given(circles, circles)
def test_each_line_touches_both_circles_on_one_side(first: Circle, second: Circle) -> None:
    apart = hypot(second.x - first.x, second.y - first.y)
    assume(apart > abs(first.radius - second.radius) + 1)
    lines = [*outer_tangents(first, second)]
    sides = [signed_distance(first, *line) for line in lines]
    assert sorted(sides) == pytest.approx([-first.radius, first.radius], abs=1e-6)
    for side, line in zip(sides, lines, strict=True):
        reach = second.radius if side > 0 else -second.radius
        assert signed_distance(second, *line) == pytest.approx(reach, abs=1e-6)


@given(circles)
def test_a_circle_in_another_has_no_line_to_it(circle: Circle) -> None:
    assert not [*outer_tangents(circle, circle._replace(radius=circle.radius * 2))]


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("name", ACTIVITY_IDS)
def test_a_ring_in_a_figure_leads_to_the_view_after_it(name: str, side: str) -> None:
    entry = loaded_activity(name)
    words = runs("Sit on it.")
    pictures = tuple(
        PictureBlock(entry.pictures, frame.picture, side, "", words)
        for frame in entry.activity.frames
    )
    if not pictures:
        return
    theme = make_theme(plain_brand(), EDITIONS["standard"], EDITIONS["standard"].spacing_steps[0])
    setter = BlockSetter(theme, "care", BLOCK_SETTERS)
    box = beside(setter, Beside((Paragraph(words),), pictures), 523.0)
    lines = [
        (x, y, item)
        for x, y, item in box.walk()
        if isinstance(item, Shape) and item.round_ends and item.line_width == LINE_WIDTH
    ]
    has_ring = any("a ring marks" in frame.alt for frame in entry.activity.frames)
    assert len(lines) == (2 if has_ring else 0)
    for x, y, shape in lines:
        start, end = shape.steps
        assert isinstance(start, MoveTo)
        assert isinstance(end, LineTo)
        assert start.to[0] < end.to[0]
        for px, py in (start.to, end.to):
            assert 0 <= x + px <= box.width
            assert 0 <= y + py <= box.height
