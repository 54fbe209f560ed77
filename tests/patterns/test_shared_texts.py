"""What all patterns share is read in one language, from one folder, with all problems at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patterns.errors import UserError
from patterns.shared_texts import MODELS, english_texts, load_shared_texts
from patterns.translation_paths import SHARED_FILES
from tests.helpers.spanish import write_spanish_library

if TYPE_CHECKING:
    from pathlib import Path


def test_every_shared_file_has_a_model() -> None:
    assert tuple(MODELS) == SHARED_FILES


def test_a_language_has_all_that_english_has(tmp_path: Path) -> None:
    spanish, english = (
        load_shared_texts("es", write_spanish_library(tmp_path / "lib")),
        english_texts(),
    )
    assert (english.language, spanish.language) == ("en", "es")
    assert spanish.words.sides == {"left": "izquierdo", "right": "derecho", "both": "ambos lados"}
    assert spanish.conditions.moves == english.conditions.moves
    assert list(spanish.conditions.conditions) == list(english.conditions.conditions)
    assert [len(tier) for tier in spanish.signs.of({"hip"})] == [
        len(tier) for tier in english.signs.of({"hip"})
    ]
    assert "cura" in spanish.forbidden.promises


def test_the_problems_of_all_files_are_told(tmp_path: Path) -> None:
    library = write_spanish_library(tmp_path / "lib")
    for name in ("safety.es.yaml", "warning_signs.es.yaml", "wording/es.yaml"):
        (library / "texts" / name).unlink()
    with pytest.raises(UserError) as caught:
        load_shared_texts("es", library)
    assert [problem.file.rpartition("/texts/")[2] for problem in caught.value.problems] == [
        "safety.es.yaml",
        "warning_signs.es.yaml",
        "wording/es.yaml",
    ]
