"""Find the characters of patterns, activities and brands that no font has, with their positions.

The layout knows only the section of such a character. The files are searched after the layout has
failed, or when a file is checked.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from patterns.errors import Problem, UserError
from patterns.files import read_file
from patterns.schema.yaml_tree import format_key_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from fonts.registry import Family

NOT_PRINTED = ({"logo"}, {"fonts"}, {"contact", "label"})
"""Keys of a brand whose text is not printed."""

PERSONAL_FIELDS = frozenset({"client", "next-visit", "note", "practitioner"})
"""Fields whose text is in none of the files that a request names."""


@contextmanager
def with_source_locations(files: Iterable[Path], family: Family | None) -> Iterator[None]:
    """Report characters that the layout cannot print at their positions in some files."""
    try:
        yield
    except UserError as error:
        if all(problem.file for problem in error.problems):
            raise
        found = [problem for file in files for problem in missing_glyphs(file, family)]
        if not found:
            raise
        others = [p for p in error.problems if p.file or p.field in PERSONAL_FIELDS]
        raise UserError([*found, *others], error.exit_code) from None


def missing_glyphs(path: Path, family: Family | None) -> list[Problem]:
    """Return a problem for each printed character of a file that is in no font.

    `family` is the font family of the clinic, if there is one. Raises `UserError` for a file that
    cannot be parsed.
    """
    from patterns.schema.yaml_document import MAX_BYTES, parse_document

    document = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path))
    return [
        Problem(str(path), *position, format_key_path(at), problem.message, problem.hint)
        for at, position in document.positions.items()
        if isinstance(text := document.value(at), str) and not text.isascii()
        if not any(keys <= set(at) for keys in NOT_PRINTED)
        for problem in _problems(text, family)
    ]


def _problems(text: str, family: Family | None) -> tuple[Problem, ...]:
    # Fonts are loaded late, only for text beyond ASCII.
    from fonts.faces import faces
    from fonts.registry import Style
    from fonts.runs import split_runs

    try:
        split_runs(text, faces(Style.REGULAR, family), field="")
    except UserError as error:
        return error.problems
    return ()
