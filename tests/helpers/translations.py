"""A small model with every kind of text that a translation replaces."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from patterns.field_types import Label, Sentence
from patterns.model.parts import CountryWords, SideWords, TermWords
from patterns.schema.base import Model


class Step(Model):
    """A step, perhaps without words of its own."""

    use: str = ""
    minutes: int
    say: Sentence | None = None


class Card(Model):
    """A card with a title, steps, and tables of words."""

    id: str
    title: Label
    steps: tuple[Step, ...] = ()
    pause: Step | None = None
    terms: Annotated[dict[str, TermWords], Field(default_factory=dict)]
    words: Annotated[dict[str, SideWords], Field(default_factory=dict)]
    local_words: Annotated[dict[str, CountryWords], Field(default_factory=dict)]
