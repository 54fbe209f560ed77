"""Whatever a plan chooses, each remedy prints with its cautions, and no safety line twice."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import chain, combinations, cycle, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.compose.remedy_sections import BLOCKS
from handouts.document import CautionBlock, Doses, OptionItem, PictureBlock
from handouts.request.plan import Plan
from patterns.guidance import load_safety
from patterns.remedies import REMEDIES, RemedyName, advised
from patterns.sections import SECTIONS
from patterns.text import plain, runs
from patterns.traverse import values_at
from tests.helpers.composing import (
    CALF,
    HIP,
    NECK,
    SIDES,
    bent,
    handout,
    parts_of,
    sections,
    texts,
    words_of,
)
from tests.helpers.pattern_trees import tree

if TYPE_CHECKING:
    from handouts.document import Handout, Section
    from patterns.catalog import Entry
    from patterns.pattern import Pattern

EDITIONS = ("standard", "large-print", "ink-saver")
DETAILS = ("full", "brief")
TAGS = ("en-US", "en-GB", "en-AU", "de-DE")

KNOWN_BY = {
    "pillow": "positions.*.title",
    "patch": "patch.title",
    "ball": "ball.title",
    "stretch": "stretches.*.title",
    "heat": "heat.say",
    "cold": "cold.say",
}
"""Where each part of a remedy holds words that print whenever it does."""

WARNING = "Stretch {}: not with a hip replacement or thin bones. Stop if dizzy."
"""What stands for `not_if`: it speaks of all that any move needs."""


def fullest() -> dict[str, object]:
    """Give as many parts of each kind to the shipped pattern as the model allows."""
    pattern = tree(HIP)
    stretches: list[Any] = pattern["stretches"]
    more = [{**stretches[0], "id": "more", "title": "One more stretch"}]
    sites = [{**pattern["patch"]["sites"][0], "id": f"site-{i}"} for i in range(4)]
    return {
        "stretches": [*stretches[:2], *more, stretches[2]],
        "positions": [pattern["positions"][0]] * 3,
        "patch.sites": sites,
        "ball.steps": [*pattern["ball"]["steps"], *["Rest."] * 3],
        "triggers": [pattern["triggers"][0]] * 7,
        "hurts.why": [pattern["hurts"]["why"][0]] * 4,
        "week": [pattern["week"][0]] * 7,
    }


CHANGED: dict[str, tuple[str, dict[str, object]]] = {
    "shipped": (HIP, {}),
    "calf": (CALF, {}),
    "neck": (NECK, {}),
    "fullest": (HIP, fullest()),
    "a daily stretch for a flare-up too": (
        HIP,
        {"flare.stretch": "gentle", "stretches.2.level": "gentle"},
    ),
    "no stretch but for a flare-up": (
        HIP,
        {"stretches": [tree(HIP)["stretches"][2]], "week": [tree(HIP)["week"][0]]},
    ),
}
"""The patterns that are tried, each by what it changes in one that is kept."""


@cache
def tried(name: str) -> Entry:
    """Make a pattern of `CHANGED`, with words of its own in each part of a remedy."""
    base, change = CHANGED[name]
    pattern = bent(base, change).pattern
    own: dict[str, object] = json.loads(pattern.model_dump_json())
    for remedy in sorted(advised(pattern)):
        for i, (loc, _) in enumerate(values_at(pattern, KNOWN_BY[remedy])):
            own[".".join(str(step) for step in loc)] = f"Part {i} of {remedy}."
    for i in range(len(pattern.stretches)):
        own[f"stretches.{i}.not_if"] = WARNING.format(i)
    return bent(base, own)


def cautions_of(section: Section) -> list[str]:
    """List the lines of the cautions of a section."""
    return [line for caution in parts_of(section, CautionBlock) for line in texts(caution)]


def check_cautions(made: Handout, pattern: Pattern, country: str) -> None:
    """Assert that what prints a remedy prints its safety lines, once, where it is first used."""
    printed = [(words_of(section), cautions_of(section)) for section in made.sections]
    for remedy in REMEDIES:
        known_by = {str(words) for _, words in values_at(pattern, KNOWN_BY[remedy])}
        here = remedy in advised(pattern)
        uses = [
            i for i, (words, _) in enumerate(printed) if here and any(w in words for w in known_by)
        ]
        for line in load_safety().lines(remedy, country):
            text = plain(runs(line))
            places = [i for i, (_, lines) in enumerate(printed) for words in lines if words == text]
            assert places == uses[:1], (remedy, line)
    for i, stretch in enumerate(pattern.stretches):
        for words, lines in printed:
            assert lines.count(WARNING.format(i)) == words.count(stretch.title)


def check(name: str, plan: Plan, tag: str) -> None:
    pattern = tried(name).pattern
    made = handout(plan, CHANGED[name][0], of=tried(name), tag=tag)
    check_cautions(made, pattern, tag[-2:])


EVERY_CHOICE = [
    None,
    *chain.from_iterable(combinations(SECTIONS, n) for n in range(1, len(SECTIONS) + 1)),
]
EVERY_MANNER = list(product(DETAILS, SIDES, EDITIONS, TAGS))


@pytest.mark.parametrize("name", CHANGED)
def test_no_choice_of_sections_loses_a_caution_or_prints_one_twice(name: str) -> None:
    for chosen, manner in zip(EVERY_CHOICE, cycle(EVERY_MANNER), strict=False):
        detail, side, edition, tag = manner
        check(name, Plan(sections=chosen, detail=detail, side=side, edition=edition), tag)


@given(st.sampled_from(list(CHANGED)), st.sampled_from(EVERY_CHOICE), st.sampled_from(EVERY_MANNER))
def test_no_detail_side_or_edition_loses_a_caution(
    name: str, chosen: Any, manner: tuple[Any, Any, Any, str]
) -> None:
    detail, side, edition, tag = manner
    check(name, Plan(sections=chosen, detail=detail, side=side, edition=edition), tag)


@given(
    st.sampled_from(EVERY_CHOICE), st.sampled_from([("gentle",), ("pigeon",), ("pigeon", "gentle")])
)
def test_no_choice_of_stretches_loses_a_caution(chosen: Any, stretches: tuple[str, ...]) -> None:
    check("shipped", Plan(sections=chosen, stretches=stretches), "en-US")


# The two halves of a remedy: its record in `patterns.remedies`, and how it is composed


def test_every_remedy_is_composed_and_nothing_else_is() -> None:
    assert tuple(BLOCKS) == tuple(REMEDIES)


@pytest.mark.parametrize("name", REMEDIES)
def test_a_remedy_prints_in_the_section_of_its_record(name: RemedyName) -> None:
    pattern, section = tried("shipped").pattern, REMEDIES[name].section
    made = handout(Plan(sections=(section,)), of=tried("shipped"))
    words = [str(words) for _, words in values_at(pattern, KNOWN_BY[name])]
    assert all(known in words_of(sections(made, section)) for known in words[:1])
    elsewhere = [part for part in made.sections if part.id != section]
    assert not [known for known in words if known in words_of(elsewhere)]


@pytest.mark.parametrize("name", [name for name, remedy in REMEDIES.items() if remedy.limits])
def test_every_figure_of_a_dose_that_has_a_limit_prints(name: RemedyName) -> None:
    most = {limit.path.replace("*", "0"): limit.most for limit in REMEDIES[name].limits}
    made = handout(Plan(sections=(REMEDIES[name].section,)), of=bent(HIP, most))
    words = words_of(sections(made, REMEDIES[name].section))
    most.pop("patch.dose.product_allows_hours", None)  # it only bounds the hours
    assert [path for path, figure in most.items() if not re.search(rf"\b{figure}\b", words)] == []


def test_the_place_of_the_ice_is_shown_where_the_patch_does_not_show_it() -> None:
    def shown(made: Handout) -> list[str]:
        return [picture.id for picture in parts_of(sections(made, "flare"), PictureBlock)]

    assert shown(handout()) == ["hot-shower"]
    assert shown(handout(Plan(sections=("flare",)))) == ["hot-shower", "treatment-plate"]
    elsewhere = bent(HIP, {"patch.picture": "pain-plate"})
    assert shown(handout(of=elsewhere)) == ["hot-shower", "treatment-plate"]
    without = bent(HIP, {"patch": tree(NECK)["patch"], "together": []})
    assert shown(handout(of=without)) == ["hot-shower", "treatment-plate"]


# Each remedy


def test_a_remedy_advised_against_says_why_and_what_instead() -> None:
    made = handout(name=NECK)
    (ball,), (patch,) = sections(made, "ball"), sections(made, "patch")
    assert words_of(ball.blocks) == (
        "A ball could press on the large vessels of the neck. "
        "Your therapist may show you a light hold. Do not try it before that."
    )
    assert patch.heading == "No patch here"
    assert not [*parts_of(ball, CautionBlock), *parts_of(ball, Doses)]


@pytest.mark.parametrize(
    ("name", "heading"), [(HIP, "If the ball stirs it up"), (CALF, "Heat and cold"), (NECK, "Heat")]
)
def test_heat_and_cold_are_headed_by_what_there_is(name: str, heading: str) -> None:
    (flare,) = sections(handout(name=name), "flare")
    assert flare.heading == heading


def test_the_shower_comes_before_the_ice() -> None:
    (flare,) = sections(handout(), "flare")
    words = words_of(flare)
    assert words.index("Turn the toes in") < words.index("wrapped cold pack")


def test_how_to_stretch_at_all_is_said_once() -> None:
    assert words_of(sections(handout(), "stretches")).count("Do not bounce") == 1


def test_the_chosen_site_is_named_in_words() -> None:
    chosen = [choice.badge for choice in parts_of(handout(Plan(site="outer-hip")), OptionItem)]
    assert chosen == ["", "This is you."]
