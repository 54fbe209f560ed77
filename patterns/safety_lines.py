"""Read the safety lines that print with every remedy of a kind, whatever the pattern."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import Field

from patterns.field_types import LocalSentence
from patterns.remedies import RemedyName
from patterns.schema.loader import read_shipped
from patterns.sources import Fact, FactFile

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class SafetyLine(LocalSentence, Fact):
    """A line that prints with a remedy, its source, and the countries it may print in.

    Its first sentences, as many as `stops`, say what to stop for.
    """

    stops: Annotated[int, Field(ge=0)] = 0


class Safety(FactFile):
    """The safety lines of each remedy."""

    remedies: dict[RemedyName, tuple[SafetyLine, ...]]

    def lines(self, remedy: RemedyName, country: str) -> tuple[str, ...]:
        """Select what must print with a remedy in a country."""
        return tuple(line.say for line in self.remedies[remedy] if line.fits(country))

    def stop_lines(self, remedy: RemedyName, country: str) -> tuple[str, ...]:
        """Select what the lines of a remedy say to stop for."""
        found = (line for line in self.remedies[remedy] if line.stops and line.fits(country))
        return tuple(" ".join(_SENTENCE_END.split(line.say)[: line.stops]) for line in found)


@cache
def load_safety() -> Safety:
    """Read the safety lines of the library."""
    return read_shipped("patterns", "safety.yaml", Safety)
