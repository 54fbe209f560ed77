"""What one YAML file holds, with the line and column of every key and value in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from patterns.errors import Problem

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
KeyPath: TypeAlias = tuple[str | int, ...]
"""The way from the root to a value: keys, and indexes of list items from 0."""

# A key in the form of our own is safe to show; any other may be a client's name in a wrong place.
_OWN_KEY = re.compile(r"[a-z][a-zA-Z0-9_.-]{0,39}\Z")


@dataclass(frozen=True, order=True, slots=True)
class SourcePosition:
    """A position in a text file; both numbers count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Document:
    """One file, read but not yet judged.

    `places` says where to point for a value: at a scalar itself, at the key of anything larger.
    `written` keeps the source of every plain number, true and false, so that a text field can
    take it as written (`1.10` is no `1.1`). `problems` are the faults found so far; what stands
    at a path in `holes` could not be read, so nothing more is to be said of it.
    """

    file: str
    tree: dict[str, Plain]
    places: dict[KeyPath, SourcePosition]
    keys: dict[KeyPath, SourcePosition]
    written: dict[KeyPath, str]
    holes: frozenset[KeyPath]
    problems: tuple[Problem, ...]

    def place(self, path: KeyPath) -> SourcePosition:
        """Give the place of a path, or of the nearest thing around it that is in the file."""
        while path not in self.places:
            path = path[:-1]
        return self.places[path]

    def value(self, path: KeyPath) -> Plain:
        """Give what stands at a path; None if it is not in the file."""
        value: Plain = self.tree
        for step in path:
            if isinstance(value, dict) and isinstance(step, str):
                value = value.get(step)
            elif isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
            else:
                return None
        return value


def format_key_path(path: KeyPath) -> str:
    """Write a path for people, items counted from 1: `stretches[2].dose.hold_seconds`.

    A key that is not in the form of our own keys is shown as `?`.
    """
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f"[{step + 1}]"
        else:
            shown += f"{'.' if shown else ''}{step if _OWN_KEY.match(step) else '?'}"
    return shown
