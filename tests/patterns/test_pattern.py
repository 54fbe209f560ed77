"""Everything wrong with the file of a pattern or an activity is told at its place, with a hint."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from pydantic import ValidationError

from patterns.errors import UserError
from patterns.model.activity import ActivityData
from patterns.model.pattern import PatternData
from patterns.pattern import Activity, Pattern
from patterns.schema.loader import parse_model
from tests.helpers import GOLDENS
from tests.helpers.pattern_trees import (
    ACTIVITY_IDS,
    IDS,
    OWN,
    Tree,
    activity_tree,
    set_at,
    tree,
    violations,
)

if TYPE_CHECKING:
    from patterns.schema.yaml_tree import KeyPath

CASES = GOLDENS / "patterns"
CALF = (OWN / "own-calf" / "pattern.yaml").read_text("utf-8")

ONE_FAULT = yaml.safe_load((CASES / "one-fault.yaml").read_text("utf-8"))
ONE_FAULT_OF_AN_ACTIVITY = yaml.safe_load((CASES / "one-fault-activity.yaml").read_text("utf-8"))
"""By name of the fault: the text, the text that replaces it, and the message."""


def refusal(source: str, model: type[Pattern | Activity] = Pattern, name: str = "p.yaml") -> str:
    with pytest.raises(UserError) as caught:
        parse_model(source.encode(), model, name=name)
    return str(caught.value)


def replaced(source: str, case: dict[str, str]) -> str:
    assert source.count(case["written"]) == 1
    return source.replace(case["written"], case["instead"])


@pytest.mark.parametrize("case", ONE_FAULT.values(), ids=ONE_FAULT)
def test_one_fault_of_a_pattern_is_told_at_its_place(case: dict[str, str]) -> None:
    assert refusal(replaced(CALF, case)) == case["told"]


@pytest.mark.parametrize("case", ONE_FAULT_OF_AN_ACTIVITY.values(), ids=ONE_FAULT_OF_AN_ACTIVITY)
def test_one_fault_of_an_activity_is_told_at_its_place(case: dict[str, str]) -> None:
    source = (OWN / "activities" / case["of"] / "activity.yaml").read_text("utf-8")
    assert refusal(replaced(source, case), Activity, "a.yaml") == case["told"]


@pytest.mark.parametrize(
    ("name", "file", "model"),
    [("dozen", "p.yaml", Pattern), ("dozen-activity", "a.yaml", Activity)],
)
def test_a_dozen_faults_are_told_at_once_and_in_order(
    name: str, file: str, model: type[Pattern | Activity]
) -> None:
    told = refusal((CASES / f"{name}.yaml").read_text("utf-8"), model, file)
    assert told == (CASES / f"{name}.expected").read_text("utf-8").rstrip("\n")
    assert len(told.splitlines()) == 12


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


@pytest.mark.parametrize(
    "whole", [*map(tree, IDS), *map(activity_tree, ACTIVITY_IDS)], ids=lambda whole: whole["id"]
)
def test_a_good_file_violates_nothing(whole: Tree) -> None:
    assert violations(whole) == ()


@pytest.mark.parametrize(
    ("loc", "value", "message"),
    [
        (("cold", "dose", "minutes"), 90, "90 is too much"),
        (("cold", "dose", "source"), "nobody", "is not in sources"),
        (("evidence",), "It cures.", "says"),
        (("title",), "Rest {your hipp}.", "is not in words"),
        (("title",), "**Now", "has no partner"),
        (("cold", "why"), "By the sacrum.", "holds a term without brackets"),
        (("review", "next_review"), "2001-01-01", "is not after reviewed_on"),
    ],
)
def test_parts_that_break_a_rule_are_data_but_no_pattern(
    loc: KeyPath, value: object, message: str
) -> None:
    broken = json.dumps(set_at(tree(), loc, value))
    assert PatternData.model_validate_json(broken)
    with pytest.raises(ValidationError, match=re.escape(message)):
        Pattern.model_validate_json(broken)


@pytest.mark.parametrize(
    ("loc", "value", "message"),
    [
        (("id",), "heat", "has a meaning of its own"),
        (("dose", "repeats"), 90, "90 is too much"),
        (("dose", "source"), "nobody", "is not in sources"),
        (("cautions",), [], "calls for a caution"),
        (("tips",), ["It cures."], "says"),
        (("tips",), ["Rest {your hipp}."], "is not in words"),
        (("tips",), ["By the sacrum."], "holds a term without brackets"),
        (("frames",), [{"picture": "a", "steps": [7], "alt": "a"}], "is step 7"),
        (("review", "next_review"), "2001-01-01", "is not after reviewed_on"),
    ],
)
def test_parts_that_break_a_rule_are_data_but_no_activity(
    loc: KeyPath, value: object, message: str
) -> None:
    broken = json.dumps(set_at(activity_tree("pigeon-pose"), loc, value))
    assert ActivityData.model_validate_json(broken)
    with pytest.raises(ValidationError, match=re.escape(message)):
        Activity.model_validate_json(broken)
