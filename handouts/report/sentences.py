"""Split a text into sentences and words, and recognize passives and what a reader should do."""

from __future__ import annotations

import re

from handouts.report.vocabulary import load_vocabulary, lowered

_END = re.compile(r"(?<=[.?!])[)\N{RIGHT DOUBLE QUOTATION MARK}\"*]*\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['\N{RIGHT SINGLE QUOTATION MARK}-][^\W\d_]+)*|\d+")


def split(text: str) -> list[str]:
    """Split a text into sentences; a colon, a semicolon or the point of 4.5 ends none."""
    return [found.strip() for found in _END.split(text) if _WORD.search(found)]


def words(sentence: str) -> list[str]:
    """Return the words of a sentence; a number is a word, and so is a compound with a hyphen."""
    return _WORD.findall(sentence)


def is_passive(sentence: str) -> bool:
    """Whether a sentence looks passive: a form of "to be" and a participle."""
    vocabulary = load_vocabulary()
    found = words(lowered(sentence))
    for first, *rest in (found[i : i + 3] for i in range(len(found))):
        if first in vocabulary.to_be:
            adverb = bool(rest) and rest[0].endswith("ly")
            if any(vocabulary.is_participle(word) for word in rest[adverb : adverb + 1]):
                return True
    return False


def tells_what_to_do(text: str) -> bool:
    """Whether a text begins with what to do, or does after a question ("On your back?")."""
    vocabulary = load_vocabulary()
    first, *rest = split(lowered(text)) or [""]
    acts = rest[0] if first.endswith("?") and rest else first
    verb = next((word for word in words(acts) if word not in vocabulary.before_actions), "")
    return verb in vocabulary.actions
