"""Test what every finished handout contains, whatever was chosen."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from handouts.pipeline import build
from patterns.notice import load_notice
from tests.helpers.composing import plans_of
from tests.helpers.matrix import MATRIX, Made, Member, brand_of, make, order_of
from tests.helpers.requests import text_of
from tests.helpers.spoken import Node, spoken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.request.plan import Plan

HIP = "lateral-hip-rotators"
SWAPPED = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
SIDE = re.compile(r"\b(left|right)\b", re.IGNORECASE)

SITES = ["near-sacrum", "outer-hip"]

plans = st.builds(
    lambda plan, **choices: plan.model_copy(update=choices),
    plans_of(HIP),
    site=st.sampled_from([None, *SITES]),
    note=st.sampled_from([None, "Rest well."]),
)


@given(
    plan=plans,
    paper=st.sampled_from(["letter", "a4"]),
    tag=st.sampled_from(["en-US", "en-GB", "en-AU", "de-DE"]),
    brand=st.sampled_from(["plain", "harbour-lane"]),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
def test_the_notice_is_printed_whole(plan: Plan, paper: str, tag: str, brand: str) -> None:
    notice = load_notice(tag)
    order = order_of(plan, paper=paper, notice=notice, brand=brand_of(brand))
    text = " ".join(spoken(build(order, text_of(plan))).text.split())
    whole = " ".join((*notice.sentences, *order.brand.notice_additions))
    assert whole in text


def lines(pdf: bytes) -> Iterator[str]:
    """Yield the text of each element; the labels of a figure come in any order."""
    for node in spoken(pdf).walk():
        own = "".join(kid for kid in node.kids if isinstance(kid, str))
        words = " ".join(own.split())
        yield " ".join(sorted(words.split())) if node.role == "Figure" else words
        yield node.alt


def swap(text: str) -> str:
    return SIDE.sub(lambda match: SWAPPED[match.group()], text)


def resorted(texts: Iterator[str]) -> list[list[str]]:
    return [sorted(text.split()) for text in texts]


@pytest.mark.parametrize("plan", ["full", "usual"])
@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_a_right_sheet_says_what_a_left_one_says_with_the_sides_swapped(
    plan: str, edition: str
) -> None:
    left, right = (
        make(Member(side=side, plan=plan, edition=edition)) for side in ("left", "right")
    )
    assert resorted(map(swap, lines(left.pdf))) == resorted(lines(right.pdf))


@pytest.mark.parametrize(("side", "other"), [("left", "right"), ("right", "left")])
def test_the_other_side_is_named_only_where_one_lies_on_it(side: str, other: str) -> None:
    pdf = make(Member(side=side)).pdf
    said = [line for line in lines(pdf) if other in map(str.lower, SIDE.findall(line))]
    assert said
    assert all(re.search(rf"\b(Lie|lies|lying) on (your|the) {other} side", line) for line in said)


def test_the_chosen_side_stands_beside_the_title_and_at_every_foot() -> None:
    badges = {"left": "Left side", "right": "Right side", "both": "Both sides"}
    for side, badge in badges.items():
        made = make(Member(side=side))
        head = [node.text.strip() for node in spoken(made.pdf).of("P")][:3]
        assert badge in head
        assert side in made.handout.footer


BRANDED = [member for member in MATRIX if member.brand != "plain" and member.edition == "standard"]


@pytest.mark.parametrize("branded", BRANDED, ids=str)
def test_a_brand_adds_and_takes_nothing_away(branded: Member) -> None:
    plain = replace(branded, brand="plain")
    ours, theirs = sections(make(plain)), sections(make(branded))
    assert list(ours) == list(theirs)
    changed = {heading for heading in ours if ours[heading] != theirs[heading]}
    notice = load_notice(plain.notice).title
    assert changed == {notice, list(ours)[-1]}
    for sentence in load_notice(plain.notice).sentences:
        assert sentence in theirs[notice]
    additions = brand_of("harbour-lane").notice_additions
    assert len(additions) == 1
    assert theirs[notice].replace(f"{additions[0]} ", "", 1) == ours[notice]


def sections(made: Made) -> dict[str, str]:
    """Return the text of every section by its heading."""
    found: dict[str, str] = {}
    for sect in spoken(made.pdf).of("Sect"):
        heading = ""
        for node in sect.kids:
            if isinstance(node, Node):
                heading = node.text.strip() if node.role == "H2" else heading
                found[heading] = f"{found.get(heading, '')} {' '.join(node.text.split())}"
    return found
