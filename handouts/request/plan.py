"""A plan: what one client takes home from one session, read from a file or standard input.

It holds the client's name, which is health data: it goes on the page and nowhere else.
"""

from __future__ import annotations

import datetime
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from handouts.request.limits import MAX_NOTE, MAX_PERSONAL_LINE
from patterns.field_types import Slug
from patterns.schema.base import Model
from patterns.sections import SectionId


def _one_line(text: str) -> str:
    """Take the spaces of any kind around a line away; it must not be empty then."""
    line = text.strip()
    if not line:
        raise ValueError("is empty; write something, or leave the key out")
    if "\n" in line:
        raise ValueError("must be one line; write it on one line")
    if unicodedata.category(line[0])[0] == "M":
        raise ValueError("begins with an accent that belongs to no letter; write it anew")
    return line


PersonalLine = Annotated[
    str, Field(min_length=1, max_length=MAX_PERSONAL_LINE), AfterValidator(_one_line)
]
PersonalNote = Annotated[str, Field(min_length=1, max_length=MAX_NOTE), AfterValidator(_one_line)]


class Plan(Model):
    """The choices of one session, and the client's own lines; every key may be left out."""

    client: PersonalLine | None = Field(default=None, description="The client's name, as printed")
    side: Literal["left", "right", "both"] | None = Field(default=None, description="The sore side")
    site: Slug | None = Field(
        default=None, description="Where the patch goes: an id of the pattern"
    )
    sections: Annotated[tuple[SectionId, ...], Field(min_length=1)] | None = Field(
        default=None, description="The sections to print; help, notice and credits always do"
    )
    detail: Literal["full", "brief"] | None = Field(
        default=None, description="Brief leaves out reasons and tips; a choice of sections is brief"
    )
    edition: Literal["standard", "large-print", "ink-saver"] | None = Field(
        default=None, description="How it is printed; standard if left out"
    )
    stretches: Annotated[tuple[Slug, ...], Field(min_length=1)] | None = Field(
        default=None, description="The stretches to print: ids of the pattern"
    )
    note: PersonalNote | None = Field(
        default=None, description="A few words from you to the client"
    )
    date: datetime.date | None = Field(
        default=None, description="The day of the session, as 2026-11-23"
    )
    next_visit: PersonalLine | None = Field(
        default=None, description="When you meet again, in words"
    )
    confirmed: tuple[Slug, ...] = Field(
        default=(), description="What you have checked, where a pattern has a gate: its id"
    )
