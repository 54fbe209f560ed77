"""Load a pattern by its id or from its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from patterns.errors import UserError, collect_errors
from patterns.library_paths import PICTURES, checked_library, is_path, pattern_file, pattern_folders
from patterns.pattern import Pattern
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.errors import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern and the folder of its pictures."""

    pattern: Pattern
    pictures: Path


def load(name: str, library: Path | None = None) -> Entry:
    """Load a pattern by its id, or from a file if the name is a path.

    Raises `UserError` for an unknown id, for every problem in the file, and for an id that is not
    the name of its folder.
    """
    path = pattern_file(name, library)
    entry = load_file(path)
    if not is_path(name) and entry.pattern.id != name:
        message, hint = "is not the name of its folder", f"write id: {name}"
        raise UserError.one(message, file=str(path), field="id", hint=hint)
    return entry


def load_file(path: Path) -> Entry:
    """Load a pattern from its file; its pictures are in `pictures/` beside it."""
    return Entry(read_model(path, Pattern), path.parent / PICTURES)


def load_all(own: Path | None = None) -> tuple[list[Entry], list[Problem]]:
    """Load every pattern of the shipped library and of the clinic's own folder, by id.

    The patterns that cannot be loaded are left out; their problems come second.
    """
    known = sorted(pattern_folders(checked_library(own)))
    return collect_errors(partial(load, name, own) for name in known)
