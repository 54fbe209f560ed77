"""Parts that patterns and activities share: words, sources, pictures and reviews."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from patterns import text
from patterns.field_types import CountryCode, Label, Name, Sentence
from patterns.mark_kinds import MarkName
from patterns.schema.base import Model
from patterns.schema.client_text import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema


class SideWords(Words):
    """Words that depend on the side: `one` for either side, or `left` and `right`.

    In `one`, `{side}` and `{other side}` stand for the names of the sides. A language in which
    these follow the gender of the part of the body needs `left` and `right`.
    """

    one: Label | None = None
    left: Label | None = None
    right: Label | None = None
    both: Label

    @model_validator(mode="after")
    def _each_side_has_words(self) -> SideWords:
        given = (self.one is not None, self.left is not None, self.right is not None)
        if given not in ((True, False, False), (False, True, True)):
            raise ValueError("has no words for each side; write one, or left and right")
        return self

    def on(self, side: text.Side, sides: Mapping[text.Side, str]) -> str:
        """Return the words for a side; `sides` are the names of the sides."""
        given = {"left": self.left, "right": self.right, "both": self.both}[side]
        if given is not None:
            return given
        names = {"side": sides[side], "other side": sides[text.OTHER[side]]}
        return text.substitute(self.one or "", names)


class CountryWords(Words):
    """Words that depend on the country of the notice; `other` is for every country not listed."""

    other: Label
    by_country: dict[CountryCode, Label] = Field(default_factory=dict)

    def in_country(self, country: str) -> str:
        """Give the words for a country."""
        return self.by_country.get(country, self.other)


class TermWords(Words):
    """What explains a term; written as a text, or with the `word` that prints instead of its key.

    The key of a term stays in the brackets of a translation, so each translation gives its word.
    """

    word: Label | None = None
    means: Label

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, value: Any) -> Any:
        return {"means": value} if isinstance(value, str) else value

    def under(self, key: str) -> text.ExplainedTerm:
        """Return the word that prints for the key, and its explanation."""
        return text.ExplainedTerm(self.word or key, self.means)

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Describe the short form, which is that of an original."""
        shape = {"type": "string", "minLength": 1, "maxLength": 80}
        return {**shape, "description": "What explains the term where it is first read."}


class Source(Model):
    """Where a fact comes from; `general` marks general knowledge, for which no page was found."""

    cite: Name
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
    """The texts, labels and marks of a plate; its drawing is in `pictures/` under its id.

    `seen_from` says on which margin the sore side is.
    """

    alt: Sentence
    seen_from: Literal["behind", "front"] = "behind"
    caption: Sentence
    labels: tuple[PictureLabel, ...] = ()
    marks: tuple[Mark, ...] = ()


class Review(Model):
    """Who wrote the advice, who reviewed it, and when the next review is due."""

    author: Name
    status: Literal["awaiting clinical review", "reviewed"]
    reviewed_by: Name | None = None
    reviewed_on: date
    next_review: date

    @model_validator(mode="after")
    def _signed_when_reviewed(self) -> Review:
        if self.status == "reviewed" and self.reviewed_by is None:
            raise ValueError("says reviewed but not by whom; add reviewed_by")
        return self
