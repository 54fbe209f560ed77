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
    CheckTable,
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
from patterns.sections import SECTIONS, SectionId
from patterns.shared_texts import english_texts
from patterns.shared_words import words_of as tables_of
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
    texts,
    words_of,
)

if TYPE_CHECKING:
    from patterns.catalog import Entry
    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData
    from patterns.text import Side

ALWAYS = ("check", "help", "notice", "credits")
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
    """Give a pattern that never speaks of the other side, nor do its activities."""
    made = entry(name)
    files: dict[str, PatternData | ActivityData] = {"words": made.pattern}
    files |= {f"activities.{i}.words": each.activity for i, each in made.activities.items()}
    return bent(
        name,
        {
            place: {
                key: {
                    "one": (words.one or words.both).replace("{other side}", "far"),
                    "both": words.both,
                }
                for key, words in tables_of(data, english_texts().words).words.items()
            }
            for place, data in files.items()
        },
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("side", "never"), [("left", "right"), ("right", "left")])
def test_a_sheet_speaks_of_the_other_side_only_where_its_words_do(
    name: str, side: Side, never: str
) -> None:
    printed = words_of(handout(Plan(side=side), name, of=one_sided(name)))
    assert side in SIDE_WORD.findall(printed)
    assert never not in SIDE_WORD.findall(printed)
    if name == HIP:  # which has the client lie on the other side
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
    assert made.footer.startswith("Deep buttock and hip pain · version 2.0")
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
    "outlook.say",
    "care.0.title",
    "care.0.say",
    "patch.title",
    "patch.lead",
    "patch.sites.0.when",
    "patch.sites.0.put",
    "patch.sites.0.name",
    "patch.tie_break",
    "patch.expect",
    "patch.sizes.0.say",
    "not_advised.0.what",
    "not_advised.0.because",
    "not_advised.0.instead",
    "flare.title",
    "flare.steps.0.say",
    "cold.title",
    "cold.say",
    "cold.why",
    "together.0.title",
    "together.0.steps.0.say",
    "together.0.note",
    "week.0.label",
    "pictures.pain-plate.caption",
    "pictures.pain-plate.labels.0.text",
    "activities.pigeon-pose.title",
    "activities.pigeon-pose.short",
    "activities.pigeon-pose.lead",
    "activities.pigeon-pose.needs.0",
    "activities.pigeon-pose.steps.0",
    "activities.ball-under-buttock.tips.0",
    "activities.pigeon-pose.stop_if",
    "activities.pigeon-pose.frames.0.alt",
    "activities.pigeon-pose.frames.0.caption",
    "evidence",
)
"""Every text of a pattern that the client reads."""


@pytest.mark.parametrize("place", SPOKEN)
def test_a_mark_has_its_meaning_in_every_text_the_client_reads(place: str) -> None:
    printed = "{your hip} **now** by the [sacrum]"
    advice: dict[str, object] = {"what": "It", "because": "It hurts.", "instead": "Rest."}
    made = handout(Plan(side="left"), of=bent(HIP, {"not_advised": [advice]} | {place: printed}))
    meaning = english_texts().words.terms["sacrum"].means
    read_out = words_of(made).replace(f" ({meaning})", "").casefold()
    assert "your left hip now by the sacrum" in read_out
    assert MARKS.findall(words_of(made)) == []


@given(st.sampled_from(NAMES), plans)
def test_a_term_is_explained_once_and_where_it_is_first_read(name: str, plan: Plan) -> None:
    made = handout(plan, name)
    own = [section for section in made.sections if section.id not in ALWAYS]
    read = [text for section in own for text in spoken(section)]
    for term, said in tables_of(entry(name).pattern, english_texts().words).terms.items():
        explained = f"{term} ({said.means})"
        printed = [text for text in read if re.search(rf"\b{term}\b", text)]
        assert " ".join(printed).count(explained) == min(1, len(printed))
        assert not printed or printed[0].index(explained) == printed[0].index(term)


def test_a_term_in_a_reason_left_out_is_explained_where_it_is_read() -> None:
    reasoned = bent(HIP, {"patch.lead": "Put it by the [sacrum]."})
    printed = words_of(handout(Plan(care=("patch",), sections=("care",)), of=reasoned))
    assert "Put it by the sacrum" not in printed
    assert f"near the sacrum ({english_texts().words.terms['sacrum'].means})?" in printed


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
def test_a_brief_sheet_keeps_every_caution_step_and_dose(name: str, plan: Plan) -> None:
    full = handout(plan.model_copy(update={"detail": "full"}), name)
    brief = handout(plan.model_copy(update={"detail": "brief"}), name)
    for kind in (Doses, OptionItem, WeekChart, CheckTable):
        assert list(parts_of(brief, kind)) == list(parts_of(full, kind))

    def counts(made: Handout) -> list[int]:
        lists = [points for points in parts_of(made, Points) if points.numbered]
        cautions = parts_of(made, CautionBlock)
        return [sum(1 for _ in texts(block)) for block in (*lists, *cautions)]

    assert counts(brief) == counts(full)
    assert len(words_of(brief)) <= len(words_of(full))


def test_a_brief_sheet_leaves_reasons_and_tips_out() -> None:
    full, brief = (words_of(handout(Plan(detail=detail))) for detail in ("full", "brief"))
    for reason in ("A foam roller does not", "Strong buttock muscles", "A medium patch"):
        assert reason in full
        assert reason not in brief
    for chosen in (Plan(sections=("care",)), Plan(care=("bridge",))):
        assert handout(chosen) == handout(chosen.model_copy(update={"detail": "brief"}))


def test_what_may_be_said_of_medicines_follows_the_country() -> None:
    at_home, abroad = (words_of(handout(tag=tag)) for tag in ("en-US", "en-GB"))
    assert "lidocaine" in at_home
    assert "lidocaine" not in abroad
    assert "Ask a pharmacist which to use" in abroad
    assert "soccer" in at_home
    assert "soccer" not in abroad


# Sections


def of_section(name: str, section_id: str) -> str:
    """Return the section of a plan that a composed section belongs to."""
    return "care" if section_id in entry(name).pattern.used() else section_id


@given(st.sampled_from(NAMES), section_choices)
def test_sections_left_out_are_gone_and_the_rest_stays(
    name: str, chosen: tuple[SectionId, ...]
) -> None:
    everything, part = handout(Plan(detail="brief"), name), handout(Plan(sections=chosen), name)
    offered = [i for i in ids(everything) if of_section(name, i) in (*chosen, *ALWAYS)]
    depends = {"together", "week", "check", "flare"}  # on the remedies that print
    assert [i for i in ids(part) if i not in depends] == [i for i in offered if i not in depends]


def test_the_sections_of_a_sheet_stand_in_the_order_of_the_model() -> None:
    printed = list(dict.fromkeys(of_section(HIP, i) for i in ids(handout())))
    assert [section for section in printed if section not in ALWAYS] == list(SECTIONS)
    assert tuple(get_args(SectionId)) == SECTIONS


@given(plans)
def test_nothing_personal_is_composed(plan: Plan) -> None:
    personal = {"client": "Zzyxx Qanary", "note": "Qanary note", "next_visit": "Qanary day"}
    named = plan.model_copy(update=personal | {"date": date(2026, 11, 23)})
    assert handout(named) == handout(plan)
