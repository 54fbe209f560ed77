"""Loads patterns: an id or a path in, a validated pattern with the place of its pictures out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.errors import UserError
from patterns.library_paths import PICTURES, is_path, pattern_file
from patterns.pattern import Pattern
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern and the folder its pictures lie in."""

    pattern: Pattern
    pictures: Path


def load(name: str, own: Path | None = None) -> Entry:
    """Load a pattern by its id, or from a file when the name is a path to one.

    Raises `UserError` for an unknown id, for everything wrong in the file, and for an id that is
    not the name of its folder.
    """
    path = pattern_file(name, own)
    if is_path(name):
        return load_file(path)
    entry = load_file(path)
    if entry.pattern.id != name:
        raise UserError.one(
            "is not the name of its folder", file=str(path), field="id", hint=f"write id: {name}"
        )
    return entry


def load_file(path: Path) -> Entry:
    """Load a pattern from its file; its pictures lie in `pictures/` beside it."""
    return Entry(read_model(path, Pattern), path.parent / PICTURES)
