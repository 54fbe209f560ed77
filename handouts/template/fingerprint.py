"""Choices in, a fingerprint of everything that shapes the sheet out: content, brand, fonts, code.

Two sheets with one fingerprint have the same template. Nothing is read for its meaning, so that a
sheet whose template is stored is made at once.
"""

from __future__ import annotations

import os
import sys
import zlib
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.errors import UserError
from patterns.files import read_file
from patterns.library_paths import LIBRARY, pattern_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.request.choice import SheetRequest

ROOT = Path(__file__).parents[2]
PACKAGES = ("handouts", "patterns", "fonts")
CODE = (".py", ".yaml")
NOT_CODE = frozenset({"drawing", "library", "__pycache__"})
"""Folders that shape no template by themselves; the folder of a pattern is looked at apart."""

DEPENDENCIES = (
    "fontpkg_atkinson_hyperlegible",
    "fontpkg_fira_sans",
    "handouts",
    "lxml",
    "pikepdf",
    "pillow",
    "pydantic",
    "reportlab",
    "segno",
    "svglib",
)
"""The packages, as their folders of metadata are named, whose versions may show on a sheet."""

LARGEST = 50_000_000
"""No file that shapes a sheet is larger; what is gets refused where it is read."""

_PATHS = frozenset({"pattern", "library", "brand"})


class RequestFingerprints:
    """Takes fingerprints; one for each run, which reads every file at most once."""

    def __init__(self) -> None:
        self._taken: dict[Path, bytes] = {}
        self._given: dict[SheetRequest, str] = {}

    def of(self, choice: SheetRequest) -> str:
        """Give the fingerprint of a choice; raise `UserError` for a pattern that is not there."""
        if choice not in self._given:
            self._given[choice] = self._take(choice)
        return self._given[choice]

    @property
    def files(self) -> Iterable[Path]:
        """What was read, or would have been."""
        return self._taken.keys()

    def _take(self, choice: SheetRequest) -> str:
        names = (name for name in choice._fields if name not in _PATHS)
        said = [f"{name}={getattr(choice, name)!r}".encode() for name in names]
        parts = [code_digest(), *said]
        for path in pattern_files(choice.pattern, choice.library):
            parts += (os.fsencode(path.name), self._file(path, shipped=LIBRARY in path.parents))
        if choice.brand is not None:
            parts += self._brand(choice.brand)
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    def _brand(self, path: Path) -> Iterator[bytes]:
        """Take a brand file and the logo and the fonts that it names."""
        yield self._file(path)
        for name in _named_by(path):
            yield os.fsencode(name)
            yield self._file(path.parent / name) if _lies_beside(path, name) else b""

    def _file(self, path: Path, *, shipped: bool = False) -> bytes:
        if path not in self._taken:
            self._taken[path] = _told_by_its_state(path) if shipped else _digest_of(path)
        return self._taken[path]


def _told_by_its_state(path: Path) -> bytes:
    """Tell a file that came with the program as its code is told."""
    status = path.stat()
    return f"{status.st_size} {status.st_mtime_ns}".encode()


def _digest_of(path: Path) -> bytes:
    """Digest a file; one that cannot be read is told by whatever reads it for its meaning."""
    try:
        return sha256(read_file(path, name=str(path), limit=LARGEST)).digest()
    except UserError:
        return b""


def _named_by(path: Path) -> list[str]:
    """Give the files that a brand file names, as far as it is in order."""
    # A sheet with the shipped brand does not wait for the reader of YAML.
    from patterns.schema.yaml_document import MAX_BYTES, parse_document

    try:
        tree = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path)).tree
    except UserError:
        return []
    fonts = tree.get("fonts")
    named = [tree.get("logo"), *(fonts.values() if isinstance(fonts, dict) else ())]
    return [name for name in named if isinstance(name, str) and "\0" not in name]


def _lies_beside(brand: Path, name: str) -> bool:
    """Tell whether a file lies in the folder of a brand file; no other is ever opened for it."""
    there = Path(os.path.realpath(brand.parent / name))
    return there.is_relative_to(os.path.realpath(brand.parent))


@cache
def code_digest() -> bytes:
    """Digest the program, its fixed words, and the versions of what it is built on.

    Files that are installed are told by their size and the time of their last change: reading
    them all would take longer than stamping a sheet.
    """
    digest = sha256(f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION} {_installed()}".encode())
    for package in PACKAGES:
        for path, status in _code_files(f"{ROOT}/{package}"):
            name = os.fsencode(path.removeprefix(str(ROOT)))
            digest.update(name + f" {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.digest()


def _code_files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Give the files of a package that shape a sheet, in the same order each time."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.name.endswith(CODE):
            yield entry.path, entry.stat()
        elif entry.is_dir() and entry.name not in NOT_CODE:
            yield from _code_files(entry.path)


def _installed() -> list[str]:
    """Name the installed versions: reading their metadata would take longer than a sheet."""
    specs = [spec for spec in map(find_spec, _ROOTS) if spec and spec.origin]
    places = {Path(str(spec.origin)).parent.parent for spec in specs}
    names = {entry.name for place in places for entry in os.scandir(place)}
    found = [name for name in names if name.endswith(".dist-info")]
    return sorted(name for name in found if name.lower().startswith(DEPENDENCIES))


_ROOTS = ("reportlab", "pikepdf")
"""Where one of these is installed the others are too, in all likelihood."""
