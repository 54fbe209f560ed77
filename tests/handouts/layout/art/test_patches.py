"""Test that patches on a picture stay whole, apart and to scale, however small it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from shapely.geometry import LineString, MultiLineString, Polygon
from shapely.ops import unary_union

from handouts.brand.color import WHITE
from handouts.compose.compose import compose
from handouts.layout.art.picture import fit_picture, picture_box
from handouts.layout.boxes import CurveTo, LineTo, Shape
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import make_theme
from handouts.request.values import SheetRequest
from patterns.catalog import load
from patterns.library_paths import pattern_folders
from patterns.notice import load_notice
from patterns.rules.safety import gates_of
from tests.helpers.matrix import brand_of
from tests.helpers.pictures import pictures_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

    from handouts.document import PictureBlock
    from handouts.layout.style.theme import Theme

SIDES = ("left", "right", "both")

DRAWN = (70.0, 110.0, 190.0)
"""Widths of the drawing of a plate in points, as on a card and on sheets."""

MOST_WIDER = 1.09
"""How much wider a patch may be drawn than it is, with its line."""


def plates(name: str, side: str, site: str | None, edition: str) -> list[PictureBlock]:
    """Return the pictures of a sheet that bear patches, without their labels."""
    entry = load(name)
    confirmed = tuple(gate.id for gate in gates_of(entry.pattern))
    request = SheetRequest(name, side=side, site=site, edition=edition, confirmed=confirmed)
    handout = compose(entry, request, brand_of("plain"), load_notice("en-US"))
    return [
        block
        for block in pictures_of(handout.sections)
        if any(mark.kind == "star" for mark in block.marks)
    ]


def sites(name: str) -> list[str | None]:
    patch = load(name).pattern.patch
    return [None, *(site.id for site in patch.sites if site.at)] if patch else []


def covering(shape: Shape) -> BaseGeometry:
    """Return what a shape covers: its fill, and its line as wide as it is."""
    points = [step.to for step in shape.steps]
    line: BaseGeometry
    if shape.closed:
        ring = Polygon(points)
        line = ring.exterior.buffer(shape.line_width / 2)
        return unary_union([ring, line]) if shape.fill else line
    parts = [
        LineString([start.to, step.to])
        for start, step in pairwise(shape.steps)
        if isinstance(step, LineTo)
    ]
    return MultiLineString(parts).buffer(shape.line_width / 2)


class Patches:
    """The patches of a picture: their places, and the shapes that draw them in order."""

    def __init__(self, block: PictureBlock, theme: Theme, width: float) -> None:
        _, placement = fit_picture(block, theme, width, "care")
        self.areas = [
            Polygon(area)
            for mark in block.marks
            if mark.kind == "star"
            for area in placement.areas(mark.at)
        ]
        shapes = [
            item
            for x, _, item in picture_box(block, theme, width, "care").items
            if isinstance(item, Shape)
            and item.stroke in (WHITE, theme.colors.treat)
            and x == 0.0
            and not any(isinstance(step, CurveTo) for step in item.steps)
        ]
        self.drawn = [
            (shape, covered, owners)
            for shape in shapes
            if len(shape.steps) > 2 and len(owners := self._owners(covered := covering(shape))) == 1
        ]

    def _owners(self, covered: BaseGeometry) -> list[int]:
        middle = covered.envelope.centroid
        return [i for i, area in enumerate(self.areas) if area.centroid.distance(middle) < 1.0]

    def faults(self) -> Iterator[str]:
        """Describe each patch that another cuts, and each that is too large."""
        for i, (shape, covered, (own,)) in enumerate(self.drawn):
            for _, later, (other,) in self.drawn[i + 1 :]:
                if shape.stroke != WHITE and other != own and covered.intersects(later):
                    yield "a patch is cut by another"
            if shape.stroke != WHITE:
                x0, y0, x1, y1 = covered.bounds
                a0, b0, a1, b1 = self.areas[own].bounds
                if (x1 - x0) > MOST_WIDER * (a1 - a0) or (y1 - y0) > MOST_WIDER * (b1 - b0):
                    yield "a patch is not to scale"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("name", sorted(pattern_folders()))
def test_patches_are_whole_and_to_scale(name: str, edition: str) -> None:
    style = EDITIONS[edition]
    theme = make_theme(brand_of("plain"), style, style.spacing_steps[0])
    found = set()
    for side in SIDES:
        for site in sites(name):
            for block in plates(name, side, site, edition):
                rest = fit_picture(block, theme, 300.0, "care")[1]
                margins = 300.0 - rest.drawing.width * rest.scale
                for width in DRAWN:
                    patches = Patches(block, theme, margins + width)
                    assert patches.drawn
                    found |= {f"{side} {site} {width}: {fault}" for fault in patches.faults()}
    assert found == set()


@pytest.mark.parametrize("side", SIDES)
def test_patches_to_choose_from_are_all_dashed(side: str) -> None:
    (block,) = (b for b in plates("lateral-hip-rotators", side, None, "standard"))
    stars = [mark for mark in block.marks if mark.kind == "star"]
    assert len(stars) > 1
    assert all(mark.choice and not mark.outlined for mark in stars)
    (chosen,) = (b for b in plates("lateral-hip-rotators", side, "outer-hip", "standard"))
    # One patch at a time: on both sides, the chosen site is one of two to choose from.
    assert any(mark.choice for mark in chosen.marks) == (side == "both")
