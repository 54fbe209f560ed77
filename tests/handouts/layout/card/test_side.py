"""A card stands on one side, whatever it holds, or says what to do."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING

import pytest

from handouts.compose.card import compose_card
from handouts.compose.compose import strip_fields
from handouts.compose.locale import load_locale
from handouts.document import CardRow
from handouts.layout.boxes import Art, FieldBox, TextLine
from handouts.layout.card import side as card_layout
from handouts.layout.card.side import card_side
from handouts.layout.document import PrintSettings, measure_fields
from handouts.layout.style.page_size import MM, PAPERS
from handouts.request.values import SheetRequest
from handouts.template.model import FieldLayout
from patterns.catalog import load
from patterns.errors import UserError
from patterns.library_paths import pattern_folders
from patterns.notice import load_notice
from tests.helpers.layout_laws import breaches
from tests.helpers.longest import longest
from tests.helpers.matrix import HIP, brand_of
from tests.helpers.seen import View, text_of, view

if TYPE_CHECKING:
    from handouts.document import Handout
    from patterns.catalog import Entry

USUAL = ("pillow-between-knees", "patch", "ball-under-buttock", "knee-across", "pigeon-pose")
CARE = {"one": USUAL[:1], "usual": USUAL, "every": None}
NUMBER = "4F7K-29MX"
MOST_REMEDIES = 10
"""How many remedies the care of a pattern may have."""


def card_of(side: str = "left", care: tuple[str, ...] | None = USUAL, **change: object) -> Handout:
    request = SheetRequest(HIP, side=side, care=care, **change)  # type: ignore[arg-type]
    return of_entry(load(HIP), request)


def of_entry(entry: Entry, request: SheetRequest) -> Handout:
    return compose_card(entry, request, brand_of("harbour-lane"), load_notice("en-US"), NUMBER)


@cache
def seen(
    paper: str = "letter",
    side: str = "left",
    care: str = "usual",
    edition: str = "standard",
    brand: str = "harbour-lane",
    long_lines: int = 0,
) -> View:
    layout = FieldLayout(0, long_lines, 0, long_lines)
    settings = PrintSettings(brand_of(brand), edition, paper, layout)
    asked = {"edition": edition}
    return view(card_side(card_of(side, CARE[care], **asked), settings, 3))


CASES = [
    *product(PAPERS, ("left",), CARE, ("standard",), ("plain", "harbour-lane")),
    *product(PAPERS, ("right", "both"), ("every",), ("ink-saver",), ("harbour-lane",)),
    ("letter", "both", "one", "large-print", "harbour-lane"),
]


@pytest.fixture(params=CASES, ids=str)
def shown(request: pytest.FixtureRequest) -> View:
    return seen(*request.param)


def test_everything_has_its_place(shown: View) -> None:
    assert breaches(shown) == []


def test_every_remedy_its_dose_and_its_stops_are_printed(shown: View) -> None:
    words = " ".join(text_of(shown.lines).split())
    for section in card_of(care=None).sections:
        for row in section.blocks:
            if not isinstance(row, CardRow) or row.short not in words:
                continue
            for fact in row.doses.items:
                assert (fact.numeral or fact.text) in words
    assert f"sheet, number {NUMBER}" in words


LEAST = {"standard": (12.0, 10.0), "ink-saver": (12.0, 10.0), "large-print": (18.0, 18.0)}
"""The least letters that a client acts on, and those of the names of days and fields."""


@pytest.mark.parametrize("case", CASES, ids=str)
def test_letters_keep_their_size(case: tuple[str, str, str, str, str]) -> None:
    acted_on, small = LEAST[case[3]]
    for line in seen(*case).lines:
        assert isinstance(line.item, TextLine)
        if line.section != "footer":
            label = line.inside("TH") or line.section == "card-fields"
            assert line.item.size >= (small if label else acted_on)


def test_the_usual_card_has_large_numerals_and_pictures_of_45_mm_and_more() -> None:
    for paper in PAPERS:
        shown = seen(paper, "right", "usual")
        sizes = {line.item.size for line in shown.lines if isinstance(line.item, TextLine)}
        assert {12.0, 16.0} <= sizes
        drawn = [each.item for each in shown.items if isinstance(each.item, Art)]
        assert len(drawn) == len(USUAL) + 3  # a start and an end for three of them
        wide = [art for art in drawn if art.width > 1.5 * art.height]
        assert wide
        assert min(art.width for art in wide) >= 45 * MM


def test_a_card_of_one_remedy_shows_all_its_pictures() -> None:
    card = card_of(care=("ball-under-buttock",))
    settings = PrintSettings(brand_of("plain"), "standard", "letter")
    shown = view(card_side(card, settings, 1))
    assert sum(isinstance(each.item, Art) for each in shown.items) == 2


def test_a_long_next_visit_takes_no_room_of_the_card() -> None:
    settings = PrintSettings(brand_of("plain"), "standard", "letter")
    beside_date, alone = (
        card_side(card_of(), replace(settings, field_layout=layout), 1)
        for layout in (FieldLayout(), FieldLayout(long_lines=2))
    )
    assert alone == beside_date


@pytest.mark.parametrize("long_lines", [0, 2])
def test_the_client_has_at_least_the_room_of_the_sheet(long_lines: int) -> None:
    settings = PrintSettings(brand_of("harbour-lane"), "standard", "letter")
    fields = strip_fields(load_locale().strip)
    widths = measure_fields(settings, fields, card_of().date_forms).widths
    shown = [each.item for each in seen(long_lines=long_lines).items]
    rooms = {each.name: each for each in shown if isinstance(each, FieldBox)}
    assert rooms["client"].width >= (widths.long_client if long_lines else widths.client)
    assert rooms["client"].lines == max(long_lines, 1)
    assert {*rooms} == {"client", "date"}


@pytest.mark.parametrize(
    ("edition", "where"), [("standard", "side;"), ("large-print", "side in large print;")]
)
def test_what_does_not_fit_is_told_with_what_to_do(edition: str, where: str) -> None:
    entry = longest()
    card = of_entry(entry, SheetRequest(entry.pattern.id, side="both"))
    with pytest.raises(UserError, match=f"does not fit on one {where} name fewer remedies") as told:
        card_side(card, PrintSettings(brand_of("plain"), edition, "a4"), 1)
    assert told.value.problems[0].field == "card"


def test_ten_remedies_fit_as_many_as_a_pattern_may_have() -> None:
    own = tuple(choice.use for choice in load(HIP).pattern.care)
    added = ("bird-dog", "cat-camel", "hug-pillow")
    request = SheetRequest(HIP, side="left", care=own, add=added)
    card = of_entry(load(HIP, None, added), request)
    for paper in PAPERS:
        shown = view(card_side(card, PrintSettings(brand_of("harbour-lane"), "standard", paper), 1))
        assert breaches(shown) == []
        assert sum(isinstance(each.item, Art) for each in shown.items) == MOST_REMEDIES


@pytest.mark.parametrize("name", sorted(pattern_folders(None)))
def test_all_remedies_of_a_shipped_pattern_fit(name: str) -> None:
    entry = load(name)
    gate = entry.pattern.gate
    request = SheetRequest(name, confirmed=(gate.id,) if gate else ())
    settings = PrintSettings(brand_of("harbour-lane"), "standard", "letter")
    assert breaches(view(card_side(of_entry(entry, request), settings, 1))) == []


def test_a_word_that_is_too_long_is_told_as_such() -> None:
    card = card_of(care=USUAL[:1])
    sections = (replace(card.sections[0], moment="x" * 400), *card.sections[1:])
    settings = PrintSettings(brand_of("plain"), "standard", "letter")
    with pytest.raises(UserError, match="a word too long"):
        card_side(replace(card, sections=sections), settings, 1)


def test_pictures_give_way_before_anything_else() -> None:
    for way in card_layout._ways(500):
        heights = [style.picture[1] for style in way]
        assert heights == sorted(heights, reverse=True)
        assert len({style._replace(picture=(0.0, 0.0)) for style in way}) == 1
