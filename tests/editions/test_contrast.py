"""Measure the contrast of every text with its background, in colors and in pixels."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from handouts.brand.color import WHITE, Color, contrast
from handouts.layout.boxes import Shape, TextLine
from handouts.layout.style.editions import EDITIONS
from tests.helpers.matrix import PLANS, Member, make
from tests.helpers.pixels import luminance, sides_in_color
from tests.helpers.seen import Seen, view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.layout.sides import Side

MEMBERS = [
    Member("letter", "left", plan, brand, edition=edition)
    for edition, plan, brand in product(EDITIONS, PLANS, ("plain", "harbour-lane"))
]

LEAST = 4.5
LEAST_FOR_BODY = 7.0
"""Contrast ratios of WCAG 2.2: level AA for all text, level AAA for what is read at length."""

BODY = frozenset({"P", "LBody", "TD"})

DPI = 200


def grounds(side: Side) -> Iterator[tuple[Seen, Color]]:
    """Yield each line of a side with its background, the color of the last fill below it."""
    fills: list[Seen] = []
    for seen in view(side).items:
        if isinstance(seen.item, Shape) and seen.item.fill is not None:
            fills.append(seen)
        if isinstance(seen.item, TextLine):
            below = [fill.item for fill in fills if fill.rectangle.holds(seen.rectangle, slack=2)]
            ground = below[-1].fill if below and isinstance(below[-1], Shape) else None
            yield seen, ground or WHITE


def least(seen: Seen) -> float:
    """Return the contrast that a line requires; the moment above a heading is a label."""
    body = bool(seen.roles) and seen.roles[-1] in BODY and not seen.inside("moment")
    return LEAST_FOR_BODY if body else LEAST


@pytest.mark.parametrize("member", MEMBERS, ids=str)
def test_colors_of_text_and_ground_differ(member: Member) -> None:
    for side in make(member).sides:
        for seen, ground in grounds(side):
            assert isinstance(seen.item, TextLine)
            assert contrast(seen.item.color, ground) >= least(seen), seen.item.text


@pytest.mark.parametrize("edition", EDITIONS)
def test_drawn_letters_and_ground_differ(edition: str) -> None:
    made = make(Member("letter", "left", "full", "harbour-lane", edition=edition))
    for side, pixels in zip(made.sides, sides_in_color(made.pdf, DPI), strict=True):
        light = luminance(pixels)
        for seen in view(side).lines:
            box, scale = seen.rectangle, DPI / 72
            rows = slice(int(box.top * scale), int(box.bottom * scale) + 1)
            columns = slice(int(box.left * scale), int(box.right * scale) + 1)
            darkest, lightest = np.percentile(light[rows, columns], (1, 99))
            assert (lightest + 0.05) / (darkest + 0.05) >= LEAST


def test_grounds_are_found() -> None:
    side = make(Member()).sides[0]
    found = {ground for _, ground in grounds(side)}
    assert len(found) > 1
    assert WHITE in found
