"""Check the ink-saver edition: no color, and little ink on every page."""

from __future__ import annotations

import re
from io import BytesIO
from statistics import mean

import numpy as np
import pikepdf
import pytest

from tests.helpers.matrix import PLANS, Member, make
from tests.helpers.pixels import luminance, sides_in_color

MEMBERS = [
    Member("a4", "both", plan, brand, edition="ink-saver")
    for plan in PLANS
    for brand in ("plain", "harbour-lane")
]
each = pytest.mark.parametrize("member", MEMBERS, ids=str)

MAX_INK = 0.12
"""Limit of the ink on a page, where a solid black page is 1.

A gray counts by its darkness. Below 150 dpi, anti-aliased edges of letters would count as far more
ink than they print.
"""

MIN_HUE = 0.2

COLOR = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (?:rg|RG)\b")


@each
def test_little_ink_is_used(member: Member) -> None:
    for side in sides_in_color(make(member).pdf, dpi=150):
        assert 0.01 < 1 - luminance(side).mean() < MAX_INK


@each
def test_no_pixel_has_a_hue(member: Member) -> None:
    for side in sides_in_color(make(member).pdf, dpi=60):
        assert np.ptp(side, axis=2).max() <= 1 / 255


@each
def test_no_operator_sets_a_hue(member: Member) -> None:
    with pikepdf.open(BytesIO(make(member).pdf)) as pdf:
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        drawn = [s.read_bytes() for s in streams if s.get("/Subtype", "/Form") == "/Form"]
        colours = {match.groups() for text in drawn for match in COLOR.finditer(text)}
    assert colours
    assert all(red == green == blue for red, green, blue in colours)


def test_the_standard_edition_uses_more_ink_and_hues() -> None:
    standard = list(sides_in_color(make(Member()).pdf, dpi=60))
    saver = sides_in_color(make(Member(edition="ink-saver")).pdf, dpi=60)
    light = [luminance(side).mean() for side in standard]
    assert mean(light) < mean(luminance(side).mean() for side in saver)
    assert np.ptp(standard[0], axis=2).max() > MIN_HUE
