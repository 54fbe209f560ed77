"""Collect the texts of a composed handout in reading order, each with its section and its kind.

The blocks are walked by their fields, so that a new kind of block is read without a change here.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Literal, TypeVar

from handouts.document import Points, Section, Subheading
from patterns.text import StyledRun, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import Handout
    from patterns.text import Rich

B = TypeVar("B")

TextKind = Literal["heading", "prose", "label"]

HEADING_FIELDS = frozenset({"head", "heading", "heads", "remedies", "title"})
UNPRINTED_FIELDS = frozenset(
    {"advice", "alt", "at", "id", "joint", "kind", "link", "margin", "name", "numeral",
     "shows", "style", "unit", "variant"}
)  # fmt: skip
"""Fields whose text is not on the page as words, or stands for the same words as another."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that is printed in one piece; `strong` is the number of its letters in bold."""

    section: Section
    kind: TextKind
    text: str
    strong: int = 0


def passages(handout: Handout) -> Iterator[Passage]:
    """Yield the texts of all sections."""
    for section in handout.sections:
        yield from _texts(section, section, "label")


def _texts(part: object, section: Section, kind: TextKind) -> Iterator[Passage]:
    """Yield the texts of a part; `kind` is that of a text without styles."""
    if isinstance(part, str):
        if part:
            yield Passage(section, kind, part)
    elif isinstance(part, tuple):
        if part and isinstance(part[0], StyledRun):
            strong = sum(len(run.text) for run in part if run.strong)
            yield Passage(section, "prose", plain(part), strong)
        else:
            for item in part:
                yield from _texts(item, section, kind)
    elif is_dataclass(part):
        for name, value in _printed_fields(part):
            heads = name in HEADING_FIELDS or isinstance(part, Subheading)
            yield from _texts(value, section, "heading" if heads else "label")


def _printed_fields(part: object) -> list[tuple[str, object]]:
    """Return the fields that are read."""
    return [
        (field.name, getattr(part, field.name))
        for field in fields(part)  # type: ignore[arg-type]
        if field.name not in UNPRINTED_FIELDS
    ]


def blocks_of(part: object, kind: type[B]) -> Iterator[B]:
    """Yield the blocks of one type at any depth, in reading order."""
    if isinstance(part, kind):
        yield part
    if isinstance(part, tuple):
        for item in part:
            yield from blocks_of(item, kind)
    elif is_dataclass(part):
        for _, value in _printed_fields(part):
            yield from blocks_of(value, kind)


def lists_of(part: object) -> Iterator[tuple[Rich, ...]]:
    """Yield the items of every list at any depth: several texts with styles in one field."""
    if isinstance(part, tuple) and part:
        first = part[0]
        if isinstance(first, tuple) and first and isinstance(first[0], StyledRun):
            yield part
        else:
            for item in part:
                yield from lists_of(item)
    elif is_dataclass(part):
        for _, value in _printed_fields(part):
            yield from lists_of(value)


def numbered_steps(section: Section) -> Iterator[tuple[Rich, ...]]:
    """Yield the items of every numbered list of a section."""
    return (points.items for points in blocks_of(section, Points) if points.numbered)
