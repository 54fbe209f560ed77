"""The last sections: the minutes of the week are right; help, notice and credits print whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.model import Contact, Link, plain_brand
from handouts.compose.locale import load_locale
from handouts.document import (
    ContactBlock,
    Doses,
    Handout,
    Paragraph,
    Sequence,
    Tiers,
    WeekChart,
)
from handouts.request.plan import Plan
from patterns.model.dose import DoseChange
from patterns.notice import load_notice
from patterns.text import plain
from patterns.warning_signs import load_warning_signs
from tests.helpers.composing import (
    CALF,
    HIP,
    NAMES,
    NECK,
    PSOAS,
    SIDES,
    TAGS,
    TRAPEZIUS,
    bent,
    entry,
    handout,
    parts_of,
    plans_of,
    sections,
    words_of,
)
from tests.helpers.doses import seconds_read
from tests.helpers.pattern_trees import loaded_activity
from tests.helpers.sheets import GATES

if TYPE_CHECKING:
    from patterns.text import Side

WORDS = load_locale()

BY_HAND: dict[tuple[str, Side], str] = {
    # Ball 5 min, 2 to 3 times; walk 10 min, 2 to 3 times; knee 20 to 30 s, 3 times, twice; pigeon
    # 20 to 30 s, 2 to 3 times; bridge 2 sets of 5 to 10 times 5 s, with a rest of a minute:
    (HIP, "left"): "35 to 55",  # 600 + 1200 + 120 + 40 + 110 = 2070 s; 900 + 1800 + 180 + 90 + 160
    (HIP, "both"): "40 to 60",  # 160 s more to 270 s more: knee and pigeon twice
    # Toes 2 s, 10 times, 3 times; ball 5 min; wall 30 s, 2 to 3 times, 1 to 2 times; walk 10 min, 2
    # to 3 times; heels 3 sets of 8 to 12 times 5 s, with 2 rests of a minute:
    (CALF, "right"): "35 to 45",  # 60 + 300 + 60 + 1200 + 240 = 1860 s; 60 + 300 + 180 + 1800 + 300
    (CALF, "both"): "40 to 55",  # 60 + 60 + 240 = 360 s more; 60 + 180 + 300 = 540 s more
    # A turn of 10 s, 2 to 4 times, twice:
    (NECK, "left"): "5",  # 40 s to 80 s
    (NECK, "both"): "5",  # 80 s to 160 s
    # Walk 10 min, 2 to 3 times; lunge 20 to 30 s, 3 times; the bridge:
    (PSOAS, "left"): "25 to 35",  # 1200 + 60 + 110 = 1370 s to 1800 + 90 + 160 = 2050 s
    (PSOAS, "both"): "25 to 40",  # 60 s more, which is 1430 s, to 90 s more, which is 2140 s
    # Shrug 5 s, 5 times, 2 to 3 times; ear 15 to 20 s, 3 times, 1 to 2 times; turns 5 s, 5 times,
    # each way, 3 times; fingers 2 min, 2 to 3 times; glide 5 s, 8 to 10 times, 2 to 3 times:
    (TRAPEZIUS, "left"): "10 to 15",  # 50 + 45 + 150 + 240 + 80 = 565; 75 + 120 + 150 + 360 + 150
    (TRAPEZIUS, "both"): "15 to 20",  # the ear twice: 45 s more is 610 s, 120 s more is 975 s
}


def week_words(made: Handout) -> str:
    """Return the sentences above the chart."""
    (week,) = sections(made, "week")
    (above,) = parts_of(week, Paragraph)
    return plain(above.text)


def minutes(made: Handout) -> str:
    """Read the minutes a day; empty if there are none."""
    found = re.search(r"It takes about (.*?) minutes a day\.", week_words(made))
    return found.group(1) if found else ""


@pytest.mark.parametrize(("name", "side"), BY_HAND)
def test_the_minutes_of_a_day_are_those_added_up_by_hand(name: str, side: Side) -> None:
    assert minutes(handout(Plan(side=side), name)) == BY_HAND[name, side]


spans = st.tuples(st.integers(1, 3), st.integers(1, 3)).map(sorted)


@given(
    st.sampled_from(SIDES),
    st.lists(st.integers(5, 60), min_size=2, max_size=2).map(sorted),
    st.lists(st.tuples(spans, spans), min_size=3, max_size=3),
    st.integers(1, 3),
)
def test_the_minutes_are_those_a_reader_adds_up_from_changed_doses(
    side: Side, hold: list[int], spans: list[tuple[list[int], list[int]]], sets: int
) -> None:
    ball, knee, pigeon = spans
    doses = {
        "ball-under-buttock": {"minutes_in_all": ball[0], "times_a_day": ball[1]},
        "knee-across": {"hold_seconds": hold, "repeats": knee[0], "times_a_day": knee[1]},
        "pigeon-pose": {"repeats": pigeon[0], "times_a_day": pigeon[1], "sets": sets},
    }
    changes = {use: DoseChange.model_validate(parts) for use, parts in doses.items()}
    made = handout(Plan(side=side, doses=changes))
    care = [choice.use for choice in entry().pattern.care if choice.use not in ("patch",)]
    blocks = (block for use in care for block in parts_of(sections(made, use), Doses))
    seconds = [seconds_read(block.items) for block in blocks]
    low, high = (-(-sum(pair[end] for pair in seconds) // 300) * 5 for end in (0, 1))
    assert minutes(made) == (str(low) if low == high else f"{low} to {high}")


def test_rest_and_sleep_take_no_minutes() -> None:
    """A pillow at night and a desk are no exercise."""
    made = handout(Plan(care=("pillow-between-knees",)))
    assert week_words(made) == WORDS.week.use
    desk = handout(Plan(care=("own-desk-set-up", "own-level-pillow")), TRAPEZIUS)
    assert minutes(desk) == ""


def test_warmth_takes_time_of_its_own() -> None:
    assert week_words(handout(Plan(side="left"), TRAPEZIUS)).endswith(
        "It takes about 10 to 15 minutes a day. For heat, take 10 to 15 minutes each time."
    )
    alone = week_words(handout(Plan(care=("heat", "own-level-pillow")), TRAPEZIUS))
    assert alone == f"{WORDS.week.use} For heat, take 10 to 15 minutes each time."


def test_what_a_flare_up_needs_is_no_part_of_a_day() -> None:
    assert "ice" not in week_words(handout())
    only = handout(Plan(care=("pillow-between-knees", "hip-to-warm-water", "cold")))
    assert week_words(only) == WORDS.week.use


# The chart


def rows(made: Handout) -> tuple[str, ...]:
    (chart,) = parts_of(made, WeekChart)
    return chart.rows


def test_a_row_says_how_often() -> None:
    assert rows(handout()) == (
        "Breaks from sitting",
        "Pillow at night",
        "Ball, 2 to 3 times a day",
        "Walks, 2 to 3 times a day",
        "Gentle stretch, twice a day",
        "Pigeon pose, once a day",
        "Bridge, 3 to 7 days a week",
    )


@pytest.mark.parametrize(
    ("days", "said"),
    [(2, "2 days a week"), ([1, 2], "1 to 2 days a week"), (1, "1 day a week"), (7, "")],
)
def test_days_of_the_week_read_well_in_a_row(days: object, said: str) -> None:
    change = {"activities.own-desk-set-up.dose": {"days_a_week": days, "source": "pause"}}
    of = bent(TRAPEZIUS, {**change, "week.0": {"about": "own-desk-set-up", "label": "Desk"}})
    first = rows(handout(of=of, name=TRAPEZIUS))[0]
    assert first == (f"Desk, {said}" if said else "Desk")


def test_an_added_activity_has_a_row_too() -> None:
    made = handout(Plan(add=("own-chin-glide", "own-half-kneel-lunge")))
    assert rows(made)[-2:] == (
        "The chin glide, 2 to 3 times a day",
        "The half-kneeling stretch, once a day",
    )


# Best together


def test_a_patch_for_the_night_says_when_it_comes_off() -> None:
    for name in (HIP, CALF):
        (night,) = [
            block
            for block in parts_of(handout(name=name), Sequence)
            if "patch" in block.parts[0] and block.joint == "plus"
        ]
        assert words_of(night.note).endswith("Patch off after 8 hours at most.")


def test_only_a_patch_for_the_night_says_so() -> None:
    told = [block for block in parts_of(handout(name=TRAPEZIUS), Sequence) if block.note]
    assert told == []


# What always prints


@given(st.data(), st.sampled_from(NAMES), st.sampled_from(TAGS))
def test_the_notice_prints_whole_with_every_plan(data: st.DataObject, name: str, tag: str) -> None:
    made = handout(data.draw(plans_of(name)), name, tag=tag)
    (notice,) = sections(made, "notice")
    expected = (*load_notice(tag).sentences, entry(name).pattern.evidence)
    assert words_of(notice.blocks) == " ".join(expected)


@given(st.data(), st.sampled_from(NAMES), st.sampled_from(TAGS))
def test_the_signs_of_danger_print_whole_with_every_plan(
    data: st.DataObject, name: str, tag: str
) -> None:
    made = handout(data.draw(plans_of(name)), name, tag=tag)
    (tiers,) = parts_of(sections(made, "help"), Tiers)
    signs = load_warning_signs().of(entry(name).pattern.regions)
    printed = [[words_of(sign) for sign in tier.signs] for tier in tiers.items]
    wanted = [[sign.say for sign in tier] for tier in signs if tier]
    assert printed == [
        [say.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}") for say in tier] for tier in wanted
    ]
    assert load_notice(tag).emergency in tiers.items[0].heading


def test_the_signs_of_an_added_activity_print_too() -> None:
    """A calf may hide a clot, whatever hurts besides."""
    made = handout(Plan(add=("own-ball-calf",), confirmed=GATES))
    calf = load_warning_signs().of(loaded_activity("own-ball-calf").activity.regions)
    printed = words_of(sections(made, "help"))
    for sign in (*calf.now, *calf.today, *calf.soon):
        if not {*entry().pattern.regions} & sign.unless:
            assert sign.say in printed
    assert words_of(sections(handout(), "help")) != printed


@pytest.mark.parametrize("name", NAMES)
def test_how_long_it_takes_stands_before_the_signs(name: str) -> None:
    (helping,) = sections(handout(name=name), "help")
    outlook = next(parts_of(helping.blocks[:1], Paragraph))
    assert plain(outlook.text) == entry(name).pattern.outlook.say


@given(plans_of(HIP))
def test_what_the_clinic_must_tell_prints_with_every_plan(plan: Plan) -> None:
    made = handout(plan)
    credit = words_of(sections(made, "credits"))
    for part in ("Version 2.0", "November 29, 2026", "November 29, 2028", "Travell and Simons"):
        assert part in credit
    assert "Awaiting clinical review." in credit
    one_line = plan.edition == "large-print"  # which has room for the title and the side
    assert made.footer.endswith("awaiting clinical review") != one_line


def test_the_sources_are_those_of_what_is_printed() -> None:
    whole, part = (
        words_of(sections(handout(plan), "credits")) for plan in (Plan(), Plan(care=("bridge",)))
    )
    bridge, pigeon = ("Mayo Clinic on back exercises", "Hospital for Special Surgery")
    assert bridge in whole
    assert pigeon in whole
    assert bridge in part
    assert pigeon not in part
    assert whole.count("ACSM 2021 on stretching") == 1


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
