"""Find the files of patterns and activities by their id or path.

The shipped library is searched first, then the clinic's own folder. Both have the same layout:
`<id>/pattern.yaml`, `activities/<id>/activity.yaml`, and `pictures/` beside each of the two.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.errors import Problem, UserError, did_you_mean
from patterns.files import is_folder, list_folder

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LIBRARY = Path(__file__).parent / "library"
PATTERN_FILE, ACTIVITY_FILE = "pattern.yaml", "activity.yaml"
ACTIVITIES = "activities"
"""The folder of the activities in a library, so no pattern has this id."""

PICTURES, SCENES = "pictures", "scenes"
"""The folders beside a file for its pictures and for the scenes that they are drawn from."""

PICTURE_SUFFIXES = frozenset({".svg", ".json", ".form"})
"""The suffixes of the files that a sheet reads of a picture."""


def pattern_folders(library: Path | None = None) -> dict[str, Path]:
    """Return the folder of every pattern by id; the clinic's own has precedence."""
    places = [place for place in (LIBRARY, library) if place]
    return dict(_folders_with(PATTERN_FILE, places))


def activity_folders(library: Path | None = None) -> dict[str, Path]:
    """Return the folder of every activity by id; the clinic's own has precedence."""
    places = [place / ACTIVITIES for place in (LIBRARY, library) if place]
    return dict(_folders_with(ACTIVITY_FILE, places))


def _folders_with(name: str, places: Iterable[Path]) -> Iterator[tuple[str, Path]]:
    for place in places:
        for folder in list_folder(place) if is_folder(place) else ():
            if os.path.lexists(folder / name):  # a dangling link is reported when it is read
                yield folder.name, folder


def library_remarks(library: Path | None) -> list[Problem]:
    """Return what to tell of each shipped pattern and activity that a clinic's library replaces.

    A sheet must not print other advice than its reader expects without a word.
    """
    if library is None or library.resolve() == LIBRARY:
        return []
    return [
        replacement_remark(folder, kind)
        for kind, find in (("pattern", pattern_folders), ("activity", activity_folders))
        for name, folder in sorted(find(library).items())
        if name in find() and folder != find()[name]
    ]


def replacement_remark(path: Path, kind: str) -> Problem:
    """Tell that a file or folder of a clinic replaces a shipped pattern or activity."""
    message = f"is used in place of the shipped {kind} of this id"
    return Problem(str(path), 0, 0, "", message, "give it an id of its own to keep both")


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


def library_of(name: str, library: Path | None) -> Path | None:
    """Return the clinic's library of a pattern: as given, or the one that its file lies in.

    A file not called `pattern.yaml` lies beside `activities/`, not in a folder of its own.
    """
    if library is not None or not is_path(name):
        return library
    path = Path(name)
    if path.name != PATTERN_FILE:
        return path.parent
    return path.parent / ".." if path.parent.name in ("", "..") else path.parent.parent


def is_path(name: str) -> bool:
    """Whether a name is a path rather than an id."""
    return name.endswith((".yaml", ".yml")) or "/" in name


def files_in(folder: Path, name: str) -> list[Path]:
    """Return a file of a folder, then those of its pictures, in a fixed order."""
    pictures = folder / PICTURES
    found = list_folder(pictures) if is_folder(pictures) else []
    return [folder / name, *(path for path in found if path.suffix in PICTURE_SUFFIXES)]
