"""A pattern is validated as a whole: its parts alone do not make one."""

from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from patterns.model import PatternData
from patterns.pattern import Pattern
from tests.helpers.pattern_trees import set_at, tree


def test_parts_that_break_a_rule_are_data_but_no_pattern() -> None:
    unsafe = json.dumps(set_at(tree(), ("cold", "dose", "minutes"), 90))
    assert PatternData.model_validate_json(unsafe).cold
    with pytest.raises(ValidationError, match="90 minutes is too much"):
        Pattern.model_validate_json(unsafe)


def test_parts_that_contradict_each_other_are_data_but_no_pattern() -> None:
    dangling = json.dumps(set_at(tree(), ("cold", "dose", "source"), "nobody"))
    assert PatternData.model_validate_json(dangling).cold
    with pytest.raises(ValidationError, match="is not in sources"):
        Pattern.model_validate_json(dangling)
