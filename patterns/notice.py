"""Load the liability notice of a country, by a tag such as `en-US`.

A country without a notice of its own gets the stricter one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated

from pydantic import Field

from patterns.errors import UserError
from patterns.field_types import Label, Sentence, Version
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

_TAG = re.compile(r"[a-z]{2,3}-([A-Z]{2})")


class NoticeText(Model):
    """The notice of one file; `{emergency}` in a sentence stands for the number to call."""

    id: Annotated[str, Field(pattern="^[a-z]{2}-[A-Z]{2}$")]
    version: Version
    language: str
    title: Label
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=3, max_length=12)]


class CountryNotice(Model):
    """The notice and the emergency number of a country."""

    notice: str
    emergency: str


class Countries(Model):
    """The countries with an entry of their own, and `other` for the rest."""

    countries: dict[str, CountryNotice]


class Notice(NoticeText):
    """The notice for one country, with its emergency number filled in."""

    country: str
    emergency: str


@cache
def load_notice(tag: str) -> Notice:
    """Load the notice for a tag such as `en-US`; raise `UserError` if it is no such tag."""
    match = _TAG.fullmatch(tag)
    if match is None:
        hint = "write it like en-US or en-GB"
        raise UserError.one("is no language and country", field="notice", hint=hint)
    country = match.group(1)
    named = read_shipped("patterns", "notices/countries.yaml", Countries).countries
    entry = named.get(country, named["other"])
    text = read_shipped("patterns", f"notices/{entry.notice}.yaml", NoticeText)
    sentences = tuple(line.replace("{emergency}", entry.emergency) for line in text.sentences)
    parts = {**text.model_dump(), "sentences": sentences}
    return Notice(**parts, country=country, emergency=entry.emergency)
