"""Read the advice that every sheet gives: safety lines by remedy, warning signs by region."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from patterns.field_types import LocalSentence, Sentence
from patterns.remedies import RemedyName
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from collections.abc import Iterable


class SafetyLine(LocalSentence):
    """A line that prints with a remedy, its source, and the countries it may print in."""

    source: Sentence


class Safety(Model):
    """The safety lines of each remedy."""

    remedies: dict[RemedyName, tuple[SafetyLine, ...]]

    def lines(self, remedy: RemedyName, country: str) -> tuple[str, ...]:
        """Select what must print with a remedy in a country."""
        return tuple(line.say for line in self.remedies[remedy] if line.fits(country))


class Signs(Model):
    """Signs that need help `now`, and signs that need a doctor `soon`."""

    now: tuple[Sentence, ...]
    soon: tuple[Sentence, ...]


class RedFlags(Model):
    """The warning signs of every region; those of `any` print on every sheet."""

    regions: dict[str, Signs]

    def of(self, regions: Iterable[str]) -> Signs:
        """Join the signs of some regions and of `any`, without repeating a line."""
        chosen = [self.regions[name] for name in (*regions, "any")]
        now = dict.fromkeys(line for signs in chosen for line in signs.now)
        soon = dict.fromkeys(line for signs in chosen for line in signs.soon)
        return Signs(now=tuple(now), soon=tuple(soon))


@cache
def load_safety() -> Safety:
    """Read the safety lines of the library."""
    return read_shipped("patterns", "safety.yaml", Safety)


@cache
def load_red_flags() -> RedFlags:
    """Read the warning signs of the library."""
    return read_shipped("patterns", "red_flags.yaml", RedFlags)
