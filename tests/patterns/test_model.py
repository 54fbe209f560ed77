"""Everything wrong with a pattern file is reported at its place and with a hint."""

from __future__ import annotations

import re

import pytest
import yaml

from patterns.errors import UserError
from patterns.model import SideWords
from patterns.pattern import Pattern
from patterns.schema.loader import parse_model
from patterns.sections import SECTIONS
from tests.helpers.pattern_trees import OWN, build_pattern, set_at, tree

CALF = (OWN / "calf" / "pattern.yaml").read_text(encoding="utf-8")
GOLDENS = OWN.parent.parent / "goldens" / "patterns"

ONE_FAULT = yaml.safe_load((GOLDENS / "one-fault.yaml").read_text(encoding="utf-8"))
"""By name of the error: the text, the text that replaces it, and the message."""


def refusal(source: str) -> str:
    with pytest.raises(UserError) as caught:
        parse_model(source.encode(), Pattern, name="p.yaml")
    return str(caught.value)


@pytest.mark.parametrize("case", ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_is_reported_at_its_place(case: dict[str, str]) -> None:
    assert CALF.count(case["written"]) == 1
    assert refusal(CALF.replace(case["written"], case["instead"])) == case["told"]


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u2009 ", "\u3000"])
def test_a_text_of_spaces_is_empty(blank: str) -> None:
    for key in ("title", "subtitle"):
        source = re.sub(rf"(?m)^{key}: .*$", f'{key}: "{blank}"', CALF)
        line = source[: source.index(f"\n{key}: ")].count("\n") + 2
        message = f"p.yaml:{line}:{len(key) + 3}: {key}: is empty; write something"
        assert message in refusal(source)


def test_a_text_may_be_a_block() -> None:
    source = re.sub("(?m)^title: (.*)$", r"title: >\n  \1", CALF)
    pattern = parse_model(source.encode(), Pattern, name="p.yaml")
    assert "\n" not in pattern.title


def test_a_dozen_faults_are_reported_at_once_and_in_order() -> None:
    message = refusal((GOLDENS / "dozen.yaml").read_text(encoding="utf-8"))
    assert message == (GOLDENS / "dozen.expected").read_text(encoding="utf-8").rstrip("\n")
    assert len(message.splitlines()) == 12


def test_words_follow_the_side() -> None:
    words = SideWords(one="your {side} hip, not the {other side}", both="each hip")
    assert words.on("left") == "your left hip, not the right"
    assert words.on("right") == "your right hip, not the left"
    assert words.on("both") == "each hip"


@pytest.mark.parametrize("remedy", ["patch", "ball"])
def test_a_remedy_is_advised_or_advised_against(remedy: str) -> None:
    against = {"title": "None here", "why_not": "It may harm.", "instead": "Rest."}
    changed = set_at(tree("sternocleidomastoid"), (remedy,), against)
    assert getattr(build_pattern(changed), remedy).instead == "Rest."
    assert not hasattr(getattr(build_pattern(tree()), remedy), "why_not")


def test_a_stretch_is_found_by_its_id() -> None:
    assert build_pattern(tree()).stretch("pigeon").title == "Want it stronger? Pigeon pose"


def test_the_sections_are_those_a_plan_may_choose() -> None:
    assert SECTIONS[0] == "short"
    assert not {"help", "notice", "credits"} & set(SECTIONS)
