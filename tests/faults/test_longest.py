"""Print a pattern with the longest texts, or refuse it with the name of the section."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.helpers.faults.making import checked_library

if TYPE_CHECKING:
    from tests.helpers.faults.door import Door
    from tests.helpers.pattern_trees import Tree


SENTENCES = frozenset(
    {
        "because", "do", "expect", "feels", "instead", "lead", "point", "put", "say", "tie_break",
        "what", "when", "where", "why",
    }
)  # fmt: skip
"""The keys of a pattern whose texts can be lengthened without changing the advice."""

MORE = " Rest, and let your breath go out."
LONGEST = 320
"""Limit of characters in a sentence."""


def lengthened(tree: Any, length: int, key: str = "") -> Any:
    """Return a tree whose sentences have nearly a number of characters."""
    if isinstance(tree, dict):
        return {name: lengthened(value, length, name) for name, value in tree.items()}
    if isinstance(tree, list):
        return [lengthened(value, length, key) for value in tree]
    if isinstance(tree, str) and key in SENTENCES and " " in tree:
        return tree + MORE * max(0, (length - len(tree)) // len(MORE))
    return tree


def write(door: Door, length: int) -> Tree:
    """Write the shipped pattern with longer sentences as `hip`; return its tree."""
    path = checked_library(door.work).parent / "pattern.yaml"
    tree: Tree = lengthened(yaml.safe_load(path.read_text("utf-8")), length)
    path.write_text(json.dumps(tree, default=str), "utf-8")
    return tree


@pytest.mark.parametrize("edition", ["standard", "large-print"])
@pytest.mark.parametrize("length", [120, LONGEST])
def test_long_sentences_stay_on_the_page(door: Door, edition: str, length: int) -> None:
    write(door, length)
    words = ("--library", ".", "--side", "left", "--whole", "--edition", edition)
    door("build", "hip", *words, "-o", "a.pdf")
    assert door.strays("a.pdf") == []
    assert " ".join(door.text("a.pdf").split()).count("breath go out") > 40


def test_what_is_longer_than_a_side_is_refused_by_its_section(door: Door) -> None:
    tree = write(door, LONGEST)
    for combination in tree["together"]:
        combination["steps"] = (combination["steps"] * 3)[:5]
    (door.work / "hip" / "pattern.yaml").write_text(json.dumps(tree, default=str), "utf-8")
    checked = door("check", "hip", code=3)
    message = "does not fit on one side of the sheet"
    hint = "shorten its sentences, or split it into two"
    assert re.match(r"hip/pattern\.yaml:1:\d+: together\[1\]\.note: ", checked.err)
    assert f": {message} (left, large-print, letter); {hint}" in checked.err
    words = ("--library", ".", "--side", "left", "--whole", "--edition", "large-print")
    ended = door("build", "hip", *words, code=3)
    assert ended.err == f"Deep buttock and hip pain: together: {message}; {hint}\n"


def test_labels_that_do_not_fit_are_refused_by_their_picture(door: Door) -> None:
    tree = write(door, 0)
    tree["pictures"]["pain-plate"]["labels"] *= 12
    (door.work / "hip" / "pattern.yaml").write_text(json.dumps(tree, default=str), "utf-8")
    message = "has labels that do not fit beside its drawing"
    checked = door("check", "hip", code=3).err
    assert "hip/pattern.yaml:1:" in checked
    assert message in checked
    words = ("--library", ".", "--side", "left", "--whole", "--edition", "large-print")
    assert f"pictures.pain-plate: {message}" in door("build", "hip", *words, code=3).err


def test_more_than_a_list_may_hold_is_refused(door: Door) -> None:
    path = checked_library(door.work).parent / "pattern.yaml"
    tree = yaml.safe_load(path.read_text("utf-8"))
    tree["care"] = tree["care"] * 20
    path.write_text(json.dumps(tree, default=str), "utf-8")
    ended = door("check", "hip", code=3, seconds=1)
    assert "care: must have at most 10" in ended.err
