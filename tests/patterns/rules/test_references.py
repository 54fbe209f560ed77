"""A name leads to an entry of its table, an id is used once, and a review is not overdue."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.model.parts import Review
from patterns.rules.references import (
    MAX_REVIEW_MONTHS,
    check_names,
    check_pattern_references,
    check_review,
    check_unique,
)
from patterns.traverse import values_at
from tests.helpers.pattern_trees import (
    HIP,
    Tree,
    activity_tree,
    build_pattern,
    loaded,
    set_at,
    tree,
    violations,
)

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath

REFERENCES: list[tuple[str, KeyPath, str]] = [
    (HIP, ("hurts", "picture"), "pictures"),
    (HIP, ("patch", "picture"), "pictures"),
    (HIP, ("cold", "picture"), "pictures"),
    ("own-calf", ("heat", "picture"), "pictures"),
    (HIP, ("outlook", "source"), "sources"),
    (HIP, ("patch", "dose", "source"), "sources"),
    (HIP, ("cold", "dose", "source"), "sources"),
    ("own-calf", ("heat", "dose", "source"), "sources"),
]

ON = date(2026, 11, 29)


def messages(changed: Tree) -> list[tuple[KeyPath, str]]:
    return [(v.loc, v.message) for v in violations(changed)]


@pytest.mark.parametrize(("name", "loc", "table"), REFERENCES)
def test_a_reference_leads_to_an_entry(name: str, loc: KeyPath, table: str) -> None:
    changed = set_at(tree(name), loc, "nowhere")
    assert messages(changed) == [(loc, f"is not in {table}")]


USUAL = ("usual", "care", 1), ("usual", "sections", 1)


@pytest.mark.parametrize(
    ("care", "sections", "found"),
    [
        (["walk", "patch"], ["hurts", "care"], []),
        (["walk"], None, []),
        (["walk", "heat"], ["hurts"], [(USUAL[0], "is not in care")]),
        (["walk", "neck-turns"], None, [(USUAL[0], "is not in care")]),
        (["walk", "walk"], None, [(USUAL[0], "is used twice")]),
        (["walk"], ["care", "care"], [(USUAL[1], "is used twice")]),
    ],
)
def test_a_usual_choice_names_what_the_pattern_uses_once(
    care: list[str], sections: list[str] | None, found: list[tuple[KeyPath, str]]
) -> None:
    usual = {"care": care} | ({"sections": sections} if sections else {})
    assert messages({**tree(), "usual": usual}) == found


def test_every_picture_and_source_of_a_pattern_is_a_reference() -> None:
    everything = set_at(tree("own-calf"), ("pictures",), tree()["pictures"])
    paths = {".".join(map(str, loc)) for _, loc, _ in REFERENCES}
    keys = {"picture", "source"}
    found = {".".join((*way, key)) for way, key in branches(everything) if key in keys} | {
        f"{part}.picture" for part in ("hurts", "patch", "cold", "heat")
    }
    assert found == paths


def branches(part: object, way: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], str]]:
    """List the keys of a tree, each with its way, but those of lists."""
    if not isinstance(part, dict):
        return []
    return [
        found for key, item in part.items() for found in ((way, key), *branches(item, (*way, key)))
    ]


def test_an_unknown_name_gets_the_nearest_as_a_hint() -> None:
    pattern = loaded(HIP).pattern
    (v,) = check_names(pattern, "outlook.source", ["weekz", "month"], "the table")
    assert (v.loc, v.message) == (("outlook", "source"), "is not in the table")
    assert v.hint == 'did you mean "weekz"?'
    assert not [*check_names(pattern, "outlook.source", pattern.sources, "sources")]
    assert not [*check_names(pattern, "heat.picture", (), "pictures")]


@given(st.lists(st.sampled_from(["hip", "knee", "calf", "foot"]), min_size=1, max_size=6))
def test_a_value_that_came_before_is_used_twice(regions: list[str]) -> None:
    changed = set_at(tree(), ("regions",), regions)
    pattern = build_pattern(set_at(changed, ("gate",), {"id": "checked", "ask": "checked"}))
    assert [(v.loc, v.message) for v in check_unique(pattern, "regions.*")] == [
        (("regions", i), "is used twice")
        for i, region in enumerate(regions)
        if region in regions[:i]
    ]


def test_no_two_sites_of_a_patch_share_an_id() -> None:
    (_, first), (loc, _) = values_at(loaded(HIP).pattern, "patch.sites.*.id")
    assert messages(set_at(tree(), loc, first)) == [(loc, "is used twice")]


def review(on: date, due: date) -> list[str]:
    made = Review(
        author="A. Author", status="awaiting clinical review", reviewed_on=on, next_review=due
    )
    found = [*check_review(made)]
    assert {v.loc for v in found} <= {("review", "next_review")}
    return [v.message for v in found]


@given(
    st.dates(date(2000, 1, 1), date(2090, 1, 1)).filter(
        lambda day: (day.month, day.day) != (2, 29)
    ),
    st.integers(-30, 30),
)
def test_the_next_review_is_at_most_three_years_away(on: date, days: int) -> None:
    latest = on.replace(year=on.year + 3)
    expected = ["is more than 36 months after reviewed_on"] if days > 0 else []
    assert review(on, latest + timedelta(days)) == expected


@pytest.mark.parametrize(
    ("due", "fine"),
    [
        (ON - timedelta(1), False),
        (ON, False),
        (ON + timedelta(1), True),
        (date(2029, 11, 29), True),
        (date(2029, 11, 30), False),
        (date(2029, 12, 1), False),
    ],
)
def test_the_next_review_comes_after_this_one(due: date, fine: bool) -> None:
    assert (review(ON, due) == []) == fine


def test_a_leap_day_has_no_twin_three_years_on() -> None:
    leap = date(2028, 2, 29)
    assert review(leap, date(2031, 2, 28)) == []
    assert review(leap, date(2031, 3, 1)) != []


def test_the_reviews_of_patterns_and_of_activities_are_looked_at() -> None:
    assert MAX_REVIEW_MONTHS == 36
    for changed in (tree(), activity_tree("walk")):
        late = set_at(changed, ("review", "next_review"), "2099-01-01")
        assert messages(late) == [
            (("review", "next_review"), "is more than 36 months after reviewed_on")
        ]


def test_a_pattern_with_nothing_to_find_violates_nothing() -> None:
    assert not [*check_pattern_references(loaded("own-sternocleidomastoid").pattern)]
