"""Compose handouts, and read their words, sections and blocks."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.document import Beside, Handout, Section
from handouts.layout.document import lay_out
from handouts.request.plan import Plan
from handouts.template.model import DocumentInfo
from handouts.template.stamp import prepare, stamp
from patterns.catalog import Entry, load
from patterns.notice import load_notice
from patterns.pattern import Pattern
from patterns.sections import SECTIONS
from patterns.text import StyledRun, plain
from tests.helpers import OWN_PATTERNS
from tests.helpers.requests import request_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from handouts.brand.model import Brand
    from handouts.layout.document import PrintSettings

T = TypeVar("T")

HIP = "lateral-hip-rotators"
CALF = "calf"
NECK = "sternocleidomastoid"
OWN = OWN_PATTERNS

CONFIRMED = {HIP: (), CALF: ("no-clot",), NECK: ("dizziness-checked",)}
"""The confirmations that each pattern requires."""

SIDES = ("left", "right", "both")
NAMES = (HIP, CALF, NECK)
TAGS = ("en-US", "en-GB", "en-AU", "de-DE")

section_choices = st.lists(st.sampled_from(SECTIONS), min_size=1, unique=True).map(tuple)
plans = st.builds(
    Plan,
    side=st.sampled_from([*SIDES, None]),
    sections=st.none() | section_choices,
    detail=st.sampled_from(["full", "brief", None]),
)

UNPRINTED = frozenset(
    {
        "at",
        "id",
        "joint",
        "kind",
        "language",
        "link",
        "margin",
        "name",
        "page_of",
        "pattern",
        "style",
        "variant",
    }
)
"""Fields that are not printed as words."""


@cache
def entry(name: str = HIP) -> Entry:
    return load(name, OWN)


def bent(name: str, change: Mapping[str, object]) -> Entry:
    """Change values of a pattern at dotted paths, and validate it again."""
    tree = json.loads(entry(name).pattern.model_dump_json())
    for place, value in change.items():
        *way, last = (int(step) if step.isdigit() else step for step in place.split("."))
        part: Any = tree
        for step in way:
            part = part[step]
        part[last] = value
    return replace(entry(name), pattern=Pattern.model_validate_json(json.dumps(tree)))


def handout(
    plan: Plan | None = None,
    name: str = HIP,
    *,
    tag: str = "en-US",
    brand: Brand | None = None,
    of: Entry | None = None,
) -> Handout:
    """Compose a plan with all required confirmations."""
    chosen = (plan or Plan()).model_copy(update={"confirmed": CONFIRMED[name]})
    return compose(
        of or entry(name), request_of(chosen, name), brand or plain_brand(), load_notice(tag)
    )


def printed(made: Handout, how: PrintSettings, pictures: Path) -> bytes:
    """Lay out a handout and stamp it with no client."""
    names = (made.title, made.subtitle, how.brand.name, "Sheets", made.language)
    about = DocumentInfo("test", "1", *names, side=None, edition=how.edition, paper=how.paper)
    return stamp(prepare(lay_out(made, how, pictures, about)), {})


def texts(part: object) -> Iterator[str]:
    """Yield the words of a handout, or of a part of one, in reading order."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple) and part and isinstance(part[0], StyledRun):
        yield plain(part)
    elif isinstance(part, tuple):
        for item in part:
            yield from texts(item)
    elif isinstance(part, Beside):
        yield from texts((part.blocks, part.picture))
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in UNPRINTED:
                yield from texts(getattr(part, field.name))


def words_of(part: object) -> str:
    """Return the words of a part as one text."""
    return " ".join(texts(part))


def sections(made: Handout, section_id: str) -> tuple[Section, ...]:
    """Return the sections with an id."""
    return tuple(section for section in made.sections if section.id == section_id)


def parts_of(part: object, kind: type[T]) -> Iterator[T]:
    """Yield the blocks of one type at any depth."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, tuple):
        for item in part:
            yield from parts_of(item, kind)
    elif is_dataclass(part):
        for field in fields(part):
            yield from parts_of(getattr(part, field.name), kind)
