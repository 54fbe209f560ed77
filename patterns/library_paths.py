"""Where patterns lie: an id or a path in, the files that a sheet of that pattern reads out.

The shipped library is searched first, then the clinic's own folder, which is laid out the same
way: `<id>/pattern.yaml` and `<id>/pictures/`.
"""

from __future__ import annotations

import os
from pathlib import Path

from patterns.errors import UserError, did_you_mean
from patterns.files import folder_of, is_folder

LIBRARY = Path(__file__).parent / "library"
FILE = "pattern.yaml"
PICTURES = "pictures"
DRAWN = frozenset({".svg", ".json", ".form"})
"""The endings of a picture's files."""


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


def own_library(folder: Path | None) -> Path | None:
    """Refuse a folder of patterns that is not there, which would go unnoticed."""
    if folder is not None and not is_folder(folder):
        raise UserError.one(
            "there is no such folder",
            file=str(folder),
            hint="name the folder that holds your patterns",
        )
    return folder


def pattern_file(name: str, own: Path | None = None) -> Path:
    """Find the file of a pattern by its id, or take the name for its path.

    Raises `UserError` for an unknown id.
    """
    if is_path(name):
        return Path(name)
    known = folders(own)
    if name not in known:
        raise UserError.one("there is no such pattern", field=name, hint=did_you_mean(name, known))
    return known[name] / FILE


def is_path(name: str) -> bool:
    """Tell a path from an id."""
    return name.endswith((".yaml", ".yml")) or "/" in name


def pattern_files(name: str, own: Path | None = None) -> list[Path]:
    """Give a pattern's file and those of its pictures, in the same order each time."""
    file = pattern_file(name, own)
    pictures = file.parent / PICTURES
    found = folder_of(pictures) if is_folder(pictures) else []
    return [file, *(path for path in found if path.suffix in DRAWN)]
