"""Measure how hard sentences are to read: the grade of Flesch and Kincaid, lengths, passives.

The formula is that of Kincaid and others, 1975 (Research Branch Report 8-75): 0.39 words a sentence
plus 11.8 syllables a word, less 15.59. Every item of a list is a sentence of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from handouts.report.sentences import is_passive, words
from handouts.report.syllables import syllables

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


@dataclass(frozen=True, slots=True)
class ReadingLevel:
    """How hard sentences are.

    `grade` is a grade of school in the United States, `without_names` the same without the words
    that the sheet has to teach, `mean` and `longest` are words a sentence, and `passive` is the
    share of the sentences that are passive.
    """

    grade: float
    without_names: float
    sentences: int
    words: int
    mean: float
    longest: int
    passive: float


def measure(sentences: Iterable[str], names: Collection[str] = ()) -> ReadingLevel:
    """Measure sentences; all is 0 if they hold no word. `names` are words in small letters."""
    counted = [(text, found) for text in sentences if (found := words(text))]
    lengths = [len(found) for _, found in counted]
    return ReadingLevel(
        grade=_grade(found for _, found in counted),
        without_names=_grade(
            [word for word in found if word.casefold() not in names] for _, found in counted
        ),
        sentences=len(lengths),
        words=sum(lengths),
        mean=sum(lengths) / max(len(lengths), 1),
        longest=max(lengths, default=0),
        passive=sum(is_passive(text) for text, _ in counted) / max(len(lengths), 1),
    )


def _grade(sentences: Iterable[list[str]]) -> float:
    """Compute the grade of sentences that are given as words; 0 if there is none."""
    filled = [found for found in sentences if found]
    total = sum(map(len, filled))
    if not total:
        return 0.0
    spoken = sum(syllables(word) for found in filled for word in found)
    return 0.39 * total / len(filled) + 11.8 * spoken / total - 15.59
