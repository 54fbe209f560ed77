"""A pattern: the reviewed recipe for one pain, as data that a sheet can be composed from.

Every sentence a client reads is a `Sentence`: written once, the side left open (see
`patterns.text`). Every dose is numbers with the key of the source they come from.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    GetJsonSchemaHandler,
    Tag,
    model_validator,
)

from patterns import text
from patterns.anatomy import BodySite, Region
from patterns.mark_kinds import MarkName
from patterns.schema.base import Model
from patterns.sections import SectionId

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write something")
    return text


Slug = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, examples=["deep-hip-pain"])
]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+$", examples=["1.0"])]
Sentence = Annotated[str, Field(min_length=1, max_length=320), AfterValidator(_filled)]
Label = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_filled)]
SourceKey = Annotated[str, Field(min_length=1, max_length=40)]
Country = Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["US"])]

Use = Literal["pillow", "patch", "patch-off", "ball", "stretch", "heat", "cold"]
"""What a step of a combination does; the forbidden orders are in `patterns.safety_rules`."""


class IntRange(Model):
    """A whole number or a range of them; written `3` or `[2, 3]` in a file."""

    low: Annotated[int, Field(ge=1)]
    high: Annotated[int, Field(ge=1)]

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        match value:
            case int() if not isinstance(value, bool):
                return {"low": value, "high": value}
            case [low, high]:
                return {"low": low, "high": high}
            case IntRange() | {"low": _, "high": _}:
                return value
        raise ValueError("is no number and no range; write it like 3 or [2, 3]")

    @model_validator(mode="after")
    def _low_before_high(self) -> IntRange:
        if self.low > self.high:
            raise ValueError("runs backwards; write the smaller number first")
        return self

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the short forms, which are the ones people write."""
        number = {"type": "integer", "minimum": 1}
        pair = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
        return {"anyOf": [number, pair], "description": cls.__doc__}


class SideWords(Model):
    """Words that follow the side: `{side}` and `{other side}` are filled in for one side."""

    one: Label
    both: Label

    def on(self, side: text.Side) -> str:
        """Give the words for a side."""
        if side == "both":
            return self.both
        return text.put(self.one, {"side": side, "other side": text.OTHER[side]})


class CountryWords(Model):
    """Words that follow the country of the notice; `other` is for every country not named."""

    other: Label
    by_country: dict[Country, Label]


class Source(Model):
    """Where a fact comes from; `general` marks knowledge that no page was found for."""

    cite: Label
    address: str = ""
    general: bool = False


class Mark(Model):
    """What is drawn on a picture: a shape on an anchor or over an area of it."""

    kind: MarkName
    at: str


class PictureLabel(Model):
    """A name in the margin of a plate, on the sore side or the other, tied by a leader line."""

    at: str
    text: Label
    margin: Literal["sore", "other"]


class PictureRef(Model):
    """How a picture is spoken and labeled; its drawing lies in `pictures/` under its id."""

    alt: Sentence
    caption: Sentence
    labels: tuple[PictureLabel, ...] = ()
    marks: tuple[Mark, ...] = ()


class TodayStep(Model):
    """One thing to do at once, and the section that tells more; it prints only with that."""

    about: SectionId
    label: Label
    do: Sentence


class InShort(Model):
    """The one message, and what to do today."""

    message: Sentence
    today: Annotated[tuple[TodayStep, ...], Field(min_length=1, max_length=3)]


class Hurts(Model):
    """Where the pain is felt, and why; `point` says where the sore spot lies."""

    feels: Sentence
    where: Sentence
    point_under_pain: bool
    point: Sentence | None = None
    why: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]
    picture: Slug | None = None

    @model_validator(mode="after")
    def _point_is_told(self) -> Hurts:
        if not self.point_under_pain and self.point is None:
            raise ValueError("says the sore spot is not under the pain, but not where; add point")
        return self


class Trigger(Model):
    """What sets the pain off, with examples, and what to do instead."""

    what: Sentence
    instead: Sentence


class Position(Model):
    """How to lie: steps, the reason they help, and what to look for in a pillow."""

    title: Label
    steps: Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=7)]
    why: Sentence
    pillow: Sentence | None = None
    picture: Slug | None = None


class PatchSite(Model):
    """A place where a patch may go, and the words that choose it."""

    id: Slug
    name: Label
    body: BodySite
    when: Sentence
    put: Sentence
    at: str | None = None


class PatchDose(Model):
    """How long a patch stays on and how often; the box of the product has the last word."""

    hours: Annotated[int, Field(ge=1)]
    product_allows_hours: Annotated[int, Field(ge=1)] = 8
    a_day: Annotated[int, Field(ge=1)]
    days: Annotated[int, Field(ge=1)]
    source: SourceKey


class PatchSize(Model):
    """A remark on kinds of patches; what may be said of a medicine differs by country."""

    say: Sentence
    only_in: tuple[Country, ...] = ()
    not_in: tuple[Country, ...] = ()

    def fits(self, country: str) -> bool:
        """Tell whether it may be said in a country."""
        return country not in self.not_in and (not self.only_in or country in self.only_in)


class Patch(Model):
    """Where the patch goes, which site when, and for how long."""

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
    """A remedy this pattern has no place for: why, and what to do instead."""

    title: Label
    why_not: Sentence
    instead: Sentence


class HoldDose(Model):
    """How long a stretch is held, how many times, how often a day."""

    hold_seconds: IntRange
    repeats: IntRange
    times_a_day: IntRange
    source: SourceKey


def _advised(value: object) -> str:
    """Tell the advice for a remedy from the advice against it, before either is validated."""
    against = "why_not" in value if isinstance(value, dict) else isinstance(value, NotAdvised)
    return "not advised" if against else "advised"


OrNotAdvised = Discriminator(_advised)


class Stretch(Model):
    """One stretch: what it is for, its steps and cues, and who must leave it out."""

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
    """Minutes of cold or heat, and the hours between two turns."""

    minutes: IntRange
    hours_apart: IntRange
    source: SourceKey


class Cold(Model):
    """Where the cold goes, when, and for how long."""

    body: BodySite
    wrapped: bool
    say: Sentence
    why: Sentence | None = None
    dose: CareDose
    picture: Slug | None = None


class Heat(Model):
    """Where the heat goes, when, and for how long."""

    body: BodySite
    say: Sentence
    dose: CareDose


class Flare(Model):
    """What to do if the usual steps stir the pain up, in order."""

    title: Label
    lead: Sentence
    stretch: Slug | None = None


class CombinationStep(Model):
    """One part of a combination."""

    use: Use
    say: Sentence


class Combination(Model):
    """Remedies that work well as a pair (`plus`) or one after the other (`then`)."""

    title: Label
    when: Literal["day", "night"]
    joint: Literal["plus", "then"]
    steps: Annotated[tuple[CombinationStep, ...], Field(min_length=1, max_length=5)]
    note: Sentence | None = None


class WeekRow(Model):
    """A line of the tick chart, and the section it belongs to."""

    about: SectionId
    stretch: Slug | None = None
    label: Label


class Gate(Model):
    """What the therapist must confirm before the sheet prints."""

    id: Slug
    ask: Sentence


class Review(Model):
    """Who wrote the pattern, who checked it, and when it must be looked at again."""

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
    patch: Annotated[
        Annotated[Patch, Tag("advised")] | Annotated[NotAdvised, Tag("not advised")], OrNotAdvised
    ]
    ball: Annotated[
        Annotated[BallUse, Tag("advised")] | Annotated[NotAdvised, Tag("not advised")], OrNotAdvised
    ]
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
        """Find a stretch by its id."""
        return next(stretch for stretch in self.stretches if stretch.id == stretch_id)
