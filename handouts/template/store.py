"""Keeps templates in a folder: a name in, the template stored under it out, or nothing.

What is in the folder is never trusted: a file that is cut short, altered or not ours is passed
over and made anew. Templates hold no personal text.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from handouts.files.atomic import PRIVATE, TEMP_PREFIX, TEMP_SUFFIX, cannot_write, write_atomically
from handouts.template.codec import from_bytes, to_bytes
from patterns.errors import UserError
from patterns.files import is_folder

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.template.model import Template

ENDING = ".template"

MOST_BYTES = 200_000_000
"""How much the folder may hold; what was used longest ago goes first."""

LARGEST = 50_000_000
"""The largest template that is read."""

OWN_FOLDER = 0o700

ABANDONED = 24 * 60 * 60
"""Seconds after which an unfinished file is one of a run that was killed."""


class TemplateStore(NamedTuple):
    """A folder of templates; without one nothing is kept."""

    folder: Path | None

    def load(self, name: str) -> Template | None:
        """Give a template, and note that it was used."""
        path = self._path(name)
        blob = _read(path) if path else None
        template = from_bytes(blob) if blob else None
        if template and path:
            with suppress(OSError):  # its age counts only when room is made
                os.utime(path)
        return template

    def keep(self, name: str, template: Template) -> None:
        """Store a template, as long as the disk lets us; it can always be made anew."""
        path = self._path(name)
        if path is None:
            return
        with suppress(OSError, UserError):
            path.parent.mkdir(mode=OWN_FOLDER, parents=True, exist_ok=True)
            write_atomically(path, to_bytes(template), replace=True, mode=PRIVATE)
            self._sweep(path.stat().st_mtime)
            self._make_room()

    def clear(self) -> tuple[int, int]:
        """Delete all templates; give their number and their bytes.

        Raises `UserError` if one may not be deleted.
        """
        found = self._files()
        try:
            for path, _, _ in found:
                path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot_write(error, str(self.folder)) from None
        return len(found), sum(size for _, size, _ in found)

    def size(self) -> tuple[int, int]:
        """Count the templates that we can see, and their bytes."""
        found = self._files()
        return len(found), sum(size for _, size, _ in found)

    def _path(self, name: str) -> Path | None:
        return self.folder / f"{name}{ENDING}" if self.folder else None

    def _files(self) -> list[tuple[Path, int, float]]:
        """Give every template's path, bytes and time of last use."""
        found = []
        if self.folder is not None and is_folder(self.folder):
            for path in self.folder.glob(f"*{ENDING}"):
                with suppress(OSError):  # another run may clear it meanwhile, or we may not enter
                    status = path.lstat()
                    if stat.S_ISREG(status.st_mode):
                        found.append((path, status.st_size, status.st_mtime))
        return found

    def _sweep(self, now: float) -> None:
        """Delete what killed runs have left unfinished, by the time of a file that is written now.

        Should a clock have gone wrong, a run whose file this takes away does without the template.
        """
        if self.folder is not None:
            for part in self.folder.glob(f"{TEMP_PREFIX}*{TEMP_SUFFIX}"):
                with suppress(FileNotFoundError):  # another run may have finished it meanwhile
                    if part.lstat().st_mtime < now - ABANDONED:
                        part.unlink()

    def _make_room(self) -> None:
        """Delete what was used longest ago until the rest is small enough."""
        found = sorted(self._files(), key=lambda file: file[2])
        excess = sum(size for _, size, _ in found) - MOST_BYTES
        for path, size, _ in found:
            if excess <= 0:
                return
            path.unlink(missing_ok=True)
            excess -= size


def _read(path: Path) -> bytes | None:
    """Read a file that is our own and nobody else's to write; anything else is as good as none."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        with open(path, "rb", opener=lambda name, _: os.open(name, flags)) as file:
            status = os.fstat(file.fileno())
            if not _is_ours(status) or status.st_size > LARGEST:
                return None
            return file.read(LARGEST)
    except OSError:
        return None


def _is_ours(status: os.stat_result) -> bool:
    mine = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    others = status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISREG(status.st_mode) and mine and not others
