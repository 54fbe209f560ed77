"""Finds patterns: an id or a path in, a validated pattern with the place of its pictures out.

The shipped library is searched first, then the clinic's own folder, which is laid out the same
way: `<id>/pattern.yaml` and `<id>/pictures/`.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from patterns.errors import UserError, did_you_mean
from patterns.files import folder_of, is_folder
from patterns.model import Pattern
from patterns.reading import read_model

LIBRARY = Path(__file__).parent / "library"
FILE = "pattern.yaml"


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern and the folder its pictures lie in."""

    pattern: Pattern
    pictures: Path


def folders(own: Path | None = None) -> dict[str, Path]:
    """Give the folder of every pattern by id; the shipped library wins over the clinic's own."""
    places = [own, LIBRARY] if own else [LIBRARY]
    return {
        folder.name: folder
        for place in places
        if is_folder(place)
        for folder in folder_of(place)
        if os.path.lexists(folder / FILE)  # a link that leads nowhere is told when it is read
    }


def load(name: str, own: Path | None = None) -> Entry:
    """Load a pattern by its id, or from a file when the name is a path to one.

    Raises `UserError` for an unknown id, for everything wrong in the file, and for an id that is
    not the name of its folder.
    """
    if name.endswith((".yaml", ".yml")) or "/" in name:
        return load_file(Path(name))
    known = folders(own)
    if name not in known:
        raise UserError.one("there is no such pattern", where=name, hint=did_you_mean(name, known))
    path = known[name] / FILE
    entry = load_file(path)
    if entry.pattern.id != name:
        raise UserError.one(
            "is not the name of its folder", file=str(path), where="id", hint=f"write id: {name}"
        )
    return entry


def load_file(path: Path) -> Entry:
    """Load a pattern from its file; its pictures lie in `pictures/` beside it."""
    return Entry(read_model(path, Pattern), path.parent / "pictures")
