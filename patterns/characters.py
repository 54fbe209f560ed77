"""Text -> the characters in it that no sheet may carry, each by name, with its offset."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MARKS = 4
"""Combining marks that may follow one letter; written languages need three at most."""

SPACES = " \u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
"""What separates words and has no ink: Unicode's category Zs. A tab or a line break is no space."""

_KINDS = {
    "Cc": "control character",
    "Cf": "formatting character",
    "Cn": "unassigned character",
    "Co": "private character",
    "Cs": "half of a surrogate pair",
    "Zl": "line separator",
    "Zp": "paragraph separator",
}
_CONTROL_NAMES = {"\0": "NULL", "\t": "TAB", "\r": "CARRIAGE RETURN", "\x1b": "ESCAPE"}

# Letters and marks that print nothing, yet are in no category of their own: the grapheme joiner,
# Hangul fillers, Khmer and Mongolian inherent vowels and selectors, Braille blank, variation
# selectors. Source: Unicode 16, DerivedCoreProperties.txt, Default_Ignorable_Code_Point.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_WORTH_A_LOOK = re.compile(r"[^\x20-\x7e]")


class Unprintable(NamedTuple):
    """One character that no sheet may carry: its offset in the text, its name, the way out."""

    offset: int
    name: str
    hint: str


def unprintable(text: str, *, allowed: str = "\n") -> Iterator[Unprintable]:
    """Yield every control, bidirectional, invisible or unassigned character of a text.

    A letter that carries more than `MAX_MARKS` combining marks is yielded too, once.
    """
    marks = 0
    last = -1
    for found in _WORTH_A_LOOK.finditer(text):
        offset, character = found.start(), found.group()
        category = unicodedata.category(character)
        if character not in allowed and (category in _KINDS or _BLANK.match(character)):
            yield Unprintable(offset, _name(character, category), _way_out(character))
        marks = (marks if offset == last + 1 else 0) + 1 if category[0] == "M" else 0
        last = offset
        if marks == MAX_MARKS + 1:
            yield Unprintable(
                offset, f"a letter with more than {MAX_MARKS} marks", "write the letter anew"
            )


def _name(character: str, category: str) -> str:
    """Name a character as Unicode does: `U+202E RIGHT-TO-LEFT OVERRIDE`."""
    unnamed = _CONTROL_NAMES.get(character, _KINDS.get(category, "blank character"))
    return f"U+{ord(character):04X} {unicodedata.name(character, unnamed)}"


def _way_out(character: str) -> str:
    return "use spaces" if character == "\t" else "delete it, or type the text anew"
