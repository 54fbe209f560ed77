"""Find placeholders, terms and marks in sentences that lead nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from patterns import text
from patterns.errors import did_you_mean
from patterns.mark_kinds import PLACEHOLDERS
from patterns.schema.base import Violation
from patterns.shared_words import words_of
from patterns.traverse import texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.model.activity import ActivityData
    from patterns.model.pattern import PatternData
    from patterns.schema.yaml_tree import KeyPath
    from patterns.shared_words import WordTables

PRINTED_AS_WRITTEN = frozenset({"muscles", "terms", "local_words", "gate", "sources", "review"})
"""Parts that print as written, so placeholders and term brackets are not allowed in them."""

TERM_KEYS = frozenset({
    "because", "caption", "do", "expect", "feels", "instead", "lead", "note", "point", "put", "say",
    "steps", "stop_if", "tie_break", "tips", "what", "when", "where", "why",
})  # fmt: skip
"""Keys whose sentences are read in order, so a term is explained at its first use in them."""


def check_markup(data: PatternData | ActivityData, shared: WordTables) -> Iterator[Violation]:
    """Find unknown placeholders and terms, and marks without a partner."""
    tables = words_of(data, shared)
    known = {*tables.words, *tables.local_words, *PLACEHOLDERS}
    for loc, sentence in texts(data):
        if loc[0] in PRINTED_AS_WRITTEN or (loc[0] == "words" and loc[-1] != "one"):
            if mark := text.first_mark(sentence):
                yield Violation(loc, f"{mark} has no meaning here", "take it out")
            continue
        names = {"side", "other side"} if loc[0] == "words" else known
        for name in text.PLACEHOLDER.findall(sentence):
            if name not in names:
                yield Violation(loc, f"{{{name}}} is not in words", did_you_mean(name, names))
        for term in text.TERM.findall(sentence):
            if term not in tables.terms:
                hint = did_you_mean(term, tables.terms)
                yield Violation(loc, f"[{term}] is not in terms", hint)
        if mark := text.stray_mark(sentence):
            yield Violation(loc, f"{mark} has no partner", "close it, or take it out")


def check_term_brackets(
    data: PatternData | ActivityData, shared: WordTables
) -> Iterator[Violation]:
    """Find terms without brackets: on a sheet with other parts they could be the first use."""
    tables = words_of(data, shared)
    terms = {key: term.under(key).word for key, term in tables.terms.items()}
    for loc, sentence in texts(data):
        for key, word in terms.items() if _key(loc) in TERM_KEYS else ():
            if re.search(rf"\b{re.escape(word)}\b", text.TERM.sub("", sentence)):
                hint = f"write [{key}]; it is explained where it is first read"
                yield Violation(loc, "holds a term without brackets", hint)


def check_side(activity: ActivityData, shared: WordTables) -> Iterator[Violation]:
    """Find words that follow the side in an activity that has none."""
    words = {} if activity.sided else words_of(activity, shared).words
    for loc, sentence in texts(activity):
        for name in text.PLACEHOLDER.findall(sentence) if loc[0] != "words" else ():
            if name in words:
                hint = "name no side, or take out sided: false"
                yield Violation(loc, f"{{{name}}} follows the side, and this has none", hint)


def _key(loc: KeyPath) -> str:
    """Return the last key of a path, ignoring item numbers after it."""
    return next(step for step in reversed(loc) if isinstance(step, str))
