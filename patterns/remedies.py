"""What is true of each kind of activity and of each application: sites, cautions, no patch on.

One record each in `remedies.yaml`; the bounds of their doses are in `rules/dose_limits.yaml`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from patterns.conditions import Caution, strictest
from patterns.field_types import BodySite
from patterns.model.activity import ActivityKind
from patterns.model.applications import ApplicationName
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped
from patterns.sources import Fact, FactFile

if TYPE_CHECKING:
    from collections.abc import Collection

RemedyName = Literal[ActivityKind, ApplicationName]
"""The names of the remedies, which are also the keys of `safety.yaml`."""

Sites = Annotated[frozenset[BodySite], Field(min_length=1)]


class BlockedSites(Fact):
    """Sites of the body that a remedy may never touch."""

    sites: Sites


class SourcedCaution(Caution, Fact):
    """A caution and where it comes from."""


class Place(Model):
    """What holds for a remedy at some sites of the body alone."""

    sites: Sites
    cautions: Annotated[tuple[SourcedCaution, ...], Field(min_length=1)]


class TimeLimit(Fact):
    """The most minutes of one use at some sites, where the bound of the dose is higher."""

    sites: Sites
    minutes: Annotated[int, Field(ge=1)]


class Remedy(Model):
    """One kind of activity or one application; the head of `remedies.yaml` explains its keys."""

    patch_off: bool = False
    never_on: tuple[BlockedSites, ...] = ()
    cautions: tuple[SourcedCaution, ...] = ()
    places: tuple[Place, ...] = ()
    time_limits: tuple[TimeLimit, ...] = ()

    @property
    def blocked(self) -> frozenset[BodySite]:
        """The sites that it may never touch."""
        return frozenset[BodySite]().union(*(blocked.sites for blocked in self.never_on))

    def cautions_at(self, sites: Collection[BodySite]) -> tuple[Caution, ...]:
        """Return the cautions of the whole kind and those at some sites, as `strictest` does."""
        here = (place.cautions for place in self.places if not place.sites.isdisjoint(sites))
        return strictest((*self.cautions, *(caution for found in here for caution in found)))

    def time_limit(self, site: BodySite) -> TimeLimit | None:
        """Return the limit of minutes at a site, None where that of the dose holds."""
        return next((limit for limit in self.time_limits if site in limit.sites), None)


class RemedyFile(FactFile):
    """The content of `remedies.yaml`."""

    remedies: dict[RemedyName, Remedy]


REMEDY_FILE = read_shipped("patterns", "remedies.yaml", RemedyFile)

REMEDIES = REMEDY_FILE.remedies
"""All kinds of activities, then the applications."""
