"""Decode the bytes of a CSV file, or say which encodings would make sense of them."""

from __future__ import annotations

import codecs
import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from handouts.roster.spoiled_names import reads_oddly
from patterns.errors import Problem, UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ENCODINGS = (
    "big5", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257",
    "cp1258", "cp437", "cp850", "cp852", "cp874", "cp932", "cp949", "euc_kr", "gb18030",
    "iso8859-1", "iso8859-15", "iso8859-2", "koi8-r", "mac-roman", "utf-16", "utf-8",
)  # fmt: skip
"""Encodings that spreadsheet programs write, by Python's names; aliases are accepted."""

LIKELY = (
    "cp1252", "cp1250", "cp1251", "mac-roman", "cp1253", "cp1254", "cp1257", "cp1255", "cp1256",
    "cp874", "cp932", "gb18030", "big5", "cp949", "cp850",
)  # fmt: skip
"""Encodings that are named if they make sense of a file: the defaults of Excel for Windows in its
languages, of Excel for Macintosh and of its "CSV (MS-DOS)", most common first."""

SAVE_AS_UTF_8 = 'save it as "CSV UTF-8"'

MAX_LETTERS = 6  # letters that are shown for each

_BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_MULTIBYTE = {"utf-8", "utf-16", "cp932", "cp949", "euc_kr", "big5", "gb18030"}
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_MARK = "\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u064b-\u0652\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"
_WORD = re.compile(rf"(?:[^\W\d_]|[{_MARK}])+")
_STRAY_MARK = re.compile(rf"(?<![^\W\d_])(?<![{_MARK}])[{_MARK}]")  # that stands on no letter
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_SIGNS = frozenset(
    "\u00a0\u00b4\u00d7\u2013\u2014\u2018\u2019\u201a\u2039\u203a¡¢£¥§©ª«®°±²³·¹º»¼½¾¿“”„†•…‰€™№"
)
"""Signs that people type; those of other encodings, such as ¬ or ‡, point to a wrong guess."""


class _Guess(NamedTuple):
    """An encoding with the text of a file in it, and with what of that may be shown."""

    name: str
    text: str
    shown: str


def decode(source: bytes, file: str, encoding: str | None, is_header: Callable[[str], bool]) -> str:
    """Decode a file: by its byte order mark, else by `encoding`, else as UTF-8.

    Raises `UserError` for bytes that are not text, with the encodings that would make sense of all
    of them. `is_header` tells whether a line has names of columns, which may be shown.
    """
    name = "utf-8" if encoding is None else _codec_name(encoding)
    mark = next((mark for mark in _BYTE_ORDER_MARKS if source.startswith(mark)), b"")
    source, name = source.removeprefix(mark), _BYTE_ORDER_MARKS.get(mark, name)
    if name not in _MULTIBYTE and not mark and not source.isascii() and _is_utf_8(source):
        hint = "leave --encoding out"
        raise UserError.one(f"is UTF-8 text, not {name.upper()}", file=file, hint=hint)
    try:
        return source.decode(name)
    except UnicodeDecodeError as error:
        before = source[: error.start].decode(name, "ignore")
        shown = name.removesuffix("-le").removesuffix("-be").upper()
        message = f"byte {source[error.start]:02X} is not {shown} text"
        guesses = [] if mark else _guesses(source, is_header)
        hint = SAVE_AS_UTF_8 + _way_out(guesses)
        raise UserError([Problem(file, line_number(before), 1, "", message, hint)]) from None


def line_number(before: str) -> int:
    """Return the number of the line that begins or goes on after a text."""
    return len(re.findall("\r\n|\r|\n", before)) + 1


def _codec_name(encoding: str) -> str:
    """Return Python's name of a supported encoding; raise `UserError` for another."""
    try:
        name = codecs.lookup(encoding).name.removesuffix("-sig")
    except (LookupError, ValueError):  # a ValueError: the name contains a NUL
        name = ""
    if name not in ENCODINGS:
        hint = did_you_mean(encoding, ENCODINGS)
        raise UserError.one("is no encoding known here", field="--encoding", hint=hint)
    return name


def _is_utf_8(source: bytes) -> bool:
    try:
        source.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _way_out(guesses: list[_Guess]) -> str:
    """Name the encodings with what each would read; none is called the right one."""
    if not guesses:
        return ""
    named = ", ".join(f"{guess.name} reads {guess.shown}" for guess in guesses)
    return f", or give --encoding with the one that reads the letters right: {named}"


def _guesses(source: bytes, is_header: Callable[[str], bool]) -> list[_Guess]:
    """Return the encodings that make sense of all bytes, each with another text, odd ones last."""
    guesses: list[_Guess] = []
    for name in LIKELY:
        try:
            text = source.decode(name)
        except UnicodeDecodeError:
            continue
        if _makes_sense(text) and not any(text == guess.text for guess in guesses):
            guesses.append(_Guess(name, text, _shown(text, is_header)))
    return sorted(guesses, key=lambda guess: reads_oddly(guess.text))


def _makes_sense(text: str) -> bool:
    """Whether a text has only letters, signs and words that people type."""
    if _CONTROL.search(text) or _STRAY_MARK.search(text):
        return False
    characters = set(_NOT_ASCII.findall(text))
    if not all(char in _SIGNS or unicodedata.category(char)[0] in "LM" for char in characters):
        return False
    words = {word for word in _WORD.findall(text) if not word.isascii()}
    return all(_is_of_one_script(word) and not _has_stray_capital(word) for word in words)


def _is_of_one_script(word: str) -> bool:
    """Whether the letters of a word go together; Japanese mixes its kana with ideographs."""
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    scripts = {"CJK" if name in {"HIRAGANA", "KATAKANA"} else name for name in names}
    return len(scripts - {"MODIFIER", "COMBINING", "FEMININE", "MASCULINE"}) <= 1


def _has_stray_capital(word: str) -> bool:
    """Whether a capital beyond A to Z follows a small letter, as in RenÈe."""
    return any(
        one.islower() and other.isupper() and not other.isascii() for one, other in pairwise(word)
    )


def _shown(text: str, is_header: Callable[[str], bool]) -> str:
    """Return what may be shown of a text: cells of a header, else single letters.

    The letters are sorted, since a client's name may be told from letters in their order.
    """
    lines = iter(text.splitlines())
    header = next((line for line in lines if line.strip()), "")
    if is_header(header) and (words := list(_words_beyond_ascii(header))):
        return " ".join(f'"{word}"' for word in words[:2])
    letters = sorted(set(_NOT_ASCII.findall(text)))
    ink = [letter for letter in letters if not letter.isspace()]
    return " ".join(ink[:MAX_LETTERS]) or "blanks"


def _words_beyond_ascii(line: str) -> Iterator[str]:
    return (word for word in _WORD.findall(line) if not word.isascii())
