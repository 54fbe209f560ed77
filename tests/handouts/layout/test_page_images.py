"""Compare whole sides with stored images, which only `--remake-references` changes."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from tests.helpers import TESTS
from tests.helpers.matrix import Member, make
from tests.helpers.page_images import MAX_DIFFERENT, difference, draw

REFERENCES = TESTS / "references"

SIDES = {
    "first": (Member(), "title"),
    "patch-both-a4": (Member("a4", "both", brand="harbour-lane"), "patch"),
    "patch-ink-saver": (Member(edition="ink-saver"), "patch"),
    "check-usual": (Member(plan="usual"), "check"),
    "help-large-print": (Member(plan="usual", edition="large-print"), "help"),
}
"""The first side that holds a section, of a member."""


@pytest.mark.parametrize("name", SIDES)
def test_a_side_looks_as_before(name: str, *, remake: bool) -> None:
    member, section = SIDES[name]
    made = make(member)
    holding = (side for side in made.sides if section in {part.section for part in side.placed})
    drawn = draw(made.pdf, next(holding).number)
    path = REFERENCES / f"{name}.png"
    if remake:
        path.parent.mkdir(exist_ok=True)
        drawn.save(path, optimize=True)
    with Image.open(path) as stored:
        assert difference(stored, drawn) <= MAX_DIFFERENT


def side() -> Image.Image:
    return draw(make(Member()).pdf, 1)


def test_the_same_side_does_not_differ() -> None:
    assert difference(side(), side()) == 0


def test_a_planted_word_is_seen() -> None:
    planted = side()
    ImageDraw.Draw(planted).text((210, 305), "not", fill=0)
    assert difference(side(), planted) > MAX_DIFFERENT


def test_a_side_moved_by_two_points_is_seen() -> None:
    moved = Image.new("L", side().size, 255)
    moved.paste(side(), (0, 2))
    assert difference(side(), moved) > MAX_DIFFERENT


def test_a_lost_mark_is_seen() -> None:
    planted = side()
    ImageDraw.Draw(planted).ellipse((300, 300, 312, 312), fill=60)
    assert difference(side(), planted) > MAX_DIFFERENT


def test_another_paper_differs_wholly() -> None:
    assert difference(side(), draw(make(Member("a4")).pdf, 1)) == 1


def test_other_smoothing_is_no_difference() -> None:
    coarse = side().resize((side().width * 2, side().height * 2)).resize(side().size)
    assert difference(side(), coarse) <= MAX_DIFFERENT
