"""Read what all patterns share, in one language: words, conditions, safety lines, warning signs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from patterns.conditions import Conditions, load_conditions
from patterns.errors import UserError, collect_errors
from patterns.rules.wording import ForbiddenWords, load_forbidden_words
from patterns.safety_lines import Safety, load_safety
from patterns.schema.loader import read_shipped
from patterns.shared_words import WordTables
from patterns.translation import read_translation
from patterns.translation_paths import ENGLISH, SHARED_ROOT, translation_of
from patterns.warning_signs import WarningSigns, load_warning_signs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from patterns.schema.base import Model

MODELS: dict[str, type[Model]] = {
    "conditions.yaml": Conditions,
    "safety.yaml": Safety,
    "shared_words.yaml": WordTables,
    "warning_signs.yaml": WarningSigns,
}
"""The model of each shared file with sentences."""


@dataclass(frozen=True, slots=True)
class SharedTexts:
    """The shared texts of a language, and the clinic's library that some may come from."""

    language: str
    library: Path | None
    conditions: Conditions
    safety: Safety
    words: WordTables
    signs: WarningSigns
    forbidden: ForbiddenWords


@cache
def english_texts() -> SharedTexts:
    """Read the shared texts in the language of the library."""
    words = read_shipped("patterns", "shared_words.yaml", WordTables)
    forbidden = load_forbidden_words(ENGLISH, None)
    texts = (load_conditions(), load_safety(), words, load_warning_signs(), forbidden)
    return SharedTexts(ENGLISH, None, *texts)


def load_shared_texts(language: str, library: Path | None) -> SharedTexts:
    """Read the shared texts of another language.

    Raises `UserError` with the problems of all files.
    """
    tasks: list[Callable[[], Any]] = [partial(_read, name, language, library) for name in MODELS]
    tasks.append(partial(load_forbidden_words, language, library))
    found, problems = collect_errors(tasks)
    if problems:
        raise UserError(problems)
    return SharedTexts(language, library, *found)


def _read(name: str, language: str, library: Path | None) -> Model:
    original = SHARED_ROOT / name
    path = translation_of(original, language, library)
    return read_translation(path, original, MODELS[name])
