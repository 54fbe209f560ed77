"""Find promises and diagnoses in sentences; `wording.yaml` lists their words by language."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from patterns.schema.base import Model, Violation
from patterns.schema.loader import read_shipped
from patterns.traverse import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData

LANGUAGE = "en"
"""The language of the library."""

WARNINGS = frozenset({"stop_if", "gate"})
"""Keys whose sentences warn, so that they may name a diagnosis."""


class ForbiddenWords(Model):
    """The words of one language that the advice must not use."""

    promises: tuple[str, ...]
    diagnoses: tuple[str, ...]


class Wording(Model):
    """The content of `wording.yaml`."""

    en: ForbiddenWords


def check_wording(data: PatternData | ActivityData) -> Iterator[Violation]:
    """Find the forbidden words of all sentences."""
    promises, either = _expressions()
    for loc, sentence in texts(data):
        if loc[0] == "sources":
            continue
        expression = promises if WARNINGS & set(loc) else either
        if found := expression.search(sentence.casefold()):
            yield Violation(loc, f'says "{found.group()}"', "promise nothing and name no diagnosis")


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Compile what finds a promise, and what finds a promise or a diagnosis."""
    words = read_shipped("patterns", "rules/wording.yaml", Wording).en
    promises, all_words = words.promises, (*words.promises, *words.diagnoses)
    either, both = ("|".join(map(re.escape, group)) for group in (promises, all_words))
    return re.compile(rf"\b(?:{either})\b"), re.compile(rf"\b(?:{both})\b")
