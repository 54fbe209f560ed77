"""Test that a section goes on on the next side where no picture loses the words it shows."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from handouts.compose.compose import compose
from handouts.document import Beside, Handout, OptionItem, OptionList, Paragraph, Points
from handouts.layout.document import PrintSettings, sides_of
from handouts.request.order import chosen
from patterns.library_paths import pattern_folders
from patterns.text import StyledRun, plain
from tests.helpers.composing import parts_of
from tests.helpers.matrix import Member
from tests.helpers.seen import Seen, View, text_of, view

PATTERNS = sorted(pattern_folders())
PLACES = (("letter", "left", "harbour-lane", "en-US"), ("a4", "both", "plain", "en-GB"))

each_usual_choice = pytest.mark.parametrize(
    ("name", "place"), [(name, place) for name in PATTERNS for place in PLACES]
)

MOST_SIDES = 12
"""The greatest number of sides of a usual choice in large print."""


@cache
def large(name: str, place: tuple[str, str, str, str]) -> tuple[Handout, tuple[View, ...]]:
    """Return the usual choice of a pattern in large print, composed and laid out."""
    paper, side, brand, notice = place
    order = Member(paper, side, "full", brand, notice, "large-print", name).order()
    order = replace(order, request=chosen(order.request, order.entry.pattern))
    made = compose(order.entry, order.request, order.brand, order.notice)
    settings = PrintSettings(order.brand, "large-print", paper)
    return made, tuple(map(view, sides_of(made, settings)))


def lines_of(each: View, section: str) -> list[Seen]:
    """Return the lines of a section on a side."""
    return [s for s in each.lines if s.section == section]


def words_of(each: View, section: str) -> str:
    """Return the words of a section on a side."""
    return " ".join(text_of(lines_of(each, section)).split())


@each_usual_choice
def test_no_picture_stands_on_a_side_without_words_of_its_section(
    name: str, place: tuple[str, str, str, str]
) -> None:
    _, views = large(name, place)
    for each in views:
        shown = {s.section for s in each.items if s.inside("picture")}
        words = {s.section for s in each.lines if not s.inside("figure")}
        assert shown <= words


@each_usual_choice
def test_a_picture_stays_with_the_last_item_of_the_list_it_shows(
    name: str, place: tuple[str, str, str, str]
) -> None:
    made, views = large(name, place)
    found = 0
    for section in made.sections:
        for block in parts_of(section.blocks, Beside):
            for shown in (part for part in block.blocks if isinstance(part, Points | OptionList)):
                last = shown.items[-1]
                words = plain(last.text if isinstance(last, OptionItem) else last)
                caption = plain(block.pictures[0].caption)
                sides = [words_of(each, section.id) for each in views]
                assert any(words in side and caption in side for side in sides)
                found += 1
    assert found


@each_usual_choice
def test_warning_signs_take_two_sides_at_most(name: str, place: tuple[str, str, str, str]) -> None:
    _, views = large(name, place)
    assert 1 <= sum(any(s.section == "help" for s in each.lines) for each in views) <= 2
    assert len(views) <= MOST_SIDES


def baselines_of_head(lead: str, edition: str) -> tuple[list[str], list[float]]:
    """Return the words of a heading and of what leads up to its table, and where their lines are.

    Both are in the order they are read in.
    """
    order = Member().order()
    made = compose(order.entry, order.request, order.brand, order.notice)
    section = next(section for section in made.sections if section.id == "check")
    blocks = (Paragraph((StyledRun(lead),)), *section.blocks[1:])
    settings = PrintSettings(order.brand, edition, "letter")
    made = replace(made, sections=(replace(section, blocks=blocks),))
    views = map(view, sides_of(made, settings))
    seen = next(lines for each in views if (lines := lines_of(each, "check")))
    lines = [s for s in seen if not s.inside("checks")]
    return text_of(lines).split(), [s.y for s in lines]


def test_what_leads_up_to_a_table_stands_on_the_line_of_its_heading() -> None:
    words, baselines = baselines_of_head("What it says.", "standard")
    assert words == ["Check", "first", "What", "it", "says."]
    assert baselines[0] == pytest.approx(baselines[1])


@pytest.mark.parametrize(("words", "edition"), [(40, "standard"), (3, "large-print")])
def test_a_lead_stands_below_its_heading_for_want_of_room(words: int, edition: str) -> None:
    lead = ["word"] * words
    said, baselines = baselines_of_head(" ".join(lead), edition)
    assert said == ["Check", "first", *lead]
    assert baselines == sorted(set(baselines))
