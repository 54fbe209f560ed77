"""Read the warning signs: what needs help now, what a doctor today, what a doctor soon."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from pydantic import Field

from patterns.field_types import Region, Sentence
from patterns.schema.loader import read_shipped
from patterns.sources import Fact, FactFile

if TYPE_CHECKING:
    from collections.abc import Collection

SignPlace = Literal[Region, "any", "patch", "skin"]
"""A region of the body, `any` for every sheet, `patch` for one with a patch, and `skin` for one
with a patch, cold or heat."""


class Sign(Fact):
    """A sign, and the places that it belongs to.

    It is left out beside the signs of the regions in `unless`, which say the same or more.
    """

    say: Sentence
    regions: Annotated[frozenset[SignPlace], Field(min_length=1)]
    unless: frozenset[Region] = frozenset()

    def fits(self, places: Collection[SignPlace]) -> bool:
        """Whether the sign belongs to one of some places."""
        return not self.regions.isdisjoint(("any", *places)) and self.unless.isdisjoint(places)


class Signs(NamedTuple):
    """The signs of a sheet in three tiers, each in printed order and perhaps empty."""

    now: tuple[Sign, ...]
    today: tuple[Sign, ...]
    soon: tuple[Sign, ...]


class WarningSigns(FactFile):
    """The warning signs of all regions by tier, the most urgent first."""

    now: tuple[Sign, ...]
    today: tuple[Sign, ...]
    soon: tuple[Sign, ...]

    def of(self, places: Collection[SignPlace]) -> Signs:
        """Select the signs of some regions and of `any`, each once."""
        now, today, soon = (
            tuple(sign for sign in tier if sign.fits(places))
            for tier in (self.now, self.today, self.soon)
        )
        return Signs(now, today, soon)


@cache
def load_warning_signs() -> WarningSigns:
    """Read the warning signs of the library."""
    return read_shipped("patterns", "warning_signs.yaml", WarningSigns)
