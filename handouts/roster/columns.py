"""The columns of a roster, and how the text of a cell becomes a value."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.request.values import ROSTER_COLUMNS, Value, is_language, values_given_by
from handouts.roster.cell_text import EDGES, as_seen, spoiled
from handouts.roster.days import parse_day
from handouts.roster.table import CellError, UnreadCell
from patterns.characters import SPACES, unprintable
from patterns.errors import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

MAX_CELL = 2_000  # characters in a cell of any column
MAX_COPIES = 99
MAX_ID = 64

RESERVED = {"con", "prn", "aux", "nul"} | {f"{p}{i}" for p in ("com", "lpt") for i in range(10)}
"""File names that Windows reserves, with any extension."""

_FLAGS = ("yes", "no")
_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{MAX_ID - 1}}}")
_PATTERN_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_BETWEEN_IDS = re.compile(r"[ ,;]+")
_COPIES = re.compile(r"[1-9][0-9]?")
_LINE_BREAK = re.compile(rf"(?<![{SPACES}])[{SPACES}]*+[\r\n][{SPACES}\r\n]*")
"""Matches only from the start of a run of spaces, or long runs would take quadratic time."""


@dataclass(frozen=True, slots=True)
class Column:
    """The parser of a column, and the limits of its text."""

    parse: Callable[[str], object] = str
    required: bool = False
    limit: int = MAX_CELL  # characters
    line_breaks: bool = False  # whether they are allowed; each becomes one space
    is_name: bool = False  # of a person


def read_cell(column: Column, *cells: str | UnreadCell) -> object:
    """Parse a cell, or several whose texts are joined by spaces; an empty one is None.

    Raises `CellError`, which never quotes a cell.
    """
    texts: list[str] = []
    faults: list[tuple[str, str]] = []
    for cell in cells:
        if isinstance(cell, UnreadCell):
            if column.parse is parse_day and cell.day:
                return cell.day
            raise CellError((cell.message, cell.hint))
        text = _text_of(column, cell)
        faults += _text_faults(column, text, cell)
        texts.append(text)
    text = texts[0] if len(texts) == 1 else " ".join(filter(None, texts))
    if len(text) > column.limit:
        faults.append((f"has {len(text)} characters; the limit is {column.limit}", "shorten it"))
    if faults:
        raise CellError(*faults)
    if not text:
        if column.required:
            raise CellError(("is empty", "each row needs one"))
        return None
    return column.parse(text)


def _text_of(column: Column, cell: str) -> str:
    """Return the text of a cell as its writer saw it."""
    text = cell.strip(EDGES)
    if len(text) > MAX_CELL:
        raise CellError((f"has more than {MAX_CELL:,} characters", "shorten it"))
    if text.isascii() and text.isprintable():
        return text
    text = as_seen(unicodedata.normalize("NFC", text)).strip(EDGES)
    return _LINE_BREAK.sub(" ", text) if column.line_breaks else text


def _text_faults(column: Column, text: str, cell: str) -> list[tuple[str, str]]:
    """List what is wrong with the text of a cell."""
    fault = spoiled(text, is_name=column.is_name)
    if fault is None and "\u00ad" in cell:  # a soft hyphen, or half a letter that was misread
        fault = spoiled(cell.strip(EDGES), is_name=column.is_name)
    faults = [fault] if fault else []
    if text.isascii() and text.isprintable():  # a fast path: nearly every cell is both
        return faults
    if _LINE_BREAK.search(text):
        faults.append(("holds a line break", "write it on one line"))
    if found := list(unprintable(text, allowed="\r\n")):
        first = found[0]
        many = f"{len(found)} characters that cannot be printed, first " if len(found) > 1 else ""
        faults.append((f"holds {many}{first.name} at character {first.offset + 1}", first.hint))
    return faults


def _parse_id(text: str) -> str:
    if not _ID.fullmatch(text):
        form = f"use up to {MAX_ID} letters from A to Z, digits, - and _"
        raise CellError(("cannot be an id", f"{form}; begin with a letter or digit"))
    if text.casefold() in RESERVED:
        raise CellError(("is a name that Windows keeps for itself", "choose another id"))
    return text


def _parse_copies(text: str) -> int:
    if not _COPIES.fullmatch(text):
        raise CellError(("is no number of copies", f"write a whole number from 1 to {MAX_COPIES}"))
    return int(text)


def _parse_word(text: str, words: Collection[str]) -> str:
    word = text.casefold()
    if word not in words:
        raise CellError(("is not a word known here", did_you_mean(text, words)))
    return word


def _parse_flag(text: str) -> bool:
    return _parse_word(text, _FLAGS) == "yes"


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


def _column_of(name: str, value: Value) -> Column:
    parsers: dict[str, Callable[[str], object]] = {"ids": _parse_ids, "day": parse_day}
    parsers["word"] = lambda text: _parse_word(text, value.words)
    parsers["language"] = _parse_language
    parsers["flag"] = _parse_flag
    parse, limit = parsers.get(value.kind, str), value.limit or MAX_CELL
    is_name = name in {"client", "practitioner"}
    return Column(parse, limit=limit, line_breaks=value.kind == "text", is_name=is_name)


_OF_ROWS = values_given_by("row")
_OWN = {
    "id": Column(_parse_id, required=True),
    "pattern": Column(required=True),
    "copies": Column(_parse_copies),
}
COLUMNS = {
    name.replace("_", " "): _OWN.get(name) or _column_of(name, _OF_ROWS[name])
    for name in ROSTER_COLUMNS
}
"""Every column of a roster, by its name in the header."""

REQUIRED = tuple(name for name, column in COLUMNS.items() if column.required)
