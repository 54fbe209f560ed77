"""Find promises and diagnoses in sentences; `wording/` lists their words, a file a language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from patterns.schema.base import Model, Violation
from patterns.schema.loader import read_model
from patterns.translation_paths import wording_file
from patterns.traverse import texts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData

WARNINGS = frozenset({"stop_if", "gate"})
"""Keys whose sentences warn, so that they may name a diagnosis."""

Phrases = Annotated[tuple[str, ...], Field(min_length=1)]


class ForbiddenWords(Model):
    """The words of one language that the advice must not use, in small letters."""

    promises: Phrases
    diagnoses: Phrases


def load_forbidden_words(language: str, library: Path | None) -> ForbiddenWords:
    """Read the forbidden words of a language."""
    return read_model(wording_file(language, library), ForbiddenWords)


def check_wording(data: PatternData | ActivityData, words: ForbiddenWords) -> Iterator[Violation]:
    """Find the forbidden words of all sentences."""
    promises, either = _expressions(words)
    for loc, sentence in texts(data):
        if loc[0] == "sources":
            continue
        expression = promises if WARNINGS & set(loc) else either
        if found := expression.search(sentence.casefold()):
            yield Violation(loc, f'says "{found.group()}"', "promise nothing and name no diagnosis")


@cache
def _expressions(words: ForbiddenWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what finds a promise, and what finds a promise or a diagnosis."""
    promises, all_words = words.promises, (*words.promises, *words.diagnoses)
    either, both = ("|".join(map(re.escape, group)) for group in (promises, all_words))
    return re.compile(rf"\b(?:{either})\b"), re.compile(rf"\b(?:{both})\b")
