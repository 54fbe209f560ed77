"""An activity: anything a client does with the body, described once and used by many patterns."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from patterns.conditions import Caution, MoveName
from patterns.field_types import BodySite, Label, Region, Sentence, Slug, Version
from patterns.model.dose import Dose
from patterns.model.parts import CountryWords, Review, SideWords, Source, TermWords
from patterns.schema.base import Model

ActivityKind = Literal[
    "position", "press", "stretch", "strengthen", "move", "walk", "breathe", "relax", "posture"
]
"""The kinds of activities, each a record in `patterns.remedies`."""

MAX_STEPS = 7


class Frame(Model):
    """One drawing of an activity, and the steps that it shows, counted from 1.

    `sore` is the anchor of the drawing where the mark of the sore spot lies. One that serves
    muscles at different places may have none, and each pattern chooses its own.
    """

    picture: Slug
    steps: tuple[Annotated[int, Field(ge=1, le=MAX_STEPS)], ...] = ()
    alt: Sentence
    caption: Sentence | None = None
    sore: str | None = None


class ActivityData(Model):
    """The parts of an activity, each valid by itself.

    `short` names it in tables and in other sentences, such as "ball"; `target` is what it is for.
    `sided` says that it is done for the left or for the right. `sites` are the places of the body
    that are pressed.
    """

    id: Slug
    version: Version
    kind: ActivityKind
    title: Label
    short: Label
    target: Label
    sided: bool = True
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]
    needs: tuple[Label, ...] = ()
    lead: Sentence | None = None
    steps: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=MAX_STEPS)]
    tips: Annotated[tuple[Sentence, ...], Field(max_length=4)] = ()
    frames: Annotated[tuple[Frame, ...], Field(max_length=3)] = ()
    dose: Dose
    stop_if: Sentence | None = None
    sites: tuple[BodySite, ...] = ()
    moves: tuple[MoveName, ...] = ()
    cautions: tuple[Caution, ...] = ()
    terms: Annotated[dict[str, TermWords], Field(default_factory=dict)]
    words: Annotated[dict[str, SideWords], Field(default_factory=dict)]
    local_words: Annotated[dict[str, CountryWords], Field(default_factory=dict)]
    sources: Annotated[dict[str, Source], Field(min_length=1)]
    review: Review
