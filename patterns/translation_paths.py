"""Find the files of a language: beside the English ones, else in the clinic's own library.

A file whose sentences alone are translated is named after its original: `pattern.es.yaml`. In the
clinic's library a translation of a shipped file lies where the original would: `<id>/`,
`activities/<id>/`, or `texts/` for what all patterns share.
"""

from __future__ import annotations

from pathlib import Path

from patterns.library_paths import LIBRARY

ENGLISH = "en"
"""The language that patterns and activities are written in."""

TEXTS = "texts"
"""The folder of a library for what all patterns share in a language, so no pattern has this id."""

SHARED_ROOT = Path(__file__).parent
SHARED_FILES = ("conditions.yaml", "safety.yaml", "shared_words.yaml", "warning_signs.yaml")
"""The files whose sentences all patterns share."""


def translation_of(original: Path, language: str, library: Path | None) -> Path:
    """Return the translation of a pattern, an activity or a shared file, whether it exists or not.

    `library` is the clinic's own folder; a translation beside the original goes first.
    """
    beside = original.with_name(f"{original.stem}.{language}.yaml")
    if library is None or beside.exists():
        return beside
    if original.is_relative_to(LIBRARY):
        return library / beside.relative_to(LIBRARY)
    return library / TEXTS / beside.name if original.parent == SHARED_ROOT else beside


def language_file(root: Path, name: str, library: Path | None) -> Path:
    """Return a file that each language has of its own, such as `notices/es-US.yaml`.

    `root` is the shipped folder that the name is relative to.
    """
    shipped = root / name
    return shipped if library is None or shipped.exists() else library / TEXTS / name


def wording_file(language: str, library: Path | None) -> Path:
    """Return the file of the words that the advice must not use in a language."""
    return language_file(SHARED_ROOT / "rules", f"wording/{language}.yaml", library)
