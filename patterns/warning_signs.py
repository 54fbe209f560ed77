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

SignPlace = Literal[Region, "any"]
"""A region of the body, or `any` for every sheet."""


class Sign(Fact):
    """A sign, and the regions that it belongs to.

    It is left out beside the signs of the regions in `unless`, which say the same or more.
    """

    say: Sentence
    regions: Annotated[frozenset[SignPlace], Field(min_length=1)]
    unless: frozenset[Region] = frozenset()

    def fits(self, regions: Collection[Region]) -> bool:
        """Whether the sign belongs to one of some regions, or to any."""
        return not self.regions.isdisjoint(("any", *regions)) and self.unless.isdisjoint(regions)


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

    def of(self, regions: Collection[Region]) -> Signs:
        """Select the signs of some regions and of `any`, each once."""
        now, today, soon = (
            tuple(sign for sign in tier if sign.fits(regions))
            for tier in (self.now, self.today, self.soon)
        )
        return Signs(now, today, soon)


@cache
def load_warning_signs() -> WarningSigns:
    """Read the warning signs of the library."""
    return read_shipped("patterns", "warning_signs.yaml", WarningSigns)
