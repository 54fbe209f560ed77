"""The columns of a roster, and how the text of a cell becomes a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

from handouts.request.values import Value, is_language, values_given_by
from handouts.roster.table import UnreadCell
from patterns.characters import SPACES, unprintable
from patterns.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

MAX_CELL = 2_000  # characters in a cell of any column
MAX_COPIES = 99
MAX_ID = 64
MAX_BAD_CHARACTERS = 5  # that are listed; a cell with more must be retyped

RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{i}" for p in ("com", "lpt") for i in range(10)}
"""File names that Windows reserves, with any extension."""

_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{MAX_ID - 1}}}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PATTERN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BETWEEN_IDS = re.compile(r"[ ,;]+")
_COPIES = re.compile(r"[1-9][0-9]?")
_LINE_BREAK = re.compile(rf"(?<![{SPACES}])[{SPACES}]*+[\r\n][{SPACES}\r\n]*")
"""Matches only from the start of a run of spaces, or long runs would take quadratic time."""


class CellError(Exception):
    """A cell that the user must correct: a message and a hint for each problem."""

    def __init__(self, *faults: tuple[str, str]) -> None:
        self.faults = faults
        super().__init__("; ".join(message for message, _ in faults))


@dataclass(frozen=True, slots=True)
class Column:
    """The parser of a column, and the limits of its text."""

    parse: Callable[[str], object] = str
    required: bool = False
    limit: int = MAX_CELL  # characters
    line_breaks: bool = False  # whether they are allowed; each becomes one space


def read_cell(column: Column, cell: str | UnreadCell) -> object:
    """Parse a cell; an empty one is None. Raises `CellError`, which never quotes the cell."""
    if isinstance(cell, UnreadCell):
        raise CellError((cell.message, cell.hint))
    text = cell.strip(SPACES)
    if len(text) > MAX_CELL:
        raise CellError((f"has more than {MAX_CELL:,} characters", "shorten it"))
    text = unicodedata.normalize("NFC", text)
    if column.line_breaks:
        text = _LINE_BREAK.sub(" ", text).strip(SPACES)
    if not text:
        if column.required:
            raise CellError(("is empty", "each row needs one"))
        return None
    if faults := _text_faults(column, text):
        raise CellError(*faults)
    return column.parse(text)


def _text_faults(column: Column, text: str) -> list[tuple[str, str]]:
    """List what is wrong with the characters and the length of a text."""
    faults = []
    if not (text.isascii() and text.isprintable()):  # a fast path: nearly every cell is both
        if _LINE_BREAK.search(text):
            faults.append(("holds a line break", "write it on one line"))
        faults += [
            (f"holds {bad.name} at character {bad.offset + 1}", bad.hint)
            for bad in islice(unprintable(text, allowed="\r\n"), MAX_BAD_CHARACTERS)
        ]
    if len(text) > column.limit:
        faults.append((f"has {len(text)} characters; the limit is {column.limit}", "shorten it"))
    return faults


def _parse_id(text: str) -> str:
    if not _ID.fullmatch(text):
        form = f"use up to {MAX_ID} letters from A to Z, digits, - and _"
        raise CellError(("cannot be an id", f"{form}; begin with a letter or digit"))
    if text.casefold() in RESERVED:
        raise CellError(("is a name that Windows keeps for itself", "choose another id"))
    return text


def _parse_date(text: str) -> date:
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        raise CellError(("is a day that no calendar has", "write it as 2026-11-23")) from None
    raise CellError(("is not written as year-month-day", "write it as 2026-11-23"))


def _parse_copies(text: str) -> int:
    if not _COPIES.fullmatch(text):
        raise CellError(("is no number of copies", f"write a whole number from 1 to {MAX_COPIES}"))
    return int(text)


def _parse_word(text: str, words: Collection[str]) -> str:
    word = text.casefold()
    if word not in words:
        raise CellError(("is not a word known here", did_you_mean(text, words)))
    return word


def _parse_ids(text: str) -> tuple[str, ...]:
    ids = tuple(_BETWEEN_IDS.split(text))
    if not all(map(_PATTERN_ID.fullmatch, ids)):
        raise CellError(("is no list of ids", "write ids of the pattern with spaces between them"))
    return ids


def _parse_language(text: str) -> str:
    language = text.casefold()
    if not is_language(language):
        raise CellError(("is no code of a language", "write it like es or fr"))
    return language


def _column_of(value: Value) -> Column:
    parsers: dict[str, Callable[[str], object]] = {"ids": _parse_ids, "day": _parse_date}
    parsers["word"] = lambda text: _parse_word(text, value.words)
    parsers["language"] = _parse_language
    parse = parsers.get(value.kind, str)
    return Column(parse, limit=value.limit or MAX_CELL, line_breaks=value.kind == "text")


COLUMNS = {
    "id": Column(_parse_id, required=True),
    "pattern": Column(required=True),
    **{name.replace("_", " "): _column_of(value) for name, value in values_given_by("row").items()},
    "copies": Column(_parse_copies),
}
"""Every column of a roster, by its name in the header."""

REQUIRED = tuple(name for name, column in COLUMNS.items() if column.required)
