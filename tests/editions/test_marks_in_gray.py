"""Measure the contrast of marks on a printer without colors."""

from __future__ import annotations

from itertools import product
from math import ceil
from typing import TYPE_CHECKING
from unittest.mock import patch

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from handouts.brand.color import WHITE
from handouts.layout.art import picture
from handouts.layout.blocks.sections import set_section
from handouts.layout.boxes import Box, CurveTo, MoveTo, Point, Shape
from handouts.layout.document import PrintSettings, sides_of
from handouts.layout.style.editions import EDITIONS
from tests.helpers.matrix import HIP, Made, Member, make
from tests.helpers.pixels import Pixels, side_in_gray
from tests.helpers.seen import Seen, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import PlacedMark
    from handouts.layout.art.drawing_loader import Placement
    from handouts.layout.style.theme import ColorScheme

DPI = 250
SCALE = DPI / 72

MIN_STEP = 0.3
"""Difference of lightness, where black is 0 and white 1."""

AROUND = 11
"""Width in pixels of the filter that finds the surroundings of a mark: 1.5 points on each side."""

LIGHT = 0.5
"""The luminance above which a fill is a ground."""

SOFT = 3
"""Width in pixels of anti-aliased edges, which count as neither mark nor surroundings."""


def kinds(made: Made) -> dict[Shape, str]:
    """Return the kind of mark that each shape belongs to."""
    found: dict[Shape, str] = {}
    mark_of = picture._mark

    def keeping(mark: PlacedMark, placement: Placement, inks: ColorScheme) -> list[Shape]:
        shapes = mark_of(mark, placement, inks)
        found.update(dict.fromkeys(shapes, mark.kind))
        return shapes

    order = made.order
    how = PrintSettings(order.brand, order.request.edition or "standard", order.paper)
    set_section.cache_clear()  # what was set before is not set again
    picture._picture_box.cache_clear()
    with patch.object(picture, "_mark", keeping):
        sides_of(made.handout, how)
    return found


def steps(made: Made) -> Iterator[tuple[str, float]]:
    """Yield each kind of mark in each picture with its contrast."""
    kind_of = kinds(made)
    for side in made.sides:
        masks: dict[tuple[Box, str], Image.Image] = {}
        size = (ceil(side.page.width * SCALE), ceil(side.page.height * SCALE))
        for seen in view(side).items:
            if isinstance(seen.item, Shape) and seen.item in kind_of:
                key = (seen.within[-1], kind_of[seen.item])
                if key not in masks:
                    masks[key] = Image.new("L", size)
                draw(ImageDraw.Draw(masks[key]), seen)
        if masks:
            pixels = side_in_gray(made.pdf, side.number, DPI)
            for (_, kind), mask in masks.items():
                yield kind, step(pixels, mask)


def step(pixels: Pixels, mask: Image.Image) -> float:
    """Return the lightness around a mask minus that within it."""
    left, top, right, bottom = mask.getbbox() or (0, 0, 0, 0)
    room = (left - AROUND, top - AROUND, right + AROUND, bottom + AROUND)
    cut, shown = mask.crop(room), pixels[room[1] : room[3], room[0] : room[2]]
    core = np.asarray(cut.filter(ImageFilter.MinFilter(SOFT))) > 0
    near = np.asarray(cut.filter(ImageFilter.MaxFilter(AROUND))) > 0
    edge = np.asarray(cut.filter(ImageFilter.MaxFilter(SOFT))) > 0
    return float(np.median(shown[near & ~edge]) - np.median(shown[core]))


def draw(mask: ImageDraw.ImageDraw, seen: Seen) -> None:
    """Draw a shape into a mask; white and the ground of a patch erase."""
    shape = seen.item
    assert isinstance(shape, Shape)
    for path in paths(shape):
        points = [((seen.x + x) * SCALE, (seen.y + y) * SCALE) for x, y in path]
        if shape.fill is not None:
            mask.polygon(points, fill=0 if shape.fill.luminance > LIGHT else 255)
        if shape.stroke is not None:
            width = max(1, round(shape.line_width * SCALE))
            ring = [*points, points[0]] if shape.closed else points
            mask.line(ring, fill=0 if shape.stroke == WHITE else 255, width=width, joint="curve")


def paths(shape: Shape) -> Iterator[list[Point]]:
    """Yield the paths of a shape as polygons; a curve becomes eight lines."""
    path: list[Point] = []
    for move in shape.steps:
        if isinstance(move, MoveTo) and path:
            yield path
            path = []
        if isinstance(move, CurveTo):
            path += list(bend(path[-1], move))
        path.append(move.to)
    yield path


def bend(start: Point, curve: CurveTo) -> Iterator[Point]:
    """Yield points on a curve between its ends."""
    for t in np.linspace(0, 1, 9)[1:-1]:
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
        corners = (start, curve.first, curve.second, curve.to)
        x, y = (sum(w * c[i] for w, c in zip(weights, corners, strict=True)) for i in (0, 1))
        yield float(x), float(y)


MARKS = {HIP: {"star", "stripes", "hatch", "sore"}, "iliopsoas": {"star", "waves", "hatch", "sore"}}


@pytest.mark.parametrize("pattern", MARKS)
@pytest.mark.parametrize(("edition", "brand"), list(product(EDITIONS, ("plain", "harbour-lane"))))
def test_marks_stand_out_in_gray(edition: str, brand: str, pattern: str) -> None:
    member = Member("letter", "both", "full", brand, edition=edition, pattern=pattern)
    found = list(steps(make(member)))
    assert {kind for kind, _ in found} == MARKS[pattern]
    assert [(kind, lift) for kind, lift in found if lift < MIN_STEP] == []
