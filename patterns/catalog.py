"""Load a pattern with the activities that it names, by its id or from its file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from patterns.errors import Problem, UserError, collect_errors, did_you_mean
from patterns.library_paths import (
    ACTIVITY_FILE,
    PICTURES,
    activity_folders,
    checked_library,
    is_path,
    library_of,
    pattern_file,
    pattern_folders,
)
from patterns.pattern import Activity, Pattern
from patterns.rules.care import check_care
from patterns.schema.loader import locate, read_model

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class ActivityEntry:
    """An activity and its file."""

    activity: Activity
    file: Path

    @property
    def pictures(self) -> Path:
        """The folder of its pictures."""
        return self.file.parent / PICTURES


@dataclass(frozen=True, slots=True)
class Entry:
    """A pattern, its file, and the activities that it may be printed with, by id."""

    pattern: Pattern
    file: Path
    activities: Mapping[str, ActivityEntry]

    @property
    def pictures(self) -> Path:
        """The folder of its pictures."""
        return self.file.parent / PICTURES

    @property
    def files(self) -> tuple[Path, ...]:
        """The files of the pattern and of its activities."""
        return (self.file, *(entry.file for entry in self.activities.values()))


def load(name: str, library: Path | None = None, added: Iterable[str] = ()) -> Entry:
    """Load a pattern by its id, or from a file if the name is a path, and its activities.

    `added` are the ids of further activities. Raises `UserError` for an unknown id, for every
    problem in the files, and for an id that is not the name of its folder.
    """
    path = pattern_file(name, library)
    entry = load_file(path, library_of(name, library), added)
    if not is_path(name) and entry.pattern.id != name:
        raise _misnamed(path, name)
    return entry


def load_file(path: Path, library: Path | None = None, added: Iterable[str] = ()) -> Entry:
    """Load a pattern from its file, and its activities from the libraries."""
    pattern = read_model(path, Pattern)
    folders = activity_folders(library)
    message = "is no activity of the library"
    unknown = [
        Problem("", 0, 0, f"add[{i}]", message, did_you_mean(name, folders))
        for i, name in enumerate(added, start=1)
        if name not in folders
    ]
    if unknown:
        raise UserError(unknown)
    wanted = dict.fromkeys((*pattern.used(), *added))
    loaded, problems = collect_errors(
        partial(load_activity, folders[name]) for name in wanted if name in folders
    )
    if problems:
        raise UserError(problems)
    activities = {entry.activity.id: entry for entry in loaded}
    found = check_care(pattern, {name: entry.activity for name, entry in activities.items()})
    if violations := tuple(found):
        raise UserError(locate(path, violations))
    return Entry(pattern, path, activities)


def load_activity(folder: Path) -> ActivityEntry:
    """Load the activity of a folder, whose name is its id."""
    path = folder / ACTIVITY_FILE
    activity = read_model(path, Activity)
    if activity.id != folder.name:
        raise _misnamed(path, folder.name)
    return ActivityEntry(activity, path)


def load_all(own: Path | None = None) -> tuple[list[Entry], list[Problem]]:
    """Load every pattern of the shipped library and of the clinic's own folder, by id.

    The patterns that cannot be loaded are left out; their problems come second.
    """
    known = sorted(pattern_folders(checked_library(own)))
    return collect_errors(partial(load, name, own) for name in known)


def load_all_activities(own: Path | None = None) -> tuple[list[ActivityEntry], list[Problem]]:
    """Load every activity of both libraries, by id, as `load_all` does with patterns."""
    folders = activity_folders(checked_library(own))
    return collect_errors(partial(load_activity, folders[name]) for name in sorted(folders))


def _misnamed(path: Path, folder: str) -> UserError:
    hint = f"write id: {folder}"
    return UserError.one("is not the name of its folder", file=str(path), field="id", hint=hint)
