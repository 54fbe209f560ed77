"""The files of a language are beside the English ones, else in the clinic's own library."""

from __future__ import annotations

from pathlib import Path

import pytest

from patterns.library_paths import LIBRARY
from patterns.translation_paths import (
    SHARED_FILES,
    SHARED_ROOT,
    language_file,
    translation_of,
    wording_file,
)

OWN = Path("own")


@pytest.mark.parametrize(
    ("original", "library", "expected"),
    [
        (OWN / "hip/pattern.yaml", OWN, OWN / "hip/pattern.es.yaml"),
        (OWN / "hip.yaml", None, OWN / "hip.es.yaml"),
        (LIBRARY / "hip/pattern.yaml", OWN, OWN / "hip/pattern.es.yaml"),
        (LIBRARY / "hip/pattern.yaml", None, LIBRARY / "hip/pattern.es.yaml"),
        (
            LIBRARY / "activities/walk/activity.yaml",
            OWN,
            OWN / "activities/walk/activity.es.yaml",
        ),
        (SHARED_ROOT / "safety.yaml", OWN, OWN / "texts/safety.es.yaml"),
        (SHARED_ROOT / "safety.yaml", None, SHARED_ROOT / "safety.es.yaml"),
    ],
)
def test_a_translation_has_one_place(original: Path, library: Path | None, expected: Path) -> None:
    assert translation_of(original, "es", library) == expected


def test_a_translation_beside_its_original_goes_first(tmp_path: Path) -> None:
    beside = tmp_path / "pattern.es.yaml"
    beside.touch()
    assert translation_of(tmp_path / "pattern.yaml", "es", OWN) == beside


def test_a_file_of_a_language_is_that_of_the_program_if_there_is_one(tmp_path: Path) -> None:
    assert language_file(tmp_path, "locales/es.yaml", OWN) == OWN / "texts/locales/es.yaml"
    assert language_file(tmp_path, "locales/es.yaml", None) == tmp_path / "locales/es.yaml"
    assert wording_file("en", OWN) == SHARED_ROOT / "rules/wording/en.yaml"


def test_every_shared_file_exists() -> None:
    assert all((SHARED_ROOT / name).is_file() for name in SHARED_FILES)
