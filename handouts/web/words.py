"""Read what the page says that does not stand in a template."""

from __future__ import annotations

from functools import cache
from typing import Literal

from patterns.field_types import CountryCode, Label, Region, Sentence
from patterns.model.activity import ActivityKind
from patterns.model.dose import Figure
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped
from patterns.sections import SectionId
from patterns.text import Side

Refusal = Literal["host", "method", "site", "origin", "cookie", "key", "user"]
"""Why a request is refused."""


class FigureWords(Model):
    """The label of a figure of a dose, the unit of its bounds, and how a card says it."""

    label: Label
    unit: Label
    short: Label


class ChartWords(Model):
    """The sentences of the text for the chart."""

    given: Sentence
    sided: Sentence
    unsided: Sentence
    remedy: Sentence
    at_place: Sentence
    printed: Sentence


class SearchWords(Model):
    """Words of a search that tell nothing, and words that mean the same, in small letters."""

    stop: frozenset[str]
    same: dict[str, tuple[str, ...]]


class PageWords(Model):
    """The content of `words.yaml`."""

    refused: dict[Refusal, Sentence]
    fault: Sentence
    page_closed: Sentence
    not_found: Sentence
    not_understood: Sentence
    no_browser: Sentence
    roster: Label
    pattern_gone: Sentence
    your_clinic: Label
    no_folder: Sentence
    pack_name: Sentence
    confirm: Sentence
    many_minutes: Sentence
    no_card: Sentence
    many_sides: Sentence
    chart: ChartWords
    dose: dict[Figure, FigureWords]
    areas: dict[Region, Label]
    kinds: dict[ActivityKind, Label]
    countries: dict[CountryCode, Label]
    editions: dict[str, Label]
    papers: dict[str, Label]
    parts: dict[SectionId, Label]
    sides: dict[Side, Label]
    script: dict[str, Sentence]
    search: SearchWords


@cache
def words() -> PageWords:
    """Read the words of the page."""
    return read_shipped("handouts", "web/words.yaml", PageWords)
