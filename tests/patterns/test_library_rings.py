"""A red ring means "here": every figure of the shipped patterns has one, or a reason for none."""

from __future__ import annotations

import json

import pytest

from patterns.library_paths import pattern_folders
from tests.helpers.rings import figures_of

HIDDEN = "the muscle is on the side of the body that is not seen"
UNDER = "the back lies on the bed or the mat, and is not seen"
GENERAL = "the activity is for no muscle"

WITHOUT_RING = {
    "belly-breathing": {"pectorals": GENERAL},
    "bag-in-front": {"infraspinatus": HIDDEN},
    "bridge": {"low-back-erectors": HIDDEN},
    "bridge-start": {"low-back-erectors": UNDER},
    "blade-squeeze": {"pectorals": HIDDEN},
    "blade-squeeze-start": {"pectorals": HIDDEN},
    "cross-body": {"infraspinatus": HIDDEN},
    "cross-body-start": {"infraspinatus": HIDDEN},
    "doorway-stretch": {"pectorals": HIDDEN},
    "doorway-stretch-start": {"pectorals": HIDDEN},
    "gentle-stretch-start": {"lateral-hip-rotators": HIDDEN},
    "hug-pillow": {"infraspinatus": HIDDEN},
    "level-pillow": {"suboccipitals": HIDDEN},
    "pillow-under-knees": {"low-back-erectors": UNDER},
    "press-out-wall": {"infraspinatus": HIDDEN},
    "press-out-whole": {"infraspinatus": HIDDEN},
    "reach-behind": {"infraspinatus": HIDDEN},
    "walk": dict.fromkeys(
        ("calf", "gluteus-medius", "iliopsoas", "lateral-hip-rotators", "low-back-erectors",
         "quadratus-lumborum"),
        GENERAL,
    ),
}  # fmt: skip
"""The figures without a ring, each with the patterns that it is so for, and why."""


@pytest.mark.parametrize("pattern", pattern_folders())
def test_every_figure_has_a_ring_or_a_reason_for_none(pattern: str) -> None:
    without = {figure.name for figure in figures_of(pattern) if figure.sore is None}
    assert without == {name for name, reasons in WITHOUT_RING.items() if pattern in reasons}


@pytest.mark.parametrize("pattern", pattern_folders())
def test_every_ring_has_a_place_in_the_picture_of_either_side(pattern: str) -> None:
    for figure in figures_of(pattern):
        for side in ("left", "right") if figure.sore else ():
            file = figure.pictures / f"{figure.name}.{side}.json"
            places = json.loads(file.read_text("utf-8"))["anchors"]
            assert figure.sore in places, (figure.name, side)
