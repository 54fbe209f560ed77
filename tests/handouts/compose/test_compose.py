"""What a sheet says follows from the pattern, the plan, the brand and the notice alone."""

from __future__ import annotations

import re
from dataclasses import replace
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
    Subheading,
    WeekChart,
)
from handouts.request.plan import Plan
from patterns.errors import UserError
from patterns.pattern import Activity, Pattern
from patterns.safety_lines import load_safety
from patterns.schema.client_text import client_text
from patterns.sections import SECTIONS, SectionId
from patterns.shared_texts import english_texts
from patterns.shared_words import words_of as word_tables
from patterns.text import plain, runs
from tests.helpers.composing import (
    HIP,
    NAMES,
    SIDES,
    TAGS,
    bent,
    entry,
    handout,
    parts_of,
    plans,
    plans_of,
    section_choices,
    sections,
    texts,
    words_of,
)
from tests.helpers.pattern_trees import activity_tree, tree

if TYPE_CHECKING:
    from patterns.catalog import Entry
    from patterns.model.parts import SideWords
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


def without_other_side(words: dict[str, SideWords]) -> dict[str, SideWords]:
    """Give words that never speak of the other side."""
    return {
        key: each.model_copy(update={"one": (each.one or "").replace("{other side}", "far")})
        for key, each in words.items()
    }


def one_sided(name: str) -> Entry:
    """Give a pattern that never speaks of the other side, nor do its activities."""
    own = entry(name)
    shared = own.texts.words
    return replace(
        own,
        pattern=own.pattern.model_copy(update={"words": without_other_side(own.pattern.words)}),
        activities={
            key: replace(
                found,
                activity=found.activity.model_copy(
                    update={"words": without_other_side(found.activity.words)}
                ),
            )
            for key, found in own.activities.items()
        },
        texts=replace(
            own.texts,
            words=shared.model_copy(update={"words": without_other_side(shared.words)}),
        ),
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("side", "never"), [("left", "right"), ("right", "left")])
def test_a_sheet_speaks_of_the_other_side_only_where_its_files_do(
    name: str, side: Side, never: str
) -> None:
    printed = words_of(handout(Plan(side=side), name, of=one_sided(name)))
    assert side in SIDE_WORD.findall(printed)
    assert never not in SIDE_WORD.findall(printed)


@pytest.mark.parametrize(("side", "never"), [("left", "right"), ("right", "left")])
def test_a_sheet_says_the_other_side_where_its_files_do(side: Side, never: str) -> None:
    printed = words_of(sections(handout(Plan(side=side)), "pillow-between-knees"))
    assert f"Lie on your {never} side" in printed


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_for_both_sides_names_neither(name: str) -> None:
    printed = words_of(handout(Plan(side="both"), name))
    assert SIDE_WORD.findall(printed) == []
    assert handout(Plan(), name) == handout(Plan(side="both"), name)


def test_a_pattern_without_sides_takes_none_and_names_none() -> None:
    whole = bent(HIP, {"sided": False})
    made = handout(of=whole)
    assert made.side == ""
    assert "both sides" not in made.footer
    assert made.footer.startswith("Deep buttock and hip pain · version 2.0")
    with pytest.raises(UserError, match="is the same on both sides; leave the side out"):
        handout(Plan(side="left"), of=whole)
    assert handout(Plan(side="both"), of=whole) == made


# What is printed


@given(st.data(), st.sampled_from(NAMES), st.sampled_from(TAGS))
def test_no_mark_reaches_the_paper(data: st.DataObject, name: str, tag: str) -> None:
    plan = data.draw(plans_of(name))
    assert MARKS.findall(words_of(handout(plan, name, tag=tag))) == []


ADVICE: dict[str, object] = {"what": "It", "because": "It hurts.", "instead": "Rest."}
"""What the shipped pattern does not have: a remedy that it advises against."""

UNREAD = {"gate", "target", "terms", "words", "local_words"}
"""Keys of sentences that are not on a sheet, or print only in place of a mark."""


def spoken_places() -> list[str]:
    """Name every text of the shipped pattern and its activities that the client reads."""
    pattern = tree(HIP)
    own = [".".join(map(str, loc)) for loc in client_text(Pattern, pattern)]
    own += ["care.0.title", *(f"not_advised.0.{key}" for key in ADVICE)]
    titled = {each["use"] for each in pattern["care"] if "title" in each}
    for use in entry().activities:
        places = (".".join(map(str, loc)) for loc in client_text(Activity, activity_tree(use)))
        own += [f"activities.{use}.{place}" for place in places]
    own = [place for place in own if not UNREAD & {*place.split(".")}]
    return [place for place in own if place not in {f"activities.{use}.title" for use in titled}]


@pytest.mark.parametrize("place", spoken_places())
def test_a_mark_has_its_meaning_in_every_text_the_client_reads(place: str) -> None:
    first, name, *_ = f"{place}.".split(".")
    sided = first != "activities" or entry().activities[name].activity.sided
    hip = "{your hip} " if sided else ""  # what has no side names none
    printed = f"{hip}**now** by the [sacrum], hip replacement"
    of = bent(HIP, {"not_advised": [ADVICE], place: printed})
    made = [handout(Plan(side="left"), of=of, tag=tag) for tag in ("en-US", "en-GB")]
    explained = english_texts().words.terms["sacrum"].means
    read_out = words_of(tuple(each.sections for each in made)) + made[0].title + made[0].subtitle
    plainly = read_out.replace(f" ({explained})", "").casefold()
    hip = "your left hip " if sided else ""
    assert f"{hip}now by the sacrum, hip replacement" in plainly
    assert MARKS.findall(read_out) == []


def terms_of(name: str) -> dict[str, str]:
    """Return what explains each term of a pattern and of its activities."""
    own, shared = entry(name), english_texts().words
    tables = [word_tables(own.pattern, shared)]
    tables += [word_tables(found.activity, shared) for found in own.activities.values()]
    return {key: term.means for table in tables for key, term in table.terms.items()}


@given(st.data(), st.sampled_from(NAMES))
def test_a_term_is_explained_once_and_where_it_is_first_read(
    data: st.DataObject, name: str
) -> None:
    made = handout(data.draw(plans_of(name)), name)
    own = [section for section in made.sections if section.id not in ALWAYS]
    read = [text for section in own for text in spoken(section)]
    for term, meaning in terms_of(name).items():
        explained = f"{term} ({meaning})"
        printed = [text for text in read if re.search(rf"\b{term}\b", text)]
        assert " ".join(printed).count(explained) == min(1, len(printed))
        assert not printed or printed[0].index(explained) == printed[0].index(term)


def test_a_term_in_a_reason_left_out_is_explained_where_it_is_read() -> None:
    reasoned = bent(HIP, {"patch.lead": "Put it by the [sacrum]."})
    printed = words_of(handout(Plan(sections=("care",), care=("patch",)), of=reasoned))
    assert "Put it by the sacrum" not in printed
    explained = english_texts().words.terms["sacrum"].means
    assert f"Is the pain near the sacrum ({explained})?" in printed


def test_a_term_of_a_pattern_and_its_activities_is_explained_once() -> None:
    """The sacrum is a word of the pattern and of the ball."""
    made = handout(Plan(sections=("care",), care=("ball-under-buttock", "pigeon-pose")))
    explained = f"sacrum ({english_texts().words.terms['sacrum'].means})"
    assert words_of(made).count(explained) == 1
    assert explained in words_of(sections(made, "ball-under-buttock"))


def spoken(section: Section) -> list[str]:
    """Give the sentences of a section; labels, alt texts and charts explain nothing."""
    plainly = {section.heading}
    for picture in parts_of(section, PictureBlock):
        plainly |= {*texts(picture.labels), picture.alt}
    for chart in parts_of(section, WeekChart):
        plainly |= {*texts(chart)}
    for sequence in parts_of(section, Sequence):
        plainly |= {*texts((sequence.title, sequence.parts))}
    plainly |= {title.text for title in parts_of(section, Subheading)}
    return [text for text in texts(section) if text not in plainly]


@given(st.data(), st.sampled_from(NAMES))
def test_a_brief_sheet_keeps_every_caution_every_step_and_every_dose(
    data: st.DataObject, name: str
) -> None:
    plan = data.draw(plans_of(name))
    full = handout(plan.model_copy(update={"detail": "full"}), name)
    brief = handout(plan.model_copy(update={"detail": "brief"}), name)
    for kind in (Doses, OptionItem, WeekChart, CheckTable):
        assert list(parts_of(brief, kind)) == list(parts_of(full, kind))
    cautions, steps = (
        [[len(block.items) for block in blocks(made)] for made in (full, brief)]
        for blocks in (
            lambda made: parts_of(made, CautionBlock),
            lambda made: (block for block in parts_of(made, Points) if block.numbered),
        )
    )
    assert cautions[0] == cautions[1]
    assert steps[0] == steps[1]
    assert len(words_of(brief)) <= len(words_of(full))


def test_a_brief_sheet_leaves_reasons_and_tips_out() -> None:
    full, brief = (words_of(handout(Plan(detail=detail))) for detail in ("full", "brief"))
    for reason in (
        "A foam roller does not",
        "The pillow keeps your top hip level",
        "A medium patch",
    ):
        assert reason in full
        assert reason not in brief
    for choice in ({"sections": ("care",)}, {"care": ("ball-under-buttock",)}):
        assert handout(Plan(**choice)) == handout(Plan(**choice, detail="brief"))


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
    care = {choice.use for choice in entry(name).pattern.care}
    wanted = {*chosen, *ALWAYS, *(care if "care" in chosen else ())}
    # What these say depends on what else is printed; `test_every_choice` has their laws.
    depends = {"check", "flare", "together", "week"}
    offered = [section for section in ids(everything) if section in wanted - depends]
    assert [section for section in ids(part) if section not in depends] == offered
    once = {f" ({meaning})" for meaning in terms_of(name).values()}
    once |= {plain(runs(line.say)) for lines in load_safety().remedies.values() for line in lines}

    def printed(made: Handout, section_id: str) -> str:
        own = sections(made, section_id)
        shown = {text for picture in parts_of(own, PictureBlock) for text in texts(picture)}
        text = " ".join(text for text in texts(own) if text not in {*shown, *once})
        for explanation in once:
            text = text.replace(explanation, "")
        return text

    for section in offered:
        if section not in ("short", "credits"):
            assert printed(part, section) == printed(everything, section)


def test_the_sections_of_a_plan_are_those_of_the_model() -> None:
    care = {choice.use for choice in entry().pattern.care}
    named = ["care" if section in care else section for section in ids(handout())]
    assert [each for each in dict.fromkeys(named) if each not in ALWAYS] == list(SECTIONS)
    assert tuple(get_args(SectionId)) == SECTIONS


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("side", SIDES)
def test_what_always_prints_stands_last_in_one_order(name: str, side: str) -> None:
    """Only the week stands among it, so that signs come before what is to write on."""
    check, signs, *others = ALWAYS
    last = [check, signs, "week", *others]
    assert ids(handout(Plan(side=side), name))[-5:] == last


@given(plans)
def test_nothing_personal_is_composed(plan: Plan) -> None:
    personal = {"client": "Zzyxx Qanary", "note": "Qanary note", "next_visit": "Qanary day"}
    named = plan.model_copy(update=personal | {"date": date(2026, 11, 23)})
    assert handout(named) == handout(plan)
