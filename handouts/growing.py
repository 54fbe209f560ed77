"""A name in, a file to write piece by piece out: it gets the name once it is whole, or never."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from handouts.locks import lock
from handouts.output import PART_ENDING, PRIVATE, explained, give_name, sync_folder
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

BUFFER = 1 << 20
"""How many bytes are kept before they go to the disk."""


@contextmanager
def growing(path: Path, *, replace: bool) -> Iterator[BinaryIO]:
    """Give a file to write; the one that has its name stays as it is until this one is whole.

    It is locked: raises `UserError` with `ExitCode.BUSY` while another run writes the same file,
    and with `ExitCode.CANNOT_WRITE` for what the disk refuses. What a killed run has left is
    taken over.
    """
    part = path.parent / f".{path.name}{PART_ENDING}"
    with explained(path):
        descriptor = _open_alone(part, path)
        with os.fdopen(descriptor, "w+b", buffering=BUFFER) as file:
            try:
                yield file
                file.flush()
                os.fsync(descriptor)
                give_name(part, path, replace=replace)
                sync_folder(path.parent)
            except BaseException:
                # Only while it is locked: later another run may have a part of this name.
                with suppress(OSError):
                    part.unlink()
                raise


def _open_alone(part: Path, path: Path) -> int:
    """Open the part, empty and for us alone."""
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(part, flags, PRIVATE)
    status = os.fstat(descriptor)
    fault: Exception | None = None
    if not stat.S_ISREG(status.st_mode):
        fault = FileExistsError(errno.EEXIST, "")
    elif not lock(descriptor) or not _is_still(part, status):
        fault = busy(path)
    if fault:
        os.close(descriptor)
        raise fault
    os.truncate(descriptor, 0)
    return descriptor


def _is_still(part: Path, status: os.stat_result) -> bool:
    """Tell whether a name leads to an open file: another run may just have given it its own."""
    try:
        return os.path.samestat(part.lstat(), status)
    except FileNotFoundError:
        return False


def busy(place: Path) -> UserError:
    """Make the error of a place that another run is writing to."""
    return UserError.one(
        "another run is writing there",
        file=str(place),
        hint="wait until it is done, or choose another place",
        exit_code=ExitCode.BUSY,
    )
