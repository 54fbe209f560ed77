"""Write a file piece by piece, atomically and alone: a lock keeps other runs away."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handouts.files.atomic import (
    PRIVATE,
    TEMP_SUFFIX,
    hold_folder,
    oserror_as_user_error,
    publish,
    remove_temp,
    sync_folder,
)
from handouts.interruption import CREATING, FORCED_END
from patterns.errors import ExitCode, UserError

# Loaded before a file is opened: where few files may be open, it could not be loaded after that.
if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

# The errors for a link that is not followed, a folder, a socket, a pipe.
_NO_FILE = {errno.ELOOP, errno.EMLINK, errno.EISDIR, errno.ENXIO}

BUFFER_BYTES = 1 << 20  # how many bytes are kept before they go to the disk


def lock(descriptor: int) -> bool:
    """Lock an open file until it is closed; return False if another process has it locked."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def open_atomic_stream(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """Open a temporary file that gets the name `path` when the block ends without an error.

    The temporary file is locked: raises `UserError` with `ExitCode.BUSY` while another run writes
    the same file, and with `ExitCode.CANNOT_WRITE` for what the disk refuses. One that a killed run
    has left is used again.
    """
    temp = path.parent / f".{path.name}{TEMP_SUFFIX}"
    with oserror_as_user_error(path), hold_folder(path.parent) as deleter:
        with CREATING:
            descriptor = _open_alone(temp, path)
            FORCED_END[temp] = deleter(temp)
        with os.fdopen(descriptor, "w+b", buffering=BUFFER_BYTES) as file:
            try:
                yield file
                file.flush()
                os.fsync(descriptor)
                if sys.platform == "win32":  # an open file gets no other name there
                    file.close()
                with CREATING:  # once it is renamed, another run may have a file of this name
                    publish(temp, path, replace=replace)
                    FORCED_END.pop(temp, None)
                sync_folder(path.parent)
            except BaseException:
                # While it is locked: later, another run may have a file of this name.
                remove_temp(temp)
                raise


def _open_alone(temp: Path, path: Path) -> int:
    """Open the temporary file, empty and locked."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0)
    descriptor = open_owned(temp, flags)
    try:
        if not lock(descriptor) or not _is_still(temp, os.fstat(descriptor)):
            raise locked_error(path)
        take_ownership(temp, descriptor)
    except (UserError, OSError):
        os.close(descriptor)
        raise
    os.truncate(descriptor, 0)
    return descriptor


def open_owned(path: Path, flags: int) -> int:
    """Open a file whose name can be foreseen; raise `UserError` if it is not the user's own.

    Others could have put a file or a link there, to read it or to have another file overwritten.
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
    """Make an open, locked file private; raise `UserError` if it has a second name."""
    if os.fstat(descriptor).st_nlink != 1:
        raise foreign_file_error(path)
    with suppress(OSError, AttributeError):  # some disks and systems have no modes
        os.fchmod(descriptor, PRIVATE)


def foreign_file_error(path: Path) -> UserError:
    """Make the error for a name that a file of others has, which stays as it is."""
    message, hint = (
        "is there already and is no file of ours",
        "move it away, or choose another place",
    )
    return UserError.one(message, file=str(path), hint=hint, exit_code=ExitCode.CANNOT_WRITE)


def _is_still(temp: Path, status: os.stat_result) -> bool:
    """Tell whether a name still belongs to an open file, which another run may have renamed."""
    with suppress(FileNotFoundError):
        return os.path.samestat(temp.lstat(), status)
    return False


def locked_error(place: Path) -> UserError:
    """Make the error for a place that another run is writing to."""
    message, hint = "another run is writing there", "wait until it is done, or choose another place"
    return UserError.one(message, file=str(place), hint=hint, exit_code=ExitCode.BUSY)
