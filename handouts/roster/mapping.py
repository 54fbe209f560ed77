"""Say which columns of a file make which columns of a roster: the value of `--columns`."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from handouts.roster.columns import COLUMNS
from patterns.errors import ExitCode, UserError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Mapped = Mapping[str, tuple[str, ...]]
    """For columns of a roster the names of those in the file whose texts are joined, normalized."""

OPTION = "--columns"
EXAMPLE = 'client="First Name"+"Last Name",id="Client ID"'

_WORD_BREAK = re.compile(r"[\s_-]+")
_NAME = r'\s*+(?:"[^"]+"|[^",+=]*[^\s",+=])\s*'
_ITEM = re.compile(rf"([^\"=,+]*)=({_NAME}(?:\+{_NAME})*)(?:,|$)")
_PART = re.compile(_NAME)


def column_name(cell: str) -> str:
    """Normalize the name of a column: small letters, single spaces."""
    return _WORD_BREAK.sub(" ", unicodedata.normalize("NFC", cell.strip()).casefold()).strip()


def parse_mapping(text: str) -> dict[str, tuple[str, ...]]:
    """Parse `client="First Name"+"Last Name",id="Client ID"`, with or without the quotes.

    Most shells take the quotes away. Raises `UserError` for other text.
    """
    given: dict[str, tuple[str, ...]] = {}
    at = 0
    while at < len(text):
        item = _ITEM.match(text, at)
        if item is None:
            raise _error("is not written as it should be", f"write it like {EXAMPLE}")
        parts = tuple(part.strip().strip('"') for part in _PART.findall(item[2]))
        name = column_name(item[1])
        if name in given:
            raise _error(f"names {name} twice" if name in COLUMNS else "names a column twice", "")
        given[name] = parts
        at = item.end()
    return check_mapping(given, OPTION)


def check_mapping(given: Mapping[str, Iterable[str]], field: str) -> dict[str, tuple[str, ...]]:
    """Normalize a mapping; raise `UserError` for what is no column of a roster."""
    mapped = {column_name(name): tuple(map(column_name, parts)) for name, parts in given.items()}
    for name in mapped:
        if name not in COLUMNS:
            message = "names what is no column of a roster"
            raise _error(message, did_you_mean(name, COLUMNS), field)
    return mapped


def format_mapping(given: Mapping[str, Iterable[str]]) -> str:
    """Write a mapping as the option that gives it."""
    items = (
        f"{name.replace(' ', '-')}=" + "+".join(f'"{part}"' for part in parts)
        for name, parts in given.items()
    )
    return f"{OPTION} {','.join(items)}"


def _error(message: str, hint: str, field: str = OPTION) -> UserError:
    return UserError.one(message, field=field, hint=hint, exit_code=ExitCode.USAGE)
