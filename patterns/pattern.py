"""The validated pattern: its parts checked against each other and against the limits of safety."""

from __future__ import annotations

from pydantic import model_validator

from patterns.consistency import CONSISTENCY_RULES
from patterns.model import PatternData
from patterns.safety_rules import SAFETY_RULES
from patterns.schema.base import refuse


class Pattern(PatternData):
    """A reviewed recipe for one pain pattern."""

    @model_validator(mode="after")
    def _check_whole(self) -> Pattern:
        refuse(found for rule in (*SAFETY_RULES, *CONSISTENCY_RULES) for found in rule(self))
        return self
