"""Find the files of a pattern by its id or path.

The shipped library is searched first, then the clinic's own folder. Both have the same layout:
`<id>/pattern.yaml` and `<id>/pictures/`.
"""

from __future__ import annotations

import os
from pathlib import Path

from patterns.errors import UserError, did_you_mean
from patterns.files import is_folder, list_folder

LIBRARY = Path(__file__).parent / "library"
PATTERN_FILE = "pattern.yaml"
PICTURES, SCENES = "pictures", "scenes"
"""The folders of a pattern for its pictures and for the scene files that they are drawn from."""

PICTURE_SUFFIXES = frozenset({".svg", ".json", ".form"})
"""The suffixes of the files that a sheet reads of a picture."""


def pattern_folders(library: Path | None = None) -> dict[str, Path]:
    """Return the folder of every pattern by id; the shipped library has precedence."""
    return {
        folder.name: folder
        for place in (library, LIBRARY)
        if place and is_folder(place)
        for folder in list_folder(place)
        if os.path.lexists(folder / PATTERN_FILE)  # a dangling link is reported when it is read
    }


def checked_library(folder: Path | None) -> Path | None:
    """Return the clinic's folder of patterns. Raises `UserError` if there is none at its path."""
    if folder is not None and not is_folder(folder):
        hint = "name the folder that holds your patterns"
        raise UserError.one("there is no such folder", file=str(folder), hint=hint)
    return folder


def pattern_file(name: str, library: Path | None = None) -> Path:
    """Return the file of a pattern by its id, or the path that the name is.

    Raises `UserError` for an unknown id.
    """
    if is_path(name):
        return Path(name)
    known = pattern_folders(library)
    if name not in known:
        raise UserError.one("there is no such pattern", field=name, hint=did_you_mean(name, known))
    return known[name] / PATTERN_FILE


def is_path(name: str) -> bool:
    """Whether a name is a path rather than an id."""
    return name.endswith((".yaml", ".yml")) or "/" in name


def pattern_files(name: str, library: Path | None = None) -> list[Path]:
    """Return the file of a pattern, then those of its pictures, in a fixed order."""
    file = pattern_file(name, library)
    pictures = file.parent / PICTURES
    found = list_folder(pictures) if is_folder(pictures) else []
    return [file, *(path for path in found if path.suffix in PICTURE_SUFFIXES)]
