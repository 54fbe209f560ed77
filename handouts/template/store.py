"""Store templates and field metrics as files in the user's cache folder.

The folder is not trusted: a file that is cut short, altered or owned by somebody else counts as a
cache miss and is replaced. Neither templates nor metrics contain personal text.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from handouts.files.atomic import PRIVATE, cannot_write, write_atomically
from handouts.template.codec import from_bytes, metrics_from_bytes, metrics_to_bytes, to_bytes
from patterns.errors import UserError
from patterns.files import is_folder

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.template.model import FieldMetrics, Template

SUFFIX = ".template"
METRICS_SUFFIX = ".metrics"

MAX_BYTES = 200_000_000
"""The maximum size of the folder; the least recently used files are deleted first."""

MAX_FILE_BYTES = 50_000_000

FOLDER_MODE = 0o700


class _StoredFile(NamedTuple):
    path: Path
    size: int
    used: float


class TemplateStore(NamedTuple):
    """A folder of templates and metrics; without a folder nothing is stored."""

    folder: Path | None

    def load(self, name: str) -> Template | None:
        """Read a template and mark it as used; None is a cache miss."""
        return from_bytes(self._read(f"{name}{SUFFIX}"))

    def load_metrics(self, name: str) -> FieldMetrics | None:
        """Read the metrics of fields and mark them as used; None is a cache miss."""
        return metrics_from_bytes(self._read(f"{name}{METRICS_SUFFIX}"))

    def save(self, name: str, template: Template) -> None:
        """Store a template if the disk allows it; a template can always be made again."""
        self._write(f"{name}{SUFFIX}", to_bytes(template))

    def save_metrics(self, name: str, metrics: FieldMetrics) -> None:
        """Store the metrics of fields if the disk allows it."""
        self._write(f"{name}{METRICS_SUFFIX}", metrics_to_bytes(metrics))

    def clear(self) -> tuple[int, int]:
        """Delete everything; return the number of templates and the bytes of all files.

        Raises `UserError` for a file that cannot be deleted.
        """
        found = self._files()
        try:
            for file in found:
                file.path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, str(self.folder)) from None
        return _totals(found)

    def size(self) -> tuple[int, int]:
        """Return the number of readable templates and the bytes of all files."""
        return _totals(self._files())

    def _read(self, file: str) -> bytes:
        if self.folder is None:
            return b""
        path = self.folder / file
        data = _read_own(path)
        if data:
            with suppress(OSError):  # its time counts only for `_limit_size`
                os.utime(path)
        return data

    def _write(self, file: str, data: bytes) -> None:
        if self.folder is None:
            return
        with suppress(OSError, UserError):
            self.folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            path = self.folder / file
            write_atomically(path, data, replace=True, mode=PRIVATE)
            self._limit_size()

    def _files(self) -> list[_StoredFile]:
        found = []
        if self.folder is not None and is_folder(self.folder):
            for path in self.folder.iterdir():
                with suppress(OSError):  # deleted by another run meanwhile, or not readable
                    status = path.lstat()
                    if path.suffix in (SUFFIX, METRICS_SUFFIX) and stat.S_ISREG(status.st_mode):
                        found.append(_StoredFile(path, status.st_size, status.st_mtime))
        return found

    def _limit_size(self) -> None:
        """Delete the least recently used files until the rest is at most `MAX_BYTES`."""
        found = sorted(self._files(), key=lambda file: file.used)
        excess = sum(file.size for file in found) - MAX_BYTES
        for file in found:
            if excess <= 0:
                return
            file.path.unlink(missing_ok=True)
            excess -= file.size


def _totals(files: list[_StoredFile]) -> tuple[int, int]:
    templates = sum(file.path.suffix == SUFFIX for file in files)
    return templates, sum(file.size for file in files)


def _read_own(path: Path) -> bytes:
    """Read a file that we own and nobody else can write; any other counts as empty."""
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
    owned = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    writable = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISREG(status.st_mode) and owned and not writable
