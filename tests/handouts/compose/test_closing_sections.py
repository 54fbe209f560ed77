"""The last sections: notice and credits print whole, and a brand takes nothing away.

`test_every_choice` holds the warning signs, the week and its minutes.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from handouts.brand.model import Contact, Link, plain_brand
from handouts.document import (
    ContactBlock,
    Sequence,
    WeekChart,
)
from handouts.request.plan import Plan
from patterns.notice import load_notice
from tests.helpers.composing import (
    HIP,
    NAMES,
    TAGS,
    bent,
    entry,
    handout,
    parts_of,
    plans,
    sections,
    words_of,
)


def test_a_patch_for_the_night_says_when_it_comes_off() -> None:
    (night,) = [
        block
        for block in parts_of(handout(), Sequence)
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


@given(plans)
def test_what_the_clinic_must_tell_prints_with_every_plan(plan: Plan) -> None:
    made = handout(plan)
    credit = words_of(sections(made, "credits"))
    for part in ("Version 2.0", "November 29, 2026", "November 29, 2028", "Travell and Simons"):
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


def test_an_activity_that_is_added_has_a_row_of_the_week() -> None:
    title = entry(HIP, "heel-drop").activities["heel-drop"].activity.title
    plan = Plan(add=("heel-drop",), confirmed=("no-blood-clot",))
    (chart,), (without,) = (parts_of(handout(each), WeekChart) for each in (plan, Plan()))
    assert [row for row in chart.rows if row.startswith(title)] == list(chart.rows[-1:])
    assert chart.rows[:-1] == without.rows
