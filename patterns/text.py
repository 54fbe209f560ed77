"""Render sentences that leave the side of the body open into words for one client.

A sentence of a pattern may hold three marks: `{your hip}` stands for words that follow the side or
the country, `[sacrum]` for a term that is explained where it is first read, and `**now**` for
words in bold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Side = Literal["left", "right", "both"]

OTHER: dict[Side, Side] = {"left": "right", "right": "left"}

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
TERM = re.compile(r"\[([^\[\]]*)\]")
_STRONG = re.compile(r"\*\*(.+?)\*\*")
_STRAY = re.compile(r"[{}\[\]]|\*\*")
_SENTENCE_START = re.compile(r"(?:^|[.?!](?:\*\*)?\s+)(?:\*\*)?[¿¡]?$")


class StyledRun(NamedTuple):
    """A stretch of text in one weight."""

    text: str
    strong: bool = False


Rich = tuple[StyledRun, ...]


class ExplainedTerm(NamedTuple):
    """The word that prints for a term, and what explains it."""

    word: str
    means: str


def strong(text: str) -> Rich:
    """Make one bold run of a text."""
    return (StyledRun(text, strong=True),)


def stray_mark(sentence: str) -> str:
    """Find a brace, bracket or pair of stars without its partner; empty if there is none."""
    return first_mark(_STRONG.sub(r"\1", TERM.sub("", PLACEHOLDER.sub("", sentence))))


def first_mark(text: str) -> str:
    """Find the first mark of any kind; empty if there is none."""
    found = _STRAY.search(text)
    return found.group() if found else ""


def substitute(text: str, words: Mapping[str, str]) -> str:
    """Replace every `{name}` by its words, unchanged."""
    return PLACEHOLDER.sub(lambda match: words[match.group(1)], text)


def fill(sentences: str, words: Mapping[str, str]) -> str:
    """Replace every `{name}` by its words, capitalized where they begin a sentence."""

    def replacement(match: re.Match[str]) -> str:
        word = words[match.group(1)]
        begins = _SENTENCE_START.search(sentences[: match.start()])
        return word[:1].upper() + word[1:] if begins else word

    return PLACEHOLDER.sub(replacement, sentences)


def runs(sentence: str) -> Rich:
    """Split a sentence into plain and bold runs, none empty, with typographic apostrophes."""
    pieces = _STRONG.split(sentence.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}"))
    return tuple(StyledRun(piece, strong=i % 2 == 1) for i, piece in enumerate(pieces) if piece)


def plain(rich: Rich) -> str:
    """Join the runs into one plain text."""
    return "".join(run.text for run in rich)


@dataclass(slots=True)
class SentenceRenderer:
    """Render sentences for one client, in reading order.

    `explained` holds the terms that were explained before: the first `[sacrum]` that is read is
    followed by its explanation, later ones are not.
    """

    words: Mapping[str, str]
    terms: Mapping[str, ExplainedTerm]
    explained: set[str] = field(default_factory=set)

    def render(self, sentence: str) -> Rich:
        """Render a sentence as runs, with its side and terms filled in."""
        return runs(TERM.sub(self._explain, fill(sentence, self.words)))

    def render_plain(self, sentence: str) -> str:
        """Render a label, alternate text or bookmark: no weights, no explanations."""
        filled = fill(sentence, self.words)
        return plain(runs(TERM.sub(lambda match: self.terms[match.group(1)].word, filled)))

    def _explain(self, match: re.Match[str]) -> str:
        key = match.group(1)
        term = self.terms[key]
        if key in self.explained:
            return term.word
        self.explained.add(key)
        return f"{term.word} ({term.means})"
