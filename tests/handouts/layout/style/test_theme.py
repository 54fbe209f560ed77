"""Choose styles and colors of a brand in an edition."""

from __future__ import annotations

from dataclasses import fields
from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from fonts.faces import faces
from fonts.registry import TEXT_FAMILY, Style, shipped_family
from handouts.brand.color import WHITE, Color
from handouts.brand.model import plain_brand
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.theme import (
    GRAYS,
    ColorScheme,
    TextStyle,
    Theme,
    color_scheme,
    colored,
    make_theme,
)

if TYPE_CHECKING:
    from handouts.brand.model import Brand

STYLES = [field.name for field in fields(Theme) if field.type == "TextStyle"]


def theme(edition: str) -> Theme:
    return make_theme(plain_brand(), EDITIONS[edition], EDITIONS[edition].spacing_steps[0])


def styles(edition: str) -> dict[str, TextStyle]:
    return {name: getattr(theme(edition), name) for name in STYLES}


@pytest.mark.parametrize("edition", EDITIONS)
def test_capitals_are_centered_in_the_leading(edition: str) -> None:
    for style in styles(edition).values():
        cap = faces(Style.REGULAR, style.family)[0].metrics.cap_height * style.size
        above, below = style.baseline - cap, style.leading - style.baseline
        assert above == pytest.approx(below)
        assert above > 0


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_heading_is_larger_than_what_it_heads(edition: str) -> None:
    sizes = {name: style.size for name, style in styles(edition).items()}
    assert sizes["title"] > sizes["heading"] > sizes["subheading"] >= sizes["body"]
    assert sizes["body"] >= sizes["caption"] >= sizes["footer"]


def test_colors_are_those_of_the_brand_or_grays() -> None:
    palette = plain_brand().colours
    for edition in EDITIONS.values():
        colors = color_scheme(plain_brand(), edition)
        if edition.in_color:
            assert (colors.primary, colors.accent) == (palette.primary, palette.accent)
            assert (colors.bold, colors.on_bold, colors.tint) == (
                palette.primary,
                WHITE,
                palette.ground,
            )
        else:
            assert colors is GRAYS
    assert {edition.in_color for edition in EDITIONS.values()} == {True, False}


def test_grays_have_no_hue() -> None:
    shown = [getattr(GRAYS, field.name) for field in fields(ColorScheme)]
    for color in filter(None, shown):
        assert all(a == b for a, b in combinations(color.channels, 2))


@pytest.mark.parametrize("edition", EDITIONS)
def test_a_panel_is_filled_in_color_and_outlined_in_gray(edition: str) -> None:
    filled = EDITIONS[edition].in_color
    for panel in (theme(edition).soft_panel(50, 30), theme(edition).bold_panel(50, 30)):
        assert (panel.fill is not None) is filled
        assert (panel.stroke is not None) is not filled


def test_a_colored_style_keeps_everything_else() -> None:
    body = theme("standard").body
    red = Color(200, 0, 0)
    assert colored(body, red) == TextStyle(body.family, body.size, body.leading, red)
    assert colored(colored(body, red), body.color) == body


def test_large_numerals_have_no_crossed_zero_and_follow_a_clinics_own_fonts() -> None:
    large = theme("standard").numeral
    assert faces(Style.BOLD, large.family)[0].name == "FiraSans-Bold"
    own = plain_brand().model_copy(update={"fonts": shipped_family(TEXT_FAMILY)})
    assert _numeral_of(own).family == shipped_family(TEXT_FAMILY)


def _numeral_of(brand: Brand) -> TextStyle:
    edition = EDITIONS["standard"]
    return make_theme(brand, edition, edition.spacing_steps[0]).numeral
