"""Test that the page on brands shows the pairs of colors with the contrast that they have."""

from __future__ import annotations

from docs.color_pairs import PICTURE, pairs
from handouts.brand.color import WHITE, contrast
from tests.helpers import ROOT
from tests.helpers.docs.pages import table

PAGE = (ROOT / "docs" / "brands.md").read_text("utf-8")

HEAD = "| pair | `primary` | `accent` | white on primary | accent on white |"


def test_the_page_names_every_pair_with_its_contrast() -> None:
    shown = []
    for name, palette in pairs().items():
        colors = palette.primary, palette.accent
        ratios = [f"{contrast(WHITE, color):.1f}" for color in colors]
        shown.append([name.lower(), *(f'"{color}"' for color in colors), *ratios])
    assert table(PAGE, HEAD) == shown


def test_the_page_shows_the_picture() -> None:
    assert PICTURE.is_file()
    assert f"images/{PICTURE.name}" in PAGE
