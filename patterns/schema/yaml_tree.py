"""The contents of a YAML file, with the line and column of every key and value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from patterns.errors import Problem

Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"
KeyPath: TypeAlias = tuple[str | int, ...]
"""The path from the root to a value: keys, and indexes of list items from 0."""

# Only a key in the form of ours is shown: any other may be a client's name in a wrong place.
_SAFE_KEY = re.compile(r"[a-z][a-zA-Z0-9_.-]{0,39}\Z")


class SourcePosition(NamedTuple):
    """A position in a text file; both numbers count from 1, columns in characters."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A file that is parsed but not validated.

    `positions` are those of the values: of a scalar itself, of anything larger its key.
    `source_text` keeps every plain number, true and false as written, for text fields (`1.10` is
    not `1.1`). The values at the paths in `unreadable` could not be read, which `problems` reports.
    `before_comma` are the items of lists in brackets that have no quotes and are not the last.
    """

    file: str
    tree: dict[str, Plain]
    positions: dict[KeyPath, SourcePosition]
    key_positions: dict[KeyPath, SourcePosition]
    source_text: dict[KeyPath, str]
    unreadable: set[KeyPath]
    problems: list[Problem]
    before_comma: set[KeyPath] = field(default_factory=set)

    def position(self, path: KeyPath) -> SourcePosition:
        """Return the position of a path, or of its nearest parent in the file."""
        while path not in self.positions:
            path = path[:-1]
        return self.positions[path]

    def value(self, path: KeyPath) -> Plain:
        """Return the value at a path, None if it is not in the file."""
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
    """Format a path for people, items counted from 1: `stretches[2].dose.hold_seconds`.

    A key that may be a client's name is shown as `?`.
    """
    shown = ""
    for step in path:
        if isinstance(step, int):
            shown += f"[{step + 1}]"
        else:
            shown += f"{'.' if shown else ''}{step if _SAFE_KEY.match(step) else '?'}"
    return shown
