"""The liability notices: a tag such as `en-US` in, the notice of that country out.

A country without a notice of its own gets the stricter one.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Annotated, TypeVar

from pydantic import Field

from patterns.errors import UserError
from patterns.field_types import Label, Sentence, Version
from patterns.schema.base import Model
from patterns.schema.loader import parse_model

M = TypeVar("M", bound=Model)

_TAG = re.compile(r"[a-z]{2,3}-([A-Z]{2})")


class NoticeText(Model):
    """One notice as its file gives it; `{emergency}` stands for the number to call."""

    id: Annotated[str, Field(pattern="^[a-z]{2}-[A-Z]{2}$")]
    version: Version
    language: str
    title: Label
    sentences: Annotated[tuple[Sentence, ...], Field(min_length=3, max_length=12)]


class Country(Model):
    """Which notice a country gets, and its emergency number."""

    notice: str
    emergency: str


class Countries(Model):
    """Every country that is named, and `other` for the rest."""

    countries: dict[str, Country]


class Notice(Model):
    """The notice for one country, its number filled in."""

    id: str
    version: str
    language: str
    country: str
    emergency: str
    title: str
    sentences: tuple[str, ...]


def load_notice(tag: str) -> Notice:
    """Give the notice for a tag such as `en-US`; raise `UserError` for what is no such tag."""
    match = _TAG.fullmatch(tag)
    if match is None:
        raise UserError.one(
            "is no language and country", field="notice", hint="write it like en-US or en-GB"
        )
    country = match.group(1)
    named = _read("countries", Countries).countries
    entry = named.get(country, named["other"])
    text = _read(entry.notice, NoticeText)
    return Notice(
        id=text.id,
        version=text.version,
        language=text.language,
        country=country,
        emergency=entry.emergency,
        title=text.title,
        sentences=tuple(s.replace("{emergency}", entry.emergency) for s in text.sentences),
    )


@cache
def _read(name: str, model: type[M]) -> M:
    """Read a file of this package once a process."""
    source = files("patterns").joinpath("notices", f"{name}.yaml").read_bytes()
    return parse_model(source, model, name=f"notices/{name}.yaml")
