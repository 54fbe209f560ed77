"""Words and terms that many patterns and activities use, such as the words for `{your leg}`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from patterns.field_types import Label
from patterns.model.parts import CountryWords, SideWords
from patterns.schema.base import Model
from patterns.schema.loader import read_shipped

if TYPE_CHECKING:
    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData


class WordTables(Model):
    """Words that follow the side, words that follow the country, and terms with explanations."""

    words: dict[str, SideWords]
    local_words: dict[str, CountryWords]
    terms: dict[str, Label]


@cache
def load_shared_words() -> WordTables:
    """Read the tables that every file may use."""
    return read_shipped("patterns", "shared_words.yaml", WordTables)


def words_of(data: PatternData | ActivityData) -> WordTables:
    """Join the tables of a file with the shared ones; an entry of the file goes first."""
    shared = load_shared_words()
    return WordTables.model_construct(
        words={**shared.words, **data.words},
        local_words={**shared.local_words, **data.local_words},
        terms={**shared.terms, **data.terms},
    )
