"""Files of choices in; every letter of them that no font has out, at its place.

The layout meets a letter where it sets it, and knows the section alone; it is looked for in the
files only when that has happened, or when a file is checked.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from patterns.errors import Problem, UserError
from patterns.files import read_file
from patterns.library_paths import checked_library, pattern_file
from patterns.schema.yaml_tree import format_key_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fonts.registry import Family
    from handouts.request.values import SheetRequest
    from patterns.schema.yaml_tree import KeyPath, Plain

NOT_PRINTED = ({"logo"}, {"fonts"}, {"contact", "label"})
"""The keys of a brand that name files, and what a contact is called."""

PERSONAL = frozenset({"client", "next-visit", "note"})
"""Where the text is no part of a file that a choice names."""


@contextmanager
def with_source_locations(choice: SheetRequest, family: Family | None) -> Iterator[None]:
    """Tell letters that the layout could not set where they stand in the pattern or the brand."""
    try:
        yield
    except UserError as error:
        if all(problem.file for problem in error.problems):
            raise
        found = missing_glyphs(
            pattern_file(choice.pattern, checked_library(choice.library)), family
        )
        if choice.brand is not None:
            found += missing_glyphs(choice.brand, family)
        others = [p for p in error.problems if p.file or p.field in PERSONAL]
        if not found:
            raise
        raise UserError([*found, *others], error.exit_code) from None


def missing_glyphs(path: Path, family: Family | None) -> list[Problem]:
    """Give every letter of a pattern or a brand that is in none of the fonts.

    `family` is the clinic's own, if there is one. Raises `UserError` for what cannot be read.
    """
    from patterns.schema.yaml_document import MAX_BYTES, parse_document

    document = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path))
    texts = [(at, text) for at, text in _texts(document.tree, ()) if not text.isascii()]
    return [
        problem._replace(
            file=str(path), line=place.line, column=place.column, field=format_key_path(at)
        )
        for at, text in texts
        for place in (document.position(at),)
        for problem in _faults(text, family)
    ]


def _texts(value: Plain, at: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """Give every text below a path that is printed."""
    if isinstance(value, str) and not any(keys <= set(at) for keys in NOT_PRINTED):
        yield at, value
    elif isinstance(value, dict):
        for key, inside in value.items():
            yield from _texts(inside, (*at, key))
    elif isinstance(value, list):
        for i, inside in enumerate(value):
            yield from _texts(inside, (*at, i))


def _faults(text: str, family: Family | None) -> tuple[Problem, ...]:
    # Only a text beyond ASCII waits for the fonts.
    from fonts.faces import faces
    from fonts.registry import Style
    from fonts.runs import split_runs

    try:
        split_runs(text, faces(Style.REGULAR, family), field="")
    except UserError as error:
        return error.problems
    return ()
