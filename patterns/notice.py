"""Load the liability notice of a country, by a tag such as `en-US`, in the language of a sheet.

A country without a notice of its own gets the stricter one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from patterns.errors import UserError
from patterns.field_types import CountryCode, Label, Sentence, Version
from patterns.schema.base import Model
from patterns.schema.loader import read_model
from patterns.translation import read_translation
from patterns.translation_paths import ENGLISH, SHARED_ROOT, language_file

if TYPE_CHECKING:
    from pathlib import Path

TAG = re.compile(r"([a-z]{2,3})-([A-Z]{2})")
"""The language and the country of a notice."""

NoticeParagraph = Annotated[tuple[Sentence, ...], Field(min_length=1, max_length=4)]


class NoticeText(Model):
    """The notice of one file; `{emergency}` in a sentence stands for the number to call.

    `elsewhere` are the words for the number of a country that is not listed. Only the notice that
    such countries get has them.
    """

    id: Annotated[str, Field(pattern=f"^{TAG.pattern}$")]
    version: Version
    title: Label
    paragraphs: Annotated[tuple[NoticeParagraph, ...], Field(min_length=1, max_length=4)]
    elsewhere: Label | None = None


class CountryNotice(Model):
    """The number to call in a country, and the country whose notice it gets."""

    notice: CountryCode
    emergency: Annotated[str, Field(pattern="^[0-9]+$")]


class Countries(Model):
    """The countries with an entry of their own, `other` for the rest, and the codes of these.

    `mistaken` are codes of no country that people write for the code of one.
    """

    countries: dict[str, CountryNotice]
    others: frozenset[CountryCode]
    mistaken: dict[CountryCode, CountryCode]


class Notice(NoticeText):
    """The notice for one country, with its emergency number filled in; `language` is a tag."""

    language: str
    country: str
    emergency: str

    @property
    def sentences(self) -> tuple[str, ...]:
        """All sentences in order."""
        return tuple(sentence for paragraph in self.paragraphs for sentence in paragraph)


@cache
def load_countries() -> Countries:
    """Read which notice each country gets."""
    return read_model(SHARED_ROOT / "notices/countries.yaml", Countries)


def load_notice(tag: str, language: str = ENGLISH, library: Path | None = None) -> Notice:
    """Load the notice for the country of a tag such as `en-US`, in a language.

    `library` is the clinic's own, which may have a translation. Raises `UserError` if the tag is no
    such tag, or if there is no translation.
    """
    country, named = country_of(tag), load_countries().countries
    entry = named.get(country, named["other"])
    original = SHARED_ROOT / f"notices/{ENGLISH}-{entry.notice}.yaml"
    if language == ENGLISH:
        text = _english(original)
    else:
        path = notice_file(tag, language, library)
        text = read_translation(path, original, NoticeText, whole=True)
    emergency = entry.emergency
    if country not in named and text.elsewhere:
        emergency = text.elsewhere.format(number=emergency)
    paragraphs = tuple(
        tuple(sentence.replace("{emergency}", emergency) for sentence in paragraph)
        for paragraph in text.paragraphs
    )
    parts = {**text.model_dump(), "paragraphs": paragraphs}
    return Notice(**parts, language=f"{language}-{country}", country=country, emergency=emergency)


@cache
def _english(path: Path) -> NoticeText:
    return read_model(path, NoticeText)


def notice_file(tag: str, language: str, library: Path | None = None) -> Path:
    """Return the file of the notice for the country of a tag, whether it exists or not."""
    named = load_countries().countries
    entry = named.get(country_of(tag), named["other"])
    return language_file(SHARED_ROOT, f"notices/{language}-{entry.notice}.yaml", library)


def country_of(tag: str) -> str:
    """Return the country of a tag such as `en-US`; raise `UserError` if it has none."""
    if fault := tag_fault(tag):
        message, hint = fault
        raise UserError.one(message, field="notice", hint=hint)
    return tag.partition("-")[2]


def tag_fault(tag: str) -> tuple[str, str] | None:
    """Return what is wrong with the tag of a notice, and the way out; None if nothing is."""
    match = TAG.fullmatch(tag)
    if match is None:
        return "is no language and country", "write it like en-US or en-GB"
    language, country = match.groups()
    known = load_countries()
    if country in known.countries or country in known.others:
        return None
    named = ", ".join(sorted(known.countries.keys() - {"other"}))
    hint = f"known here: {named}, and all other codes of ISO 3166, such as DE"
    if meant := known.mistaken.get(country):
        hint = f"write {language}-{meant}; {hint}"
    return f"names {country}, which is no country", hint
