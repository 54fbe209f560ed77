"""Fingerprint everything that shapes a sheet: content, brand, fonts, code and versions.

Two requests with one fingerprint have the same templates. Files are digested without being parsed,
so that a sheet whose template is stored is made at once.
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

    from handouts.request.values import SheetRequest

ROOT = Path(__file__).parents[2]
PACKAGES = ("handouts", "patterns", "fonts")
CODE = (".py", ".yaml")
NOT_CODE = frozenset({"drawing", "library", "__pycache__"})
"""Folders that shape no template; the folder of a pattern is digested with its request."""

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
)
"""The packages whose versions may show on a sheet, as their metadata folders are named."""

MAX_FILE_BYTES = 50_000_000
"""A larger file is refused where it is parsed."""

_PATHS = frozenset({"pattern", "library", "brand"})


class RequestFingerprints:
    """Fingerprints of requests; it reads every file once, so make one for each run."""

    def __init__(self) -> None:
        self._digests: dict[Path, bytes] = {}
        self._fingerprints: dict[SheetRequest, str] = {}

    def of(self, request: SheetRequest) -> str:
        """Fingerprint a request; raise `UserError` for a pattern that is not there."""
        if request not in self._fingerprints:
            self._fingerprints[request] = self._fingerprint(request)
        return self._fingerprints[request]

    @property
    def files(self) -> Iterable[Path]:
        """The files that were read, or would have been."""
        return self._digests.keys()

    def _fingerprint(self, request: SheetRequest) -> str:
        names = (name for name in request._fields if name not in _PATHS)
        parts = [code_digest(), *(f"{name}={getattr(request, name)!r}".encode() for name in names)]
        for path in pattern_files(request.pattern, request.library):
            parts += (os.fsencode(path.name), self._digest(path, shipped=LIBRARY in path.parents))
        if request.brand is not None:
            parts += self._brand(request.brand)
        return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()

    def _brand(self, path: Path) -> Iterator[bytes]:
        """Digest a brand file, and the logo and the fonts that it names."""
        yield self._digest(path)
        for name in _files_named_in(path):
            yield os.fsencode(name)
            yield self._digest(path.parent / name) if _lies_beside(path, name) else b""

    def _digest(self, path: Path, *, shipped: bool = False) -> bytes:
        if path not in self._digests:
            self._digests[path] = _state(path.stat()) if shipped else _content_digest(path)
        return self._digests[path]


def _state(status: os.stat_result) -> bytes:
    """Describe an installed file without reading it: all of them would take longer than a sheet.

    The time of its last change (ctime) and its number cannot be set back, as the time of its last
    writing can: an edit that keeps size and mtime is seen too.
    """
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}".encode()


def _content_digest(path: Path) -> bytes:
    """Digest a file; one that cannot be read is reported where it is parsed."""
    try:
        return sha256(read_file(path, name=str(path), limit=MAX_FILE_BYTES)).digest()
    except UserError:
        return b""


def _files_named_in(path: Path) -> list[str]:
    """Return the files that a brand file names, as far as it is valid."""
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
    file = Path(os.path.realpath(brand.parent / name))
    return file.is_relative_to(os.path.realpath(brand.parent))


@cache
def code_digest() -> bytes:
    """Digest the program, its locales, and the versions of the packages that it uses."""
    digest = sha256(f"{sys.version} {zlib.ZLIB_RUNTIME_VERSION} {_installed()}".encode())
    for package in PACKAGES:
        for path, status in _code_files(f"{ROOT}/{package}"):
            name = os.fsencode(path.removeprefix(str(ROOT)))
            digest.update(name + b" " + _state(status) + b"\n")
    return digest.digest()


def _code_files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    """Yield the files of a package that shape a sheet, always in the same order."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=attrgetter("name"))
    for entry in entries:
        if entry.name.endswith(CODE):
            yield entry.path, entry.stat()
        elif entry.is_dir() and entry.name not in NOT_CODE:
            yield from _code_files(entry.path)


def _installed() -> list[str]:
    """Name the installed versions by their metadata folders; reading those would take too long."""
    specs = [spec for spec in map(find_spec, _ROOTS) if spec and spec.origin]
    places = {Path(str(spec.origin)).parent.parent for spec in specs}
    names = {entry.name for place in places for entry in os.scandir(place)}
    found = [name for name in names if name.endswith(".dist-info")]
    return sorted(name for name in found if name.lower().startswith(DEPENDENCIES))


_ROOTS = ("reportlab", "pikepdf")
"""All dependencies are assumed to share a site-packages directory with one of these."""
