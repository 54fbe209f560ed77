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
SIGNS = load_warning_signs()
EVERY = (*SIGNS.now, *SIGNS.today, *SIGNS.soon)

MAX_SIGNS = 7
"""The most items of a list (CDC Clear Communication Index, item 8)."""

UNIONS: tuple[tuple[Region, ...], ...] = (
    *((region,) for region in REGIONS),
    ("head", "neck"),
    ("head", "jaw", "neck"),
    ("neck", "upper-back"),
    ("head", "neck", "upper-back"),
    ("neck", "shoulder"),
    ("head", "neck", "shoulder", "arm"),
    ("shoulder", "arm"),
    ("shoulder", "arm", "elbow", "wrist", "hand"),
    ("chest", "shoulder", "arm"),
    ("elbow", "wrist", "hand"),
    ("upper-back", "low-back"),
    ("low-back", "hip"),
    ("low-back", "abdomen"),
    ("low-back", "abdomen", "hip", "thigh"),
    ("low-back", "hip", "thigh"),
    ("hip", "thigh", "knee"),
    ("hip", "thigh", "calf"),
    ("thigh", "knee"),
    ("knee", "calf"),
    ("calf", "ankle", "foot"),
)
"""Each region, and those that patterns of one muscle or group of muscles have together."""

MUST_SAY: dict[SignPlace, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "any": (
        (
            "chest pain", "tight chest", "trouble breathing", "cough up blood", "pale", "sweaty",
            "faint", "talking", "serious accident", "stiff neck", "spreading rash", "confused",
        ),
        ("ill", "fever", "joint", "hot", "weak", "clumsy", "drags", "unsteadily"),
        ("cancer", "lump", "no better"),
    ),
    "head": (
        ("worst", "blow", "speech", "droops", "sight", "double", "balance", "stiff neck"),
        ("scalp", "chew", "sight", "over 50", "crash"),
        ("headaches",),
    ),
    "jaw": (
        ("stuck open", "swallow", "tight chest", "droops", "speech"),
        ("stuck shut", "dentist", "scalp", "active"),
        ("eat",),
    ),
    "neck": (
        ("worst", "shock", "drooping eye", "see double", "weak or numb", "swallowing", "urine"),
        ("shoulders", "crash"),
        ("tingling",),
    ),
    "chest": (("chest pain", "tight chest", "tears"), ("active", "ribs", "rash"), ("breast",)),
    "upper-back": (
        ("tears", "urine", "clumsy"),
        ("new shape", "at night", "lose weight", "fall", "cough", "rash"),
        ("cough",),
    ),
    "low-back": (
        ("between your legs", "when you wipe", "during sex", "stools", "both legs", "pale"),
        (
            "at night", "lump", "lose weight", "fall", "cough", "between the shoulders",
            "blood in the urine", "drags",
        ),
        ("pulse", "under 20"),
    ),
    "abdomen": (
        ("pale", "lump in the groin"), ("belly", "fever", "blood in the urine"), ("pulse",)
    ),
    "hip": (
        ("between your legs", "cannot stand", "looks short", "testicle"),
        ("swells", "do not massage", "cannot move", "sudden and very bad"),
        ("wakes you",),
    ),
    "thigh": (
        ("cannot stand", "short", "cold and white", "tight and numb"),
        ("snap", "do not massage"),
        ("bruise",),
    ),
    "knee": (("cold and white", "shape"), ("weight", "locks", "gives way"), ()),
    "calf": (("cold and white", "tight"), ("do not massage", "snap", "10 minutes"), ("walk",)),
    "ankle": (("cold and white",), ("snap", "diabetes", "stand"), ("tingle",)),
    "foot": (("cold and white",), ("snap", "diabetes", "wound"), ("tingle",)),
    "shoulder": (("tight chest", "shape"), ("fall", "swollen", "blue", "both shoulders"), ()),
    "arm": (
        ("tight chest", "cold and white", "tight and numb"),
        ("swollen", "blue", "throbs", "snap"),
        (),
    ),
    "elbow": (("shape",), ("swollen", "snap", "fall"), ("finger",)),
    "wrist": (("cold and white", "shape"), ("swollen", "blue", "fall"), ("tingle",)),
    "hand": (("cold and white", "shape"), ("swollen", "blue", "hot and red"), ("tingle",)),
}  # fmt: skip
"""What no edit may lose, by place and tier."""


def said(signs: tuple[Sign, ...]) -> str:
    return " ".join(sign.say for sign in signs).casefold()


def test_every_place_that_has_to_say_something_is_tried() -> None:
    assert set(MUST_SAY) == set(get_args(SignPlace))
    assert {place for sign in EVERY for place in sign.regions} == set(MUST_SAY)


@pytest.mark.parametrize("place", MUST_SAY)
def test_a_place_says_what_it_must_in_the_right_tier(place: SignPlace) -> None:
    regions = [] if place == "any" else [place]
    for words, signs in zip(MUST_SAY[place], SIGNS.of(regions), strict=True):
        assert [word for word in words if word not in said(signs)] == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_region_has_urgent_signs_of_its_own(region: Region) -> None:
    assert [sign for sign in (*SIGNS.now, *SIGNS.today) if region in sign.regions]


@pytest.mark.parametrize("regions", UNIONS, ids=" ".join)
def test_no_tier_of_a_sheet_is_a_long_list(regions: tuple[Region, ...]) -> None:
    assert max(map(len, SIGNS.of(regions))) <= MAX_SIGNS


@given(st.lists(st.sampled_from(REGIONS), max_size=5))
def test_a_sheet_has_the_signs_of_its_regions_and_of_any_each_once(regions: list[Region]) -> None:
    found = SIGNS.of(regions)
    for tier, signs in zip((SIGNS.now, SIGNS.today, SIGNS.soon), found, strict=True):
        wanted = [sign for sign in tier if {"any", *regions} & sign.regions]
        assert [sign for sign in wanted if not sign.unless & set(regions)] == list(signs)


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


@pytest.mark.parametrize("regions", UNIONS, ids=" ".join)
def test_the_signs_of_a_sheet_are_read_by_a_sixth_grader(regions: tuple[Region, ...]) -> None:
    level = measure(
        tuple(part for tier in SIGNS.of(regions) for s in tier for part in split(s.say))
    )
    assert level.grade <= 6
