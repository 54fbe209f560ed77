"""Text goes in; runs come out, each in the first face that can set it, or a refusal by name."""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, Protocol, TypeVar

from fonts.combining_marks import stands_well
from patterns.characters import unprintable
from patterns.errors import Problem, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Covering(Protocol):
    """A face, or what stands for one: it knows the letters that it can set."""

    def covers(self, text: str) -> bool:
        """Say whether every character has a glyph."""
        ...


F = TypeVar("F", bound=Covering)

# Blocks of the basic plane that are written from the right, or whose letters join, stack or
# change places (Unicode 16, Blocks.txt). ReportLab sets one glyph after the other, left to right.
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

_LAST_OF_BASIC_PLANE = 0xFFFF  # beyond it ReportLab writes text that cannot be read back

# What word processors put in the place of a sign that a keyboard has.
_TYPED = {
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
    """A stretch of text in one face."""

    text: str
    face: F


def split_runs(text: str, faces: Sequence[F], *, field: str, file: str = "") -> list[FontRun[F]]:
    """Split text into runs by the face that sets it; joined, the runs give the text back.

    Faces are tried in order. A word that the first face cannot spell is set wholly in the first
    one that can, so that a name is never a patchwork; a sign amid good letters changes face
    alone. A combining mark stays with its base, a space with the word before it.

    Raises `UserError` that names every character no face can set, and the `field`; it
    does not quote the text.
    """
    if text.isascii() and text.isprintable() and faces[0].covers(text):
        return [FontRun(text, faces[0])] if text else []
    _refuse_unprintable(text, faces, field, file)
    faced: list[tuple[str, F]] = []
    for token in _WORDS_AND_SPACES.findall(text):
        if token.isspace() and faced and faced[-1][1].covers(token):
            faced.append((token, faced[-1][1]))
        else:
            faced.extend(_set_word(token, faces))
    return [
        FontRun("".join(part for part, _ in group), face)
        for face, group in groupby(faced, key=itemgetter(1))
    ]


def character_name(char: str) -> str:
    """Name a character by code point, as in `U+0142 LATIN SMALL LETTER L WITH STROKE`."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def _set_word(word: str, faces: Sequence[F]) -> Iterator[tuple[str, F]]:
    clusters = _clusters(word)
    letters = [cluster for cluster in clusters if cluster[0].isalpha()]
    spelled = all(faces[0].covers(letter) for letter in letters)
    whole = None if spelled else _first_covering(word, faces)
    for cluster in clusters:
        yield cluster, whole or _first_covering(cluster, faces) or faces[0]


def _first_covering(text: str, faces: Sequence[F]) -> F | None:
    return next((face for face in faces if face.covers(text)), None)


def _clusters(text: str) -> list[str]:
    """Cut text into characters, each with the combining marks that follow it."""
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.category(char)[0] == "M":
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _refuse_unprintable(text: str, faces: Sequence[Covering], field: str, file: str) -> None:
    """Raise `UserError` for every character that has no ink or no glyph, by name."""
    faults = {(f"{bad.name} cannot be printed", bad.hint) for bad in unprintable(text, allowed="")}
    faults = faults or {
        fault for cluster in set(_clusters(text)) for fault in _faults(cluster, faces)
    }
    if faults:
        raise UserError(Problem(file, 0, 0, field, message, hint) for message, hint in faults)


def _faults(cluster: str, faces: Sequence[Covering]) -> Iterator[tuple[str, str]]:
    """Say why a character with its marks cannot be set, and the way out."""
    name = " with ".join(map(character_name, cluster))
    if any(ord(char) > _LAST_OF_BASIC_PLANE for char in cluster):
        yield f"{name} is not supported yet", "leave it out, or say it in words"
    elif any(ord(char) in block for block in _NEED_SHAPING for char in cluster):
        yield f"{name} is of a script that is not supported yet", "write it in Latin letters"
    elif cluster.isspace() and not _first_covering(cluster, faces):
        yield f"{name} is in none of the fonts", "use an ordinary space"
    elif not stands_well(cluster):
        yield f"{name} has no place for its mark", "leave the mark out"
    elif not _first_covering(cluster, faces):
        yield f"{name} is in none of the fonts", _way_out(cluster)


def _way_out(cluster: str) -> str:
    """Say what to write instead of a character that no face can set."""
    if cluster in _TYPED:
        return f"write {_TYPED[cluster]} instead"
    if cluster[0].isalpha():
        return "write it in Latin, Greek or Cyrillic letters"
    return "leave it out, or say it in words"
