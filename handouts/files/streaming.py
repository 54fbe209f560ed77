"""A name in, a file to write piece by piece out: it gets the name once it is whole, or never."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handouts.files.atomic import PART_ENDING, PRIVATE, oserror_as_user_error, publish, sync_folder
from handouts.files.locks import lock
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

# What a system answers for a link that is not to be followed, a folder, a socket, a pipe.
_NO_FILE = {errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO}

BUFFER = 1 << 20
"""How many bytes are kept before they go to the disk."""


@contextmanager
def open_atomic_stream(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """Give a file to write; the one that has its name stays as it is until this one is whole.

    It is locked: raises `UserError` with `ExitCode.BUSY` while another run writes the same file,
    and with `ExitCode.CANNOT_WRITE` for what the disk refuses. What a killed run has left is
    taken over.
    """
    part = path.parent / f".{path.name}{PART_ENDING}"
    with oserror_as_user_error(path):
        descriptor = _open_alone(part, path)
        with os.fdopen(descriptor, "w+b", buffering=BUFFER) as file:
            try:
                yield file
                file.flush()
                os.fsync(descriptor)
                publish(part, path, replace=replace)
                sync_folder(path.parent)
            except BaseException:
                # Only while it is locked: later another run may have a part of this name.
                with suppress(OSError):
                    part.unlink()
                raise


def _open_alone(part: Path, path: Path) -> int:
    """Open the part, empty and for us alone."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    descriptor = open_owned(part, flags)
    if not lock(descriptor) or not _is_still(part, os.fstat(descriptor)):
        os.close(descriptor)
        raise locked_error(path)
    try:
        take_ownership(part, descriptor)
    except UserError:
        os.close(descriptor)
        raise
    os.truncate(descriptor, 0)
    return descriptor


def open_owned(path: Path, flags: int) -> int:
    """Open a file under a name that can be foreseen; raise `UserError` if it is not ours.

    Whoever knows the name could have put a file there, or a link, to read or to lose what is
    written into it.
    """
    never = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | never, PRIVATE)
    except OSError as error:
        if error.errno in _NO_FILE:
            raise foreign_file_error(path) from None
        raise
    status = os.fstat(descriptor)
    user = getattr(os, "geteuid", lambda: status.st_uid)()
    owners = {user, path.parent.stat().st_uid}  # some disks give every file to one user
    if not stat.S_ISREG(status.st_mode) or status.st_uid not in owners:
        os.close(descriptor)
        raise foreign_file_error(path)
    return descriptor


def take_ownership(path: Path, descriptor: int) -> None:
    """Take an open, locked file from all others; raise `UserError` if it has another name, too."""
    if os.fstat(descriptor).st_nlink != 1:
        raise foreign_file_error(path)
    with suppress(OSError, AttributeError):  # some disks and systems know no rights
        os.fchmod(descriptor, PRIVATE)


def foreign_file_error(path: Path) -> UserError:
    """Make the error of a name that something else has, which stays as it is."""
    return UserError.one(
        "is there already and is no file of ours",
        file=str(path),
        hint="move it away, or choose another place",
        exit_code=ExitCode.CANNOT_WRITE,
    )


def _is_still(part: Path, status: os.stat_result) -> bool:
    """Tell whether a name leads to an open file: another run may just have given it its own."""
    try:
        return os.path.samestat(part.lstat(), status)
    except FileNotFoundError:
        return False


def locked_error(place: Path) -> UserError:
    """Make the error of a place that another run is writing to."""
    return UserError.one(
        "another run is writing there",
        file=str(place),
        hint="wait until it is done, or choose another place",
        exit_code=ExitCode.BUSY,
    )
