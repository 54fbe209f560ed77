"""What is put on the skin: a patch, something cold, something warm."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from patterns.field_types import BodySite, Label, LocalSentence, Sentence, Slug
from patterns.model.dose import Dose
from patterns.schema.base import Model

ApplicationName = Literal["patch", "cold", "heat"]
"""The applications, each a record in `patterns.remedies` and an optional part of a pattern."""


class PatchSite(Model):
    """A place for a patch, and when to choose it; `at` is its anchor on the picture."""

    id: Slug
    name: Label
    body: BodySite
    when: Sentence
    put: Sentence
    at: str | None = None


class PatchSize(LocalSentence):
    """A remark on kinds of patches; what may be said of a medicine differs by country."""


class Patch(Model):
    """Where to put a patch, when to choose which site, and for how long.

    The box of a product may allow longer than the strictest label: `product_allows_hours`.
    """

    title: Label
    lead: Sentence
    sites: Annotated[tuple[PatchSite, ...], Field(min_length=1, max_length=4)]
    tie_break: Sentence | None = None
    expect: Sentence
    sizes: tuple[PatchSize, ...] = ()
    product_allows_hours: Annotated[int, Field(ge=1, le=12)] = 8
    dose: Dose
    picture: Slug | None = None


class Cold(Model):
    """Where to put something cold, and for how long; it is always wrapped."""

    title: Label
    site: BodySite
    wrapped: bool = True
    say: Sentence
    why: Sentence | None = None
    dose: Dose
    picture: Slug | None = None


class Heat(Model):
    """Where to put something warm, and for how long."""

    title: Label
    site: BodySite
    say: Sentence
    why: Sentence | None = None
    dose: Dose
    picture: Slug | None = None
