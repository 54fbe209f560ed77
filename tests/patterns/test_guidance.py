"""The lines that print whatever the pattern: with every remedy, and for every region."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.field_types import Region
from patterns.guidance import Safety, SafetyLine, load_red_flags, load_safety
from patterns.text import first_mark, stray_mark

if TYPE_CHECKING:
    from patterns.remedies import RemedyName

REGIONS: tuple[Region, ...] = get_args(Region)
COUNTRIES = ("US", "GB", "AU", "DE")

MUST_SAY: dict[RemedyName, tuple[str, ...]] = {
    "patch": ("box wins", "1 hour", "whole skin", "no ball", "children", "pregnant", "blisters"),
    "ball": ("numb", "dizzy", "driving", "bone", "blood clot", "blood thinners", "fever"),
    "stretch": ("slowly", "sharp pain", "bounce"),
    "cold": ("damp towel", "20 minutes", "patch", "numb skin", "Raynaud", "heart"),
    "heat": ("patch", "swollen", "fever", "numb", "broken skin", "Pregnant", "heart"),
}
"""Words of the safety sheet that no edit may lose."""

SIGNS = {
    "low-back": ("between the legs", "urine", "legs weak"),
    "hip": ("no weight", "swollen", "groin"),
    "calf": ("do not massage", "short breath", "heel cord"),
    "chest": ("spreads to the arm", "short of breath"),
    "neck": ("worst", "face", "speech"),
    "head": ("worst", "over 50"),
}


@pytest.mark.parametrize("remedy", MUST_SAY)
@pytest.mark.parametrize("country", COUNTRIES)
def test_the_lines_of_a_remedy_say_what_they_must(remedy: RemedyName, country: str) -> None:
    text = " ".join(load_safety().lines(remedy, country)).casefold()
    assert [word for word in MUST_SAY[remedy] if word.casefold() not in text] == []


@pytest.mark.parametrize("region", SIGNS)
def test_the_signs_of_a_region_say_what_they_must(region: str) -> None:
    signs = load_red_flags().of([region])
    text = " ".join((*signs.now, *signs.soon)).casefold()
    assert [word for word in SIGNS[region] if word.casefold() not in text] == []


def test_no_shipped_line_holds_a_mark_without_meaning() -> None:
    safety, flags = load_safety(), load_red_flags()
    lines = [line.say for remedy in safety.remedies.values() for line in remedy]
    assert [line for line in lines if stray_mark(line) or first_mark(line.replace("**", ""))] == []
    signs = [sign for region in flags.regions.values() for sign in (*region.now, *region.soon)]
    assert [sign for sign in signs if first_mark(sign)] == []


def test_every_line_names_its_source() -> None:
    assert all(line.source for lines in load_safety().remedies.values() for line in lines)


def test_every_region_has_signs_and_no_other_region_has() -> None:
    assert set(load_red_flags().regions) == {*REGIONS, "any"}


@given(st.lists(st.sampled_from(REGIONS), min_size=1, max_size=5))
def test_signs_are_those_of_all_regions_each_said_once(regions: list[Region]) -> None:
    flags = load_red_flags()
    joined = flags.of(regions)
    for kind in ("now", "soon"):
        lines: tuple[str, ...] = getattr(joined, kind)
        wanted = {line for name in (*regions, "any") for line in getattr(flags.regions[name], kind)}
        assert set(lines) == wanted
        assert len(lines) == len(set(lines))


def line(say: str, only_in: tuple[str, ...] = (), not_in: tuple[str, ...] = ()) -> SafetyLine:
    return SafetyLine(say=say, source="a page", only_in=only_in, not_in=not_in)


def test_a_line_is_said_where_it_may_be() -> None:
    lines = (line("everywhere"), line("here", only_in=("US",)), line("abroad", not_in=("US",)))
    safety = Safety(remedies={"patch": lines, "ball": ()})
    assert safety.lines("patch", "US") == ("everywhere", "here")
    assert safety.lines("patch", "GB") == ("everywhere", "abroad")
    assert safety.lines("ball", "US") == ()
