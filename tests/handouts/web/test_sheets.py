"""A sheet is made for the page with its figures, its cards and its text for the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from handouts.request.values import ClientText, SheetRequest
from handouts.template.store import TemplateStore
from handouts.web.draft import Draft
from handouts.web.sheets import MAX_TEMPLATES_IN_MEMORY, SheetMaker
from patterns.model.dose import DoseChange
from tests.helpers.page_server import DAY

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.web.cards import Card
    from handouts.web.sheets import MadeSheet

CLIENT = "Zzyxx Qanary"


@pytest.fixture(scope="module")
def maker(tmp_path_factory: pytest.TempPathFactory) -> SheetMaker:
    return SheetMaker(TemplateStore(tmp_path_factory.mktemp("cache")))


def make(maker: SheetMaker, text: dict[str, Any] | None = None, **values: Any) -> MadeSheet:
    request = SheetRequest("lateral-hip-rotators", **{"side": "right", **values})
    return maker.make(Draft("tab", request, ClientText(DAY, **(text or {}))))


def by_id(made: MadeSheet) -> dict[str, Card]:
    assert made.cards is not None
    return {card.id: card for card in made.cards}


def change(**parts: Any) -> tuple[tuple[str, DoseChange], ...]:
    return (("knee-across", DoseChange.model_validate(parts)),)


def test_a_usual_sheet_is_ready(maker: SheetMaker) -> None:
    made = make(maker, {"client": CLIENT})
    assert made.ready
    assert made.pdf.startswith(b"%PDF")
    assert made.file_name == "handout-lateral-hip-rotators-2026-11-30.pdf"
    assert 0 < made.minutes[0] <= made.minutes[1]
    assert CLIENT not in made.chart + made.file_name + made.title


def test_what_is_said_of_a_sheet_without_a_choice_is_said_of_its_usual_choice(
    maker: SheetMaker,
) -> None:
    made, whole = make(maker), make(maker, whole=True, detail="brief")
    assert (made.sides, made.warnings) == (4, ())
    assert whole.sides > made.sides
    assert "bridge" in whole.chart.lower()
    assert "bridge" not in made.chart.lower()
    assert whole.minutes[1] > made.minutes[1]


def test_the_cards_are_all_that_may_go_home(maker: SheetMaker) -> None:
    cards = by_id(make(maker, care=("walk",), add=("bridge",)))
    assert {"walk", "patch", "cold", "knee-across", "bridge"} <= cards.keys()
    assert cards["cold"].movable is False
    assert [place.letter for place in cards["patch"].places] == ["A", "B"]
    assert cards["knee-across"].picture == "/art/activity/knee-across/right.svg"


def test_a_card_says_its_dose_and_the_usual_stays_known(maker: SheetMaker) -> None:
    card = by_id(make(maker, doses=change(repeats=5)))["knee-across"]
    assert ("", "5", " times") in card.dose
    repeats = next(each for each in card.inputs if each.name == "repeats")
    assert (repeats.low, repeats.high, repeats.least, repeats.most) == (3, 3, 1, 10)


def test_the_bounds_are_those_that_the_program_holds(maker: SheetMaker) -> None:
    for card in by_id(make(maker)).values():
        for each in card.inputs:
            for value, fits in ((each.most, True), (each.most + 1, False)):
                changed = DoseChange.model_validate({each.name: value})
                made = make(maker, care=(card.id,), doses=((card.id, changed),))
                fields = [problem.field for problem in made.problems]
                assert (f"doses.{card.id}.{each.name}" not in fields) is fits, (card.id, each)
        break  # one card is all ways through the code; the rules have tests of their own


def test_a_dose_out_of_bounds_is_told_at_its_field_and_the_cards_stay(maker: SheetMaker) -> None:
    made = make(maker, doses=change(repeats=99))
    (problem,) = made.problems
    assert problem.field == "doses.knee-across.repeats"
    assert problem.message.startswith("99 is too much. 10 repeats is the most")
    assert not made.ready
    assert made.cards


def test_a_letter_that_cannot_be_printed_is_told_at_its_field(maker: SheetMaker) -> None:
    made = make(maker, {"client": "Sam \N{BLACK HEART SUIT}", "next_visit": "\N{BLACK HEART SUIT}"})
    assert [problem.field for problem in made.problems] == ["client", "next_visit"]
    assert "Sam" not in made.problems[0].message
    assert made.cards


def test_much_is_told_and_prints_all_the_same(maker: SheetMaker) -> None:
    made = make(maker, whole=True)
    assert made.ready
    assert any("minutes a day is a lot" in warning for warning in made.warnings)
    assert not make(maker, care=("pillow-between-knees",), detail="brief").warnings


@pytest.mark.parametrize(("edition", "told"), [("standard", False), ("large-print", True)])
def test_a_card_that_is_too_full_is_left_out_and_told(
    maker: SheetMaker, edition: str, told: bool
) -> None:
    made = make(maker, whole=True, card=True, edition=edition)
    assert made.ready
    assert any("The card would be too full" in warning for warning in made.warnings) is told


def test_the_chart_says_what_was_given(maker: SheetMaker) -> None:
    made = make(maker, care=("patch", "walk"), site="outer-hip", detail="brief")
    lines = made.chart.splitlines()
    assert lines[0] == "Home program given November 30, 2026."
    assert lines[1] == "Deep buttock and hip pain, right (version 2.0)."
    assert lines[2].startswith("- A short walk: 10 minutes")
    assert "outer hip" in lines[3]
    assert lines[-1] == f"Printed: {made.sides} sides. Sheet {made.number}."


def test_memory_holds_no_more_than_some_templates(maker: SheetMaker) -> None:
    before = maker._cache
    maker._cache.laid_out = MAX_TEMPLATES_IN_MEMORY + 1
    assert make(maker).ready
    assert maker._cache is not before


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    maker = SheetMaker(TemplateStore(None))
    made = make(maker, library=None, brand=tmp_path / "gone.yaml")
    assert made.cards is None
    assert "There is no such file" in made.problems[0].message


def test_a_dose_and_a_line_that_are_wrong_are_told_together(maker: SheetMaker) -> None:
    made = make(maker, {"client": "\N{BLACK HEART SUIT}"}, doses=change(repeats=99))
    assert [problem.field for problem in made.problems] == [
        "client",
        "doses.knee-across.repeats",
    ]
