"""The validated pattern: its parts checked against each other and against the limits of safety."""

from __future__ import annotations

from pydantic import model_validator

from patterns.consistency import consistency_errors
from patterns.model import PatternData
from patterns.safety_rules import safety_violations
from patterns.schema.base import refuse


class Pattern(PatternData):
    """A reviewed recipe for one pain pattern."""

    @model_validator(mode="after")
    def _check_whole(self) -> Pattern:
        """Refuse a pattern whose parts contradict each other or the limits of safety."""
        refuse((*safety_violations(self), *consistency_errors(self)))
        return self
