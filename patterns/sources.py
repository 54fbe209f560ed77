"""The sources of shared advice: each fact names a page in the table of its file, or none.

Shared advice is what every pattern draws on: conditions, remedies, safety lines, warning signs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field, model_validator

from patterns.field_types import Name, SourceKey
from patterns.schema.base import Model, Violation, refuse
from patterns.traverse import parts

if TYPE_CHECKING:
    from collections.abc import Iterator


class SourcePage(Model):
    """A page that facts come from: a name that people know it by, and its address."""

    name: Name
    address: Annotated[str, Field(min_length=4, max_length=160)]


class Fact(Model):
    """A statement with its source, or several; `general` marks what no page supports.

    A fact with both has pages for a part of it. A clinician has yet to confirm what is general.
    """

    source: SourceKey | Annotated[tuple[SourceKey, ...], Field(min_length=2)] | None = None
    general: bool = False

    @property
    def pages(self) -> tuple[SourceKey, ...]:
        """The keys of its sources."""
        if isinstance(self.source, tuple):
            return self.source
        return () if self.source is None else (self.source,)

    @model_validator(mode="after")
    def _has_a_source(self) -> Fact:
        if self.source is None and not self.general:
            raise ValueError("has no source; add source, or general: true if there is no page")
        return self


class FactFile(Model):
    """A file of facts, with the table of the pages that they come from at its head."""

    sources: dict[SourceKey, SourcePage]

    @model_validator(mode="after")
    def _every_source_is_listed_and_used(self) -> FactFile:
        refuse(self._wrong_sources())
        return self

    def _wrong_sources(self) -> Iterator[Violation]:
        used = set[SourceKey]()
        for loc, fact in parts(self, Fact):
            used.update(fact.pages)
            if unknown := [page for page in fact.pages if page not in self.sources]:
                message = f"is not in the table of sources: {', '.join(unknown)}"
                yield Violation((*loc, "source"), message, "add it there")
        for key in self.sources:
            if key not in used:
                yield Violation(("sources", key), "is the source of nothing", "take it out")
