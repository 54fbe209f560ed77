"""Find the characters of a text that must not be printed, each with its name and offset."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MARKS = 4
"""The most combining marks on one letter; written languages need three at most."""

SPACES = " \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""The space characters: Unicode category Zs, so neither tabs nor line breaks."""

_CATEGORIES = {
    "Cc": "control character",
    "Cf": "formatting character",
    "Cn": "unassigned character",
    "Co": "private character",
    "Cs": "half of a surrogate pair",
    "Zl": "line separator",
    "Zp": "paragraph separator",
}
_CONTROL_NAMES = {"\0": "NULL", "\t": "TAB", "\r": "CARRIAGE RETURN", "\x1b": "ESCAPE"}

# Letters and marks that print nothing, yet have no category of their own: the grapheme joiner,
# Hangul fillers, Khmer and Mongolian inherent vowels and selectors, Braille blank, variation
# selectors. Source: Unicode 16, DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_NOT_PRINTABLE_ASCII = re.compile(r"[^\x20-\x7e]")


class Unprintable(NamedTuple):
    """A character that must not be printed, and what to do about it."""

    offset: int
    name: str
    hint: str


def unprintable(text: str, *, allowed: str = "\n") -> Iterator[Unprintable]:
    """Yield every control, bidirectional, invisible or unassigned character of a text.

    The mark after the first `MAX_MARKS` on one letter is yielded too.
    """
    marks, last = 0, -1
    for found in _NOT_PRINTABLE_ASCII.finditer(text):
        offset, character = found.start(), found[0]
        category = unicodedata.category(character)
        if character not in allowed and (category in _CATEGORIES or _BLANK.match(character)):
            unnamed = _CONTROL_NAMES.get(character) or _CATEGORIES.get(category, "blank character")
            hint = "use spaces" if character == "\t" else "delete it, or type the text anew"
            yield Unprintable(offset, character_name(character, unnamed), hint)
        marks = (marks if offset == last + 1 else 0) + 1 if category[0] == "M" else 0
        last = offset
        if marks == MAX_MARKS + 1:
            name = f"a letter with more than {MAX_MARKS} marks"
            yield Unprintable(offset, name, "write the letter anew")


def character_name(character: str, unnamed: str = "") -> str:
    """Return the code point and the Unicode name: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    return f"U+{ord(character):04X} {unicodedata.name(character, unnamed)}".rstrip()
