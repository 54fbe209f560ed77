"""Parts that patterns and activities share: words, sources, pictures and reviews."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import model_validator

from patterns import text
from patterns.field_types import CountryCode, Label, Sentence
from patterns.mark_kinds import MarkName
from patterns.schema.base import Model


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
    """The texts, labels and marks of a plate; its drawing is in `pictures/` under its id."""

    alt: Sentence
    caption: Sentence
    labels: tuple[PictureLabel, ...] = ()
    marks: tuple[Mark, ...] = ()


class Review(Model):
    """Who wrote the advice, who reviewed it, and when the next review is due."""

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
