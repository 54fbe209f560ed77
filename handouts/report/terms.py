"""Find medical words and short forms that a sheet uses before it explains them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from handouts.report.sentences import split, words
from handouts.report.sheet import ADDRESSES, Spot
from handouts.report.vocabulary import load_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from handouts.report.passages import Passage
    from handouts.report.sheet import Sheet

_SHORT_FORM = re.compile(r"[A-Z]{2,}s?")


class Term(NamedTuple):
    """A word that is used without being explained, where, and plain words for it if known."""

    word: str
    spot: Spot
    plain: str


def unexplained(sheet: Sheet) -> Iterator[Term]:
    """Yield each word that is not explained where the prose first uses it, once.

    Headings and labels are not read in order: the prose must explain what they use, anywhere.
    """
    known = set[str]()
    for passage in sorted(sheet.passages, key=lambda passage: passage.kind != "prose"):
        for sentence in _pieces(passage) if passage.section.id != ADDRESSES else ():
            for word in hard_words(sentence, sheet.names):
                if word_key(word) not in known and not _is_explained(word, sentence):
                    plain = load_vocabulary().plain_words(word.casefold())
                    yield Term(word, Spot(passage.section.heading, sentence), plain)
                known.add(word_key(word))


def _pieces(passage: Passage) -> list[str]:
    """Split a passage into sentences, and a label into what semicolons divide."""
    return split(passage.text) if passage.kind == "prose" else passage.text.split("; ")


def hard_words(sentence: str, names: frozenset[str] = frozenset()) -> Iterator[str]:
    """Yield the medical words, the names and the unknown short forms of a sentence."""
    vocabulary = load_vocabulary()
    for word in (part for found in words(sentence) for part in found.split("-")):
        small = word.casefold()
        short_form = _SHORT_FORM.fullmatch(word) and word not in vocabulary.known_short_forms
        if short_form or small in names or vocabulary.is_medical(small):
            yield word


def word_key(word: str) -> str:
    """Return what a word and its plural have in common."""
    return word.casefold().removesuffix("s")


def _is_explained(word: str, sentence: str) -> bool:
    """Whether words in parentheses follow a word, or it explains the words before it in them."""
    literal = re.escape(word)
    return bool(
        re.search(rf"{literal}\S*(?:\s\w+)?\s\(", sentence)  # also "sacroiliac joint (..."
        or re.search(rf"\w\s\([^()]*{literal}[^()]*\)", sentence)
    )
