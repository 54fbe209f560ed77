"""Compute a fingerprint of all that shapes a sheet: pattern, activities, brand, code, versions.

Two requests with the same fingerprint have the same templates. Files are hashed without being
parsed, so that a stored template is found at once.
"""

from __future__ import annotations

import os
import sys
import zlib
from functools import cache
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.errors import UserError
from patterns.files import is_folder, name_on_disk, read_file, walk_files
from patterns.library_paths import (
    ACTIVITY_FILE,
    LIBRARY,
    activity_folders,
    files_in,
    library_of,
    pattern_file,
)
from patterns.translation_paths import TEXTS, translation_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.request.values import SheetRequest

ROOT = Path(__file__).parents[2]
PACKAGES = ("handouts", "patterns", "fonts")
CODE = (".py", ".yaml", ".json", ".ttf")
SKIPPED_FOLDERS = frozenset({"drawing", "library", "web", "__pycache__"})
"""Folders that shape no template; pattern files are hashed with each request."""

DEPENDENCIES = (
    "fontpkg_atkinson_hyperlegible",
    "fontpkg_fira_sans",
    "handouts",
    "pikepdf",
    "pillow",
    "pydantic",
    "reportlab",
    "resvg_py",
    "segno",
    "uharfbuzz",
)
"""The packages that can change a sheet, by the names of their metadata folders."""

MAX_FILE_BYTES = 50_000_000
"""A larger file is refused where it is parsed."""

_PATHS = frozenset({"pattern", "library", "brand"})


class RequestFingerprints:
    """Fingerprints of requests; each file is read once, so make a new object for each run."""

    def __init__(self) -> None:
        self._digests: dict[Path, bytes] = {}
        self._fingerprints: dict[SheetRequest, str] = {}

    def of(self, request: SheetRequest) -> str:
        """Return the fingerprint of a request; raise `UserError` for an unknown pattern."""
        if request not in self._fingerprints:
            self._fingerprints[request] = self._fingerprint(request)
        return self._fingerprints[request]

    @property
    def files(self) -> Iterable[Path]:
        """The files that the fingerprints cover."""
        return self._digests.keys()

    def _fingerprint(self, request: SheetRequest) -> str:
        names = (name for name in request._fields if name not in _PATHS)
        parts = [code_digest(), *(f"{name}={getattr(request, name)!r}".encode() for name in names)]
        for folder, name in _folders_read(request):
            shipped = folder.is_relative_to(LIBRARY)
            for path in files_in(folder, name):
                parts += (_name_bytes(path.name), self._digest(path, shipped=shipped))
        if request.language is not None:
            parts += self._translations(request)
        if request.brand is not None:
            parts += self._brand(request.brand)
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    def _translations(self, request: SheetRequest) -> Iterator[bytes]:
        """Hash the translations of a pattern and of its activities, and the shared texts."""
        library = library_of(request.pattern, request.library)
        yield self.of_texts(library)
        for folder, name in _folders_read(request):
            path = translation_of(folder / name, request.language or "", library)
            yield self._digest(path)

    def of_texts(self, library: Path | None) -> bytes:
        """Return the digest of what a library holds of the texts that all patterns share."""
        digest = sha256()
        folder = library / TEXTS if library is not None else None
        if folder is not None and is_folder(folder):
            for path in sorted(walk_files(folder, frozenset({".yaml"}))):
                digest.update(_name_bytes(str(path.relative_to(folder))) + self._digest(path))
        return digest.digest()

    def _brand(self, path: Path) -> Iterator[bytes]:
        """Hash a brand file, and the logo and the fonts that it names."""
        yield self._digest(path)
        for name in _files_named_in(path):
            yield _name_bytes(name)
            file = path.parent / name_on_disk(name)
            yield self._digest(file) if _lies_beside(path, file) else b""

    def _digest(self, path: Path, *, shipped: bool = False) -> bytes:
        if path not in self._digests:
            self._digests[path] = _file_state(path.stat()) if shipped else _content_digest(path)
        return self._digests[path]


def _folders_read(request: SheetRequest) -> Iterator[tuple[Path, str]]:
    """Yield the folder of a pattern, then those of its activities, each with the name of its file.

    An activity counts if its id stands anywhere in the pattern, which is not parsed. That finds all
    that the pattern uses, except after a backslash, which may escape the letters of an id.
    """
    pattern = pattern_file(request.pattern, request.library)
    yield pattern.parent, pattern.name
    text = _content(pattern)
    every = b"\\" in text
    known = activity_folders(library_of(request.pattern, request.library))
    for name in sorted(known):
        if every or name in request.add or _name_bytes(name) in text:
            yield known[name], ACTIVITY_FILE


def _name_bytes(name: str) -> bytes:
    """Encode a name alike in every locale; in an old one `os.fsencode` fails for an umlaut."""
    return name.encode("utf-8", "surrogateescape")


def _file_state(status: os.stat_result) -> bytes:
    """Identify an installed file by its status; reading them all would take longer than stamping.

    An edit that keeps size and mtime changes ctime and perhaps the inode, which cannot be set back.
    """
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}".encode()


def _content_digest(path: Path) -> bytes:
    return sha256(_content(path)).digest()


def _content(path: Path) -> bytes:
    """Read a file; one that cannot be read counts as empty, and is reported where it is parsed."""
    try:
        return read_file(path, name=str(path), limit=MAX_FILE_BYTES)
    except UserError:
        return b""


def _files_named_in(path: Path) -> list[str]:
    """Return the files that a brand file names; none if the brand cannot be parsed."""
    # Imported late: the shipped brand does not need YAML here.
    from patterns.schema.yaml_document import MAX_BYTES, parse_document

    try:
        tree = parse_document(read_file(path, name=str(path), limit=MAX_BYTES), str(path)).tree
    except UserError:
        return []
    fonts = tree.get("fonts")
    own = (fonts.get("regular"), fonts.get("bold")) if isinstance(fonts, dict) else ()
    named = (tree.get("logo"), *own)
    return [name for name in named if isinstance(name, str) and "\0" not in name]


def _lies_beside(brand: Path, file: Path) -> bool:
    """Whether a file is in the folder of the brand file; no other is ever opened for it."""
    return Path(os.path.realpath(file)).is_relative_to(os.path.realpath(brand.parent))


@cache
def code_digest() -> bytes:
    """Hash the program, its locales, and the versions of the packages that it uses."""
    digest = sha256(f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION} {_installed()}".encode())
    for package in PACKAGES:
        for path, status in _code_files(f"{ROOT}/{package}"):
            name = _name_bytes(path.removeprefix(str(ROOT)))
            digest.update(name + b" " + _file_state(status) + b"\n")
    return digest.digest()


def _code_files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the code files of a package and their status, in a stable order."""
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=attrgetter("name"))
    for entry in ordered:
        if entry.name.endswith(CODE):
            yield entry.path, entry.stat()
        elif entry.is_dir() and entry.name not in SKIPPED_FOLDERS:
            yield from _code_files(entry.path)


def _installed() -> list[str]:
    """Return the names of the metadata folders, which contain the versions of packages."""
    folders = (place for place in sys.path if any(map(os.path.isdir, _anchors(place))))
    names = {entry.name for folder in folders for entry in os.scandir(folder)}
    found = [name for name in names if name.endswith(".dist-info")]
    return sorted(name for name in found if name.lower().startswith(DEPENDENCIES))


def _anchors(place: str) -> tuple[str, str]:
    """Return packages that show where dependencies are installed: all are beside one of these."""
    return f"{place}/reportlab", f"{place}/pikepdf"
