"""Divide a word where a line may end in it: between ideographs, and before a Thai syllable."""

from __future__ import annotations

from itertools import pairwise
from unicodedata import category, east_asian_width

_NOT_FIRST = ("Pe", "Pf", "Po", "Lm", "Mn", "Mc")  # closing brackets, full stops, length marks
_NOT_LAST = ("Ps", "Pi")
_SMALL_KANA = frozenset("ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ")
"""Kana that belong to the one before; no line begins with them (JIS X 4051)."""

_THAI = range(0x0E01, 0x0E60)
_VOWELS_WRITTEN_FIRST = range(0x0E40, 0x0E45)
"""Thai writes no blanks between words; each of these vowels begins a syllable."""


def divided(word: str, *, between_syllables: bool) -> list[str]:
    """Return the pieces of a word between which a line may end.

    Between ideographs a line may always end. `between_syllables` allows it before a Thai syllable
    too, which may be inside a word: better than a word that does not fit at all.
    """
    if word.isascii():
        return [word]
    pieces = [word[:1]]
    for before, char in pairwise(word):
        if _may_break(before, char) or (between_syllables and _begins_syllable(before, char)):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _may_break(before: str, char: str) -> bool:
    """Whether a line may end between two characters, one of which is as wide as an ideograph."""
    wide = _is_wide(before), _is_wide(char)
    if not any(wide) or (not all(wide) and not (before.isalnum() and char.isalnum())):
        return False
    return (
        category(char) not in _NOT_FIRST
        and category(before) not in _NOT_LAST
        and char not in _SMALL_KANA
    )


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"


def _begins_syllable(before: str, char: str) -> bool:
    return ord(before) in _THAI and ord(char) in _VOWELS_WRITTEN_FIRST
