"""Pictures follow the side of the body and bear the marks that the sheet explains."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.document import (
    Handout,
    PictureBlock,
    PlacedMark,
)
from handouts.request.plan import Plan
from tests.helpers.composing import (
    HIP,
    SIDES,
    bent,
    handout,
    parts_of,
    sections,
    words_of,
)
from tests.helpers.pattern_trees import tree

if TYPE_CHECKING:
    from patterns.text import Side

SWAPPED = {"left": "right", "right": "left"}


@pytest.mark.parametrize("side", SIDES)
def test_pictures_follow_the_side(side: Side) -> None:
    pictures = list(parts_of(handout(Plan(side=side)), PictureBlock))
    plates = [picture for picture in pictures if picture.plate]
    assert {picture.variant for picture in plates} == {side}
    figures = [picture.variant for picture in pictures if not picture.plate]
    assert set(figures) == {"left" if side == "both" else side}


def test_the_labels_of_a_plate_change_margins_with_the_side() -> None:
    def margins(side: Side) -> list[tuple[str, str]]:
        plate = next(iter(parts_of(handout(Plan(side=side)), PictureBlock)))
        return [(label.at, label.margin) for label in plate.labels]

    assert [(at, SWAPPED[margin]) for at, margin in margins("left")] == margins("right")
    assert {margin for _, margin in margins("left")} == {"left", "right"}


@pytest.mark.parametrize("ball", [True, False])
@pytest.mark.parametrize("ice", [True, False])
def test_a_plate_marks_only_what_the_sheet_speaks_of(*, ball: bool, ice: bool) -> None:
    care = ("patch", *(("ball-under-buttock",) if ball else ()), *(("cold",) if ice else ()))
    patch = sections(handout(Plan(care=care)), "patch")
    expected = {"star", *(("ring",) if ball else ()), *(("stripes",) if ice else ())}
    assert {mark.kind for mark in parts_of(patch, PlacedMark)} == expected
    assert ("Ring:" in words_of(patch)) == ball
    assert ("Stripes:" in words_of(patch)) == ice


def stars(made: Handout) -> list[tuple[str, bool]]:
    return [(m.at, m.outlined) for m in parts_of(made, PlacedMark) if m.kind == "star"]


def test_every_site_has_a_star_until_one_is_chosen() -> None:
    near, outer = "site.near-sacrum", "site.outer-hip"
    assert stars(handout()) == [(near, False), (outer, False)]
    assert stars(handout(Plan(site="outer-hip"))) == [(near, True), (outer, False)]


def test_a_term_in_the_caption_of_the_patch_is_explained() -> None:
    change = {
        "terms": tree(HIP)["terms"] | {"tailbone": "the end of the spine"},
        "pictures.treatment-plate.caption": "By the [tailbone].",
    }
    printed = words_of(handout(Plan(care=("patch",)), of=bent(HIP, change)))
    assert "By the tailbone (the end of the spine)." in printed
