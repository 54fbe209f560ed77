"""A pattern of the longest texts: all of it stands on the page, or a section is refused by name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.helpers.faults.making import checked_library

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door


SENTENCES = frozenset(
    {
        "do", "expect", "feels", "instead", "lead", "not_if", "pillow", "put", "say", "steps",
        "tie_break", "tips", "what", "when", "where", "why", "why_not",
    }
)  # fmt: skip
"""The keys of a pattern whose texts may be lengthened without changing what is advised."""

MORE = " Rest, and let your breath go out."
LONGEST = 320
"""Characters that a sentence may have."""


def lengthened(tree: Any, length: int, key: str = "") -> Any:
    """Return a tree whose sentences have nearly so many characters."""
    if isinstance(tree, dict):
        return {name: lengthened(value, length, name) for name, value in tree.items()}
    if isinstance(tree, list):
        return [lengthened(value, length, key) for value in tree]
    if isinstance(tree, str) and key in SENTENCES and " " in tree:
        return tree + MORE * max(0, (length - len(tree)) // len(MORE))
    return tree


def write(door: Door, length: int) -> None:
    """Write the shipped pattern with longer sentences as `hip`."""
    path = checked_library(door.work).parent / "pattern.yaml"
    tree = yaml.safe_load(path.read_text("utf-8"))
    path.write_text(json.dumps(lengthened(tree, length), default=str), "utf-8")


@pytest.mark.parametrize(("edition", "length"), [("standard", 200), ("large-print", 120)])
def test_long_sentences_stay_on_the_page(door: Door, edition: str, length: int) -> None:
    write(door, length)
    door("check", "hip")
    words = ("--library", ".", "--side", "left", "--edition", edition)
    door("build", "hip", *words, "-o", "a.pdf")
    assert door.strays("a.pdf") == []
    assert " ".join(door.text("a.pdf").split()).count("breath go out") > 60


@pytest.mark.parametrize("edition", ["standard", "large-print"])
def test_what_is_longer_than_a_side_is_refused_by_its_section(door: Door, edition: str) -> None:
    write(door, LONGEST)
    door("check", "hip")
    words = ("--library", ".", "--side", "left", "--edition", edition)
    ended = door("build", "hip", *words, code=3)
    assert ended.err.startswith("Deep buttock and hip pain: ")
    assert ended.err.endswith(
        ": does not fit on one side of the sheet; shorten its sentences, or split it into two\n"
    )


def test_more_than_a_list_may_hold_is_refused(door: Door) -> None:
    path = checked_library(door.work).parent / "pattern.yaml"
    tree = yaml.safe_load(path.read_text("utf-8"))
    tree["stretches"] = tree["stretches"] * 20
    path.write_text(json.dumps(tree, default=str), "utf-8")
    ended = door("check", "hip", code=3, seconds=1)
    assert "stretches: must have at most 4" in ended.err
