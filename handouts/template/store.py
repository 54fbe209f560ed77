"""Store templates and field metrics in a folder of the user's, each under the name of its key.

Nothing in the folder is trusted: a file that is cut short, altered or not ours counts as a cache
miss and is made anew. Neither templates nor metrics hold personal text.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from handouts.files.atomic import PRIVATE, TEMP_PREFIX, TEMP_SUFFIX, cannot_write, write_atomically
from handouts.template.codec import from_bytes, metrics_from_bytes, metrics_to_bytes, to_bytes
from patterns.errors import UserError
from patterns.files import is_folder

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.template.model import FieldMetrics, Template

ENDING = ".template"
METRICS_ENDING = ".metrics"

MAX_BYTES = 200_000_000
"""The most that the folder holds; what was used longest ago is deleted first."""

MAX_FILE_BYTES = 50_000_000

OWN_FOLDER = 0o700

ABANDONED_SECONDS = 24 * 60 * 60
"""After this time an unfinished file is one of a run that was killed."""


class _StoredFile(NamedTuple):
    path: Path
    size: int
    used: float


class TemplateStore(NamedTuple):
    """A folder of templates and metrics; without a folder nothing is kept."""

    folder: Path | None

    def load(self, name: str) -> Template | None:
        """Read a template, and note that it was used."""
        return from_bytes(self._read(f"{name}{ENDING}"))

    def load_metrics(self, name: str) -> FieldMetrics | None:
        """Read the metrics of fields, and note that they were used."""
        return metrics_from_bytes(self._read(f"{name}{METRICS_ENDING}"))

    def keep(self, name: str, template: Template) -> None:
        """Store a template, as long as the disk lets us; it can always be made anew."""
        self._write(f"{name}{ENDING}", to_bytes(template))

    def keep_metrics(self, name: str, metrics: FieldMetrics) -> None:
        """Store the metrics of fields, as long as the disk lets us."""
        self._write(f"{name}{METRICS_ENDING}", metrics_to_bytes(metrics))

    def clear(self) -> tuple[int, int]:
        """Delete everything; return the number of templates and the bytes of all files.

        Raises `UserError` if a file may not be deleted.
        """
        found = self._files()
        try:
            for file in found:
                file.path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, str(self.folder)) from None
        return _totals(found)

    def size(self) -> tuple[int, int]:
        """Count the templates that we can see, and the bytes of all files."""
        return _totals(self._files())

    def _read(self, file: str) -> bytes:
        if self.folder is None:
            return b""
        path = self.folder / file
        data = _read_own(path)
        if data:
            with suppress(OSError):  # its age counts only when room is made
                os.utime(path)
        return data

    def _write(self, file: str, data: bytes) -> None:
        if self.folder is None:
            return
        with suppress(OSError, UserError):
            self.folder.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
            path = self.folder / file
            write_atomically(path, data, replace=True, mode=PRIVATE)
            self._delete_abandoned(path.stat().st_mtime)
            self._make_room()

    def _files(self) -> list[_StoredFile]:
        found = []
        if self.folder is not None and is_folder(self.folder):
            for path in self.folder.iterdir():
                with suppress(OSError):  # another run may clear it meanwhile, or we may not enter
                    status = path.lstat()
                    if path.suffix in (ENDING, METRICS_ENDING) and stat.S_ISREG(status.st_mode):
                        found.append(_StoredFile(path, status.st_size, status.st_mtime))
        return found

    def _delete_abandoned(self, now: float) -> None:
        """Delete what killed runs have left unfinished; `now` is the time of a file just written.

        If a clock was wrong, a run whose file is deleted here does without storing the template.
        """
        if self.folder is not None:
            for part in self.folder.glob(f"{TEMP_PREFIX}*{TEMP_SUFFIX}"):
                with suppress(FileNotFoundError):  # another run may have finished it meanwhile
                    if part.lstat().st_mtime < now - ABANDONED_SECONDS:
                        part.unlink()

    def _make_room(self) -> None:
        """Delete what was used longest ago until the rest is small enough."""
        found = sorted(self._files(), key=lambda file: file.used)
        excess = sum(file.size for file in found) - MAX_BYTES
        for file in found:
            if excess <= 0:
                return
            file.path.unlink(missing_ok=True)
            excess -= file.size


def _totals(files: list[_StoredFile]) -> tuple[int, int]:
    templates = sum(file.path.suffix == ENDING for file in files)
    return templates, sum(file.size for file in files)


def _read_own(path: Path) -> bytes:
    """Read a file that belongs to us and that nobody else may write; empty for any other."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            status = os.fstat(file.fileno())
            if not _is_ours(status) or status.st_size > MAX_FILE_BYTES:
                return b""
            return file.read(MAX_FILE_BYTES)
    except OSError:
        return b""


def _is_ours(status: os.stat_result) -> bool:
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    others = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISREG(status.st_mode) and mine and not others
