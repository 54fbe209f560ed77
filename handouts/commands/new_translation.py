"""Write a translation to start from: the text of the original, to be replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from patterns.files import read_file
from patterns.schema.yaml_document import MAX_BYTES
from patterns.translation import STAMP, digest_of, read_original

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handouts.commands.translations import Translation
    from patterns.schema.yaml_tree import KeyPath, Plain

HEAD = """\
# A translation of {original} into the language {language}. Put your own words in the place of each
# sentence. What stands in {{braces}} and [brackets], numbers and **stars** stay as they are.

"""
OWN_WORDS_HEAD = """\
# This is the English file. Put the words of the language {language} in the place of its own.

"""

LINE = 100
"""Characters of a line."""


def translation_starter(found: Translation) -> bytes:
    """Return the starter of a translation; it is refused until its sentences are translated."""
    source = read_file(found.original, name=str(found.original), limit=MAX_BYTES)
    names = {"original": found.original.name, "language": found.language}
    document, text = read_original(found.original, found.model)
    if not text:
        return OWN_WORDS_HEAD.format(**names).encode() + source
    head = f'{HEAD.format(**names)}{STAMP}: "{digest_of(text)}"\n\n'
    if found.whole:
        return head.encode() + source
    return (head + _dumped(document.tree, text)).encode()


def _dumped(tree: dict[str, Plain], text: Mapping[KeyPath, Plain]) -> str:
    """Write the text of a tree as YAML, a paragraph for each of its keys."""
    return "\n".join(
        yaml.safe_dump({key: part}, allow_unicode=True, sort_keys=False, width=LINE)
        for key, part in _with_text(tree, text, ()).items()
    )


def _with_text(value: Any, text: Mapping[KeyPath, Plain], path: KeyPath) -> Any:
    """Keep what has text; an item of a list keeps its first other word too, to be known by."""
    if path in text:
        return value
    if isinstance(value, list):
        return [_with_text(item, text, (*path, i)) for i, item in enumerate(value)]
    kept = {
        key: _with_text(item, text, (*path, key))
        for key, item in value.items()
        if any(at[: len(path) + 1] == (*path, key) for at in text)
    }
    words = (key for key, item in value.items() if isinstance(item, str) and key not in kept)
    known_by = [*words][:1] if path and isinstance(path[-1], int) else ()
    return {**{key: value[key] for key in known_by}, **kept}
