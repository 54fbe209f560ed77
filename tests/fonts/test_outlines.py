"""Glyphs are measured in font units, and letters of an odd size are not legible."""

from __future__ import annotations

import pytest

from fonts.faces import faces
from fonts.outlines import GlyphBounds, glyph_bounds, is_legible
from fonts.registry import Style

TEXT = faces(Style.REGULAR)[0].ttfont.face


def test_bounds_are_those_of_the_ink() -> None:
    bounds = glyph_bounds(TEXT, "H")
    assert bounds.y_min == 0
    assert bounds.y_max == pytest.approx(0.668 * TEXT.unitsPerEm, abs=4)
    assert 0 < bounds.x_min < bounds.x_max
    assert glyph_bounds(TEXT, "p").y_min < 0
    assert glyph_bounds(TEXT, " ") == GlyphBounds(0, 0, 0, 0)


@pytest.mark.parametrize("char", "iIljmWg0")
def test_our_letters_are_legible(char: str) -> None:
    assert is_legible(TEXT, char)


@pytest.mark.parametrize(("units", "width"), [(250, 500), (16_000, 500), (1000, 50), (1000, 1700)])
def test_a_letter_of_an_odd_size_is_not(
    monkeypatch: pytest.MonkeyPatch, units: int, width: int
) -> None:
    monkeypatch.setattr(TEXT, "unitsPerEm", units)
    monkeypatch.setattr(TEXT, "getCharWidth", lambda _: width)
    assert not is_legible(TEXT, "H")


def test_a_space_is_not_legible() -> None:
    assert not is_legible(TEXT, " ")
