"""Read the fixed words of the sheet in one language, and format numbers and dates with them."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from handouts.request.languages import locale_file
from patterns.conditions import Advice
from patterns.field_types import CountryCode, Label, Sentence
from patterns.mark_kinds import MarkName
from patterns.model.dose import Figure, Flag
from patterns.model.parts import CountryWords
from patterns.model.pattern import Moment
from patterns.remedies import RemedyName
from patterns.schema.base import Model
from patterns.schema.loader import read_model
from patterns.text import Side
from patterns.translation import read_translation
from patterns.translation_paths import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from patterns.field_types import IntRange


class DateForms(Model):
    """The names of the months, the form of a date by country, and of a month with its year."""

    months: Annotated[tuple[Label, ...], Field(min_length=12, max_length=12)]
    long: CountryWords
    short: Label


class StripLabels(Model):
    """The words for the side in the badge, and the labels of the strip under the title."""

    client: Label
    sides: dict[Side, Label]
    date: Label
    next_visit: Label
    note: Label


class Headings(Model):
    """The headings that are the same for every pattern."""

    short: Label
    hurts: Label
    triggers: Label
    together: Label
    week: Label
    check: Label
    help: Label
    credits: Label


class MarkWords(Model):
    """The words of one kind of mark; a kind without a label has no name in the margin.

    `coloured` is what sentences call it, `colourless` the same on a sheet without colors.
    """

    label: Label | None = None
    legend: Sentence
    spoken: Sentence
    at_site: Sentence | None = None
    at_other_site: Sentence | None = None
    coloured: Label | None = None
    colourless: Label | None = None

    def of_remedy(self, name: str) -> MarkWords:
        """Return the words with the name of the remedy that the mark stands for."""
        given = self.model_dump(exclude_none=True)
        return MarkWords(**{key: words.replace("{remedy}", name) for key, words in given.items()})


class DoseWords(Model):
    """The words of each part of a dose.

    `alone` is a whole fact, with `{n}` for its number and `{times}` for "twice"; `units` is what
    stands beside its numeral. `exact` has facts for single numbers, such as 7 days a week.
    """

    alone: dict[Figure, Label]
    units: dict[Figure, Label]
    exact: dict[Figure, dict[str, Label]]
    flags: dict[Flag, Label]
    numeral_range: Label
    one_patch: Label
    each_side: Label
    scale: Sentence


class PatchWords(Model):
    """The words of the patch section."""

    chosen: Label
    write_in: tuple[Label, ...]
    limit: Sentence
    night: Sentence


class CheckWords(Model):
    """The words of the table of conditions to check first."""

    lead: Sentence
    condition: Label
    cells: dict[Advice, Label]
    headed: dict[Advice, Label]
    join: Label
    stage: Label


class WeekWords(Model):
    """The words of the tick chart."""

    use: Sentence
    remedy: Label
    days: Annotated[tuple[Label, ...], Field(min_length=7, max_length=7)]
    minutes: Sentence
    apart: Sentence


class CountryHeading(CountryWords):
    """A heading that depends on the country, of one or two sentences."""

    other: Sentence
    by_country: dict[CountryCode, Sentence] = Field(default_factory=dict)


class HelpWords(Model):
    """The headings of the three tiers of warning signs; `{emergency}` is the number to call."""

    now: CountryHeading
    today: CountryHeading
    soon: CountryHeading


class CreditWords(Model):
    """The words on the clinic, the sources and the review."""

    no_contact: Sentence
    prepared_by: Sentence
    sources: Sentence
    large_print: Sentence
    record: Sentence
    reviewed: Sentence
    awaiting: Sentence


class PileWords(Model):
    """The title of a merged file, and the words of its separator sheets."""

    title: Label
    separator: Label
    sides: Label
    copies: Label


class CardWords(Model):
    """The words of the card that goes with a sheet."""

    week: Label
    minutes: Label
    stop: Sentence
    named: Sentence
    signs: Sentence
    goes_with: Sentence
    check: Sentence
    page: Label


class TimesWords(Model):
    """How many times something is done; `exact` has the words for single numbers, such as 2."""

    exact: dict[str, Label]
    other: Label


class Locale(Model):
    """Every fixed word of the sheet.

    `proper_nouns` keep their capital where a sentence is written on after a colon, and
    `one_letter_words` lose it. `singular` has the word after a 1 for each plural in a dose.
    """

    range: Label
    page: Label
    number: Label
    signs_at: Sentence
    dates: DateForms
    proper_nouns: tuple[str, ...]
    one_letter_words: tuple[str, ...]
    times: TimesWords
    singular: dict[str, str]
    strip: StripLabels
    headings: Headings
    marks: dict[MarkName, MarkWords]
    under_pain: Sentence
    triggers: tuple[Label, Label]
    habits: dict[Literal["trigger", "instead"], Sentence]
    dose: DoseWords
    patch: PatchWords
    moments: dict[Moment, Label]
    applications: dict[RemedyName, Label]
    needs: Sentence
    stop_if: Sentence
    not_advised: Label
    check: CheckWords
    week: WeekWords
    help: HelpWords
    credits: CreditWords
    card: CardWords
    pile: PileWords
    footer: Sentence
    footer_awaiting: Label

    def format_range(self, span: IntRange) -> str:
        """Format a number or a range of numbers."""
        if span.low == span.high:
            return str(span.low)
        return self.range.format(low=span.low, high=span.high)

    def format_fact(self, template: str, figures: Mapping[str, object]) -> str:
        """Format a short fact with its figures, with the singular after a 1."""
        fact = template.format(**figures)
        for plural, singular in self.singular.items():
            fact = re.sub(rf"\b1 {re.escape(plural)}\b", f"1 {singular}", fact)
        return fact

    def format_times(self, span: IntRange) -> str:
        """Format how many times something is done."""
        number = self.format_range(span)
        return self.times.exact.get(number, self.times.other.format(n=number))

    def date_forms(self, country: str) -> tuple[str, ...]:
        """Return the form of a date in each month, with `{day}` and `{year}` left open."""
        form = self.dates.long.in_country(country)
        return tuple(form.replace("{month}", month) for month in self.dates.months)

    def format_date(self, day: date, country: str) -> str:
        """Write a date in words the way a country does."""
        return self.date_forms(country)[day.month - 1].format(day=day.day, year=day.year)

    def format_month(self, day: date) -> str:
        """Write the month and the year of a date."""
        month = self.dates.months[day.month - 1]
        return self.dates.short.format(month=month, year=day.year)

    def inside_sentence(self, text: str) -> str:
        """Write a sentence on after a colon, with a small first letter unless its word needs it.

        Acronyms ("SI joint"), other single letters ("I", "X-ray"), names with figures ("L4") and
        proper nouns ("Achilles tendon") keep their capital.
        """
        word = _LETTERS.match(text)
        if word is None or word.group() in self.proper_nouns:
            return text
        following = text[word.end() : word.end() + 1]
        short = word.group() in self.one_letter_words and following.isspace()
        plain = len(word.group()) > 1 and word.group()[1:].islower() and not following.isdigit()
        return text[0].lower() + text[1:] if short or plain else text


_LETTERS = re.compile(r"[^\W\d_]+")


def capital(text: str) -> str:
    """Write a text with a capital first letter."""
    return text[:1].upper() + text[1:]


def load_locale(language: str = ENGLISH, library: Path | None = None) -> Locale:
    """Read the words of a language; `library` is the clinic's own, which may have them."""
    if language == ENGLISH:
        return _english()
    path = locale_file(language, library)
    return read_translation(path, locale_file(ENGLISH, None), Locale, whole=True)


@cache
def _english() -> Locale:
    return read_model(locale_file(ENGLISH, None), Locale)
