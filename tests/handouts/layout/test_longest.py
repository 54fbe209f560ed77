"""Test the laws of a side with the longest legal patterns, in every edition, paper and side."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from handouts.compose.compose import compose
from handouts.document import Beside, Paragraph
from handouts.layout.document import PrintSettings, check_layout, sides_of
from handouts.layout.style.editions import EDITIONS
from handouts.layout.style.page_size import PAPERS
from handouts.request.values import SheetRequest
from handouts.template.model import FieldLayout
from handouts.template.text_fit import MAX_LONG_LINES, MAX_NOTE_LINES
from patterns.catalog import Entry
from patterns.errors import UserError
from patterns.notice import load_notice
from patterns.text import StyledRun
from tests.helpers.layout_laws import breaches
from tests.helpers.longest import LABEL, SENTENCE, longest
from tests.helpers.matrix import PICTURES, brand_of
from tests.helpers.pattern_trees import build_pattern
from tests.helpers.seen import View, view

LENGTHS = ((SENTENCE, LABEL, "empty"), (80, 40, "empty"), (0, 40, "empty"), (0, 40, "full"))
"""Characters of a sentence and of a label, and how full the fields of personal text are.

Shipped texts that are longer stay as they are.
"""

FIELD_LAYOUTS = {
    "empty": FieldLayout(0, 0),
    "full": FieldLayout(MAX_NOTE_LINES, MAX_LONG_LINES),
}

REFUSED_IN_LARGE_PRINT = {LENGTHS[0]: "short", LENGTHS[3]: "note"}
"""What large print refuses: its message must fit on one side, and the fields on the first."""


@cache
def entry(sentence: int, label: int) -> Entry:
    return Entry(build_pattern(longest(sentence, label)), PICTURES)


def lay_out(entry: Entry, edition: str, paper: str, side: str, fields: str) -> list[View]:
    """Lay out a whole pattern; raise `UserError` if it does not fit."""
    brand = brand_of("harbour-lane")
    request = SheetRequest(entry.pattern.id, side=side, edition=edition)
    handout = compose(entry, request, brand, load_notice("en-US"))
    settings = PrintSettings(brand, edition, paper, FIELD_LAYOUTS[fields])
    return [view(side_) for side_ in sides_of(handout, settings, PICTURES)]


@pytest.mark.parametrize("lengths", LENGTHS, ids=str)
@pytest.mark.parametrize(
    ("edition", "paper", "side"), list(product(EDITIONS, PAPERS, ("left", "right", "both")))
)
def test_the_longest_pattern_keeps_the_laws_or_is_refused(
    edition: str, paper: str, side: str, lengths: tuple[int, int, str]
) -> None:
    sentence, label, fields = lengths
    refused = REFUSED_IN_LARGE_PRINT.get(lengths) if edition == "large-print" else None
    if refused is None:
        views = lay_out(entry(sentence, label), edition, paper, side, fields)
        found = [breach for view_ in views for breach in breaches(view_)]
        assert found == []
        return
    with pytest.raises(UserError, match=f": {refused}: does not fit"):
        lay_out(entry(sentence, label), edition, paper, side, fields)


def with_labels(count: int, text: str, margin: str) -> Entry:
    """Return a pattern whose plates have `count` labels of a text."""
    tree = longest(0, 0)
    for picture in tree["pictures"].values():
        for label in picture["labels"]:
            label.update(text=text, margin=margin)
        if picture["labels"]:
            picture["labels"] = (picture["labels"] * count)[:count]
    return Entry(build_pattern(tree), PICTURES)


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


@pytest.mark.parametrize(("letters", "fits"), [(23, True), (27, True), (40, False)])
def test_a_word_is_refused_only_beside_the_smallest_picture(letters: int, fits: bool) -> None:
    """A word of 27 letters is too long beside a picture that has grown into free space."""
    brand = brand_of("harbour-lane")
    pattern = entry(0, 40).pattern
    made = compose(entry(0, 40), SheetRequest(pattern.id, side="left"), brand, load_notice("en-US"))
    word = Paragraph((StyledRun("m" * letters),))
    sections = tuple(
        replace(
            section,
            blocks=tuple(
                replace(block, blocks=(word, *block.blocks)) if isinstance(block, Beside) else block
                for block in section.blocks
            ),
        )
        for section in made.sections
    )
    handout, settings = replace(made, sections=sections), PrintSettings(brand, "standard", "letter")
    for place in (check_layout, sides_of):
        if fits:
            place(handout, settings, PICTURES)
        else:
            with pytest.raises(UserError, match="a word too long for its place"):
                place(handout, settings, PICTURES)
