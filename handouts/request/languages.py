"""Find the files that a sheet in another language needs, and report those that are missing."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.request.values import is_language
from patterns.errors import Problem, UserError
from patterns.files import is_folder, list_folder
from patterns.notice import notice_file
from patterns.translation_paths import (
    ENGLISH,
    SHARED_FILES,
    SHARED_ROOT,
    TEXTS,
    language_file,
    translation_of,
    wording_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

COMPOSE = Path(__file__).parents[1] / "compose"

NO_LIBRARY = Path("FOLDER")
"""What stands for the library in messages where none is given."""


def locale_file(language: str, library: Path | None) -> Path:
    """Return the file of the fixed words of a language, whether it exists or not."""
    return language_file(COMPOSE, f"locales/{language}.yaml", library)


def known_languages(library: Path | None) -> list[str]:
    """Return English and the languages that a clinic's library has words in."""
    if library is None:
        return [ENGLISH]
    folder = library / TEXTS / "locales"
    names = list_folder(folder) if is_folder(folder) else []
    return sorted({ENGLISH, *(path.stem for path in names if is_language(path.stem))})


def check_notice_language(tag: str, language: str | None, library: Path | None) -> None:
    """Refuse the notice of another language; a tag in English chooses the country alone.

    `language` is that of the sheet, None for any language that is known.
    """
    asked, _, country = tag.partition("-")
    known = known_languages(library)
    if asked in (ENGLISH, language) or (language is None and asked in known):
        return
    if asked in known:
        message = f"is in the language {asked}, and the sheet is in {language}"
        hint = f"choose the language {asked}, or write {language}-{country}"
    else:
        message = f"is in the language {asked}, which is not known here"
        hint = f"known here: {', '.join(known)}; write {language or ENGLISH}-{country}"
    raise UserError.one(message, field="notice", hint=hint)


def check_files_exist(
    originals: Iterable[Path], tag: str, language: str, library: Path | None
) -> None:
    """Raise `UserError` with every file that is missing for a sheet in another language.

    `originals` are the files of its pattern and activities, and `tag` is that of its notice.
    """
    hint = "begin it with: handouts new translation {}"
    if library is None:
        hint += f" in a folder of your own, and give it as --library {NO_LIBRARY}"
    missing = [
        Problem(str(path), 0, 0, "", "there is no such translation", hint.format(path))
        for path in _files(originals, tag, language, library or NO_LIBRARY)
        if not os.path.lexists(path)
    ]
    if missing:
        raise UserError(missing)


def _files(originals: Iterable[Path], tag: str, language: str, library: Path) -> Iterator[Path]:
    """Yield every file that a sheet needs in a language."""
    yield notice_file(tag, language, library)
    yield locale_file(language, library)
    yield wording_file(language, library)
    shared = (SHARED_ROOT / name for name in SHARED_FILES)
    yield from (translation_of(path, language, library) for path in (*shared, *originals))
