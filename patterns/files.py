"""A path a person named -> the bytes of that file, bounded, or what its folder holds.

Nothing here ever blocks, and every refusal is told in plain words.
"""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KINDS = {
    stat.S_IFDIR: "is a folder",
    stat.S_IFIFO: "is a pipe",
    stat.S_IFSOCK: "is a socket",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
}
_FAULTS = {
    errno.ENOENT: ("there is no such file", "check the name and the folder"),
    errno.ENOTDIR: ("there is no such file", "check the name and the folder"),
    errno.EACCES: ("may not be read", "ask for the right to read it"),
    errno.EPERM: ("may not be read", "ask for the right to read it"),
    errno.EISDIR: ("is a folder", "name a file"),
    errno.ENXIO: ("is a socket or a device", "name a file"),
    errno.ELOOP: ("is a link that leads in a circle", "name the file itself"),
    errno.ENAMETOOLONG: ("has too long a name", "check the name"),
}


def read_file(path: Path, *, name: str, limit: int) -> bytes:
    """Read a whole regular file of at most `limit` bytes; `name` is what messages call it.

    Raises `UserError` for anything else: a missing or forbidden file, a folder, a pipe, a device,
    a file that is too large.
    """
    try:
        with open(path, "rb", opener=_open_at_once) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                kind = _KINDS.get(stat.S_IFMT(status.st_mode), "is no file")
                raise UserError.one(kind, file=name, hint="name a file")
            refuse_size(status.st_size, name=name, limit=limit)
            source = file.read(limit + 1)
    except OSError as error:
        raise _cannot_read(error, name) from None
    except ValueError:  # a NUL in the path, which no system can name
        raise UserError.one("has a name that no file can have", file=name) from None
    refuse_size(len(source), name=name, limit=limit)  # files of /proc tell no size beforehand
    return source


def refuse_size(size: int, *, name: str, limit: int) -> None:
    """Raise `UserError` for more bytes than are allowed."""
    if size > limit:
        raise UserError.one(f"has {size:,} bytes; the limit is {limit:,}", file=name)


def is_folder(path: Path) -> bool:
    """Tell whether a path leads to a folder; a name that no file can have leads nowhere."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for a name that is too long


def folder_of(path: Path) -> list[Path]:
    """List a folder, sorted; raise `UserError` if it may not be read."""
    try:
        return sorted(path.iterdir())
    except OSError as error:
        raise _cannot_read(error, str(path)) from None


def files_below(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    """Give what has one of the endings in a folder, at any depth; links to folders are not entered.

    Raises `UserError` for a folder that may not be read: what it holds would go unnoticed.
    """
    waiting = [folder]
    while waiting:
        for path in folder_of(waiting.pop()):
            if path.suffix in endings:
                yield path
            elif is_folder(path) and not path.is_symlink():
                waiting.append(path)


def _cannot_read(error: OSError, name: str) -> UserError:
    message, hint = _FAULTS.get(error.errno or 0, ("cannot be read", "check the disk"))
    return UserError.one(message, file=name, hint=hint)


def _open_at_once(path: str, flags: int) -> int:
    """Open without waiting for a writer, as a pipe would make us; Windows has no such pipes."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
