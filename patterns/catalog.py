"""Load a pattern with the activities that it names, by its id or from its file, in a language."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from patterns.errors import Problem, UserError, collect_errors, did_you_mean
from patterns.library_paths import (
    ACTIVITIES,
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
from patterns.schema.base import Model, Violation
from patterns.schema.loader import locate, read_model
from patterns.shared_texts import english_texts
from patterns.translation import read_translation
from patterns.translation_paths import ENGLISH, translation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from patterns.shared_texts import SharedTexts

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True, kw_only=True)
class LibraryFile:
    """A file of a library, and the file of its sentences if they are translated.

    `texts` are those that all files share, in the same language.
    """

    file: Path
    translation: Path | None = None
    texts: SharedTexts = field(default_factory=english_texts)

    @property
    def pictures(self) -> Path:
        """The folder of its pictures."""
        return self.file.parent / PICTURES

    @property
    def text_file(self) -> Path:
        """The file of its sentences."""
        return self.translation or self.file


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityEntry(LibraryFile):
    """An activity and its file."""

    activity: Activity


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(LibraryFile):
    """A pattern, its file, and the activities that it may be printed with, by id."""

    pattern: Pattern
    activities: Mapping[str, ActivityEntry]

    @property
    def text_files(self) -> tuple[Path, ...]:
        """The files of the sentences of the pattern and of its activities."""
        return (self.text_file, *(entry.text_file for entry in self.activities.values()))


def load(
    name: str,
    library: Path | None = None,
    added: Iterable[str] = (),
    texts: SharedTexts | None = None,
) -> Entry:
    """Load a pattern by its id, or from a file if the name is a path, and its activities.

    `added` are the ids of further activities. `texts` are the shared texts of the language to load
    it in, English if left out. Raises `UserError` for an unknown id, for every problem in the
    files, and for an id that is not the name of its folder.
    """
    path = pattern_file(name, library)
    entry = load_file(path, library_of(name, library), added, texts)
    if not is_path(name):
        _check_name(path, entry.pattern.id, name)
    return entry


def load_file(
    path: Path,
    library: Path | None = None,
    added: Iterable[str] = (),
    texts: SharedTexts | None = None,
) -> Entry:
    """Load a pattern from its file, and its activities from the libraries.

    Raises `UserError` with the problems of the pattern file, or else with every problem of its
    activities and between the two.
    """
    texts = texts or english_texts()
    pattern, translation = _read(path, Pattern, texts)
    folders = activity_folders(library)
    message = "is no activity of the library"
    unknown = [
        Problem("", 0, 0, f"add[{i}]", message, did_you_mean(name, folders))
        for i, name in enumerate(added, start=1)
        if name not in folders
    ]
    wanted = dict.fromkeys((*pattern.used(), *added))
    loaded, problems = collect_errors(
        partial(load_activity, folders[name], texts) for name in wanted if name in folders
    )
    entries = {entry.activity.id: entry for entry in loaded}
    activities = {name: entry.activity for name, entry in entries.items()}
    violations = (*_check_id(pattern), *check_care(pattern, activities, folders))
    if violations:
        problems += locate(path, violations)
    if unknown or problems:
        raise UserError([*unknown, *problems])
    return Entry(
        pattern=pattern, file=path, activities=entries, translation=translation, texts=texts
    )


def _check_id(pattern: Pattern) -> Iterator[Violation]:
    if pattern.id == ACTIVITIES:
        yield Violation(("id",), "is the name of the folder of activities", "choose another id")


def load_activity(folder: Path, texts: SharedTexts | None = None) -> ActivityEntry:
    """Load the activity of a folder, whose name is its id."""
    path = folder / ACTIVITY_FILE
    entry = load_activity_file(path, texts)
    _check_name(path, entry.activity.id, folder.name)
    return entry


def load_activity_file(path: Path, texts: SharedTexts | None = None) -> ActivityEntry:
    """Load an activity from its file."""
    texts = texts or english_texts()
    activity, translation = _read(path, Activity, texts)
    return ActivityEntry(activity=activity, file=path, translation=translation, texts=texts)


def _read(path: Path, model: type[M], texts: SharedTexts) -> tuple[M, Path | None]:
    """Read a file in the language of some texts; return its translation, too, if there is one."""
    if texts.language == ENGLISH:
        return read_model(path, model), None
    translation = translation_of(path, texts.language, texts.library)
    return read_translation(translation, path, model, texts), translation


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


def _check_name(path: Path, own_id: str, folder: str) -> None:
    if problems := misnamed(path, own_id, folder):
        raise UserError(problems)


def misnamed(path: Path, own_id: str, folder: str) -> list[Problem]:
    """Compare the id in a file with the name of its folder, by which the file is found."""
    if own_id == folder:
        return []
    hint = f"write id: {folder}"
    return locate(path, [Violation(("id",), "is not the name of its folder", hint)])
