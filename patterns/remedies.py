"""The remedies that a pattern may advise: where each lies, what prints it, and what limits it.

One record a remedy in `remedies.yaml`; `handouts.compose.remedy_sections` holds how each is
composed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from patterns.field_types import BodySite, SourceKey
from patterns.model import NotAdvised
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped
from patterns.sections import SectionId
from patterns.traverse import values_at

if TYPE_CHECKING:
    from patterns.model import PatternData

RemedyName = Literal["pillow", "patch", "ball", "stretch", "heat", "cold"]
"""The names of the remedies, which are also the keys of `safety.yaml`."""


class Limit(Model):
    """The least and the most that a figure of a dose may be, with the unit it is counted in."""

    path: str
    least: int
    most: int
    unit: str
    source: SourceKey


class Remedy(Model):
    """One remedy of a pattern; the head of `remedies.yaml` explains its keys."""

    section: SectionId
    path: str
    limits: tuple[Limit, ...] = ()
    sites: str = ""
    blocked: frozenset[BodySite] = frozenset()
    patch_off: bool = False


class RemedyFile(Model):
    """The content of `remedies.yaml`."""

    sources: dict[SourceKey, str]
    remedies: dict[RemedyName, Remedy]


_FILE = read_shipped("patterns", "remedies.yaml", RemedyFile)
REMEDIES = _FILE.remedies
"""The remedies in reading order."""

SOURCES = _FILE.sources
LIMITS = tuple(limit for remedy in REMEDIES.values() for limit in remedy.limits)


def advised(pattern: PatternData) -> frozenset[RemedyName]:
    """Name the remedies a pattern advises."""
    return frozenset(
        name
        for name, remedy in REMEDIES.items()
        if any(not isinstance(part, NotAdvised) for _, part in values_at(pattern, remedy.path))
    )
