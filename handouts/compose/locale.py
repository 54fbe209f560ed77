"""Read the fixed words of the sheet in one language, and format numbers and dates with them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from patterns.conditions import Advice
from patterns.model.dose import Figure, Flag
from patterns.model.parts import CountryWords
from patterns.model.pattern import Moment
from patterns.remedies import RemedyName
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from patterns.field_types import IntRange


class DateForms(Model):
    """The names of the months, the form of a date by country, and of a month with its year."""

    months: Annotated[tuple[str, ...], Field(min_length=12, max_length=12)]
    long: CountryWords
    short: str


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
    care: str
    together: str
    week: str
    check: str
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


class DoseWords(Model):
    """The words of each part of a dose.

    `alone` is a whole fact, with `{n}` for its number and `{times}` for "twice"; `units` is what
    stands beside its numeral. `exact` has facts for single numbers, such as 7 days a week.
    """

    alone: dict[Figure, str]
    units: dict[Figure, str]
    exact: dict[Figure, dict[str, str]]
    flags: dict[Flag, str]
    numeral_range: str
    one_patch: str
    each_side: str
    scale: str


class PatchWords(Model):
    """The words of the patch section."""

    chosen: str
    write_in: tuple[str, ...]
    limit: str
    night: str


class CheckWords(Model):
    """The words of the table of conditions to check first."""

    lead: str
    condition: str
    cells: dict[Advice, str]
    headed: dict[Advice, str]
    join: str
    stage: str


class WeekWords(Model):
    """The words of the tick chart."""

    remedy: str
    days: tuple[str, ...]
    minutes: str
    apart: str


class HelpWords(Model):
    """The headings of the three tiers of warning signs; `{emergency}` is the number to call."""

    now: CountryWords
    today: CountryWords
    soon: CountryWords


class CreditWords(Model):
    """The words on the clinic, the sources and the review."""

    no_contact: str
    prepared_by: str
    sources: str
    large_print: str
    link_alt: str
    record: str
    reviewed: str
    awaiting: str


class PileWords(Model):
    """The title of a merged file, and the words of its separator sheets."""

    title: str
    separator: str
    sides: str
    copies: str


class Locale(Model):
    """Every fixed word of the sheet."""

    range: str
    page: str
    dates: DateForms
    proper_nouns: tuple[str, ...]
    side: dict[str, str]
    times: dict[str, str]
    singular: dict[str, str]
    strip: StripLabels
    headings: Headings
    marks: dict[str, MarkWords]
    under_pain: str
    triggers: tuple[str, str]
    dose: DoseWords
    patch: PatchWords
    moments: dict[Moment, str]
    applications: dict[RemedyName, str]
    stop_if: str
    not_advised: str
    check: CheckWords
    week: WeekWords
    help: HelpWords
    credits: CreditWords
    pile: PileWords
    footer: str
    footer_awaiting: str

    def format_range(self, span: IntRange) -> str:
        """Format a number or a range of numbers."""
        if span.low == span.high:
            return str(span.low)
        return self.range.format(low=span.low, high=span.high)

    def format_fact(self, template: str, figures: Mapping[str, object]) -> str:
        """Format a short fact with its figures, with the singular after a 1."""
        fact = template.format(**figures)
        for plural, singular in self.singular.items():
            fact = re.sub(rf"\b1 {plural}\b", f"1 {singular}", fact)
        return fact

    def format_times(self, span: IntRange) -> str:
        """Format how many times something is done."""
        number = self.format_range(span)
        return self.times.get(number, self.times["other"].format(n=number))

    def inside_sentence(self, text: str) -> str:
        """Write a sentence on after a colon, with a small first letter unless its word needs it.

        Acronyms ("SI joint"), single letters ("I", "X-ray"), names with figures ("L4") and the
        proper nouns of the locale ("Achilles tendon") keep their capital.
        """
        word = _LETTERS.match(text)
        if word is None or word.group() in self.proper_nouns:
            return text
        following = text[word.end() : word.end() + 1]
        article = word.group() == "A" and following.isspace()
        plain = len(word.group()) > 1 and word.group()[1:].islower() and not following.isdigit()
        return text[0].lower() + text[1:] if article or plain else text


_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def load_locale(language: str) -> Locale:
    """Read the words of a language tag such as `en-US`; its first part chooses the file."""
    path = f"locales/{language.partition('-')[0]}.yaml"
    return read_shipped("handouts.compose", path, Locale)


def date_forms(language: str) -> tuple[str, ...]:
    """Give the long form of a date in each month, with `{day}` and `{year}` left open."""
    dates = load_locale(language).dates
    form = dates.long.in_country(language.partition("-")[2])
    return tuple(form.replace("{month}", month) for month in dates.months)


def format_date(day: date, language: str) -> str:
    """Write a date in words the way a country does."""
    return date_forms(language)[day.month - 1].format(day=day.day, year=day.year)


def format_month(day: date, language: str) -> str:
    """Write the month and the year of a date."""
    dates = load_locale(language).dates
    return dates.short.format(month=dates.months[day.month - 1], year=day.year)
