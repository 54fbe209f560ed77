"""Every region has its warning signs, each said once, plainly, and in the most careful tier."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handouts.report.reading_level import measure
from handouts.report.sentences import split
from patterns.field_types import Region
from patterns.text import first_mark
from patterns.warning_signs import Sign, SignPlace, load_warning_signs

REGIONS: tuple[Region, ...] = get_args(Region)
PLACES: tuple[SignPlace, ...] = (*REGIONS, "patch", "skin")
SIGNS = load_warning_signs()
EVERY = (*SIGNS.now, *SIGNS.today, *SIGNS.soon)

MAX_SIGNS = (7, 8, 5)
"""The most signs of one region now, today and soon that still leave a page readable."""

MUST_SAY: dict[SignPlace, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "any": (
        ("chest pain", "trouble breathing", "cough up blood", "serious accident", "confused"),
        ("fever", "joint", "hot", "weak", "clumsy", "unsteadily"),
        ("cancer", "lump", "no better"),
    ),
    "head": (
        ("worst", "speech", "droops", "lose sight", "stiff neck"),
        ("scalp", "chew", "sight", "over 50"),
        ("headaches",),
    ),
    "jaw": (("stuck open", "swallow", "tight chest"), ("stuck shut", "dentist", "scalp"), ("eat",)),
    "neck": (("worst", "shock", "see double", "urine"), ("shoulders", "crash"), ("tingling",)),
    "chest": (("chest pain", "tight chest", "tearing"), ("active", "ribs", "rash"), ("breast",)),
    "upper-back": (("tearing", "urine"), ("new shape", "at night", "lose weight"), ("cough",)),
    "low-back": (
        ("between your legs", "when you wipe", "during sex", "stools", "both legs", "pale"),
        ("at night", "lump", "cough", "blood in the urine", "drags"),
        ("pulse", "under 20"),
    ),
    "abdomen": (("pale", "lump in the groin"), ("blood in the urine", "right"), ("pulse",)),
    "hip": (
        ("between your legs", "cannot stand", "looks short", "testicle"),
        ("swells", "do not massage", "cannot move the hip"),
        ("wakes you",),
    ),
    "thigh": (("cannot stand",), ("snap", "do not massage"), ("bruise",)),
    "knee": (("cold and white", "shape"), ("weight", "locks", "gives way"), ()),
    "calf": (("cold and white", "tight"), ("do not massage", "snap", "10 minutes"), ("walk",)),
    "ankle": (("cold and white",), ("snap", "diabetes", "stand"), ("tingle",)),
    "foot": (("cold and white",), ("snap", "diabetes", "wound"), ("tingle",)),
    "shoulder": (("tight chest", "shape"), ("fall", "swollen", "blue", "both shoulders"), ()),
    "arm": (("tight chest", "cold and white"), ("swollen", "blue", "throbs", "snap"), ()),
    "elbow": (("shape",), ("swollen", "snap", "fall"), ("finger",)),
    "wrist": (("cold and white", "shape"), ("swollen", "blue", "fall"), ("tingle",)),
    "hand": (("cold and white", "shape"), ("swollen", "blue", "hot and red"), ("tingle",)),
    "patch": (("lips", "vomit blood"), ("black or bloody",), ("rash",)),
    "skin": ((), ("blisters", "black"), ()),
}
"""What no edit may lose, by place and tier."""


def said(signs: tuple[Sign, ...]) -> str:
    return " ".join(sign.say for sign in signs).casefold()


def test_every_place_that_has_to_say_something_is_tried() -> None:
    assert set(MUST_SAY) == set(get_args(SignPlace))
    assert {place for sign in EVERY for place in sign.regions} == set(MUST_SAY)


@pytest.mark.parametrize("place", MUST_SAY)
def test_a_place_says_what_it_must_in_the_right_tier(place: SignPlace) -> None:
    for words, signs in zip(MUST_SAY[place], SIGNS.of([place]), strict=True):
        assert [word for word in words if word not in said(signs)] == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_urgent_signs_of_its_own_and_few_in_all(region: Region) -> None:
    own = [sign for sign in (*SIGNS.now, *SIGNS.today) if region in sign.regions]
    assert own
    for signs, most in zip(SIGNS.of([region]), MAX_SIGNS, strict=True):
        assert len(signs) <= most


@given(st.lists(st.sampled_from(PLACES), max_size=5))
def test_a_sheet_has_the_signs_of_its_places_and_of_any_each_once(places: list[SignPlace]) -> None:
    found = SIGNS.of(places)
    for tier, signs in zip((SIGNS.now, SIGNS.today, SIGNS.soon), found, strict=True):
        wanted = [sign for sign in tier if {"any", *places} & sign.regions]
        assert [sign for sign in wanted if not sign.unless & set(places)] == list(signs)


@given(st.lists(st.sampled_from(REGIONS), max_size=4), st.sampled_from(REGIONS))
def test_a_further_region_takes_no_sign_away_unless_it_has_its_own(
    regions: list[Region], more: Region
) -> None:
    lost = set(sum(SIGNS.of(regions), ())) - set(sum(SIGNS.of([*regions, more]), ()))
    assert all(more in sign.unless for sign in lost)


@pytest.mark.parametrize("sign", [sign for sign in EVERY if sign.unless], ids=lambda s: s.say[:30])
def test_a_sign_gives_way_only_to_a_region_with_signs_about_the_same(sign: Sign) -> None:
    """The other signs of each such region hold at least half of the main words of the sign."""
    words = {word.strip(",.").casefold() for word in sign.say.split() if len(word) > 4}
    for region in sign.unless:
        others = said(tuple(s for tier in SIGNS.of([region]) for s in tier))
        assert 2 * sum(word in others for word in words) >= len(words), region


def test_no_sign_is_said_twice() -> None:
    sayings = [sign.say for sign in EVERY]
    assert len(set(sayings)) == len(sayings)


@pytest.mark.parametrize("sign", EVERY, ids=lambda sign: sign.say[:30])
def test_a_sign_is_a_whole_plain_sentence(sign: Sign) -> None:
    assert sign.say[0].isupper()
    assert sign.say.endswith((".", ")."))
    assert first_mark(sign.say) == ""
    level = measure(tuple(split(sign.say)))
    assert level.longest <= 25
    assert level.grade <= 8


@pytest.mark.parametrize("place", PLACES)
def test_the_signs_of_a_place_are_read_by_a_sixth_grader(place: SignPlace) -> None:
    level = measure(
        tuple(part for tier in SIGNS.of([place]) for s in tier for part in split(s.say))
    )
    assert level.grade <= 6
