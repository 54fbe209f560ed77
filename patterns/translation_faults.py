"""Compare a translation with its original: text that is missing, left over, or says something else.

No program can judge a translation. But it can see that no sentence was forgotten, and that each
holds the same numbers, words for the side and terms.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from patterns.errors import did_you_mean
from patterns.schema.loader import problem_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from patterns.errors import Problem
    from patterns.schema.yaml_tree import KeyPath, Plain, YamlDocument

MAX_SAME_WORDS = 2
"""A text with more words is not the same in two languages; a name may be."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOKEN = re.compile(rf"\{{[^{{}}]*\}}|\[[^\[\]]*\]|[{{}}\[\]]|\*\*|{_NUMBER.pattern}")
_WORD = re.compile(r"[^\W\d_]+")
_SAME_HINT = "write numbers, {words} and [terms] as in the original"


def content_faults(text: Mapping[KeyPath, Plain], translation: YamlDocument) -> Iterator[Problem]:
    """Find text with other numbers or marks than its original, or in the same words.

    `text` is what a client reads in the original. Of words in several forms, each form must match
    the same one of the original, or any if it has none such, and no number may be lost.
    """
    for path, value in text.items():
        translated = translation.value(path)
        originals, forms = (dict(_forms(each, path)) for each in (value, translated))
        for at, form in forms.items():
            alike = [originals[at]] if at in originals else [*originals.values()]
            if fault := _difference([_tokens(each) for each in alike], _tokens(form)):
                yield problem_at(translation, at, fault, _SAME_HINT)
        if isinstance(translated, dict) and (lost := _numbers(originals) - _numbers(forms)):
            yield problem_at(translation, path, f"lacks {', '.join(sorted(lost))}", _SAME_HINT)
        words = _WORD.findall(_TOKEN.sub("", " ".join(originals.values())))
        if translated == value and len(words) > MAX_SAME_WORDS:
            yield problem_at(translation, path, "is in the words of the original", "translate it")


def _forms(value: Plain, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Yield a text, or every text of an entry."""
    if isinstance(value, str):
        yield path, value
    for key, item in _items(value).items():
        yield from _forms(item, (*path, key))


def _numbers(forms: Mapping[KeyPath, str]) -> set[str]:
    return {number for form in forms.values() for number in _NUMBER.findall(form)}


def _difference(wanted: Sequence[Counter[str]], found: Counter[str]) -> str:
    """Say in what a text differs from each of its originals; empty if it is like one of them."""
    if not wanted or found in wanted:
        return ""
    faults = (("lacks", wanted[0] - found), ("adds", found - wanted[0]))
    return " and ".join(f"{verb} {', '.join(tokens)}" for verb, tokens in faults if tokens)


def _tokens(text: str) -> Counter[str]:
    """Count the marks and the numbers of a text; a decimal comma is the same as a point."""
    return Counter(token.replace(",", ".") for token in _TOKEN.findall(text))


def missing_text(text: Mapping[KeyPath, Plain], translation: YamlDocument) -> Iterator[Problem]:
    """Find what a client reads in the original and the translation lacks."""
    for at in dict.fromkeys(_first_missing(path, translation) for path in text):
        if at:
            hint = f'the original says "{text[at]}"' if isinstance(text.get(at), str) else "add it"
            yield problem_at(translation, at, "is not translated", hint)


def _first_missing(path: KeyPath, translation: YamlDocument) -> KeyPath:
    """Return the shortest part of a path that is not in the translation; empty if all of it is."""
    parts = (path[: i + 1] for i in range(len(path)))
    return next((part for part in parts if translation.value(part) is None), ())


def needless_text(
    text: Mapping[KeyPath, Plain],
    original: YamlDocument,
    translation: YamlDocument,
    *,
    whole: bool,
) -> Iterator[Problem]:
    """Find what is in the translation and is no text of the original.

    A `whole` translation has further keys, which its model checks. In any other, an item of a list
    may repeat a value of its original, such as an id, so that people see which item it is.
    """
    around_text = {path[:i] for path in text for i in range(len(path))}

    def walk(path: KeyPath, source: Plain, translated: Plain) -> Iterator[Problem]:
        if type(source) is not type(translated):
            kind = "a list" if isinstance(source, list) else "keys with values"
            yield problem_at(translation, path, f"must be {kind}", "write it as in the original")
            return
        sources = _items(source)
        for key, value in _items(translated).items():
            at = (*path, key)
            counterpart = sources.get(key)
            is_item = isinstance(key, int) and isinstance(counterpart, dict)
            if at in text or (value is None and at in around_text):
                continue
            if at in around_text or is_item:
                yield from walk(at, counterpart, value)
            elif not (whole and isinstance(key, str)) and not _is_repeated(at, value, counterpart):
                yield _needless(translation, at, sources)

    return walk((), original.tree, translation.tree)


def _items(value: Plain) -> Mapping[Any, Plain]:
    """Return the items of a list or a mapping by their key; none of anything else."""
    if isinstance(value, list):
        return dict(enumerate(value))
    return value if isinstance(value, dict) else {}


def _is_repeated(path: KeyPath, value: Plain, original: Plain) -> bool:
    """Whether an item of a list repeats a value of its original."""
    return len(path) > 1 and isinstance(path[-2], int) and value == original


def _needless(translation: YamlDocument, at: KeyPath, sources: Mapping[Any, Plain]) -> Problem:
    """Explain what has no place in a translation; `sources` is what its original has there."""
    key = at[-1]
    if isinstance(key, int):
        return problem_at(translation, at, "is one more than in the original", "take it out")
    if key in sources:
        message, hint = "is not for translation", "take it out; it stays as in the original"
    else:
        message, hint = "is not in the original", did_you_mean(key, map(str, sources))
    return problem_at(translation, at, message, hint, at_key=True)
