"""The card says of each remedy what the sheet says, and goes with the sheet by its number."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings

from handouts.brand.model import plain_brand
from handouts.compose.card import MAX_BOXES, MAX_PICTURES, compose_card
from handouts.document import CardRow, CardStrip, Doses, Handout, PictureBlock
from handouts.request.plan import Plan
from patterns.notice import load_notice
from patterns.text import plain
from tests.helpers.composing import CONFIRMED, HIP, NAMES, entry, parts_of, words_of
from tests.helpers.requests import request_of
from tests.helpers.sheets import Sheet, sheets

NUMBER = "4F7K-29MX"


def card_of(sheet: Sheet) -> Handout:
    plan = sheet.plan.model_copy(
        update={"confirmed": (*CONFIRMED[sheet.name], *sheet.plan.confirmed)}
    )
    request = request_of(plan, sheet.name)
    return compose_card(sheet.entry, request, plain_brand(), load_notice(sheet.tag), NUMBER)


@cache
def usual() -> Handout:
    return card_of(Sheet(HIP, Plan(side="right", site="outer-hip"), "en-US"))


def rows_of(card: Handout) -> dict[str, CardRow]:
    return {
        section.id: row
        for section in card.sections
        for row in section.blocks
        if isinstance(row, CardRow)
    }


def strip_of(card: Handout) -> CardStrip:
    (strip,) = parts_of(card, CardStrip)
    return strip


@given(sheets())
@settings(max_examples=40, deadline=None)
def test_every_remedy_of_the_sheet_has_a_row_with_its_dose_and_title(sheet: Sheet) -> None:
    card = card_of(sheet)
    rows = rows_of(card)
    assert tuple(rows) == sheet.printed
    headings = {section.id: section.heading for section in card.sections}
    for name, row in rows.items():
        blocks = sheet.blocks(name)
        assert row.doses in tuple(parts_of(blocks, Doses))
        shown = [(picture.id, picture.variant) for picture in row.pictures]
        drawn = [(each.id, each.variant) for each in parts_of(blocks, PictureBlock)]
        assert len(shown) <= MAX_PICTURES
        assert {*drawn} >= {*shown} or name in ("cold", "heat")  # the sheet shows one plate once
        assert headings[name] in words_of(sheet.section(name))


@given(sheets())
@settings(max_examples=40, deadline=None)
def test_what_to_stop_an_activity_for_stands_on_its_row_and_in_the_strip(sheet: Sheet) -> None:
    card = card_of(sheet)
    every = plain(strip_of(card).every_stop)
    for name, row in rows_of(card).items():
        activity = sheet.activity(name)
        if activity and activity.stop_if:
            assert sheet.said(activity.stop_if, name).search(plain(row.stop))
            assert plain(row.stop) in every
            assert f"{row.short}" in every
        else:
            assert row.stop == ()


def test_a_line_that_several_remedies_share_is_said_once_with_both_names() -> None:
    plan = Plan(care=("cold", "patch"), add=("bridge",))
    stops = plain(strip_of(card_of(Sheet(HIP, plan, "en-US"))).stops)
    assert stops.count("Stop, and see a doctor today") == 1
    assert "Patch: Take it off if it burns" in stops
    assert "Bridge" not in stops  # which has no stop line of its kind


def test_two_remedies_of_the_same_short_name_are_told_apart() -> None:
    card = card_of(
        Sheet(HIP, Plan(care=("ball-under-buttock",), add=("ball-wall-blade",)), "en-US")
    )
    names = [row.short for row in rows_of(card).values()]
    assert len(set(names)) == len(names)
    assert all(f"{name}: Stop if" in plain(strip_of(card).every_stop) for name in names)


def test_the_card_goes_with_its_sheet_by_its_number_and_has_no_notice() -> None:
    card = usual()
    strip = strip_of(card)
    said = plain(strip.goes_with)
    assert f"goes with your sheet, number {NUMBER}" in said
    assert "never takes its place" in said
    assert "“Check first”" in said
    assert "The danger signs are on your sheet" in plain(strip.signs)
    assert "911" in plain(strip.signs)
    notice = load_notice("en-US")
    assert not any(sentence in words_of(card) for sentence in notice.sentences)


@pytest.mark.parametrize(("tag", "number"), [("en-GB", "999"), ("en-AU", "000")])
def test_the_emergency_number_is_that_of_the_country(tag: str, number: str) -> None:
    assert number in plain(strip_of(card_of(Sheet(HIP, Plan(), tag))).signs)


def test_there_is_a_box_for_each_time_of_a_day_on_each_day() -> None:
    rows = rows_of(usual())
    boxes = {name: row.boxes for name, row in rows.items()}
    assert boxes["pillow-between-knees"] == 1
    assert boxes["knee-across"] == 2
    assert boxes["ball-under-buttock"] == MAX_BOXES
    assert boxes["patch"] == 2
    assert {len(row.days) for row in rows.values()} == {7}


def test_the_client_and_the_day_are_fields_and_the_side_is_named() -> None:
    card = usual()
    assert [field.name for field in card.fields] == ["client", "date"]
    assert card.side == "Right side"


@pytest.mark.parametrize("name", NAMES)
def test_terms_are_not_explained_again(name: str) -> None:
    plan = Plan(side="left" if entry(name).pattern.sided else None)
    card = card_of(Sheet(name, plan, "en-US"))
    assert " (the bone" not in words_of(card)


def test_numbers_of_steps_that_the_card_does_not_print_stand_on_no_picture() -> None:
    for picture in parts_of(usual(), PictureBlock):
        assert (picture.steps, picture.labels, picture.caption) == ((), (), ())
        assert picture.alt
