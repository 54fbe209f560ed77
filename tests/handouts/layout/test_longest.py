"""Test the laws of a side with the longest legal patterns, in every edition, paper and side."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from handouts.compose.compose import compose
from handouts.document import Beside, Handout, Paragraph, Section
from handouts.layout.boxes import Box
from handouts.layout.document import PrintSettings, check_layout, sides_of
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import PAPERS
from handouts.request.values import SheetRequest
from handouts.template.model import FieldLayout
from handouts.template.text_fit import MAX_LONG_LINES, MAX_NOTE_LINES
from patterns.errors import UserError
from patterns.notice import load_notice
from patterns.text import StyledRun
from tests.helpers.layout_laws import breaches
from tests.helpers.longest import LABEL, SENTENCE, longest
from tests.helpers.matrix import brand_of
from tests.helpers.seen import View, view

if TYPE_CHECKING:
    from patterns.catalog import Entry
    from tests.helpers.pattern_trees import Tree

LENGTHS = ((SENTENCE, LABEL, "empty"), (80, 40, "empty"), (0, 40, "empty"), (0, 40, "full"))
"""Characters of a sentence and of a label, and how full the fields of personal text are.

Shipped texts that are longer stay as they are.
"""

FIELD_LAYOUTS = {
    "empty": FieldLayout(0, 0),
    "full": FieldLayout(MAX_NOTE_LINES, MAX_LONG_LINES),
}

REFUSED_IN_LARGE_PRINT = {
    (LENGTHS[0], "letter"): ": ball-under-buttock: does not fit",
    (LENGTHS[0], "a4"): ": ball-wall-blade: does not fit",
    (LENGTHS[3], "letter"): ": note: does not fit",
}
"""What large print refuses: a band must fit on one side, and the fields on the first."""


@cache
def entry(sentence: int, label: int) -> Entry:
    return longest(sentence, label)


def lay_out(entry: Entry, edition: str, paper: str, side: str, fields: str) -> list[View]:
    """Lay out a whole pattern; raise `UserError` if it does not fit."""
    brand = brand_of("harbour-lane")
    request = SheetRequest(entry.pattern.id, side=side, edition=edition)
    handout = compose(entry, request, brand, load_notice("en-US"))
    settings = PrintSettings(brand, edition, paper, FIELD_LAYOUTS[fields])
    return [view(side_) for side_ in sides_of(handout, settings)]


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
@pytest.mark.parametrize(
    ("edition", "paper", "side"), list(product(EDITIONS, PAPERS, ("left", "right", "both")))
)
def test_the_longest_pattern_keeps_the_laws_or_is_refused(
    edition: str, paper: str, side: str, lengths: tuple[int, int, str]
) -> None:
    sentence, label, fields = lengths
    refused = REFUSED_IN_LARGE_PRINT.get((lengths, paper))
    if refused is None or edition != "large-print":
        views = lay_out(entry(sentence, label), edition, paper, side, fields)
        found = [breach for view_ in views for breach in breaches(view_)]
        assert found == []
        return
    with pytest.raises(UserError, match=refused):
        lay_out(entry(sentence, label), edition, paper, side, fields)


def with_labels(count: int, text: str, margin: str) -> Entry:
    """Return a pattern whose plates have `count` labels of a text."""

    def change(tree: Tree) -> None:
        for picture in tree["pictures"].values():
            for label in picture["labels"]:
                label.update(text=text, margin=margin)
            picture["labels"] = (picture["labels"] * count)[:count]

    return longest(0, 0, change=change)


LABELS = ("os", "rectus femoris tendon", "sternocleidomastoid", "gluteus medius tendons")


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("margin", ["sore", "other"])
@pytest.mark.parametrize("text", LABELS)
def test_many_labels_stay_in_their_picture(edition: str, margin: str, text: str) -> None:
    count = 7 if edition == "large-print" else 9
    for view_ in lay_out(with_labels(count, text, margin), edition, "a4", "both", "empty"):
        found = breaches(view_)
        assert found == []


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(("count", "text"), [(2, "m" * 40), (9, "side " * 16)])
def test_labels_that_do_not_fit_are_refused_by_their_picture(
    edition: str, count: int, text: str
) -> None:
    with pytest.raises(UserError, match=r"/pictures: pictures\.pain-plate: has labels that do not"):
        lay_out(with_labels(count, text.strip(), "sore"), edition, "a4", "left", "empty")


def with_a_long_word(letters: int, section_id: str) -> Handout:
    """Compose a handout with a long word beside each picture of a section, or of any."""
    pattern = entry(0, 40).pattern
    request = SheetRequest(pattern.id, side="left")
    made = compose(entry(0, 40), request, brand_of("harbour-lane"), load_notice("en-US"))
    word = Paragraph((StyledRun("m" * letters),))

    def longer(section: Section) -> Section:
        if section_id not in (section.id, "any"):
            return section
        blocks = (
            replace(block, blocks=(word, *block.blocks)) if isinstance(block, Beside) else block
            for block in section.blocks
        )
        return replace(section, blocks=tuple(blocks))

    return replace(made, sections=tuple(map(longer, made.sections)))


STANDARD = PrintSettings(brand_of("harbour-lane"), "standard", "letter")


@pytest.mark.parametrize(("letters", "fits"), [(23, True), (27, True), (40, False)])
def test_a_word_is_refused_only_beside_the_smallest_picture(letters: int, fits: bool) -> None:
    """A word of 27 letters is too long beside a picture that has grown into free space."""
    handout = with_a_long_word(letters, "any")
    for place in (check_layout, sides_of):
        if fits:
            place(handout, STANDARD)
        else:
            with pytest.raises(UserError, match="a word too long for its place"):
                place(handout, STANDARD)


def test_a_word_keeps_only_the_pictures_of_its_own_side_small() -> None:
    def widths(letters: int) -> dict[str, float]:
        """Return the width of the last picture of each section."""
        return {
            placed.section: item.width
            for side in sides_of(with_a_long_word(letters, "hurts"), STANDARD)
            for placed in side.placed
            for _, _, item in placed.box.walk()
            if isinstance(item, Box) and item.name == "picture"
        }

    short, long = widths(1), widths(28)
    assert long["hurts"] < short["hurts"]
    assert long["patch"] == short["patch"]
