"""Choose the characters that the fields of a template can show.

A template has whole Unicode blocks, never only the characters of a name: a few templates serve all
clients, and none shows who it was made for. A block here is 256 characters, such as U+0100 to
U+01FF, and its number is that of its first character divided by 256.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from fonts.scripts.script_face import SCRIPT_FACES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fonts.runs import F
    from fonts.scripts.script_face import ScriptFace

BLOCK_SIZE = 256

_LATIN = (*range(0x20, 0x7F), *range(0xA0, 0xAD), *range(0xAE, 0x100))  # without the soft hyphen
_SIGNS = (*range(0x2018, 0x201B), *range(0x201C, 0x201F), 0x2013, 0x2014, 0x2022, 0x2026, 0x20AC)
BASE = "".join(map(chr, (*_LATIN, *_SIGNS)))
"""The characters of every template: Western European letters and common punctuation."""

_BASE = frozenset(BASE)


def unicode_blocks_of(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the blocks of those characters of texts that are not in `BASE`."""
    return tuple(sorted({ord(char) // BLOCK_SIZE for char in set("".join(texts)) - _BASE}))


def chars_of(blocks: Iterable[int]) -> str:
    """Return `BASE` and all assigned characters of some blocks, without controls."""
    more = (chr(block * BLOCK_SIZE + i) for block in blocks for i in range(BLOCK_SIZE))
    return BASE + "".join(c for c in more if c not in _BASE and unicodedata.category(c)[0] != "C")


def scripts_for(chars: str) -> tuple[ScriptFace, ...]:
    """Return the faces of those scripts that must be shaped and have some of the characters."""
    codes = frozenset(map(ord, chars))
    return tuple(face for face in SCRIPT_FACES if not codes.isdisjoint(face.script.letters))


def faces_for(chars: str, faces: Sequence[F]) -> Iterator[tuple[F, list[str]]]:
    """Yield the faces that some characters need, each with those it covers, best face first.

    The next face is needed only if the first lacks a character that a later one covers. It then
    gets all the characters it covers, because a word is printed in one face.
    """
    first, *others = faces
    yield first, sorted(char for char in chars if first.covers(char))
    missing = [char for char in chars if not first.covers(char)]
    if any(face.covers(char) for char in missing for face in others):
        yield from faces_for(chars, others)
