"""The last sections: the minutes of the week are right; help, notice and credits print whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.model import Contact, Link, plain_brand
from handouts.document import (
    ContactBlock,
    Doses,
    Handout,
    Sequence,
    WeekChart,
)
from handouts.request.plan import Plan
from patterns.guidance import load_red_flags
from patterns.notice import load_notice
from patterns.sections import SECTIONS, SectionId
from tests.helpers.composing import (
    CALF,
    HIP,
    NAMES,
    NECK,
    SIDES,
    TAGS,
    bent,
    entry,
    handout,
    parts_of,
    plans,
    sections,
    words_of,
)

if TYPE_CHECKING:
    from patterns.text import Side

BY_HAND: dict[tuple[str, Side], str] = {
    # A ball of 5 minutes, 2 to 3 times; holds of 20 to 30 s, 3 times twice and 2 to 3 times once:
    (HIP, "left"): "15 to 20",  # 600 + 120 + 40 = 760 s to 900 + 180 + 90 = 1170 s
    (HIP, "both"): "20 to 25",  # 600 + 240 + 80 = 920 s to 900 + 360 + 180 = 1440 s
    # A ball of 3 to 5 minutes, once or twice; two holds of 20 to 30 s, 3 times, twice:
    (CALF, "right"): "10 to 20",  # 180 + 240 = 420 s to 600 + 360 = 960 s
    (CALF, "both"): "15 to 25",  # 180 + 480 = 660 s to 600 + 720 = 1320 s
    # A turn of 10 s, 2 to 4 times, twice:
    (NECK, "left"): "5",  # 40 s to 80 s
    (NECK, "both"): "5",  # 80 s to 160 s
}


def minutes(made: Handout) -> str:
    """Read the minutes a day from the head of the chart; empty if it gives none."""
    (chart,) = parts_of(made, WeekChart)
    found = re.fullmatch(r"About (.*) minutes a day", chart.head)
    return found.group(1) if found else ""


@pytest.mark.parametrize(("name", "side"), BY_HAND)
def test_the_minutes_of_a_day_are_those_added_up_by_hand(name: str, side: Side) -> None:
    assert minutes(handout(Plan(side=side), name)) == BY_HAND[name, side]


NUMBERS = {"once": (1, 1), "twice": (2, 2)}


def number(words: str) -> tuple[int, int]:
    """Read a printed number or range, such as `twice`, `3 times` or `20 to 30`."""
    for word, ends in NUMBERS.items():
        if word in words:
            return ends
    figures = [int(digits) for digits in re.findall(r"\d+", words)]
    return figures[0], figures[-1]


def seconds_read(made: Handout) -> tuple[int, int]:
    """Add up the seconds a day that a reader of the ball and stretch sections comes to."""
    low = high = 0
    printed = (*sections(made, "ball"), *sections(made, "stretches"))
    for facts in (doses.items for doses in parts_of(printed, Doses)):
        ranges = [number(fact) for fact in facts if re.search(r"\d|once|twice", fact)]
        if facts[0].startswith("hold"):
            unit = 2 if "on each side" in facts else 1
        else:
            unit, ranges = 60, ranges[1:]  # the seconds a spot are part of the minutes in all
        for end, total in ((0, 1), (1, 1)):
            for ends in ranges:
                total *= ends[end]
            low, high = (low + unit * total, high) if end == 0 else (low, high + unit * total)
    return low, high


spans = st.tuples(st.integers(1, 3), st.integers(1, 3)).map(sorted)


@given(
    st.sampled_from(SIDES),
    st.lists(st.sampled_from(SECTIONS), unique=True).map(lambda chosen: ("week", *chosen)),
    st.lists(st.integers(5, 60), min_size=2, max_size=2).map(sorted),
    st.lists(st.tuples(spans, spans), min_size=3, max_size=3),
)
def test_the_minutes_are_those_a_reader_adds_up_from_the_printed_doses(
    side: Side,
    chosen: tuple[SectionId, ...],
    hold: list[int],
    doses: list[tuple[list[int], list[int]]],
) -> None:
    change: dict[str, object] = {
        "ball.dose.minutes_in_all": doses[2][0],
        "ball.dose.times_a_day": doses[2][1],
        "stretches.0.dose.hold_seconds": hold,
    }
    for i, (repeats, times) in enumerate(doses[:2]):
        change[f"stretches.{i}.dose.repeats"] = repeats
        change[f"stretches.{i}.dose.times_a_day"] = times
    plan = Plan(side=side, sections=tuple(dict.fromkeys(chosen)))
    made = handout(plan, of=bent(HIP, change))
    if not sections(made, "week"):
        return
    low, high = (-(-seconds // 300) * 5 for seconds in seconds_read(made))
    expected = "" if high == 0 else str(low) if low == high else f"{low} to {high}"
    assert minutes(made) == expected


def test_a_patch_for_the_night_says_when_it_comes_off() -> None:
    for name in (HIP, CALF):
        (night,) = [
            block
            for block in parts_of(handout(name=name), Sequence)
            if "patch" in block.parts[0] and block.joint == "plus"
        ]
        assert words_of(night.note).endswith("Patch off after 8 hours at most.")


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
    printed = words_of(helping)
    assert [sign for sign in (*signs.now, *signs.soon) if sign not in printed] == []
    assert load_notice(tag).emergency in printed


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
