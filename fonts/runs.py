"""Split text into runs, each in the first face that can set it, or refuse it by character."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from fonts.combining_marks import mark_fits
from patterns.characters import character_name, unprintable
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Covering(Protocol):
    """A face, or anything else that knows which characters it can set."""

    def covers(self, text: str) -> bool:
        """Whether every character has a glyph."""


F = TypeVar("F", bound=Covering)

# Blocks of the basic plane whose scripts run from right to left, or whose letters join, stack or
# reorder (Unicode 16, Blocks.txt). ReportLab sets one glyph after the other, left to right.
_NEED_SHAPING = (
    range(0x0590, 0x10A0),  # Hebrew and Arabic to Tibetan and Myanmar
    range(0x1100, 0x1200),  # Hangul Jamo
    range(0x1700, 0x18B0),  # the Philippines, Khmer, Mongolian
    range(0x1900, 0x1AB0),  # Limbu to Tai Tham
    range(0x1B00, 0x1C50),  # Balinese to Lepcha
    range(0x1CD0, 0x1D00),  # Vedic signs
    range(0xA800, 0xAB00),  # Syloti Nagri to Meetei Mayek
    range(0xABC0, 0xAC00),  # Meetei Mayek
    range(0xD7B0, 0xD800),  # Hangul Jamo
    range(0xFB1D, 0xFE00),  # Hebrew and Arabic presentation forms
    range(0xFE70, 0xFEFF),  # Arabic presentation forms
)

_MAX_CODE_POINT = 0xFFFF  # of higher ones ReportLab writes text that cannot be read back

# What word processors write for a character on the keyboard.
_ON_KEYBOARD = {
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2012": "-",  # figure dash
    "\u2212": "-",  # minus
    "\u201b": "'",  # single high-reversed-9 quotation mark
    "\u2032": "'",  # prime
    "\u201f": '"',  # double high-reversed-9 quotation mark
    "\u2033": '"',  # double prime
}

_WORDS_AND_SPACES = re.compile(r"\s+|\S+")


class FontRun(NamedTuple, Generic[F]):
    """A piece of text in one face."""

    text: str
    face: F


def split_runs(text: str, faces: Sequence[F], *, field: str, file: str = "") -> list[FontRun[F]]:
    """Split text into runs by face, without losing a character.

    Faces are tried in order. A word with letters that the first face lacks is set wholly in the
    first one that has them all, so that a name is never set in two; a sign among known letters
    changes face alone. A combining mark stays with its base, a space with the word before it.

    Raises `UserError` for `field` with every character that no face can set; it does not quote
    the text.
    """
    if text.isascii() and text.isprintable() and faces[0].covers(text):
        return [FontRun(text, faces[0])] if text else []
    _refuse_unprintable(text, faces, field, file)
    faced: list[tuple[str, F]] = []
    for token in _WORDS_AND_SPACES.findall(text):
        if token.isspace() and faced and faced[-1][1].covers(token):
            faced.append((token, faced[-1][1]))
        else:
            faced.extend(_split_word(token, faces))
    return [
        FontRun("".join(part for part, _ in group), face)
        for face, group in groupby(faced, key=itemgetter(1))
    ]


def _split_word(word: str, faces: Sequence[F]) -> Iterator[tuple[str, F]]:
    clusters = _clusters(word)
    letters = [cluster for cluster in clusters if cluster[0].isalpha()]
    spelled = all(faces[0].covers(letter) for letter in letters)
    whole = None if spelled else _first_covering(word, faces)
    for cluster in clusters:
        yield cluster, whole or _first_covering(cluster, faces) or faces[0]


def _first_covering(text: str, faces: Sequence[F]) -> F | None:
    return next((face for face in faces if face.covers(text)), None)


def _clusters(text: str) -> list[str]:
    """Split text into characters, each with the combining marks that follow it."""
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.category(char)[0] == "M":
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _refuse_unprintable(text: str, faces: Sequence[Covering], field: str, file: str) -> None:
    """Raise `UserError` with every character that has no ink or no glyph."""
    found = {(f"{bad.name} cannot be printed", bad.hint) for bad in unprintable(text, allowed="")}
    found = found or {
        problem for cluster in set(_clusters(text)) for problem in _problems(cluster, faces)
    }
    if found:
        raise UserError(Problem(file, 0, 0, field, message, hint) for message, hint in found)


def _problems(cluster: str, faces: Sequence[Covering]) -> Iterator[tuple[str, str]]:
    """Yield why a character with its marks cannot be set, and a hint."""
    name = " with ".join(map(character_name, cluster))
    if any(ord(char) > _MAX_CODE_POINT for char in cluster):
        yield f"{name} is not supported yet", "leave it out, or say it in words"
    elif any(ord(char) in block for block in _NEED_SHAPING for char in cluster):
        yield f"{name} is of a script that is not supported yet", "write it in Latin letters"
    elif cluster.isspace() and not _first_covering(cluster, faces):
        yield f"{name} is in none of the fonts", "use an ordinary space"
    elif not mark_fits(cluster):
        yield f"{name} has no place for its mark", "leave the mark out"
    elif not _first_covering(cluster, faces):
        yield f"{name} is in none of the fonts", _hint(cluster)


def _hint(cluster: str) -> str:
    """Return what to write instead of a character that no face has."""
    if cluster in _ON_KEYBOARD:
        return f"write {_ON_KEYBOARD[cluster]} instead"
    if cluster[0].isalpha():
        return "write it in Latin, Greek or Cyrillic letters"
    return "leave it out, or say it in words"
