"""Words and terms that many patterns and activities use, such as those for `{your leg}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from patterns.field_types import Label
from patterns.model.parts import CountryWords, SideWords, TermWords
from patterns.schema.base import Model
from patterns.text import Side

if TYPE_CHECKING:
    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData


class WordTables(Model):
    """The names of the sides, and words that follow the side or the country, and terms."""

    sides: dict[Side, Label]
    words: dict[str, SideWords]
    local_words: dict[str, CountryWords]
    terms: dict[str, TermWords]


def words_of(data: PatternData | ActivityData, shared: WordTables) -> WordTables:
    """Join the tables of a file with the shared ones; an entry of the file goes first."""
    return WordTables.model_construct(
        sides=shared.sides,
        words={**shared.words, **data.words},
        local_words={**shared.local_words, **data.local_words},
        terms={**shared.terms, **data.terms},
    )
