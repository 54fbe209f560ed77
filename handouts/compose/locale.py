"""The fixed words of the sheet in one language, and how numbers and dates are said in it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from handouts.template.dates import fill_date
from patterns.schema.base import Model
from patterns.schema.loader import parse_model

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.field_types import IntRange


class StripLabels(Model):
    """The labels of the strip under the title."""

    client: str
    side: str
    date: str
    next_visit: str
    note: str


class Headings(Model):
    """The headings that are the same for every pattern."""

    short: str
    hurts: str
    triggers: str
    together: str
    week: str
    help: str
    credits: str


class MarkWords(Model):
    """The words of one kind of mark; a kind without a label has no name in the margin."""

    label: str = ""
    legend: str
    spoken: str
    at_site: str = ""
    at_other_site: str = ""
    colourless: str = ""


class HurtsWords(Model):
    """What is said of the sore spot where it lies under the pain."""

    under_pain: str


class Triggers(Model):
    """The heads of the table of triggers."""

    what: str
    instead: str


class DoseWords(Model):
    """What the short facts of each remedy say."""

    patch: tuple[str, ...]
    ball: tuple[str, ...]
    hold: tuple[str, ...]
    care: tuple[str, ...]
    each_side: str


class PatchWords(Model):
    """The words of the patch section."""

    chosen: str
    write_in: tuple[str, ...]
    limit: str
    night: str


class CareWords(Model):
    """The words around heat and cold: headings for either and both, and for cold after a flare."""

    heat: str
    cold: str
    both: str
    then_cold: str


class WeekWords(Model):
    """The words of the tick chart."""

    remedy: str
    days: tuple[str, ...]
    minutes: str


class HelpWords(Model):
    """The two ways to get help."""

    now: str
    soon: str


class Credits(Model):
    """The words that say who made the sheet and when it was looked at."""

    no_contact: str
    prepared_by: str
    sources: str
    large_print: str
    link_alt: str
    record: str
    reviewed: str
    awaiting: str


class PileWords(Model):
    """The name of a pile of sheets, and what the sheet before each handout says."""

    title: str
    separator: str
    sides: str
    copies: str


class Locale(Model):
    """Every fixed word of the sheet."""

    range: str
    page: str
    side: dict[str, str]
    times: dict[str, str]
    singular: dict[str, str]
    strip: StripLabels
    headings: Headings
    marks: dict[str, MarkWords]
    hurts: HurtsWords
    triggers: Triggers
    dose: DoseWords
    patch: PatchWords
    care: CareWords
    week: WeekWords
    help: HelpWords
    credits: Credits
    pile: PileWords
    footer: str
    footer_awaiting: str

    def span(self, span: IntRange) -> str:
        """Say a number or a range of numbers."""
        if span.low == span.high:
            return str(span.low)
        return self.range.format(low=span.low, high=span.high)

    def fact(self, template: str, figures: Mapping[str, object]) -> str:
        """Say a short fact with its figures; one of a thing is not several."""
        said = template.format(**figures)
        for several, one in self.singular.items():
            said = re.sub(rf"\b1 {several}\b", f"1 {one}", said)
        return said

    def often(self, span: IntRange) -> str:
        """Say how many times."""
        said = self.span(span)
        return self.times.get(said, self.times["other"].format(n=said))


@cache
def load_locale(language: str) -> Locale:
    """Read the words of a language tag such as `en-US`; its first part chooses the file."""
    name = f"{language.partition('-')[0]}.yaml"
    return parse_model(
        files("handouts.compose").joinpath("locales", name).read_bytes(), Locale, name=name
    )


def say_date(day: date, language: str, *, short: bool = False) -> str:
    """Write a date in words the way a language and country do."""
    # Babel takes 40 ms to import and only a new template needs it.
    from babel.dates import format_date, format_skeleton

    locale = language.replace("-", "_")
    if short:
        return str(format_skeleton("yMMMM", day, locale=locale))
    return str(format_date(day, "long", locale=locale))


def months(language: str) -> tuple[str, ...]:
    """Say a date of each month with its day and year left open, for
    `handouts.template.dates` to fill in.

    Raises `ValueError` for a language whose dates are not said that way.
    """
    sample = [date(1999, month, 28) for month in range(1, 13)]
    said = tuple(
        say_date(day, language).replace("28", "{day}").replace("1999", "{year}") for day in sample
    )
    for day in sample:
        for other in (day.replace(year=2026, day=1), day.replace(year=2040, day=17)):
            if fill_date(said, other) != say_date(other, language):
                raise ValueError(f"dates in {language} are more than a month, a day and a year")
    return said
