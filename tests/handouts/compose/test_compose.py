"""What a sheet says follows from the pattern, the plan, the brand and the notice alone."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.document import (
    CautionBlock,
    Doses,
    Handout,
    OptionItem,
    PictureBlock,
    Points,
    Section,
    Sequence,
    WeekChart,
)
from handouts.request.plan import Plan
from patterns.errors import UserError
from patterns.guidance import load_safety
from patterns.sections import SECTIONS, SectionId
from patterns.text import Side, plain, runs
from tests.helpers.composing import (
    HIP,
    NAMES,
    TAGS,
    bent,
    entry,
    handout,
    parts_of,
    plans,
    section_choices,
    sections,
    texts,
    words_of,
)

if TYPE_CHECKING:
    from patterns.catalog import Entry

ALWAYS = ("help", "notice", "credits")
MARKS = re.compile(r"[{}\[\]]|\*\*")
SIDE_WORD = re.compile(r"\b(left|right)\b", re.IGNORECASE)
SWAPPED = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}


def ids(made: Handout) -> list[str]:
    return list(dict.fromkeys(section.id for section in made.sections))


# The side


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("detail", ["full", "brief"])
def test_a_right_sheet_is_a_left_one_with_the_sides_swapped(
    name: str, detail: Literal["full", "brief"]
) -> None:
    left, right = (
        [
            re.findall(r"\w+|\W", text)
            for text in texts(handout(Plan(side=side, detail=detail), name))
        ]
        for side in ("left", "right")
    )
    assert [len(text) for text in left] == [len(text) for text in right]
    differing = [
        (one, other)
        for text, twin in zip(left, right, strict=True)
        for one, other in zip(text, twin, strict=True)
        if one != other
    ]
    assert differing
    assert [pair for pair in differing if SWAPPED.get(pair[0]) != pair[1]] == []


def one_sided(name: str) -> Entry:
    """Give a pattern that never speaks of the other side."""
    words = entry(name).pattern.words.items()
    return bent(
        name,
        {
            f"words.{key}.one": (printed.one or "").replace("{other side}", "far")
            for key, printed in words
        },
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("side", "never"), [("left", "right"), ("right", "left")])
def test_a_sheet_speaks_of_the_other_side_only_where_the_pattern_does(
    name: str, side: Side, never: str
) -> None:
    printed = words_of(handout(Plan(side=side), name, of=one_sided(name)))
    assert side in SIDE_WORD.findall(printed)
    assert never not in SIDE_WORD.findall(printed)
    if "{other side}" in entry(name).pattern.model_dump_json():
        assert never in SIDE_WORD.findall(words_of(handout(Plan(side=side), name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_for_both_sides_names_neither(name: str) -> None:
    printed = words_of(handout(Plan(side="both"), name))
    assert SIDE_WORD.findall(printed) == []
    assert handout(Plan(), name) == handout(Plan(side="both"), name)


def test_a_pattern_without_sides_takes_none_and_names_none() -> None:
    whole = bent(HIP, {"sided": False})
    made = handout(of=whole)
    assert (made.side_label, made.side) == ("", "")
    assert "both sides" not in made.footer
    assert made.footer.startswith("Deep buttock and hip pain · version 1.0")
    with pytest.raises(UserError, match="is the same on both sides; leave the side out"):
        handout(Plan(side="left"), of=whole)
    assert handout(Plan(side="both"), of=whole) == made


# What is printed


@given(st.sampled_from(NAMES), plans, st.sampled_from(TAGS))
def test_no_mark_reaches_the_paper(name: str, plan: Plan, tag: str) -> None:
    assert MARKS.findall(words_of(handout(plan, name, tag=tag))) == []


SPOKEN = (
    "title",
    "subtitle",
    "in_short.message",
    "in_short.today.0.label",
    "in_short.today.0.do",
    "hurts.feels",
    "hurts.where",
    "hurts.point",
    "hurts.why.0",
    "triggers.0.what",
    "triggers.0.instead",
    "positions.0.title",
    "positions.0.steps.0",
    "positions.0.why",
    "positions.0.pillow",
    "patch.title",
    "patch.lead",
    "patch.sites.0.when",
    "patch.sites.0.put",
    "patch.sites.0.name",
    "patch.tie_break",
    "patch.expect",
    "patch.sizes.0.say",
    "ball.title",
    "ball.steps.0",
    "ball.tips.0",
    "stretches.0.title",
    "stretches.0.lead",
    "stretches.0.steps.0",
    "stretches.0.not_if",
    "flare.title",
    "flare.lead",
    "cold.say",
    "cold.why",
    "heat.say",
    "together.0.title",
    "together.0.steps.0.say",
    "together.0.note",
    "week.0.label",
    "pictures.pigeon.alt",
    "pictures.pigeon.caption",
    "pictures.pain-plate.labels.0.text",
    "evidence",
)
"""Every text of a pattern that the client reads."""


@pytest.mark.parametrize("place", SPOKEN)
def test_a_mark_has_its_meaning_in_every_text_the_client_reads(place: str) -> None:
    printed = "{your hip} **now** by the [sacrum], hip replacement"
    made = handout(Plan(side="left"), of=bent(HIP, {place: printed}))
    read_out = words_of(made).replace(f" ({entry().pattern.terms['sacrum']})", "").casefold()
    assert "your left hip now by the sacrum, hip replacement" in read_out
    assert MARKS.findall(words_of(made)) == []


@given(st.sampled_from(NAMES), plans)
def test_a_term_is_explained_once_and_where_it_is_first_read(name: str, plan: Plan) -> None:
    made = handout(plan, name)
    own = [section for section in made.sections if section.id not in ALWAYS]
    read = [text for section in own for text in spoken(section)]
    for term, meaning in entry(name).pattern.terms.items():
        explained = f"{term} ({meaning})"
        printed = [text for text in read if re.search(rf"\b{term}\b", text)]
        assert " ".join(printed).count(explained) == min(1, len(printed))
        assert not printed or printed[0].index(explained) == printed[0].index(term)


def test_a_term_in_a_reason_left_out_is_explained_where_it_is_read() -> None:
    reasoned = bent(HIP, {"patch.lead": "Put it by the [sacrum]."})
    printed = words_of(handout(Plan(sections=("patch",)), of=reasoned))
    assert "Put it by the sacrum" not in printed
    assert f"Pain near the sacrum ({reasoned.pattern.terms['sacrum']})?" in printed


def spoken(section: Section) -> list[str]:
    """Give the sentences of a section; labels, alt texts and charts explain nothing."""
    plainly = {section.heading}
    for picture in parts_of(section, PictureBlock):
        plainly |= {*texts(picture.labels), picture.alt}
    for chart in parts_of(section, WeekChart):
        plainly |= {*texts(chart)}
    for sequence in parts_of(section, Sequence):
        plainly |= {*texts((sequence.title, sequence.parts))}
    return [text for text in texts(section) if text not in plainly]


@given(st.sampled_from(NAMES), plans)
def test_a_brief_sheet_keeps_every_caution_and_every_dose(name: str, plan: Plan) -> None:
    full = handout(plan.model_copy(update={"detail": "full"}), name)
    brief = handout(plan.model_copy(update={"detail": "brief"}), name)
    for kind in (Doses, OptionItem, WeekChart):
        assert list(parts_of(brief, kind)) == list(parts_of(full, kind))
    counted = [
        [sum(1 for _ in texts(block)) for block in parts_of(made, kind)]
        for kind in (CautionBlock, Points)
        for made in (full, brief)
    ]
    assert counted[0] == counted[1]
    assert counted[2] == counted[3]
    assert len(words_of(brief)) <= len(words_of(full))


def test_a_brief_sheet_leaves_reasons_and_tips_out() -> None:
    full, brief = (words_of(handout(Plan(detail=detail))) for detail in ("full", "brief"))
    for reason in ("A foam roller does not", "With the knees apart", "A medium patch"):
        assert reason in full
        assert reason not in brief
    assert handout(Plan(sections=("ball",))) == handout(Plan(sections=("ball",), detail="brief"))


def test_what_may_be_said_of_medicines_follows_the_country() -> None:
    at_home, abroad = (words_of(handout(tag=tag)) for tag in ("en-US", "en-GB"))
    assert "lidocaine" in at_home
    assert "lidocaine" not in abroad
    assert "Ask a pharmacist which to use" in abroad
    assert "soccer" in at_home
    assert "soccer" not in abroad


# Sections


@given(st.sampled_from(NAMES), section_choices)
def test_sections_left_out_are_gone_and_the_rest_stays(
    name: str, chosen: tuple[SectionId, ...]
) -> None:
    everything = handout(Plan(detail="brief"), name)
    part = handout(Plan(sections=chosen), name)
    offered = [section for section in ids(everything) if section in (*chosen, *ALWAYS)]
    assert [section for section in ids(part) if section not in ("together", "week")] == [
        section for section in offered if section not in ("together", "week")
    ]
    alone = {"short", "together", "week"}
    # An explanation and a safety line stand where they are first needed.
    once = {f" ({meaning})" for meaning in entry(name).pattern.terms.values()}
    once |= {f" {plain(runs(line))}" for line in load_safety().lines("stretch", "US")}

    def printed(made: Handout, section_id: str) -> str:
        own = sections(made, section_id)
        shown = {text for picture in parts_of(own, PictureBlock) for text in texts(picture)}
        text = " ".join(text for text in texts(own) if text not in shown)
        for sentence in once:
            text = text.replace(sentence, "")
        return text

    for section in offered:
        if section not in alone:
            assert printed(part, section) == printed(everything, section)


@given(section_choices)
def test_a_sheet_never_sends_the_reader_to_a_section_it_lacks(
    chosen: tuple[SectionId, ...],
) -> None:
    made = handout(Plan(sections=chosen))
    pattern = entry().pattern
    labels = {step.label for step in pattern.in_short.today if step.about in chosen}
    short = words_of(sections(made, "short"))
    for step in pattern.in_short.today:
        assert (step.label in short) == ("short" in chosen and step.label in labels)
    week = words_of(sections(made, "week"))
    for row in pattern.week:
        assert (row.label in week) == ("week" in chosen and row.about in chosen)
    together = words_of(sections(made, "together"))
    needs = {"A really rough day": {"patch", "pillow"}, "The ball made it worse": {"ball", "flare"}}
    for title, needed in needs.items():
        assert (title in together) == ("together" in chosen and needed <= set(chosen))


def test_the_sections_of_a_plan_are_those_of_the_model() -> None:
    assert [section for section in ids(handout()) if section not in ALWAYS] == list(SECTIONS)
    assert tuple(get_args(SectionId)) == SECTIONS


@given(plans)
def test_nothing_personal_is_composed(plan: Plan) -> None:
    personal = {"client": "Zzyxx Qanary", "note": "Qanary note", "next_visit": "Qanary day"}
    named = plan.model_copy(update=personal | {"date": date(2026, 11, 23)})
    assert handout(named) == handout(plan)
