"""The number of a step stands in the middle of its disc, in every edition."""

from __future__ import annotations

import pytest

from handouts.brand.model import plain_brand
from handouts.layout.art.numbered_disc import RADIUS, numbered_disc
from handouts.layout.boxes import Box, Shape, TextLine
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import Theme, make_theme


def theme(edition: str) -> Theme:
    return make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[0])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("number", [1, 4, 7])
def test_a_number_stands_in_the_middle_of_its_disc(edition: str, number: int) -> None:
    style = theme(edition)
    disc = numbered_disc(number, style)
    (words,) = [item for _, _, item in disc.walk() if isinstance(item, TextLine)]
    assert words.text.strip() == str(number)
    left, _, digit = disc.items[1]
    assert isinstance(digit, Box)
    assert left + digit.width / 2 == pytest.approx(RADIUS * style.body.size)
    assert disc.height == style.body.leading


def test_a_disc_is_a_ring_without_colors() -> None:
    def fill(edition: str) -> str:
        (shape,) = [
            item for _, _, item in numbered_disc(1, theme(edition)).items if isinstance(item, Shape)
        ]
        return str(shape.fill)

    assert (fill("standard") == str(theme("standard").colors.accent), fill("ink-saver")) == (
        True,
        "#ffffff",
    )
