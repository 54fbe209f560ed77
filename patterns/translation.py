"""Read the translation of a file: its sentences in the place of those of the original.

A translation has the shape of its original and holds what a client reads alone. It is compared with
the original, and kept to the rules of the same model, so that it gives the same advice.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from hashlib import sha256
from json import dumps
from typing import TYPE_CHECKING, Any, TypeVar

from patterns.errors import UserError
from patterns.files import read_file
from patterns.schema.base import Model
from patterns.schema.client_text import client_text
from patterns.schema.loader import build_model, problem_at
from patterns.schema.yaml_document import MAX_BYTES, parse_document
from patterns.translation_faults import content_faults, missing_text, needless_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from patterns.errors import Problem
    from patterns.schema.yaml_tree import KeyPath, Plain, YamlDocument

M = TypeVar("M", bound=Model)

STAMP = "translates"
"""The key of a translation that holds the digest of the text that it translates."""


def read_translation(
    path: Path, original: Path, model: type[M], context: object = None, *, whole: bool = False
) -> M:
    """Read the translation of a valid file.

    A `whole` translation has all keys of the original, not the text alone. `context` is what the
    validators of the model get. Raises `UserError` with every problem, at its place in the
    translation.
    """
    return build_model(compare(path, original, model, whole=whole), model, context)


def compare(path: Path, original: Path, model: type[Model], *, whole: bool = False) -> YamlDocument:
    """Compare a translation with its original, and return the original with the translated text.

    Raises `UserError` with every difference.
    """
    source, text = read_original(original, model)
    translation = _parsed(path)
    stamp = translation.tree.pop(STAMP, None)
    problems = [*translation.problems, *_stale(translation, stamp, digest_of(text))]
    problems += missing_text(text, translation)
    problems += needless_text(text, source, translation, whole=whole)
    problems += content_faults(text, translation)
    if problems:
        raise UserError(problems)
    return translation if whole else _overlaid(text, source, translation)


def read_original(path: Path, model: type[Model]) -> tuple[YamlDocument, dict[KeyPath, Plain]]:
    """Parse a valid file, and find what a client reads in it."""
    document = _parsed(path)
    build_model(document, model)  # so that numbers that should be text are text
    return document, client_text(model, document.tree)


def digest_of(text: Mapping[KeyPath, Plain]) -> str:
    """Return a short digest of what a client reads in a file."""
    pairs = sorted((str(path), value) for path, value in text.items())
    return sha256(dumps(pairs, sort_keys=True).encode()).hexdigest()[:8]


def _parsed(path: Path) -> YamlDocument:
    return parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path))


def _stale(translation: YamlDocument, stamp: Plain, digest: str) -> Iterator[Problem]:
    """Find out whether the original has changed since it was translated."""
    # A digest of decimal digits alone is a number in YAML.
    if translation.source_text.get((STAMP,), stamp) != digest:
        message = "is missing" if stamp is None else "the original has changed since"
        hint = f'compare every sentence with it, then write {STAMP}: "{digest}"'
        yield problem_at(translation, (STAMP,), message, hint)


def _overlaid(
    text: Mapping[KeyPath, Plain], original: YamlDocument, translation: YamlDocument
) -> YamlDocument:
    """Put the translated text into the original, at the positions of the translation."""
    tree = deepcopy(original.tree)
    for path in text:
        *way, last = path
        part: Any = tree
        for step in way:
            part = part[step]
        part[last] = translation.value(path)
    return replace(translation, tree=tree)
