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

    @property
    def shapes(self) -> bool:
        """Whether it sets scripts that must be shaped, and nothing else."""

    def covers(self, text: str) -> bool:
        """Whether every character has a glyph."""


F = TypeVar("F", bound=Covering)

# Blocks of the basic plane whose scripts run from right to left, or whose letters join, stack or
# reorder (Unicode 16, Blocks.txt). Only a face that shapes sets them: any other would set one glyph
# after the other, left to right.
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

MAX_NAMED = 2  # characters with one fault that are named
BY_HAND = "leave it empty and write it by hand"


class _Fault(NamedTuple):
    """Why characters cannot be set, said of one and of several, and ways out.

    `is_of_names` says that a name may have them, which can be written by hand instead.
    """

    of_one: str
    of_many: str
    hint: str
    also: str = ""
    is_of_names: bool = False


_SAY_IT = "leave it out, or say it in words"
_NO_INK = _Fault("cannot be printed", "cannot be printed", "")
_NOT_YET = _Fault("is not supported yet", "are not supported yet", _SAY_IT)
_SCRIPT = _Fault(
    "is of a script that is not supported yet",
    "are of a script that is not supported yet",
    "write it in Latin letters",
    is_of_names=True,
)
_MARK = _Fault(
    "has no place for its mark",
    "have no place for their marks",
    "leave the mark out",
    is_of_names=True,
)
_NO_GLYPH = _Fault("is in none of the fonts", "are in none of the fonts", _SAY_IT)

_WORDS_AND_SPACES = re.compile(r"\s+|\S+")


class FontRun(NamedTuple, Generic[F]):
    """A piece of text in one face."""

    text: str
    face: F


def split_runs(
    text: str, faces: Sequence[F], *, field: str, file: str = "", by_hand: bool = False
) -> list[FontRun[F]]:
    """Split text into runs by face, without losing a character.

    Faces are tried in order. A word with letters that the first face lacks is set wholly in the
    first one that has them all, so that a name is never set in two; a sign among known letters
    changes face alone. A combining mark stays with its base, a space with the word before it.

    Raises `UserError` for `field` with the characters that no face can set, a problem for each
    reason; it does not quote the text. `by_hand` says that the text may be left out of the sheet.
    """
    if text.isascii() and text.isprintable() and faces[0].covers(text):
        return [FontRun(text, faces[0])] if text else []
    if problems := _refusals(text, faces, by_hand=by_hand):
        raise UserError(Problem(file, 0, 0, field, *problem) for problem in problems)
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
    spelled = all(_first_covering(letter, faces) is faces[0] for letter in letters)
    whole = None if spelled else _first_covering(word, faces)
    for cluster in clusters:
        yield cluster, whole or _first_covering(cluster, faces) or faces[0]


def _first_covering(text: str, faces: Sequence[F]) -> F | None:
    shaped = needs_shaping(text)
    return next((face for face in faces if face.shapes == shaped and face.covers(text)), None)


def needs_shaping(text: str) -> bool:
    """Whether any character is of a script whose letters join, stack, reorder or run leftward."""
    return not text.isascii() and any(
        ord(char) in block for block in _NEED_SHAPING for char in text
    )


def _clusters(text: str) -> list[str]:
    """Split text into characters, each with the combining marks that follow it."""
    clusters: list[str] = []
    for char in text:
        if clusters and unicodedata.category(char)[0] == "M":
            clusters[-1] += char
        else:
            clusters.append(char)
    return clusters


def _refusals(text: str, faces: Sequence[Covering], *, by_hand: bool) -> list[tuple[str, str]]:
    """Return a message and a hint for each reason why characters have no ink or no glyph."""
    found = [(bad.name, _NO_INK._replace(hint=bad.hint)) for bad in unprintable(text, allowed="")]
    if not found:
        found = [
            (" with ".join(map(character_name, cluster)), fault)
            for cluster in sorted(set(_clusters(text)))
            if (fault := _fault(cluster, faces))
        ]
    named: dict[_Fault, list[str]] = {}
    for name, fault in found:
        named.setdefault(fault, []).append(name)
    return [_refusal(fault, sorted(set(names)), by_hand) for fault, names in named.items()]


def _refusal(fault: _Fault, names: list[str], by_hand: bool) -> tuple[str, str]:
    """Format a fault of some characters; the first of them stand for all."""
    shown, more = names[:MAX_NAMED], len(names) - MAX_NAMED
    listed = f"{', '.join(shown)} and {more} more" if more > 0 else " and ".join(shown)
    ways = [fault.hint, BY_HAND if by_hand and fault.is_of_names else "", fault.also]
    ways = [way for way in ways if way]
    hint = ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])}, or {ways[-1]}"
    return f"{listed} {fault.of_one if len(names) == 1 else fault.of_many}", hint


def _fault(cluster: str, faces: Sequence[Covering]) -> _Fault | None:
    """Return why a character with its marks cannot be set."""
    if any(ord(char) > _MAX_CODE_POINT for char in cluster):
        return _NOT_YET
    covered = _first_covering(cluster, faces) is not None
    if needs_shaping(cluster):
        with_mark = len(cluster) > 1 and _first_covering(cluster[0], faces) is not None
        return None if covered else _MARK if with_mark else _SCRIPT
    if cluster.isspace() and not covered:
        return _NO_GLYPH._replace(hint="use an ordinary space")
    if not mark_fits(cluster):
        return _MARK
    return None if covered else _without_glyph(cluster)


def _without_glyph(cluster: str) -> _Fault:
    """Return the fault of a character that no face has, with what to write instead."""
    if cluster in _ON_KEYBOARD:
        return _NO_GLYPH._replace(hint=f"write {_ON_KEYBOARD[cluster]} instead")
    if cluster[0].isalpha():
        hint = "write it in Latin, Greek or Cyrillic letters"
        also = "give fonts that have it in the brand"
        return _NO_GLYPH._replace(hint=hint, also=also, is_of_names=True)
    return _NO_GLYPH
