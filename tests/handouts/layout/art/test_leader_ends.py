"""Test that leader lines keep off marks and each other's ends, on every plate of the library."""

from __future__ import annotations

from itertools import combinations
from math import dist
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import LineString, Point, Polygon

from handouts.compose.compose import compose
from handouts.layout.art.marks import RING_RADIUS, TARGET_RADII
from handouts.layout.art.picture import (
    FIELDS,
    FULL_SIZE,
    UNDER_LEADERS,
    fit_picture,
    least_width,
    picture_box,
)
from handouts.layout.boxes import Shape
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import make_theme
from patterns.library_paths import pattern_folders
from patterns.mark_kinds import MARK_KINDS
from tests.helpers.matrix import Member, brand_of
from tests.helpers.pictures import pictures_of
from tests.helpers.seen import points_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from handouts.document import PictureBlock
    from handouts.layout.boxes import Point as Place
    from handouts.layout.style.theme import Theme

SIDES = ("left", "right", "both")
WIDTHS = {
    "standard": (90 * MM, 105 * MM, 120 * MM),
    "large-print": (120 * MM, 150 * MM),
    "ink-saver": (90 * MM, 105 * MM, 120 * MM),
}
"""The widths of plates on sheets, in points."""

MIN_APART = 6.0
"""The least distance of two ends of leader lines, in points."""

MIN_CLEAR = 2.0
"""The least distance of a leader line from a mark that it does not lead to, in points."""

MAX_INSIDE = 4.0
"""How far a leader may run through an area that its end does not lie in, in points."""

TARGET_HALO = 2.6


def plates(name: str, side: str, edition: str) -> list[PictureBlock]:
    """Return every plate with labels of the whole sheet of a pattern."""
    order = Member(side=side, edition=edition, pattern=name).order()
    handout = compose(order.entry, order.request, order.brand, order.notice)
    found = {block.id: block for block in pictures_of(handout.sections) if block.labels}
    return list(found.values())


class Leaders:
    """The leader lines of a picture and the marks that they should keep off."""

    def __init__(self, block: PictureBlock, theme: Theme, width: float) -> None:
        box = picture_box(block, theme, width, "care")
        self.box = box
        ink = theme.colors.ink
        ends = [
            tuple((x + dx, y + dy) for dx, dy in points_of(item))
            for x, y, item in box.items
            if isinstance(item, Shape) and item.stroke == ink and len(item.steps) == 2
        ]
        self.lines = [LineString(points) for points in ends]
        self.ends: list[Place] = [points[1] for points in ends]
        _, placement = fit_picture(block, theme, width, "care")
        size = min(1.0, max(0.7, placement.drawing.width * placement.scale / FULL_SIZE))
        self.solid: list[BaseGeometry] = []
        self.hatched: list[BaseGeometry] = []
        # `fit_picture` is that of the picture without what stands beside it.
        for mark in block.marks:
            if MARK_KINDS[mark.kind].on == "anchor":
                halo = TARGET_RADII[0] + TARGET_HALO if mark.kind == "sore" else RING_RADIUS
                self.solid += [Point(at).buffer(halo * size) for at in placement.anchors(mark.at)]
            else:
                areas = [Polygon(area).buffer(0) for area in placement.areas(mark.at)]
                if mark.kind in UNDER_LEADERS:
                    self.hatched += areas if mark.kind in FIELDS else []
                else:
                    self.solid += areas

    def faults(self) -> Iterator[str]:
        """Describe each leader that collides with a mark or with the end of another."""
        for one, other in combinations(self.ends, 2):
            if dist(one, other) < MIN_APART:
                yield "two ends are near each other"
        for line, end in zip(self.lines, self.ends, strict=True):
            for mark in self.solid:
                own = abs(mark.exterior.distance(Point(end))) < 3.5
                if mark.buffer(-0.3).contains(Point(end)):
                    yield "an end lies on a mark"
                elif not own and line.distance(mark) < MIN_CLEAR and self.may_keep_off(end):
                    yield "a leader grazes a mark"
                elif own and line.intersection(mark).length > 1:
                    yield "a leader runs through the mark that it leads to"
            for area in self.hatched:
                outside = not area.buffer(0.5).contains(Point(end))
                crosses = outside and line.intersection(area).length > MAX_INSIDE
                if crosses and self.may_be_free(end):
                    yield "a leader crosses a marked area"

    def may_be_free(self, end: Place) -> bool:
        """Return whether a line from one of the margins to a point crosses no marked area."""
        return any(
            not any(line.intersects(area) for area in self.hatched) for line in self.lines_to(end)
        )

    def may_keep_off(self, end: Place) -> bool:
        """Return whether a line from one of the margins to a point keeps off the other marks."""
        others = [mark for mark in self.solid if mark.distance(Point(end)) >= MIN_CLEAR]
        return any(
            all(line.distance(mark) >= MIN_CLEAR for mark in others) for line in self.lines_to(end)
        )

    def lines_to(self, end: Place) -> Iterator[LineString]:
        for x in (0.0, self.box.width):
            for y in range(0, int(self.box.height), 4):
                yield LineString([(x, y), end])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", sorted(pattern_folders()))
def test_leaders_keep_off_marks_and_off_the_ends_of_others(name: str, edition: str) -> None:
    style = EDITIONS[edition]
    theme = make_theme(brand_of("plain"), style, style.spacing_steps[0])
    found = {
        f"{block.id} {side} {round(width / MM)}: {fault}"
        for side in SIDES
        for block in plates(name, side, edition)
        for width in WIDTHS[edition]
        if width > least_width(block, theme)
        for fault in Leaders(block, theme, width).faults()
    }
    assert found == set()


def test_a_leader_that_collides_is_found() -> None:
    theme = make_theme(
        brand_of("plain"), EDITIONS["standard"], EDITIONS["standard"].spacing_steps[0]
    )
    (block,) = (b for b in plates("gluteus-medius", "right", "standard") if b.id == "ice-plate")
    drawn = Leaders(block, theme, 90 * MM)
    assert list(drawn.faults()) == []
    (ice,) = drawn.hatched
    left, top, right, bottom = ice.bounds
    drawn.ends = [(right + 3, (top + bottom) / 2), (right + 3, (top + bottom) / 2 + 4)]
    drawn.lines = [LineString([(left - 20, y), (x, y)]) for x, y in drawn.ends]
    assert set(drawn.faults()) == {
        "two ends are near each other", "a leader crosses a marked area",
    }  # fmt: skip
