"""Find where a sentence of a sheet is written, in the YAML files that the sheet was made from.

A composed sentence differs from the written one by what stands for `{your hip}` and by the
explanation of a `[term]`. Each written sentence becomes a regular expression that allows for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from handouts.report.sentences import split
from patterns.text import PLACEHOLDER, TERM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from patterns.schema.yaml_tree import KeyPath, Plain, YamlDocument

MIN_SHARE = 0.4
"""The least share of a sentence's letters that must be written in a file for it to be its place."""

NAMING_KEYS = frozenset({"about", "condition", "id", "kind", "picture", "source", "use"})
"""Keys whose values name something that is written elsewhere."""

_MARK = re.compile(rf"{PLACEHOLDER.pattern}|{TERM.pattern}")
_APOSTROPHE = "['\N{RIGHT SINGLE QUOTATION MARK}]"


class Written(NamedTuple):
    """Where a sentence is written; `line` and `column` count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A written sentence: what finds it on a sheet, its letters without placeholders, its place."""

    expression: re.Pattern[str]
    letters: int
    at: Written


class WrittenSentences:
    """The sentences of some files."""

    def __init__(self, documents: Iterable[YamlDocument]) -> None:
        self._sentences = [sentence for document in documents for sentence in _sentences(document)]

    def find(self, text: str) -> Written | None:
        """Find where a text is written; of several places, the one that gives most of its letters.

        A text that was put together from parts, such as a heading with the message in it, is
        written where the longest of them is.
        """
        best, letters = None, MIN_SHARE * len(text)
        for sentence in self._sentences:
            if sentence.letters > letters and sentence.expression.search(text):
                best, letters = sentence.at, sentence.letters
        return best


def _sentences(document: YamlDocument) -> Iterator[_Sentence]:
    for path, text in _texts(document.tree, ()):
        at = Written(document.file, *document.position(path))
        for sentence in split(text.replace("**", "")):
            yield _Sentence(_expression(sentence), len(_MARK.sub("", sentence)), at)


def _texts(tree: Plain, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            if key not in NAMING_KEYS:
                yield from _texts(value, (*path, key))
    elif isinstance(tree, list):
        for i, value in enumerate(tree):
            yield from _texts(value, (*path, i))


def _expression(sentence: str) -> re.Pattern[str]:
    """Make what finds a sentence on a sheet, whatever stands for its placeholders and terms."""
    pieces, end = [], 0
    for mark in _MARK.finditer(sentence):
        pieces.append(_literal(sentence[end : mark.start()]))
        term = mark.group(2)
        pieces.append(".+?" if term is None else rf"{_literal(term)}(?: \([^()]*\))?")
        end = mark.end()
    pieces.append(_literal(sentence[end:]))
    return re.compile("".join(pieces), re.IGNORECASE)


def _literal(text: str) -> str:
    return re.escape(text).replace("'", _APOSTROPHE)
