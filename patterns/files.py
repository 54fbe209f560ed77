"""Read the files and list the folders that a user names, within limits and without blocking."""

from __future__ import annotations

import errno
import os
import stat
from operator import attrgetter
from typing import TYPE_CHECKING

from patterns.errors import LITTLE_ROOM, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_KIND_MESSAGES = {
    stat.S_IFDIR: "is a folder",
    stat.S_IFIFO: "is a pipe",
    stat.S_IFSOCK: "is a socket",
    stat.S_IFCHR: "is a device",
    stat.S_IFBLK: "is a device",
}
_ERRNO_MESSAGES = {
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
    """Read a whole regular file of at most `limit` bytes, called `name` in messages.

    Raises `UserError` for anything else: a missing or forbidden file, a folder, a pipe, a device,
    a file that is too large.
    """
    try:
        with open(path, "rb", opener=_open_nonblocking) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                kind = _KIND_MESSAGES.get(stat.S_IFMT(status.st_mode), "is no file")
                raise UserError.one(kind, file=name, hint="name a file")
            check_size(status.st_size, name=name, limit=limit)
            source = file.read(limit + 1)
    except OSError as error:
        if error.errno in LITTLE_ROOM:  # whatever the file is
            raise
        raise _cannot_read(error, name) from None
    except ValueError:  # a NUL in the path, which no system can name
        raise UserError.one("has a name that no file can have", file=name) from None
    check_size(len(source), name=name, limit=limit)  # a file in /proc has size 0 until read
    return source


def check_size(size: int, *, name: str, limit: int) -> None:
    """Raise `UserError` for a file of more than `limit` bytes."""
    if size > limit:
        raise UserError.one(f"has {size:,} bytes; the limit is {limit:,}", file=name)


def name_on_disk(written: str) -> str:
    """Return the name that a file named in a text has for the system.

    In an old locale, such as C, Python takes the bytes of a name apart in another way, and a name
    with an umlaut could not be opened.
    """
    return os.fsdecode(written.encode("utf-8", "surrogateescape"))


def is_folder(path: Path) -> bool:
    """Whether a path is a folder; False too for a name that no file can have."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises for a name that is too long


def list_folder(path: Path) -> list[Path]:
    """List a folder, sorted by name. Raises `UserError` if it cannot be read."""
    try:
        return sorted(path.iterdir(), key=attrgetter("name"))
    except OSError as error:
        if error.errno in LITTLE_ROOM:
            raise
        raise _cannot_read(error, str(path)) from None


def walk_files(folder: Path, suffixes: frozenset[str]) -> Iterator[Path]:
    """Yield the files with one of the suffixes in a folder, at any depth.

    Links to folders are not followed. Raises `UserError` for a folder that cannot be read, whose
    files would go unnoticed.
    """
    waiting = [folder]
    while waiting:
        for path in list_folder(waiting.pop()):
            if path.suffix in suffixes:
                yield path
            elif is_folder(path) and not path.is_symlink():
                waiting.append(path)


def _cannot_read(error: OSError, name: str) -> UserError:
    message, hint = _ERRNO_MESSAGES.get(error.errno or 0, ("cannot be read", "check the disk"))
    return UserError.one(message, file=name, hint=hint)


def _open_nonblocking(path: str, flags: int) -> int:
    """Open without waiting for the writer of a named pipe; Windows has neither pipe nor flag."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
