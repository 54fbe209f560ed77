"""Read the safety lines that print with every remedy of a kind, whatever the pattern."""

from __future__ import annotations

from functools import cache

from patterns.field_types import LocalSentence
from patterns.remedies import RemedyName
from patterns.schema.loader import read_shipped
from patterns.sources import Fact, FactFile


class SafetyLine(LocalSentence, Fact):
    """A line that prints with a remedy, its source, and the countries it may print in.

    `stops` marks what to stop for.
    """

    stops: bool = False


class Safety(FactFile):
    """The safety lines of each remedy."""

    remedies: dict[RemedyName, tuple[SafetyLine, ...]]

    def lines(self, remedy: RemedyName, country: str) -> tuple[str, ...]:
        """Select what must print with a remedy in a country."""
        return tuple(line.say for line in self.remedies[remedy] if line.fits(country))

    def stop_lines(self, remedy: RemedyName, country: str) -> tuple[str, ...]:
        """Select the lines of a remedy that say what to stop for."""
        return tuple(
            each.say for each in self.remedies[remedy] if each.stops and each.fits(country)
        )


@cache
def load_safety() -> Safety:
    """Read the safety lines of the library."""
    return read_shipped("patterns", "safety.yaml", Safety)
