"""The data of a pattern: each part of its file as a model, valid by itself.

A pattern is the reviewed advice for one pain. Every sentence that a client reads is a `Sentence`,
written once for both sides of the body (see `patterns.text`). Every dose is numbers with the key
of their source.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from patterns import text
from patterns.field_types import (
    BodySite,
    CountryCode,
    IntRange,
    Label,
    LocalSentence,
    Region,
    Sentence,
    Slug,
    SourceKey,
    Version,
)
from patterns.mark_kinds import MarkName
from patterns.schema.base import Model
from patterns.sections import SectionId

Use = Literal["pillow", "patch", "patch-off", "ball", "stretch", "heat", "cold"]
"""What a step of a combination does; `patterns.safety_rules` forbids some orders of steps."""


class SideWords(Model):
    """Words that depend on the side; in `one`, `{side}` and `{other side}` stand for the sides."""

    one: Label
    both: Label

    def on(self, side: text.Side) -> str:
        """Return the words for a side."""
        if side == "both":
            return self.both
        return text.substitute(self.one, {"side": side, "other side": text.OTHER[side]})


class CountryWords(Model):
    """Words that depend on the country of the notice; `other` is for every country not listed."""

    other: Label
    by_country: dict[CountryCode, Label]

    def in_country(self, country: str) -> str:
        """Give the words for a country."""
        return self.by_country.get(country, self.other)


class Source(Model):
    """Where a fact comes from; `general` marks general knowledge, for which no page was found."""

    cite: Label
    address: str = ""
    general: bool = False


class Mark(Model):
    """A mark that is drawn on an anchor or an area of a picture."""

    kind: MarkName
    at: str


class PictureLabel(Model):
    """A label in the margin of a plate, on the sore side or the other, with a leader line."""

    at: str
    text: Label
    margin: Literal["sore", "other"]


class PictureRef(Model):
    """The texts, labels and marks of a picture; its drawing is in `pictures/` under its id."""

    alt: Sentence
    caption: Sentence
    labels: tuple[PictureLabel, ...] = ()
    marks: tuple[Mark, ...] = ()


class TodayStep(Model):
    """One thing to do today, and the section that explains it; it prints only with that section."""

    about: SectionId
    label: Label
    do: Sentence


class InShort(Model):
    """The main message, and what to do today."""

    message: Sentence
    today: Annotated[tuple[TodayStep, ...], Field(min_length=1, max_length=3)]


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


class Position(Model):
    """A position for sleep: steps, the reason they help, and what makes a good pillow."""

    title: Label
    steps: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=7)]
    why: Sentence
    pillow: Sentence | None = None
    picture: Slug | None = None


class PatchSite(Model):
    """A place for a patch, and when to choose it; `at` is its anchor on the picture."""

    id: Slug
    name: Label
    body: BodySite
    when: Sentence
    put: Sentence
    at: str | None = None


class PatchDose(Model):
    """How long a patch stays on and how often; the label of the product goes first."""

    hours: Annotated[int, Field(ge=1)]
    product_allows_hours: Annotated[int, Field(ge=1)] = 8
    a_day: Annotated[int, Field(ge=1)]
    days: Annotated[int, Field(ge=1)]
    source: SourceKey


class PatchSize(LocalSentence):
    """A remark on kinds of patches; what may be said of a medicine differs by country."""


class Patch(Model):
    """Where to put a patch, when to choose which site, and for how long."""

    title: Label
    lead: Sentence
    sites: Annotated[tuple[PatchSite, ...], Field(min_length=1, max_length=4)]
    tie_break: Sentence
    expect: Sentence
    sizes: tuple[PatchSize, ...] = ()
    dose: PatchDose
    picture: Slug | None = None


class BallDose(Model):
    """How long, how often and how hard; `discomfort` is out of 10."""

    seconds_a_spot: IntRange
    minutes_in_all: IntRange
    times_a_day: IntRange
    discomfort: IntRange
    source: SourceKey


class BallUse(Model):
    """Where to roll, how, and what else helps."""

    title: Label
    body: Annotated[tuple[BodySite, ...], Field(min_length=1)]
    steps: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=7)]
    tips: tuple[Sentence, ...] = ()
    dose: BallDose
    picture: Slug | None = None


class NotAdvised(Model):
    """A remedy that the pattern advises against: why, and what to do instead."""

    title: Label
    why_not: Sentence
    instead: Sentence


class HoldDose(Model):
    """How long a stretch is held, how many times, how often a day."""

    hold_seconds: IntRange
    repeats: IntRange
    times_a_day: IntRange
    source: SourceKey


def _advice_tag(value: object) -> str:
    """Return the tag of advice for a remedy or against it, before it is validated."""
    against = "why_not" in value if isinstance(value, dict) else isinstance(value, NotAdvised)
    return "not advised" if against else "advised"


Against = Annotated[NotAdvised, Tag("not advised")]
OrAgainst = Discriminator(_advice_tag)


class Stretch(Model):
    """One stretch: its steps, its dose, and who must leave it out.

    `moves` are those that some clients must avoid; `not_if` must warn of each.
    """

    id: Slug
    level: Literal["gentle", "stronger", "flare"]
    title: Label
    lead: Sentence | None = None
    steps: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=7)]
    not_if: Sentence
    dose: HoldDose
    moves: tuple[Literal["toe-in", "deep-hip-bend", "cross-midline", "twist", "neck"], ...] = ()
    picture: Slug | None = None


class CareDose(Model):
    """Minutes of cold or heat, and the hours between two uses."""

    minutes: IntRange
    hours_apart: IntRange
    source: SourceKey


class Cold(Model):
    """Where to put something cold, when, and for how long."""

    body: BodySite
    wrapped: bool
    say: Sentence
    why: Sentence | None = None
    dose: CareDose
    picture: Slug | None = None


class Heat(Model):
    """Where to put something warm, when, and for how long."""

    body: BodySite
    say: Sentence
    dose: CareDose


class Flare(Model):
    """What to do in a flare-up, and the stretch for it."""

    title: Label
    lead: Sentence
    stretch: Slug | None = None


class CombinationStep(Model):
    """One part of a combination."""

    use: Use
    say: Sentence


class Combination(Model):
    """Remedies used together (`plus`) or one after the other (`then`)."""

    title: Label
    when: Literal["day", "night"]
    joint: Literal["plus", "then"]
    steps: Annotated[tuple[CombinationStep, ...], Field(min_length=1, max_length=5)]
    note: Sentence | None = None


class WeekRow(Model):
    """A row of the tick chart, and the section it belongs to."""

    about: SectionId
    stretch: Slug | None = None
    label: Label


class Gate(Model):
    """What the therapist must confirm before a sheet is made."""

    id: Slug
    ask: Sentence


class Review(Model):
    """Who wrote the pattern, who reviewed it, and when the next review is due."""

    author: Label
    status: Literal["awaiting clinical review", "reviewed"]
    reviewed_by: Label | None = None
    reviewed_on: date
    next_review: date

    @model_validator(mode="after")
    def _signed_when_reviewed(self) -> Review:
        if self.status == "reviewed" and self.reviewed_by is None:
            raise ValueError("says reviewed but not by whom; add reviewed_by")
        return self


class PatternData(Model):
    """The parts of a pattern, each valid by itself; `patterns.pattern` checks them together."""

    id: Slug
    version: Version
    title: Label
    subtitle: Sentence
    regions: Annotated[tuple[Region, ...], Field(min_length=1)]
    muscles: Annotated[tuple[Label, ...], Field(min_length=1)]
    sided: bool = True
    terms: Annotated[dict[str, Label], Field(default_factory=dict)]
    words: Annotated[dict[str, SideWords], Field(default_factory=dict)]
    local_words: Annotated[dict[str, CountryWords], Field(default_factory=dict)]
    pictures: Annotated[dict[Slug, PictureRef], Field(default_factory=dict)]
    in_short: InShort
    hurts: Hurts
    triggers: Annotated[tuple[Trigger, ...], Field(min_length=1, max_length=7)]
    positions: tuple[Position, ...] = ()
    patch: Annotated[Annotated[Patch, Tag("advised")] | Against, OrAgainst]
    ball: Annotated[Annotated[BallUse, Tag("advised")] | Against, OrAgainst]
    stretches: Annotated[tuple[Stretch, ...], Field(min_length=1, max_length=4)]
    flare: Flare | None = None
    cold: Cold | None = None
    heat: Heat | None = None
    together: tuple[Combination, ...] = ()
    week: Annotated[tuple[WeekRow, ...], Field(max_length=7)] = ()
    gate: Gate | None = None
    evidence: Sentence
    sources: Annotated[dict[SourceKey, Source], Field(min_length=2)]
    review: Review

    def stretch(self, stretch_id: str) -> Stretch:
        """Return the stretch with an id."""
        return next(stretch for stretch in self.stretches if stretch.id == stretch_id)
