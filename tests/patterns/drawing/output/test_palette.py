"""Colors stay apart without color: tones of one material, and lines on what they are drawn on."""

from __future__ import annotations

from itertools import pairwise

import pytest

from patterns.drawing.figures.props import PROP_TONES
from patterns.drawing.output import palette
from patterns.drawing.output.palette import Tone

TONES = PROP_TONES | {name: tone for name, tone in vars(palette).items() if isinstance(tone, Tone)}
BODY = (palette.SKIN, palette.SHIRT, palette.SHORTS, palette.HAIR)
MIN_STEP = 0.03
"""Least step of lightness between light, half shade and shade; the quiet wall has less."""


def lightness(color: str) -> float:
    """Return how light a color prints without colors, from 0 to 1 (ITU-R BT.601)."""
    red, green, blue = (int(color[place : place + 2], 16) / 255 for place in (1, 3, 5))
    return 0.299 * red + 0.587 * green + 0.114 * blue


@pytest.mark.parametrize("name", sorted(set(TONES) - {"wall"}))
def test_shades_of_a_material_darken_in_steps(name: str) -> None:
    tone = TONES[name]
    light, half, shade = (lightness(color) for color in (tone.light, tone.half, tone.shade))
    assert light - half > MIN_STEP
    assert half - shade > MIN_STEP


def test_outlines_are_darker_than_all_that_they_enclose() -> None:
    for tone in TONES.values():
        assert lightness(palette.OUTLINE) < lightness(tone.shade) - MIN_STEP


TOUCHING = (
    (palette.SKIN, palette.SHIRT),
    (palette.SHIRT, palette.SHORTS),
    (palette.SKIN, palette.SHORTS),
    (palette.SKIN, palette.HAIR),
    (palette.SKIN, palette.SHOE),
    (palette.SHOE, palette.SOLE),
    (PROP_TONES["wood"], palette.SHORTS),
)
LEAST_APART = 0.30
"""Least difference of lightness between materials that touch in most figures."""


@pytest.mark.parametrize("pair", TOUCHING)
def test_materials_that_touch_stay_apart_without_color(pair: tuple[Tone, Tone]) -> None:
    first, second = (lightness(tone.light) for tone in pair)
    assert abs(first - second) >= LEAST_APART


def test_parts_of_the_body_stay_apart() -> None:
    lights = sorted(lightness(tone.light) for tone in BODY)
    assert all(above - below > MIN_STEP for below, above in pairwise(lights))
