"""Placeholders, terms and marks of a sentence lead somewhere, and print where they may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.mark_kinds import PLACEHOLDERS
from patterns.rules.markup import PRINTED_AS_WRITTEN, TERM_KEYS
from patterns.shared_texts import english_texts
from patterns.traverse import texts
from tests.helpers.pattern_trees import (
    IDS,
    Tree,
    activity_tree,
    build_activity,
    build_pattern,
    set_at,
    tree,
    violations,
)

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath

BALL = "ball-under-buttock"
"""An activity with every part that holds sentences."""

FILLED_IN: list[tuple[str, KeyPath]] = [
    ("pattern", ("title",)),
    ("pattern", ("subtitle",)),
    ("pattern", ("in_short", "message")),
    ("pattern", ("in_short", "today", 0, "do")),
    ("pattern", ("hurts", "why", 1)),
    ("pattern", ("outlook", "say")),
    ("pattern", ("triggers", 0, "instead")),
    ("pattern", ("care", 0, "say")),
    ("pattern", ("care", 2, "title")),
    ("pattern", ("patch", "sites", 0, "when")),
    ("pattern", ("patch", "sizes", 0, "say")),
    ("pattern", ("cold", "title")),
    ("pattern", ("flare", "steps", 0, "say")),
    ("pattern", ("together", 0, "steps", 1, "say")),
    ("pattern", ("week", 0, "label")),
    ("pattern", ("pictures", "pain-plate", "alt")),
    ("pattern", ("evidence",)),
    (BALL, ("title",)),
    (BALL, ("short",)),
    (BALL, ("target",)),
    (BALL, ("needs", 1)),
    (BALL, ("lead",)),
    (BALL, ("steps", 1)),
    (BALL, ("tips", 0)),
    (BALL, ("frames", 0, "caption")),
    (BALL, ("stop_if",)),
]
"""Some of the sentences whose placeholders are filled in."""

AS_WRITTEN: list[tuple[str, KeyPath]] = [
    ("pattern", ("muscles", 0)),
    ("pattern", ("terms", "piriformis", "means")),
    ("pattern", ("words", "of the hip", "both")),
    ("pattern", ("sources", "nhs", "cite")),
    ("pattern", ("review", "author")),
    ("own-calf", ("gate", "ask")),
    ("own-sternocleidomastoid", ("local_words", "color", "other")),
    (BALL, ("sources", "nerve", "cite")),
    (BALL, ("review", "author")),
]
"""One text in each part that prints as written."""

IN_BRACKETS: list[tuple[str, KeyPath]] = [
    ("pattern", ("hurts", "where")),
    ("pattern", ("hurts", "why", 0)),
    ("pattern", ("cold", "why")),
    ("pattern", ("care", 0, "say")),
    ("pattern", ("outlook", "say")),
    ("pattern", ("patch", "sites", 1, "when")),
    ("pattern", ("pictures", "pain-plate", "caption")),
    ("own-iliopsoas", ("not_advised", 0, "because")),
    (BALL, ("steps", 2)),
    (BALL, ("tips", 0)),
    (BALL, ("stop_if",)),
    (BALL, ("lead",)),
    (BALL, ("frames", 0, "caption")),
]
"""Some of the sentences that explain a term where it is first read."""


def file_of(name: str) -> Tree:
    if name == "pattern":
        return tree()
    return tree(name) if name in IDS else activity_tree(name)


def messages(changed: Tree) -> list[tuple[KeyPath, str, str]]:
    return [(v.loc, v.message, v.hint) for v in violations(changed)]


@pytest.mark.parametrize(("name", "loc"), FILLED_IN)
def test_a_mark_that_does_not_exist_is_reported_wherever_it_is(name: str, loc: KeyPath) -> None:
    said = "Rest {your hipp} by the [sacrumm], **now."
    assert messages(set_at(file_of(name), loc, said)) == [
        (loc, "{your hipp} is not in words", 'did you mean "your hip"?'),
        (loc, "[sacrumm] is not in terms", 'did you mean "sacrum"?'),
        (loc, "** has no partner", "close it, or take it out"),
    ]


@pytest.mark.parametrize("mark", ["{side}", "{your hip}", "[sacrum]", "**now**"])
@pytest.mark.parametrize(("name", "loc"), AS_WRITTEN)
def test_what_prints_as_written_holds_no_mark(name: str, loc: KeyPath, mark: str) -> None:
    first = "**" if mark.startswith("**") else mark[0]
    assert messages(set_at(file_of(name), loc, mark)) == [
        (loc, f"{first} has no meaning here", "take it out")
    ]


def test_every_part_that_prints_as_written_is_tried() -> None:
    assert {loc[0] for _, loc in AS_WRITTEN} == {*PRINTED_AS_WRITTEN, "words"}


@pytest.mark.parametrize("name", ["pattern", BALL])
def test_words_follow_the_side_and_nothing_else(name: str) -> None:
    words = {"my hip": {"one": "your {side} hip, not the {other side}", "both": "each hip"}}
    changed = set_at(file_of(name), ("words",), {**file_of(name).get("words", {}), **words})
    assert violations(changed) == ()
    loc = ("words", "my hip", "one")
    assert [message for _, message, _ in messages(set_at(changed, loc, "{your leg}"))] == [
        "{your leg} is not in words"
    ]


@given(
    st.sampled_from(FILLED_IN),
    st.sampled_from(
        [*english_texts().words.words, *english_texts().words.local_words, *PLACEHOLDERS]
    ),
)
def test_words_that_all_files_share_and_names_of_marks_stand_anywhere(
    at: tuple[str, KeyPath], word: str
) -> None:
    name, loc = at
    assert violations(set_at(file_of(name), loc, f"Look at {{{word}}}.")) == ()


def test_a_file_has_words_and_terms_of_its_own() -> None:
    changed = set_at(activity_tree("walk"), ("tips",), ["Mind {my word} and the [knob]."])
    assert [message for _, message, _ in messages(changed)] == [
        "{my word} is not in words",
        "[knob] is not in terms",
    ]
    set_at(changed, ("local_words",), {"my word": {"other": "it", "by_country": {}}})
    set_at(changed, ("terms",), {"knob": "a round end"})
    assert violations(changed) == ()


@pytest.mark.parametrize(("name", "loc"), IN_BRACKETS)
def test_a_term_is_in_brackets_wherever_it_is_read(name: str, loc: KeyPath) -> None:
    said = "It lies by the {}, not after a new hip."
    assert violations(set_at(file_of(name), loc, said.format("[sacrum]"))) == ()
    assert messages(set_at(file_of(name), loc, said.format("sacrum"))) == [
        (
            loc,
            "holds a term without brackets",
            "write [sacrum]; it is explained where it is first read",
        )
    ]


@pytest.mark.parametrize(
    ("name", "loc"),
    [
        ("pattern", ("title",)),
        ("pattern", ("pictures", "pain-plate", "alt")),
        ("pattern", ("week", 0, "label")),
        (BALL, ("title",)),
        (BALL, ("frames", 0, "alt")),
    ],
)
def test_a_label_and_an_alternate_text_explain_nothing(name: str, loc: KeyPath) -> None:
    assert violations(set_at(file_of(name), loc, "By the sacrum.")) == ()


def test_a_longer_word_is_not_the_term_in_it() -> None:
    assert violations(set_at(tree(), ("cold", "why"), "It may help the sacrums.")) == ()


def test_every_key_whose_terms_are_explained_is_a_key_of_a_sentence() -> None:
    keys = set()
    for data in (
        *map(build_pattern, map(tree, IDS)),
        build_activity(activity_tree(BALL)),
    ):
        keys |= {step for loc, _ in texts(data) for step in loc if isinstance(step, str)}
    assert keys >= TERM_KEYS
