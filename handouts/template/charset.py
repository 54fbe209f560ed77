"""The letters that the fields of a template may hold: personal text in, pages of letters out.

A template has whole pages of 256 characters (U+0100 to U+01FF, and so on), never just the letters
of a name: the same few templates then serve all clients, and none tells who it was made for.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fonts.runs import F

PAGE = 256
"""The characters of a page."""

_LATIN = (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100))  # without the soft hyphen
_SIGNS = (*range(0x2018, 0x201B), *range(0x201C, 0x201F), 0x2013, 0x2014, 0x2022, 0x2026, 0x20AC)
BASE = "".join(map(chr, (*_LATIN, *_SIGNS)))
"""What every template has: the letters of Western Europe and the signs that writers use."""

_BASE = frozenset(BASE)


def unicode_blocks_of(texts: Iterable[str]) -> tuple[int, ...]:
    """Give the pages, beyond the base, that texts take their characters from."""
    beyond = {char for text in texts for char in text} - _BASE
    return tuple(sorted({ord(char) // PAGE for char in beyond}))


def letters_of(pages: Iterable[int]) -> str:
    """Give the base and all characters of some pages that are assigned and have ink or width."""
    more = (chr(page * PAGE + i) for page in pages for i in range(PAGE))
    return BASE + "".join(c for c in more if c not in _BASE and unicodedata.category(c)[0] != "C")


def settable(letters: str, faces: Sequence[F]) -> Iterator[tuple[F, list[str]]]:
    """Give the letters of each face that is needed, best face first.

    A face that lacks none of what the others have needs no other beside it; else a word may have
    to be set wholly in the next, which then has all its letters too.
    """
    first, *others = faces
    yield first, sorted(char for char in letters if first.covers(char))
    lacking = [char for char in letters if not first.covers(char)]
    if any(face.covers(char) for char in lacking for face in others):
        yield from settable(letters, others)
