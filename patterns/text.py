"""A sentence written once, with the side of the body left open, becomes words for one client.

A client sentence may hold three marks: `{your hip}` stands for words that follow the side or
the country, `[sacrum]` for a term that is explained where it is first read, and `**now**` for
words that stand out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Side = Literal["left", "right", "both"]

OTHER: dict[Side, str] = {"left": "right", "right": "left"}

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_TERM = re.compile(r"\[([^\[\]]*)\]")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_STRAY = re.compile(r"[{}\[\]]|\*\*")
_OPENING = re.compile(r"(?:^|[.?!](?:\*\*)?\s+)(?:\*\*)?$")


@dataclass(frozen=True, slots=True)
class StyledRun:
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


Rich = tuple[StyledRun, ...]


def strong(text: str) -> Rich:
    """Give a text as one strong run."""
    return (StyledRun(text, strong=True),)


def placeholders(sentence: str) -> list[str]:
    """List the names in braces, in order."""
    return _PLACEHOLDER.findall(sentence)


def terms(sentence: str) -> list[str]:
    """List the terms in square brackets, in order."""
    return _TERM.findall(sentence)


def without_terms(sentence: str) -> str:
    """Leave out the terms in square brackets."""
    return _TERM.sub("", sentence)


def stray_mark(sentence: str) -> str:
    """Find a brace, bracket or pair of stars that has no partner; an empty text when all do."""
    return first_mark(_STRONG.sub(r"\1", without_terms(_PLACEHOLDER.sub("", sentence))))


def first_mark(text: str) -> str:
    """Find the first mark of any kind; an empty text when there is none."""
    found = _STRAY.search(text)
    return found.group() if found else ""


def put(text: str, words: Mapping[str, str]) -> str:
    """Put words in the place of every `{name}`, as they are."""
    return _PLACEHOLDER.sub(lambda match: words[match.group(1)], text)


def fill(sentences: str, words: Mapping[str, str]) -> str:
    """Put words in the place of every `{name}`, with a capital where they open a sentence."""

    def said(match: re.Match[str]) -> str:
        word = words[match.group(1)]
        opens = _OPENING.search(sentences[: match.start()])
        return word[:1].upper() + word[1:] if opens else word

    return _PLACEHOLDER.sub(said, sentences)


def runs(sentence: str) -> Rich:
    """Split a sentence into plain and strong runs, its apostrophes curled; none is empty."""
    pieces = _STRONG.split(sentence.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
    return tuple(StyledRun(piece, strong=i % 2 == 1) for i, piece in enumerate(pieces) if piece)


def plain(rich: Rich) -> str:
    """Join the runs into one plain text."""
    return "".join(run.text for run in rich)


@dataclass(slots=True)
class SentenceRenderer:
    """Turns sentences into words for one client, in reading order.

    It remembers which terms have been explained: the first `[sacrum]` that is read brings its
    explanation, later ones do not.
    """

    words: Mapping[str, str]
    terms: Mapping[str, str]
    explained: set[str] = field(default_factory=set)

    def say(self, sentence: str) -> Rich:
        """Give the sentence as runs, side and terms filled in."""
        return runs(_TERM.sub(self._explain, fill(sentence, self.words)))

    def say_plainly(self, sentence: str) -> str:
        """Give the sentence without weights or explanations: for labels, alt texts, bookmarks."""
        return plain(runs(_TERM.sub(r"\1", fill(sentence, self.words))))

    def _explain(self, match: re.Match[str]) -> str:
        term = match.group(1)
        if term in self.explained:
            return term
        self.explained.add(term)
        return f"{term} ({self.terms[term]})"
