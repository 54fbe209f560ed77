"""A translation takes the place of the sentences of its original, and keeps the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from patterns.errors import UserError
from patterns.schema.client_text import client_text
from patterns.schema.yaml_document import parse_document
from patterns.translation import digest_of, read_translation
from tests.helpers.translations import Card

if TYPE_CHECKING:
    from pathlib import Path

ORIGINAL = """id: 1.10
title: Stretch the heel
pause: {minutes: 2, say: Rest for 2 minutes.}
"""

TRANSLATION = """title: Estirar el talón
pause: {say: Descansa 2 minutos.}
"""


@pytest.fixture
def original(tmp_path: Path) -> Path:
    path = tmp_path / "card.yaml"
    path.write_text(ORIGINAL, "utf-8")
    return path


def digest(original: Path) -> str:
    return digest_of(client_text(Card, parse_document(original.read_bytes(), "").tree))


def translated(original: Path, text: str, *, whole: bool = False) -> Card:
    path = original.with_name("card.es.yaml")
    path.write_text(f'translates: "{digest(original)}"\n{text}', "utf-8")
    return read_translation(path, original, Card, whole=whole)


def test_what_a_client_reads_is_translated_and_all_else_stays(original: Path) -> None:
    card = translated(original, TRANSLATION)
    assert (card.id, card.title) == ("1.10", "Estirar el talón")
    assert card.pause is not None
    assert (card.pause.minutes, card.pause.say) == (2, "Descansa 2 minutos.")


def test_a_whole_translation_has_every_key_of_its_own(original: Path) -> None:
    whole = ORIGINAL.replace("Stretch the heel", "Estirar el talón").replace(
        "Rest for 2 minutes", "Descansa 2 minutos"
    )
    assert translated(original, f"{whole}steps: []", whole=True).title == "Estirar el talón"
    with pytest.raises(UserError, match="id: is missing; add the key"):
        translated(original, TRANSLATION, whole=True)


def test_a_rule_of_the_model_is_broken_at_the_line_of_the_translation(original: Path) -> None:
    with pytest.raises(UserError) as caught:
        translated(original, TRANSLATION.replace("Estirar", "Estirar " * 20))
    (problem,) = caught.value.problems
    assert problem.file.endswith("card.es.yaml")
    assert (problem.line, problem.column, problem.field) == (2, 8, "title")
    assert problem.message == "must have at most 80 characters"


def test_every_fault_is_told_at_once(original: Path) -> None:
    with pytest.raises(UserError) as caught:
        translated(original, "pause: {say: Descansa 3 minutos.}\nid: x\n")
    assert [problem.field for problem in caught.value.problems] == ["title", "pause.say", "id"]


def test_a_translation_of_an_older_text_is_refused(original: Path) -> None:
    translated(original, TRANSLATION)
    original.write_text(ORIGINAL.replace("Rest", "Lie down"), "utf-8")
    path = original.with_name("card.es.yaml")
    with pytest.raises(UserError) as caught:
        read_translation(path, original, Card)
    (problem,) = caught.value.problems
    assert (problem.line, problem.field) == (1, "translates")
    assert problem.message == "the original has changed since"
    assert problem.hint.endswith(f'then write translates: "{digest(original)}"')


def test_a_translation_says_what_it_translates(original: Path) -> None:
    path = original.with_name("card.es.yaml")
    path.write_text(TRANSLATION, "utf-8")
    with pytest.raises(UserError, match="translates: is missing"):
        read_translation(path, original, Card)


def test_the_digest_is_that_of_the_text_alone(original: Path) -> None:
    first = digest(original)
    original.write_text(ORIGINAL.replace("minutes: 2", "minutes: 3"), "utf-8")
    assert digest(original) == first
    original.write_text(ORIGINAL.replace("heel", "toe"), "utf-8")
    assert digest(original) != first


def test_a_digest_of_decimal_digits_is_text(
    original: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("patterns.translation.digest_of", lambda text: "01234567")
    path = original.with_name("card.es.yaml")
    path.write_text(f"translates: 01234567\n{TRANSLATION}", "utf-8")
    assert read_translation(path, original, Card).title == "Estirar el talón"
    monkeypatch.setattr("patterns.translation.digest_of", lambda text: "12345678")
    path.write_text(f"translates: 12345678\n{TRANSLATION}", "utf-8")
    assert read_translation(path, original, Card).title == "Estirar el talón"


def test_an_original_with_faults_is_told_first(original: Path) -> None:
    original.write_text("title: x\n", "utf-8")
    with pytest.raises(UserError, match=r"card\.yaml:1:1: id: is missing"):
        translated(original, TRANSLATION)
