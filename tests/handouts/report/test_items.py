"""Every item is decided by somebody, and every check can fail: each finds a planted fault."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from handouts.document import CautionBlock, CheckTable, Pairs, PictureBlock, Points, WeekChart
from handouts.report.items import CHECKS, Item, load_items
from handouts.report.outcome import Verdict
from tests.helpers.plain_sheets import (
    HARD,
    adding,
    changing,
    found,
    handout,
    paragraph,
    picture,
    rich,
    sheet,
    without,
)

if TYPE_CHECKING:
    from handouts.document import Block, Handout

ITEMS = load_items().items
LONG_SENTENCE = f"You can {'roll the ball and ' * 7}rest."
STEPS = ("Put it there.", "Roll it.")


def steps(*items: str) -> Points:
    return Points(tuple(map(rich, items)), numbered=True)


def stripped(name: str, kind: type[Block]) -> Handout:
    """Leave the blocks of one type out of a section, and the pictures beside blocks."""
    blocks = [
        inner
        for block in found(name).blocks
        for inner in getattr(block, "blocks", None) or (block,)
    ]
    return changing(name, blocks=tuple(block for block in blocks if not isinstance(block, kind)))


FAULTS: dict[str, list[Handout]] = {
    "actions": [without("short", "ball", "week")],
    "active_message": [
        changing("short", heading="In short: it is rolled."),
        adding("short", paragraph("The ball is taken out.")),
    ],
    "active_voice": [adding("hurts", *[paragraph("The pain is caused by it.")] * 5)],
    "call_to_action": [changing("short", blocks=(paragraph("Balls are good."),))],
    "captions": [adding("hurts", picture("more", ""))],
    "charts_explained": [
        changing("hurts", blocks=(picture("more", "A ring: the ball."),)),
        changing("week", blocks=(WeekChart("Do", ("Mo",), ("Ball",)),)),
    ],
    "directions": [
        without("ball"),
        without("help"),
        adding("hurts", steps(*STEPS)),
    ],
    "doubt": [without("notice")],
    "easy_numbers": [
        adding("hurts", paragraph(text))
        for text in ("Use 1/2 a towel.", "It helps 20% more.", "Hold 2.5 seconds.", "Take ½.")
    ],
    "everyday_words": [adding("hurts", *[paragraph(HARD)] * 3)],
    "grade": [adding("hurts", *[paragraph(HARD)] * 4)],
    "longest_sentence": [adding("hurts", paragraph(LONG_SENTENCE))],
    "mean_sentence": [adding("hurts", *[paragraph(LONG_SENTENCE)] * 20)],
    "message_first": [
        replace(handout(), sections=handout().sections[::-1]),
        without("short"),
    ],
    "message_stands_out": [changing("short", kind="plain")],
    "no_distractions": [
        adding("hurts", paragraph(text))
        for text in ("Click here for more.", "See www.shop.example today.", "Subscribe now.")
    ],
    "no_sums": [adding("hurts", paragraph("Roll for half of the time."))],
    "numbers_explained": [
        changing("ball", blocks=(steps("Keep the ache under 5 out of 10."),)),
        adding("hurts", paragraph("Roll it 10.")),
    ],
    "odds_in_words": [adding("hurts", paragraph("It harms 1 in 100 skins."))],
    "one_main_message": [without("short"), changing("hurts", kind="message")],
    "pictures": [
        stripped("ball", PictureBlock),
        without("ball", "hurts"),
    ],
    "plain_purpose": [
        replace(handout(), title="Tendinopathy of the elbow"),
        replace(handout(), subtitle="For your left elbow"),
    ],
    "reasons": [without("ball")],
    "risks": [stripped("ball", CautionBlock)],
    "risks_and_benefits": [stripped("ball", CautionBlock), without("ball")],
    "short_chunks": [
        adding("hurts", paragraph(*["It is sore."] * 5)),
        adding("hurts", Points((rich("sore"),) * 8)),
        adding("notice", paragraph(*["It is sore."] * 5)),
    ],
    "short_lists": [
        adding("hurts", Points((rich("sore"),) * 8)),
        without("ball", "help"),
    ],
    "simple_tables": [
        adding("hurts", Pairs(("", "Do this"), ())),
        adding("hurts", CheckTable("Do you have", ("",), (), {}, {})),
        adding("week", WeekChart("Do", ("Mo",), ("one two three four five six seven eight nine",))),
    ],
    "small_steps": [
        without("ball"),
        adding("ball", steps("The ball goes there.")),
        adding("ball", steps("Roll " + "on " * 15)),
        adding("ball", steps(*["Roll it."] * 8)),
    ],
    "speaks_to_reader": [
        adding("hurts", paragraph("Patients should roll slowly.")),
        without("short", "hurts", "ball", "help"),
    ],
    "summary": [changing("short", blocks=()), without("short")],
    "sums_explained": [adding("hurts", paragraph("Add up the minutes."))],
    "telling_headings": [
        changing("hurts", heading=""),
        changing("hurts", heading="Your week"),
        changing("hurts", heading="Information"),
    ],
    "terms_explained": [
        adding("short", paragraph("The tendon is sore.")),
        adding("hurts", paragraph("You may have a fracture.")),
        adding("hurts", paragraph("Ask for an MRI.")),
        changing("hurts", heading="The bursa"),
    ],
    "tools": [without("week")],
    "visual_cues": [
        without("help"),
        adding("hurts", *[paragraph("**Roll the ball now and rest.**")] * 4),
        changing("help", kind="plain"),
    ],
}
"""Sheets with a fault, by the check that must find it."""

CASES = [(name, made) for name, sheets in FAULTS.items() for made in sheets]


@pytest.mark.parametrize("name", CHECKS)
def test_a_good_sheet_passes_every_check(name: str) -> None:
    verdict, why, spots = CHECKS[name](sheet())
    assert verdict != Verdict.NOT_MET, (why, spots)
    assert why
    assert spots == ()


@pytest.mark.parametrize(("name", "made"), CASES, ids=[name for name, _ in CASES])
def test_a_planted_fault_is_found(name: str, made: Handout) -> None:
    verdict, why, _ = CHECKS[name](sheet(made))
    assert verdict == Verdict.NOT_MET
    assert why


def test_every_check_has_a_planted_fault_and_an_item() -> None:
    assert set(FAULTS) == set(CHECKS)
    assert {item.check for item in ITEMS if item.check} == set(CHECKS)


def test_the_place_of_a_fault_is_told() -> None:
    made = adding("hurts", paragraph("You may have a fracture."))
    (spot,) = CHECKS["terms_explained"](sheet(made)).spots
    assert spot == ("Where it hurts, and why", "You may have a fracture.")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("numbers_explained", "Call 911."),
        ("numbers_explained", "Ask if you are over 60."),
        ("odds_in_words", "It harms few people, about 1 in 100."),
        ("terms_explained", "You may have a broken bone (a fracture)."),
        ("terms_explained", "An ulcer (an open sore) may hurt."),
        ("no_sums", "Roll for one minute."),
    ],
)
def test_what_is_no_fault_passes(name: str, text: str) -> None:
    assert CHECKS[name](sheet(adding("hurts", paragraph(text)))).verdict == Verdict.MET


@pytest.mark.parametrize("name", ["odds_in_words", "sums_explained"])
def test_an_item_that_does_not_apply_is_not_decided(name: str) -> None:
    assert CHECKS[name](sheet()).verdict == Verdict.NOT_APPLICABLE


def test_the_items_of_the_instruments_are_complete() -> None:
    numbers = {
        instrument: [
            int(item.id.rpartition("-")[2]) for item in ITEMS if item.id.startswith(instrument)
        ]
        for instrument in load_items().instruments
    }
    assert numbers["pemat-p"] == [*range(1, 13), *range(15, 27)]
    assert numbers["cdc-index"] == list(range(1, 21))
    assert all(after - before == 1 for before, after in pairwise(numbers["reading"]))
    assert all(item.id.startswith(item.instrument) for item in ITEMS)


def test_a_person_decides_what_no_program_can() -> None:
    assert [item.id for item in ITEMS if item.decided_by == "person"] == [
        "pemat-p-10",
        "pemat-p-16",
        "pemat-p-18",
        "pemat-p-26",
        "cdc-index-4",
        "cdc-index-9",
    ]


@pytest.mark.parametrize(
    ("decided_by", "check", "mend"),
    [("person", "actions", ""), ("program", "", "Mend it."), ("program", "actions", "")],
)
def test_an_item_without_its_parts_is_refused(decided_by: str, check: str, mend: str) -> None:
    with pytest.raises(ValidationError):
        Item.model_validate(
            {"id": "x", "instrument": "reading", "words": "It is plain.", "decided_by": decided_by,
             "check": check, "mend": mend}
        )  # fmt: skip
