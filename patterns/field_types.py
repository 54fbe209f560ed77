"""Types of fields in YAML files: ids, sentences, labels, names, sites of the body, ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, Field, GetJsonSchemaHandler, model_validator

from patterns.schema.base import Model
from patterns.schema.client_text import MAY_HOLD_COMMAS, READ_BY_CLIENT

if TYPE_CHECKING:
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


def _not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("is empty; write something")
    return text


Slug = Annotated[
    str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40, examples=["deep-hip-pain"])
]
Version = Annotated[str, Field(pattern=r"^\d+\.\d+$", examples=["1.0"])]
_Long = Annotated[str, Field(min_length=1, max_length=320), AfterValidator(_not_blank)]
_Short = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_not_blank)]

Sentence = Annotated[_Long, READ_BY_CLIENT, MAY_HOLD_COMMAS]
"""One or more sentences that a client reads; a translation has its own."""

Label = Annotated[_Short, READ_BY_CLIENT]
"""A few words that a client reads; a translation has its own."""

Remark = _Long
"""A sentence for therapists, as all messages are; it is not translated."""

Name = _Short
"""A name that is the same in each language: of a source, a person, a muscle."""

SourceKey = Annotated[str, Field(min_length=1, max_length=40)]
CountryCode = Annotated[str, Field(pattern="^[A-Z]{2}$", examples=["US"])]

Region = Literal[
    "head", "jaw", "neck", "chest", "shoulder", "arm", "elbow", "wrist", "hand", "upper-back",
    "low-back", "abdomen", "hip", "thigh", "knee", "calf", "ankle", "foot",
]  # fmt: skip
"""Where a pattern hurts; `warning_signs.yaml` lists the warning signs of each region."""

BodySite = Literal[
    "abdomen", "ankle", "armpit", "back-of-head", "back-of-knee", "back-of-neck",
    "back-of-thigh", "bone", "breast", "buttock", "calf", "chest", "elbow", "eye", "face",
    "foot-sole", "forearm", "forehead", "front-of-hip", "front-of-knee", "front-of-neck",
    "groin", "hand", "heel", "inner-elbow", "inner-thigh", "jaw", "low-back", "outer-hip",
    "outer-knee", "palm", "ribs", "shin", "shoulder", "shoulder-blade", "side-of-neck",
    "sit-bone", "spine", "tailbone", "temple", "thigh", "throat", "thumb", "top-of-foot",
    "top-of-shoulder", "upper-arm", "upper-back", "waist", "wrist",
]  # fmt: skip
"""Where a remedy is put; `remedies.yaml` lists the sites that a remedy may never touch."""


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


class LocalSentence(Model):
    """A sentence that may be printed in some countries only, or in all but some."""

    say: Sentence
    only_in: tuple[CountryCode, ...] = ()
    not_in: tuple[CountryCode, ...] = ()

    def fits(self, country: str) -> bool:
        """Whether the sentence may be printed in a country."""
        return country not in self.not_in and (not self.only_in or country in self.only_in)
