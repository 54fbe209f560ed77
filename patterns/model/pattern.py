"""A pattern: the advice for one pain, with an ordered choice of activities and applications.

Every sentence that a client reads is a `Sentence`, written once for both sides of the body (see
`patterns.text`). Every dose is numbers with the key of their source.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from patterns.field_types import (
    Label,
    Name,
    Region,
    Remark,
    Sentence,
    Slug,
    SourceKey,
    Version,
)
from patterns.model.applications import Cold, Heat, Patch
from patterns.model.parts import CountryWords, PictureRef, Review, SideWords, Source, TermWords
from patterns.schema.base import Model
from patterns.sections import SectionId

Moment = Literal["tonight", "when-it-aches", "every-day", "when-that-is-easy", "if-it-flares"]
"""When a remedy is meant to be used; the locale has the words."""

FLARE: Moment = "if-it-flares"
"""The moment of what prints with the flare-up, not among the other remedies."""

CareId = Slug
"""The id of an activity of the library, or the name of an application of the pattern."""

PATCH_OFF = "patch-off"
"""The step of a combination that takes a patch off."""


class TodayStep(Model):
    """One thing to do today, and what explains it: a section or a remedy.

    It prints only with that.
    """

    about: CareId
    label: Label
    do: Sentence


class InShort(Model):
    """The main message, and what to do today."""

    message: Sentence
    today: Annotated[tuple[TodayStep, ...], Field(min_length=1, max_length=3)]


class Outlook(Model):
    """How long until it should ease, and what to do if it does not."""

    say: Sentence
    source: SourceKey


class Hurts(Model):
    """Where the pain is felt, and why; `point` says where the sore spot is."""

    feels: Sentence
    where: Sentence
    point_under_pain: bool
    point: Sentence | None = None
    why: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    picture: Slug | None = None

    @model_validator(mode="after")
    def _point_is_given(self) -> Hurts:
        if not self.point_under_pain and self.point is None:
            raise ValueError("says the sore spot is not under the pain, but not where; add point")
        return self


class Trigger(Model):
    """What sets the pain off, with examples, and what to do instead."""

    what: Sentence
    instead: Sentence


class Habit(Model):
    """A drawing of a habit that sets the pain off, or of what to do instead.

    `sore` is the anchor of the drawing where the mark of the sore spot lies.
    """

    picture: Slug
    shows: Literal["trigger", "instead"]
    alt: Sentence
    caption: Sentence
    sore: str | None = None


class CareChoice(Model):
    """A remedy that the pattern chooses, and its moment.

    `title`, `say` and `sore` are for this pattern alone: another heading, a sentence before the
    steps, and the anchor where the drawings of the activity mark the sore spot, in place of theirs.
    """

    use: CareId
    moment: Moment
    title: Label | None = None
    say: Sentence | None = None
    sore: str | None = None


class UsualChoice(Model):
    """What a client is given who is given no other choice: a few remedies, and the sections."""

    care: Annotated[tuple[CareId, ...], Field(min_length=1, max_length=6)]
    sections: Annotated[tuple[SectionId, ...] | None, Field(min_length=1)] = None


class NotAdvised(Model):
    """A remedy that the pattern advises against: why, and what to do instead."""

    what: Label
    because: Sentence
    instead: Sentence | None = None


class FlareStep(Model):
    """A step in a flare-up: a remedy to stop, or one to use.

    A remedy that care names too is printed there; here stands only what the step says.
    """

    stop: CareId | None = None
    use: CareId | None = None
    say: Sentence | None = None

    @model_validator(mode="after")
    def _one_of_two(self) -> FlareStep:
        if (self.stop is None) == (self.use is None):
            raise ValueError("must have either stop or use; write one of them")
        return self


class Flare(Model):
    """What to do in a flare-up, in this order."""

    title: Label
    steps: Annotated[tuple[FlareStep, ...], Field(min_length=1, max_length=5)]


class CombinationStep(Model):
    """One part of a combination: a remedy, or taking the patch off."""

    use: CareId
    say: Sentence


class Combination(Model):
    """Remedies used together (`plus`) or one after the other (`then`)."""

    title: Label
    when: Literal["day", "night"]
    joint: Literal["plus", "then"]
    steps: Annotated[tuple[CombinationStep, ...], Field(min_length=1, max_length=5)]
    note: Sentence | None = None


class WeekRow(Model):
    """A row of the tick chart, and the section or the remedy it is about."""

    about: CareId
    label: Label


class Gate(Model):
    """What the therapist must confirm before a sheet is made."""

    id: Slug
    ask: Remark


class PatternData(Model):
    """The parts of a pattern, each valid by itself; `patterns.pattern` checks them together."""

    id: Slug
    version: Version
    title: Label
    subtitle: Sentence
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]
    muscles: Annotated[tuple[Name, ...], Field(min_length=1)]
    also_called: Annotated[tuple[Name, ...], Field(max_length=12)] = ()
    sided: bool = True
    terms: Annotated[dict[str, TermWords], Field(default_factory=dict)]
    words: Annotated[dict[str, SideWords], Field(default_factory=dict)]
    local_words: Annotated[dict[str, CountryWords], Field(default_factory=dict)]
    pictures: Annotated[dict[Slug, PictureRef], Field(default_factory=dict)]
    in_short: InShort
    hurts: Hurts
    outlook: Outlook
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1, max_length=7)]
    habits: Annotated[tuple[Habit, ...], Field(max_length=2)] = ()
    care: Annotated[tuple[CareChoice, ...], Field(min_length=1, max_length=10)]
    usual: UsualChoice | None = None
    patch: Patch | None = None
    cold: Cold | None = None
    heat: Heat | None = None
    not_advised: Annotated[tuple[NotAdvised, ...], Field(max_length=3)] = ()
    flare: Flare | None = None
    together: Annotated[tuple[Combination, ...], Field(max_length=3)] = ()
    week: Annotated[tuple[WeekRow, ...], Field(max_length=7)] = ()
    gate: Gate | None = None
    evidence: Sentence
    sources: Annotated[dict[SourceKey, Source], Field(min_length=2)]
    review: Review

    def used(self) -> tuple[CareId, ...]:
        """Name every remedy that the pattern uses, each once, in reading order."""
        flare = self.flare.steps if self.flare else ()
        names = (*(choice.use for choice in self.care), *(step.use for step in flare if step.use))
        return tuple(dict.fromkeys(names))
