"""Every contradiction between the parts of a pattern is found."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patterns.consistency import REFERENCES

from patterns.remedies import advised as advised_by
from patterns.traverse import values_at
from tests.helpers.pattern_trees import IDS, Tree, build_pattern, set_at, tree, violations

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath

FILLED_IN: list[KeyPath] = [
    ("title",),
    ("subtitle",),
    ("in_short", "today", 0, "do"),
    ("hurts", "why", 1),
    ("triggers", 0, "instead"),
    ("patch", "sites", 0, "when"),
    ("ball", "tips", 0),
    ("stretches", 1, "title"),
    ("together", 0, "steps", 1, "say"),
    ("week", 0, "label"),
    ("pictures", "pigeon", "alt"),
    ("evidence",),
]
"""Some of the sentences whose placeholders are filled in."""

AS_WRITTEN: list[KeyPath] = [
    ("muscles", 0),
    ("terms", "sacrum"),
    ("local_words", "soccer", "other"),
    ("words", "your hip", "both"),
    ("sources", "nhs", "cite"),
    ("review", "author"),
]
"""One text in each part that prints as written."""

ON = date(2026, 11, 22)


def messages(changed: Tree) -> list[tuple[KeyPath, str, str]]:
    return [(v.loc, v.message, v.hint) for v in violations(changed)]


@pytest.mark.parametrize("name", IDS)
def test_every_pattern_fits_together(name: str) -> None:
    assert violations(tree(name)) == ()


@pytest.mark.parametrize("loc", FILLED_IN, ids=str)
def test_a_mark_that_does_not_exist_is_reported_wherever_it_is(loc: KeyPath) -> None:
    assert messages(set_at(tree(), loc, "Rest {your hipp} by the [sacrumm], **now.")) == [
        (loc, "{your hipp} is not in words", 'did you mean "your hip"?'),
        (loc, "[sacrumm] is not in terms", 'did you mean "sacrum"?'),
        (loc, "** has no partner", "close it, or take it out"),
    ]


@pytest.mark.parametrize("mark", ["{side}", "{your hip}", "[sacrum]", "**now**"])
@pytest.mark.parametrize("loc", AS_WRITTEN, ids=str)
def test_what_prints_as_written_holds_no_mark(loc: KeyPath, mark: str) -> None:
    first = "**" if mark.startswith("**") else mark[0]
    assert messages(set_at(tree(), loc, mark)) == [
        (loc, f"{first} has no meaning here", "take it out")
    ]


def test_words_follow_the_side_and_nothing_else() -> None:
    loc = ("words", "your hip", "one")
    assert violations(set_at(tree(), loc, "your {side} hip, not the {other side}")) == ()
    assert [message for _, message, _ in messages(set_at(tree(), loc, "{your leg}"))] == [
        "{your leg} is not in words"
    ]


@pytest.mark.parametrize("loc", [("hurts", "where"), ("cold", "why"), ("stretches", 1, "not_if")])
def test_a_term_is_in_brackets_wherever_it_is_read(loc: KeyPath) -> None:
    said = "It lies by the {}, not after a hip replacement."
    assert violations(set_at(tree(), loc, said.format("[sacrum]"))) == ()
    (v,) = violations(set_at(tree(), loc, said.format("sacrum")))
    assert (v.loc, v.message) == (loc, "holds a term without brackets")


def test_a_longer_word_is_not_the_term_in_it() -> None:
    assert violations(set_at(tree(), ("cold", "why"), "It may help the sacrums.")) == ()


def test_a_ball_says_how_hard_to_press() -> None:
    loc = ("ball", "steps")
    assert [v.loc for v in violations(set_at(tree(), loc, ["Roll."]))] == [loc]
    assert violations(set_at(tree(), loc, ["Roll, {ache} out of 10."])) == ()


def test_the_figure_of_a_ball_needs_a_ball() -> None:
    loc = ("heat", "say")
    changed = set_at(tree("sternocleidomastoid"), loc, "Warm it, {ache} out of 10.")
    assert [(v.loc, v.message) for v in violations(changed)] == [(loc, "{ache} is not in words")]


@pytest.mark.parametrize(
    ("name", "advised"),
    [
        ("lateral-hip-rotators", {"pillow", "patch", "ball", "stretch", "heat", "cold"}),
        ("calf", {"pillow", "patch", "ball", "stretch", "heat", "cold"}),
        ("sternocleidomastoid", {"pillow", "stretch", "heat"}),
    ],
)
def test_a_combination_uses_what_the_pattern_advises(name: str, advised: set[str]) -> None:
    assert advised_by(build_pattern(tree(name))) == advised
    for use in ("pillow", "patch", "ball", "stretch", "heat", "cold"):
        pair = {"title": "One", "when": "day", "joint": "then", "steps": [{"use": use, "say": "x"}]}
        found = [v.message for v in violations(set_at(tree(name), ("together",), [pair]))]
        assert found == ([] if use in advised else [f"this pattern has no {use}"])


@pytest.mark.parametrize("path", REFERENCES)
def test_a_reference_leads_to_an_entry(path: str) -> None:
    loc = next(loc for loc, _ in values_at(build_pattern(tree()), path))
    assert [(v.loc, v.message) for v in violations(set_at(tree(), loc, "nowhere"))] == [
        (loc, f"is not in {REFERENCES[path]}")
    ]


@pytest.mark.parametrize("loc", [("flare", "stretch"), ("week", 3, "stretch")])
def test_a_stretch_that_is_named_is_described(loc: KeyPath) -> None:
    messages = {v.loc: v.message for v in violations(set_at(tree(), loc, "nowhere"))}
    assert messages[loc] == "is no stretch of this pattern"


def test_no_stretch_is_lost_because_no_flare_names_it() -> None:
    loc = ("stretches", 0, "level")
    assert [v.loc for v in violations(set_at(tree(), loc, "flare"))] == [loc]
    flareless = tree()
    del flareless["flare"]
    assert [v.loc for v in violations(flareless)] == [("stretches", 2, "level")]


@pytest.mark.parametrize("path", ["stretches.*.id", "patch.sites.*.id"])
def test_no_id_is_used_twice(path: str) -> None:
    (_, first), (loc, _), *_ = values_at(build_pattern(tree()), path)
    assert (loc, "is used twice", "give each its own id") in messages(set_at(tree(), loc, first))


def review(on: date, due: date) -> list[str]:
    changed = set_at(tree(), ("review", "reviewed_on"), on.isoformat())
    return [
        v.message for v in violations(set_at(changed, ("review", "next_review"), due.isoformat()))
    ]


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
        (date(2029, 11, 22), True),
        (date(2029, 11, 23), False),
        (date(2029, 12, 1), False),
    ],
)
def test_the_next_review_comes_after_this_one(due: date, fine: bool) -> None:
    assert (review(ON, due) == []) == fine


def test_a_leap_day_has_no_twin_three_years_on() -> None:
    leap = date(2028, 2, 29)
    assert review(leap, date(2031, 2, 28)) == []
    assert review(leap, date(2031, 3, 1)) != []
