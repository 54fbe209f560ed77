"""The languages that are known, and the notice of one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from handouts.request.languages import check_notice_language, known_languages
from patterns.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


UNKNOWN = "the language de, which is not known here; known here: en, es"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    (tmp_path / "texts/locales").mkdir(parents=True)
    for name in ("es.yaml", "notes.txt", "English.yaml"):
        (tmp_path / "texts/locales" / name).write_text("", "utf-8")
    return tmp_path


def test_english_and_the_languages_of_the_library_are_known(library: Path) -> None:
    assert known_languages(None) == known_languages(library / "none") == ["en"]
    assert known_languages(library) == ["en", "es"]


@pytest.mark.parametrize(
    ("tag", "language"), [("en-GB", "en"), ("en-GB", "es"), ("es-US", "es"), ("es-US", None)]
)
def test_a_tag_in_english_or_in_the_language_is_taken(
    library: Path, tag: str, language: str | None
) -> None:
    check_notice_language(tag, language, library)


@pytest.mark.parametrize(
    ("tag", "language", "told"),
    [
        ("de-DE", "en", f"{UNKNOWN}; write en-DE"),
        ("de-DE", None, f"{UNKNOWN}; write en-DE"),
        ("de-DE", "es", f"{UNKNOWN}; write es-DE"),
        (
            "es-US",
            "en",
            "the language es, and the sheet is in en; choose the language es, or write en-US",
        ),
    ],
)
def test_another_language_is_refused(
    library: Path, tag: str, language: str | None, told: str
) -> None:
    with pytest.raises(UserError) as refused:
        check_notice_language(tag, language, library)
    assert str(refused.value) == f"notice: is in {told}"
