"""Validated patterns and activities: their parts agree, and keep the limits of safety."""

from __future__ import annotations

from pydantic import model_validator

from patterns.model.activity import ActivityData
from patterns.model.pattern import PatternData
from patterns.rules.activity import ACTIVITY_RULES
from patterns.rules.markup import check_markup, check_term_brackets
from patterns.rules.references import check_pattern_references
from patterns.rules.safety import SAFETY_RULES
from patterns.schema.base import refuse

PATTERN_RULES = (*SAFETY_RULES, check_markup, check_term_brackets, check_pattern_references)


class Pattern(PatternData):
    """A reviewed recipe for one pain; `patterns.rules.care` checks it with its activities."""

    @model_validator(mode="after")
    def _check_whole(self) -> Pattern:
        refuse(found for rule in PATTERN_RULES for found in rule(self))
        return self


class Activity(ActivityData):
    """A reviewed recipe for something a client does with the body."""

    @model_validator(mode="after")
    def _check_whole(self) -> Activity:
        refuse(found for rule in ACTIVITY_RULES for found in rule(self))
        return self
