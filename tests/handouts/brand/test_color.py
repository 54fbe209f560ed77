"""Colors are read, lightened and compared as WCAG 2.2 says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.color import BLACK, WHITE, Color, contrast, tint

channels = st.integers(0, 255)
colours = st.builds(Color, channels, channels, channels)
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("text", "hex_"),
    [("#1d4e4f", "#1d4e4f"), ("#1D4E4F", "#1d4e4f"), ("#fa0", "#ffaa00"), ("#FFF", "#ffffff")],
)
def test_parse(text: str, hex_: str) -> None:
    assert str(Color.parse(text)) == hex_


@pytest.mark.parametrize(
    "text",
    [
        *("", "#", "#12345", "#1234567", "123456", "#12345g", "red", "rgb(", "__import__('os')"),
        "#fff\n",
        "#\u0661\u0662\u0663",  # digits, but not hexadecimal ones
    ],
)
def test_parse_refuses(text: str) -> None:
    with pytest.raises(ValueError, match="is no colour; write # and six hexadecimal digits"):
        Color.parse(text)


@given(colours)
def test_hex_and_parse_undo_each_other(color: Color) -> None:
    assert Color.parse(str(color)) == color


# Ratios from the definition, worked out by hand to two places.
@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000", "#fff", 21.0),
        ("#777", "#fff", 4.48),
        ("#767676", "#fff", 4.54),
        ("#f00", "#fff", 4.0),
    ],
)
def test_known_contrasts(one: str, other: str, ratio: float) -> None:
    assert contrast(Color.parse(one), Color.parse(other)) == pytest.approx(ratio, abs=0.005)


@given(colours, colours)
def test_contrast_is_symmetric_and_bounded(one: Color, other: Color) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0000001
    assert contrast(one, one) == 1


@given(colours, colours)
def test_a_brighter_color_stands_out_more_from_black(one: Color, other: Color) -> None:
    darker, brighter = sorted((one, other), key=lambda color: color.luminance)
    assert contrast(darker, BLACK) <= contrast(brighter, BLACK)


@given(colours, shares)
def test_a_tint_lies_between_white_and_the_color(color: Color, strength: float) -> None:
    tinted = tint(color, strength)
    for channel, found in zip(color.channels, tinted.channels, strict=True):
        assert channel <= found <= 1
    assert tinted.luminance >= color.luminance
    assert (tint(color, 0), tint(color, 1)) == (WHITE, color)
