"""Recognize the translation of a file by its name and place, and read what it is printed with."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handouts.commands.file_kinds import kind_of
from handouts.compose.locale import Locale
from handouts.request.languages import check_files_exist, locale_file
from handouts.request.order import OrderLoader
from handouts.request.values import SheetRequest
from patterns.catalog import load_activity_file
from patterns.library_paths import (
    ACTIVITIES,
    ACTIVITY_FILE,
    LIBRARY,
    PATTERN_FILE,
    library_of,
)
from patterns.notice import NoticeText, load_notice, notice_file
from patterns.pattern import Activity, Pattern
from patterns.rules.wording import ForbiddenWords
from patterns.schema.loader import read_model
from patterns.shared_texts import MODELS, load_shared_texts
from patterns.translation import compare, read_translation
from patterns.translation_paths import ENGLISH, SHARED_ROOT, TEXTS, wording_file

if TYPE_CHECKING:
    from pathlib import Path

    from patterns.catalog import ActivityEntry, Entry
    from patterns.notice import Notice
    from patterns.schema.base import Model

TAGS = ("en-US", "en-GB")
"""The notices that a translation is tried with: the first of them that is translated."""

MODEL_OF: dict[str, type[Model]] = {PATTERN_FILE: Pattern, ACTIVITY_FILE: Activity}

_SENTENCES = re.compile(r"(.+)\.([a-z]{2,3})\.yaml")
_WHOLE = re.compile(r"([a-z]{2,3})(?:-([A-Z]{2}))?\.yaml")


@dataclass(frozen=True, slots=True)
class Translation:
    """The place of a translation, and its original; `library` is the clinic's own folder.

    A `whole` translation has all keys of its original, not the text alone.
    """

    path: Path
    language: str
    original: Path
    model: type[Model]
    library: Path | None = None
    whole: bool = False


class TranslatedSheet(NamedTuple):
    """A pattern or an activity in another language, and a notice to print it with."""

    entry: Entry | ActivityEntry
    notice: Notice


def translation_at(path: Path) -> Translation | None:
    """Recognize a translation by its name and place, whether it exists; None for other files."""
    if match := _SENTENCES.fullmatch(path.name):
        return _of_sentences(path, f"{match[1]}.yaml", match[2])
    if match := _WHOLE.fullmatch(path.name):
        return _of_language(path, match[1], match[2])
    return None


def read(found: Translation) -> TranslatedSheet | None:
    """Read a translation, and for a pattern or an activity all that it is printed with.

    Raises `UserError` with every difference from the original, else with every file that is
    missing, else with every other problem.
    """
    path, original, language, library = found.path, found.original, found.language, found.library
    if found.model is ForbiddenWords:  # each language has its own
        read_model(path, ForbiddenWords)
        return None
    if found.model not in (Pattern, Activity):
        read_translation(path, original, found.model, whole=found.whole)
        return None
    compare(path, original, found.model)
    tags = (tag for tag in TAGS if os.path.lexists(notice_file(tag, language, library)))
    tag = next(tags, TAGS[0])
    if found.model is Pattern:
        request = SheetRequest(str(original), language=language, notice=tag, library=library)
        order = OrderLoader().load(request)
        return TranslatedSheet(order.entry, order.notice)
    check_files_exist([original], tag, language, library)
    entry = load_activity_file(original, load_shared_texts(language, library))
    return TranslatedSheet(entry, load_notice(tag, language, library))


def _of_sentences(path: Path, name: str, language: str) -> Translation | None:
    """Recognize a translation beside its original, or in a folder that is for it."""
    folder = path.absolute().parent
    if name in MODELS and folder.name == TEXTS:
        return Translation(path, language, SHARED_ROOT / name, MODELS[name], folder.parent)
    if name in MODELS and folder == SHARED_ROOT:
        return Translation(path, language, SHARED_ROOT / name, MODELS[name])
    model = MODEL_OF.get(name)
    shipped = LIBRARY / (ACTIVITIES if model is Activity else "") / folder.name / name
    original = path.with_name(name)
    if not original.exists():
        original = shipped
    elif model is None:
        model = MODEL_OF.get(f"{kind_of(original)}.yaml")
    if model is None or not original.exists():
        return None
    library = folder.parents[1] if model is Activity else library_of(str(folder / name), None)
    return Translation(path, language, original, model, library)


def _of_language(path: Path, language: str, country: str | None) -> Translation | None:
    """Recognize a file that each language has of its own, by its folder."""
    files: dict[str, tuple[Path, type[Model]]] = {
        "locales": (locale_file(ENGLISH, None), Locale),
        "wording": (wording_file(ENGLISH, None), ForbiddenWords),
        "notices": (SHARED_ROOT / f"notices/{ENGLISH}-{country}.yaml", NoticeText),
    }
    folder = path.absolute().parent
    original, model = files.get(folder.name, (None, None))
    if language == ENGLISH or original is None or model is None or not original.exists():
        return None
    library = folder.parents[1] if folder.parent.name == TEXTS else None
    return Translation(path, language, original, model, library, whole=True)
