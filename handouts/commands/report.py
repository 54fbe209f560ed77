"""Report on a pattern: compose it for every side and for two notices, and examine the sheets."""

from __future__ import annotations

from importlib.resources import files
from itertools import chain, product
from typing import TYPE_CHECKING

from handouts.brand.model import plain_brand
from handouts.compose.compose import compose
from handouts.report.examine import About, examine
from handouts.report.sentences import words
from handouts.report.sheet import Sheet
from handouts.report.syllables import syllables
from handouts.report.vocabulary import load_vocabulary
from handouts.report.written import WrittenSentences
from handouts.request.values import SheetRequest
from patterns.catalog import load
from patterns.files import read_file
from patterns.library_paths import LIBRARY
from patterns.notice import load_notice
from patterns.schema.yaml_document import MAX_BYTES, parse_document
from patterns.shared_words import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from handouts.report.examine import Report
    from patterns.catalog import Entry
    from patterns.schema.yaml_tree import YamlDocument

SIDES = ("left", "right", "both")
NOTICES = ("en-US", "en-GB")

SHIPPED = ("patterns", "patterns/notices", "handouts/compose/locales")
"""The folders of the YAML files that every sheet takes sentences from."""

_ROOT = LIBRARY.parent.parent


def report_on(name: str, library: Path | None) -> Report:
    """Examine the sheets of a pattern, found by its id or path, with all that it may print.

    Raises `UserError` for an unknown id and for every problem in the files.
    """
    entry, brand = load(name, library), plain_brand()
    pattern, names = entry.pattern, frozenset(_names(entry))
    request = SheetRequest(pattern.id, confirmed=(pattern.gate.id,) if pattern.gate else ())
    sheets = []
    for side, tag in product(SIDES if pattern.sided else (None,), NOTICES):
        handout = compose(entry, request._replace(side=side), brand, load_notice(tag))
        sheets.append(Sheet(handout, side or "", tag, names))
    about = About(pattern.id, pattern.version, _shown(entry.file))
    return examine(about, sheets, WrittenSentences(_documents(entry.text_files)))


def _names(entry: Entry) -> Iterator[str]:
    """Yield the words that the sheet has to teach: its terms, and the long words of its muscles."""
    own = words_of(entry.pattern, entry.texts.words).terms
    activities = (found.activity for found in entry.activities.values())
    terms = chain(own, *(words_of(each, entry.texts.words).terms for each in activities))
    for name in (*terms, *entry.pattern.muscles):
        for word in words(name.casefold()):
            if syllables(word) > 2 or load_vocabulary().is_medical(word):
                yield word


def _documents(paths: Iterable[Path]) -> Iterator[YamlDocument]:
    """Read the files that the sentences of a sheet are written in, the pattern's own first."""
    for path in paths:
        yield parse_document(read_file(path, name=str(path), limit=MAX_BYTES), _shown(path))
    for folder in SHIPPED:
        package, _, inside = folder.partition("/")
        for name in sorted(file.name for file in files(package).joinpath(inside).iterdir()):
            if name.endswith(".yaml"):
                source = files(package).joinpath(inside, name).read_bytes()
                yield parse_document(source, f"{folder}/{name}")


def _shown(path: Path) -> str:
    """Name a file of the shipped library from the root of the packages, any other as it is."""
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else str(path)
