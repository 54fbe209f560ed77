"""Find text that was written as UTF-8 and read in another encoding, as `SiobhÃ¡n` for Siobhán.

A piece of a text is suspect if its bytes in a usual encoding are UTF-8 of letters that people
write, and if it looks like no word: signs between letters, capitals within, letters of two scripts.
"""

from __future__ import annotations

import re
from typing import NamedTuple

CODECS = ("cp1252", "mac-roman", "cp1250", "cp1251", "latin-1")
"""What programs take UTF-8 for."""

_PIECE = re.compile(r"[^\x00-\x7f]{2,}")  # each misread letter is two characters or three
_WRITTEN = re.compile(
    "["
    "\u00a0-\u017f\u018f\u01a0\u01a1\u01af\u01b0\u0218-\u021b\u0259"  # Latin
    "\u0370-\u03ff\u0400-\u045f\u0490\u0491"
    "\u0531-\u0587\u05d0-\u05ea\u0620-\u0652\u067e\u0686\u0698\u06a9\u06af\u06cc"
    "\u0900-\u0eff\u10a0-\u10ff\u1200-\u139f\u1780-\u17ff\u1e00-\u1eff"
    "\u2010-\u203a\u20ac\u3040-\u9fff\uac00-\ud7a3"
    "]+"
)
"""Letters of living scripts and typographic signs; not those that only few texts have."""

_SIGNS = frozenset("\u00aa\u00b5\u00ba\u0192")  # ªµºƒ, which count as letters for Unicode
_LETTERS_AT_END = re.compile(r"[^\W\d_]*$")
_END = re.compile(r"s?(?!\w)")
_CLOSING = frozenset("\u2019\u201d\u00bb\u2026")
_OPENING = frozenset("\u2013\u2014\u2018\u2019\u201c\u201d\u00ab\u00bb\u2026")
_LOST_END = re.compile(r"[a-z\u00df-\u00ff][\u00c2\u00c3](?!\w)")
"""An à at the end of a word, whose second half is a blank."""


class Misread(NamedTuple):
    """A piece of a text as it stands there, and the letters that were meant."""

    piece: str
    meant: str


def find_misread(text: str) -> Misread | None:
    """Return the first misread piece of a text, or None if it is sound."""
    for match in _PIECE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        for codec in CODECS:
            meant = _meant(match[0], codec)
            if meant and _is_odd(match[0], before, after, plain=codec == "cp1252"):
                return Misread(match[0], meant)
    if found := _LOST_END.search(text):
        return Misread(found[0], "")
    return None


def _meant(piece: str, codec: str) -> str:
    """Return what a piece would mean if it was read in a codec; nothing if that is no text."""
    try:
        meant = piece.encode(codec).decode()
    except UnicodeError:
        return ""
    # A dash or a quotation mark before a capital is usual, and alone no letter.
    if len(meant) == 1 and piece[0] in _OPENING:
        return ""
    return meant if _WRITTEN.fullmatch(meant) else ""


def _is_odd(piece: str, before: str, after: str, *, plain: bool) -> bool:
    """Whether a piece looks like no part of a word; `plain` is for Western letters."""
    start = _LETTERS_AT_END.search(before)
    word_before = start[0] if start else ""
    beside = f"{before[-1:]}{after[:1]}"
    has_small = any(map(str.islower, f"{word_before}{after[:1]}"))
    if any(map(_is_sign, piece)):
        # A word may end with a quotation mark: Baláž», TESAŘ».
        letters = piece[:-1]
        is_end = piece[-1] in _CLOSING and not any(map(_is_sign, letters))
        is_alone = not word_before and _END.match(after)  # a letter by itself: Ä's
        return not (is_end and (letters.islower() or not has_small or is_alone))
    if "\u0400" <= piece[0] <= "\u04ff" and any(map(_is_latin, beside)):
        return True
    if plain and not word_before and piece[0].isupper() and not piece[1].isupper():
        return True  # two letters that no language begins a word with, such as Åž
    return bool(word_before) and has_small and any(map(str.isupper, piece))


def _is_sign(char: str) -> bool:
    return not char.isalpha() or char in _SIGNS


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()
