"""What a sheet says follows from the pattern, the plan, the brand and the notice alone."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.model import Contact, Link, plain_brand
from handouts.compose.compose import compose
from handouts.document import (
    Caution,
    ContactBlock,
    Doses,
    Handout,
    OptionItem,
    PictureBlock,
    PlacedMark,
    Points,
    Section,
    Sequence,
    WeekChart,
)
from handouts.request.plan import Plan
from patterns.errors import UserError
from patterns.guidance import load_red_flags, load_safety
from patterns.notice import load_notice
from patterns.remedies import REMEDIES, advised
from patterns.sections import SECTIONS, SectionId
from patterns.text import plain, runs
from tests.helpers.composing import (
    CALF,
    CONFIRMED,
    HIP,
    NECK,
    SIDES,
    bent,
    entry,
    handout,
    parts_of,
    sections,
    texts,
    words_of,
)

if TYPE_CHECKING:
    from patterns.catalog import Entry
    from patterns.text import Side

NAMES = (HIP, CALF, NECK)
TAGS = ("en-US", "en-GB", "en-AU", "de-DE")
ALWAYS = ("help", "notice", "credits")
MARKS = re.compile(r"[{}\[\]]|\*\*")
SIDE_WORD = re.compile(r"\b(left|right)\b", re.IGNORECASE)
SWAPPED = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}

section_choices = st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True).map(tuple)
plans = st.builds(
    Plan,
    side=st.sampled_from([*SIDES, None]),
    sections=st.none() | section_choices,
    detail=st.sampled_from(["full", "brief", None]),
)


def refusal(plan: Plan, name: str = HIP) -> str:
    with pytest.raises(UserError) as caught:
        compose(entry(name), plan, plain_brand(), load_notice("en-US"))
    return str(caught.value)


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
        name, {f"words.{key}.one": said.one.replace("{other side}", "far") for key, said in words}
    )


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("side", "never"), [("left", "right"), ("right", "left")])
def test_a_sheet_speaks_of_the_other_side_only_where_the_pattern_does(
    name: str, side: Side, never: str
) -> None:
    said = words_of(handout(Plan(side=side), name, of=one_sided(name)))
    assert side in SIDE_WORD.findall(said)
    assert never not in SIDE_WORD.findall(said)
    if "{other side}" in entry(name).pattern.model_dump_json():
        assert never in SIDE_WORD.findall(words_of(handout(Plan(side=side), name)))


@pytest.mark.parametrize("name", NAMES)
def test_a_sheet_for_both_sides_names_neither(name: str) -> None:
    said = words_of(handout(Plan(side="both"), name))
    assert SIDE_WORD.findall(said) == []
    assert handout(Plan(), name) == handout(Plan(side="both"), name)


@pytest.mark.parametrize("side", SIDES)
def test_pictures_follow_the_side(side: Side) -> None:
    pictures = list(parts_of(handout(Plan(side=side)), PictureBlock))
    plates = [picture for picture in pictures if picture.plate]
    assert {picture.variant for picture in plates} == {side}
    figures = [picture.variant for picture in pictures if not picture.plate]
    assert set(figures) == {"left" if side == "both" else side}


def test_the_labels_of_a_plate_change_margins_with_the_side() -> None:
    def margins(side: Side) -> list[tuple[str, str]]:
        plate = next(iter(parts_of(handout(Plan(side=side)), PictureBlock)))
        return [(label.at, label.margin) for label in plate.labels]

    assert [(at, SWAPPED[margin]) for at, margin in margins("left")] == margins("right")
    assert {margin for _, margin in margins("left")} == {"left", "right"}


def test_a_pattern_without_sides_takes_none_and_names_none() -> None:
    whole = bent(HIP, {"sided": False})
    made = handout(of=whole)
    assert (made.side_label, made.side) == ("", "")
    assert "both sides" not in made.footer
    assert made.footer.startswith("Deep buttock and hip pain · version 1.0")
    with pytest.raises(UserError, match="is the same on both sides; leave the side out"):
        handout(Plan(side="left"), of=whole)
    assert handout(Plan(side="both"), of=whole) == made


# What is said


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
    said = "{your hip} **now** by the [sacrum], hip replacement"
    made = handout(Plan(side="left"), of=bent(HIP, {place: said}))
    heard = words_of(made).replace(f" ({entry().pattern.terms['sacrum']})", "").casefold()
    assert "your left hip now by the sacrum, hip replacement" in heard
    assert MARKS.findall(words_of(made)) == []


@given(st.sampled_from(NAMES), plans)
def test_a_term_is_explained_once_and_where_it_is_first_read(name: str, plan: Plan) -> None:
    made = handout(plan, name)
    own = [section for section in made.sections if section.id not in ALWAYS]
    read = [text for section in own for text in spoken(section)]
    for term, meaning in entry(name).pattern.terms.items():
        explained = f"{term} ({meaning})"
        said = [text for text in read if re.search(rf"\b{term}\b", text)]
        assert " ".join(said).count(explained) == min(1, len(said))
        assert not said or said[0].index(explained) == said[0].index(term)


def test_a_term_in_a_reason_left_out_is_explained_where_it_is_read() -> None:
    reasoned = bent(HIP, {"patch.lead": "Put it by the [sacrum]."})
    said = words_of(handout(Plan(sections=("patch",)), of=reasoned))
    assert "Put it by the sacrum" not in said
    assert f"Pain near the sacrum ({reasoned.pattern.terms['sacrum']})?" in said


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


@pytest.mark.parametrize("name", NAMES)
def test_what_must_be_heeded_prints_with_its_remedy(name: str) -> None:
    for tag in TAGS:
        said = words_of(handout(name=name, tag=tag))
        pattern = entry(name).pattern
        for remedy in REMEDIES:
            lines = [plain(runs(line)) for line in load_safety().lines(remedy, tag[-2:])]
            printed = remedy in advised(pattern)
            assert [line for line in lines if (line in said) != printed] == []


@given(st.sampled_from(NAMES), plans)
def test_a_brief_sheet_keeps_every_caution_and_every_dose(name: str, plan: Plan) -> None:
    full = handout(plan.model_copy(update={"detail": "full"}), name)
    brief = handout(plan.model_copy(update={"detail": "brief"}), name)
    for kind in (Doses, OptionItem, WeekChart):
        assert list(parts_of(brief, kind)) == list(parts_of(full, kind))
    counted = [
        [sum(1 for _ in texts(block)) for block in parts_of(made, kind)]
        for kind in (Caution, Points)
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

    def said(made: Handout, section_id: str) -> str:
        own = sections(made, section_id)
        shown = {text for picture in parts_of(own, PictureBlock) for text in texts(picture)}
        text = " ".join(text for text in texts(own) if text not in shown)
        for sentence in once:
            text = text.replace(sentence, "")
        return text

    for section in offered:
        if section not in alone:
            assert said(part, section) == said(everything, section)


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


@given(section_choices)
def test_a_plate_marks_only_what_the_sheet_speaks_of(chosen: tuple[SectionId, ...]) -> None:
    made = handout(Plan(sections=chosen))
    marks = {mark.kind for mark in parts_of(sections(made, "patch"), PlacedMark)}
    spoken_of = {"star", *({"ring"} if "ball" in chosen else ())}
    spoken_of |= {"stripes"} if "flare" in chosen else set()
    assert marks == (spoken_of if "patch" in chosen else set())
    legend = words_of(sections(made, "patch"))
    assert ("Ring:" in legend) == ("ring" in marks)
    assert ("Stripes:" in legend) == ("stripes" in marks)


def test_the_sections_of_a_plan_are_those_of_the_model() -> None:
    assert [section for section in ids(handout()) if section not in ALWAYS] == list(SECTIONS)
    assert tuple(get_args(SectionId)) == SECTIONS


def test_a_remedy_advised_against_says_why_and_what_instead() -> None:
    made = handout(name=NECK)
    (ball,), (patch,) = sections(made, "ball"), sections(made, "patch")
    assert words_of(ball.blocks) == (
        "A ball could press on the large vessels of the neck. "
        "Your therapist may show you a light hold. Do not try it before that."
    )
    assert patch.heading == "No patch here"
    assert not [*parts_of(ball, Caution), *parts_of(ball, Doses)]


@pytest.mark.parametrize(
    ("name", "heading"), [(HIP, "If the ball stirs it up"), (CALF, "Heat and cold"), (NECK, "Heat")]
)
def test_heat_and_cold_are_headed_by_what_there_is(name: str, heading: str) -> None:
    (flare,) = sections(handout(name=name), "flare")
    assert flare.heading == heading


def test_the_shower_comes_before_the_ice() -> None:
    (flare,) = sections(handout(), "flare")
    said = words_of(flare)
    assert said.index("Turn the toes in") < said.index("wrapped cold pack")


# The plan


def test_stretches_are_those_the_plan_names() -> None:
    gentle = handout(Plan(stretches=("gentle",)))
    assert [section.heading for section in sections(gentle, "stretches")] == [
        "Start here: the gentle stretch"
    ]
    assert "Pigeon" not in words_of(sections(gentle, "week"))
    later = handout(Plan(stretches=("pigeon",)))
    assert "Do not bounce" in words_of(sections(later, "stretches"))


def test_how_to_stretch_at_all_is_said_once() -> None:
    assert words_of(sections(handout(), "stretches")).count("Do not bounce") == 1


def stars(made: Handout) -> list[tuple[str, bool]]:
    return [(m.at, m.outlined) for m in parts_of(made, PlacedMark) if m.kind == "star"]


def test_every_site_has_a_star_until_one_is_chosen() -> None:
    near, outer = "site.near-sacrum", "site.outer-hip"
    assert stars(handout()) == [(near, False), (outer, False)]
    assert stars(handout(Plan(site="outer-hip"))) == [(near, True), (outer, False)]


def test_the_chosen_site_is_named_in_words() -> None:
    chosen = [choice.badge for choice in parts_of(handout(Plan(site="outer-hip")), OptionItem)]
    assert chosen == ["", "This is you."]


def test_a_patch_for_the_night_says_when_it_comes_off() -> None:
    for name in (HIP, CALF):
        (night,) = [
            block
            for block in parts_of(handout(name=name), Sequence)
            if "patch" in block.parts[0] and block.joint == "plus"
        ]
        assert words_of(night.note).endswith("Patch off after 8 hours at most.")


@pytest.mark.parametrize(
    ("plan", "told"),
    [
        (
            Plan(site="outer-hipp"),
            f'site: {HIP} has no such patch site; did you mean "outer-hip"?',
        ),
        (
            Plan(stretches=("pidgeon",)),
            f'stretches: {HIP} has no such stretch; did you mean "pigeon"?',
        ),
        (
            Plan(stretches=("hot-shower",)),
            f"stretches: {HIP} has no such stretch; known here: gentle, pigeon",
        ),
    ],
)
def test_a_choice_the_pattern_does_not_offer_is_refused(plan: Plan, told: str) -> None:
    assert refusal(plan) == told


def test_a_site_cannot_be_chosen_where_no_patch_goes() -> None:
    plan = Plan(site="temple", confirmed=CONFIRMED[NECK])
    assert refusal(plan, NECK) == f"site: {NECK} has no such patch site; none is known here"


@pytest.mark.parametrize("name", [CALF, NECK])
@given(section_choices)
def test_a_gate_stays_shut_until_it_is_confirmed(name: str, chosen: tuple[SectionId, ...]) -> None:
    gate = entry(name).pattern.gate
    assert gate is not None
    told = f"confirmed: {name} prints only after you have checked: {gate.ask}; "
    told += f'then add "confirmed: [{gate.id}]" to the plan'
    assert refusal(Plan(sections=chosen), name) == told
    assert refusal(Plan(sections=chosen, confirmed=("something-else",)), name) == told


# What always prints


@given(st.sampled_from(NAMES), plans, st.sampled_from(TAGS))
def test_the_notice_prints_whole_with_every_plan(name: str, plan: Plan, tag: str) -> None:
    made = handout(plan, name, tag=tag)
    (notice,) = sections(made, "notice")
    expected = (*load_notice(tag).sentences, entry(name).pattern.evidence)
    assert words_of(notice.blocks) == " ".join(expected)


@given(st.sampled_from(NAMES), plans, st.sampled_from(TAGS))
def test_the_signs_of_danger_print_whole_with_every_plan(name: str, plan: Plan, tag: str) -> None:
    made = handout(plan, name, tag=tag)
    (helping,) = sections(made, "help")
    signs = load_red_flags().of(entry(name).pattern.regions)
    said = words_of(helping)
    assert [sign for sign in (*signs.now, *signs.soon) if sign not in said] == []
    assert load_notice(tag).emergency in said


@given(plans)
def test_what_the_clinic_must_tell_prints_with_every_plan(plan: Plan) -> None:
    made = handout(plan)
    credit = words_of(sections(made, "credits"))
    for part in ("Version 1.0", "November 22, 2026", "November 22, 2028", "Travell and Simons"):
        assert part in credit
    assert "Awaiting clinical review." in credit
    assert made.footer.endswith("awaiting clinical review")


def test_a_reviewed_pattern_names_who_checked_it() -> None:
    review = entry().pattern.review.model_dump(mode="json")
    signed = {"status": "reviewed", "reviewed_by": "Dana Reyes, PT"}
    made = handout(of=bent(HIP, {"review": review | signed}))
    assert "Checked by Dana Reyes, PT." in words_of(sections(made, "credits"))
    assert "awaiting" not in words_of(made).casefold()


additions = st.lists(
    st.text(st.characters(categories=("L", "N")), min_size=1, max_size=40), max_size=4
).map(tuple)


@given(additions, st.sampled_from(TAGS))
def test_a_brand_adds_to_the_notice_and_takes_nothing_away(
    added: tuple[str, ...], tag: str
) -> None:
    brand = plain_brand().model_copy(update={"notice_additions": added})
    (notice,) = sections(handout(tag=tag, brand=brand), "notice")
    expected = (*load_notice(tag).sentences, *added, entry().pattern.evidence)
    assert words_of(notice.blocks) == " ".join(expected)


def test_a_brand_changes_nothing_but_notice_and_credits() -> None:
    own = plain_brand().model_copy(
        update={
            "name": "Harbour Lane",
            "practitioner": "Marisol Okafor",
            "credentials": "LMT",
            "contact": (Contact(label="Phone", text="(555) 010-0172"),),
            "link": Link(url="https://harbourlane.example/films", label="Films"),
        }
    )
    plain_made, made = handout(), handout(brand=own)
    assert made.sections[:-1] == plain_made.sections[:-1]
    (contact,) = parts_of(made, ContactBlock)
    assert contact.reach == "Phone (555) 010-0172"
    assert not contact.write_in
    assert contact.more.startswith("Prepared by Marisol Okafor, LMT.")
    assert contact.link_label == "Films: harbourlane.example/films"
    (blank,) = parts_of(plain_made, ContactBlock)
    assert blank.write_in
    assert blank.reach == "Ask your therapist. Phone or e-mail"


@given(plans)
def test_nothing_personal_is_composed(plan: Plan) -> None:
    personal = {"client": "Zzyxx Qanary", "note": "Qanary note", "next_visit": "Qanary day"}
    named = plan.model_copy(update=personal | {"date": date(2026, 11, 23)})
    assert handout(named) == handout(plan)
