"""Write files atomically: a name always stands for a whole file.

The bytes go into a temporary file beside the target. It gets the target's name once it is whole and
on the disk. A run is never interrupted in between (see `handouts.interruption`).
"""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.interruption import CREATING, FORCED_END, check, wait_for_forced_end
from patterns.errors import LITTLE_ROOM, ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import BinaryIO

    Deleter = Callable[[Path], Callable[[], object]]
    """Makes the function that deletes a file of one folder."""

PRIVATE = 0o600  # the mode of a file with a client's name in it
SHARED = 0o666  # of one that names no client; the user's umask narrows it
TEMP_PREFIX, BATCH_TEMP_PREFIX, TEMP_SUFFIX = ".handout-", ".handouts-batch-", ".part"
"""The names of temporary files; a batch deletes those of its kind that a killed run has left."""

ABANDONED_SECONDS = 600
"""An unfinished file that is older belongs to no run; the slowest disk takes less."""

MAX_WRITERS = 8  # files synchronized at once; a disk writes them together

_MESSAGES = {
    errno.EBADF: ("is closed", "write to a file"),
    errno.EACCES: ("may not be written", "choose another folder"),
    errno.EDQUOT: ("has no room left on the disk", "make room, or choose another disk"),
    errno.EEXIST: ("is there already", "choose another name, or write over it with --force"),
    errno.EFBIG: ("would be larger than this system allows", "choose another disk"),
    errno.EISDIR: ("is a folder", "name a file"),
    errno.ELOOP: ("has a folder that is a link in a circle", "choose another folder"),
    errno.ENAMETOOLONG: ("has too long a name", "choose a shorter one"),
    errno.ENOENT: ("lies in a folder that is not there", "make the folder first"),
    errno.ENOSPC: ("has no room left on the disk", "make room, or choose another disk"),
    errno.ENOTDIR: ("lies in a folder that is a file", "choose another folder"),
    errno.ENXIO: ("is a device or a pipe", "name a file, or - for standard output"),
    errno.EPERM: ("may not be written", "choose another folder"),
    errno.EROFS: ("lies on a disk that is read-only", "choose another disk"),
}
_CAN_HOLD_FOLDERS = os.unlink in os.supports_dir_fd  # Windows cannot
_UNKNOWN = ("cannot be written", "check the disk")
# The errors of a file system without hard links, such as the FAT of a USB stick.
_NO_LINKS = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}

# The errors where a folder cannot be synchronized: on Windows, and on some network disks.
_NO_FOLDER_SYNC = {errno.EACCES, errno.EINVAL, errno.ENOTSUP}


def write_atomically(
    path: Path, data: bytes, *, replace: bool, mode: int = PRIVATE, prefix: str = TEMP_PREFIX
) -> None:
    """Write a whole file, or leave everything as it was.

    The temporary file's name begins with `prefix`. A symbolic link at `path` is replaced or
    refused, never followed. Raises `UserError` naming the path, with `ExitCode.CANNOT_WRITE`.
    """
    with oserror_as_user_error(path), hold_folder(path.parent) as deleter:
        check_kind(path)
        temp = _write_temp(path.parent, data, mode, prefix, deleter)
        try:
            publish(temp, path, replace=replace)
            sync_folder(path.parent)
        finally:
            remove_temp(temp)
    if prefix == TEMP_PREFIX:
        _remove_abandoned(path)


def _remove_abandoned(path: Path) -> None:
    """Delete what killed runs have left beside a file that was just written, once it is old."""
    with suppress(OSError):
        now = path.stat().st_mtime
        for entry in os.scandir(path.parent):
            if entry.name.startswith(TEMP_PREFIX) and entry.name.endswith(TEMP_SUFFIX):
                with suppress(FileNotFoundError):
                    if entry.stat(follow_symlinks=False).st_mtime < now - ABANDONED_SECONDS:
                        os.unlink(entry.path)  # noqa: PTH108 - a scan gives names


def write_together(files: Sequence[tuple[Path, bytes]], *, replace: bool) -> None:
    """Write whole files of one folder, several at once, because each waits long for the disk.

    Files that are whole get their names even if others fail, which raises `UserError`.
    """
    if not files:
        return
    from concurrent.futures import ThreadPoolExecutor  # which `write_atomically` does without

    folder = files[0][0].parent
    temps: dict[Path, Path] = {}

    def write(file: tuple[Path, bytes]) -> None:
        path, data = file
        with oserror_as_user_error(path):
            temps[path] = _write_temp(folder, data, PRIVATE, BATCH_TEMP_PREFIX, deleter)

    with oserror_as_user_error(folder), hold_folder(folder) as deleter:
        try:
            with ThreadPoolExecutor(MAX_WRITERS) as pool, started():
                deque(pool.map(write, files), maxlen=0)  # raises what any of them raised
        finally:
            _publish_all(temps, folder, replace=replace)


def _publish_all(temps: Mapping[Path, Path], folder: Path, *, replace: bool) -> None:
    """Publish temporary files, which are keyed by their targets; leave none."""
    try:
        for path, temp in temps.items():
            with oserror_as_user_error(path):
                check_kind(path)
                publish(temp, path, replace=replace)
        with oserror_as_user_error(folder):
            sync_folder(folder)
    finally:
        for temp in temps.values():
            remove_temp(temp)


def publish(temp: Path, path: Path, *, replace: bool) -> None:
    """Move a finished temporary file to its name; raise `OSError` if the name is taken."""
    if replace:
        temp.replace(path)
        return
    try:
        os.link(temp, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # An empty file holds the name until the temporary file replaces it.
        with CREATING:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
            try:
                temp.replace(path)
            except BaseException:
                path.unlink()
                raise
    else:
        temp.unlink(missing_ok=True)


@contextmanager
def hold_folder(folder: Path) -> Iterator[Deleter]:
    """Hold a folder open, and yield what makes the function that deletes a file in it.

    It finds the file even if the folder gets another name meanwhile, where the system can.
    """
    if not _CAN_HOLD_FOLDERS:
        yield lambda temp: temp.unlink
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except PermissionError:  # it may be written to and not read
        yield lambda temp: temp.unlink
        return
    try:
        yield lambda temp: partial(_unlink, temp.name, descriptor)
    finally:
        os.close(descriptor)


def _unlink(name: str, folder: int) -> None:
    os.unlink(name, dir_fd=folder)


def remove_temp(temp: Path) -> None:
    """Delete a temporary file if it is still there."""
    delete = FORCED_END.get(temp, temp.unlink)
    with suppress(OSError):
        delete()
    FORCED_END.pop(temp, None)


def remove_stale_temps(folder: Path) -> None:
    """Delete what a killed batch has left; only one batch at a time runs in a folder."""
    with oserror_as_user_error(folder):
        for temp in folder.glob(f"{BATCH_TEMP_PREFIX}*{TEMP_SUFFIX}"):
            temp.unlink(missing_ok=True)


def write_stream(stream: BinaryIO | None, data: bytes) -> None:
    """Write to standard output; raise `UserError`, or `BrokenPipeError` if the reader has gone."""
    with oserror_as_user_error(Path("standard output")):
        if stream is None:
            raise OSError(errno.EBADF, "")
        stream.write(data)
        stream.flush()


def cannot_write(error: OSError, name: str) -> UserError:
    """Explain in plain words why the file called `name` was not written."""
    number = error.errno or 0
    if number in LITTLE_ROOM:
        message, hint = LITTLE_ROOM[number]
        message = f"cannot be written: {message}"
    else:
        message, hint = _MESSAGES.get(number, _UNKNOWN)
    return UserError.one(message, file=name, hint=hint, exit_code=ExitCode.CANNOT_WRITE)


@contextmanager
def started() -> Iterator[None]:
    """Turn the error of a thread that the system does not start into that of a process."""
    try:
        yield
    except RuntimeError as error:
        raise OSError(errno.EAGAIN, "") from error


@contextmanager
def oserror_as_user_error(path: Path) -> Iterator[None]:
    """Turn an `OSError` into a `UserError` about the path that the user named."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        wait_for_forced_end()
        raise cannot_write(error, str(path)) from None


def check_kind(path: Path) -> None:
    """Raise `OSError` for a folder, and for a device or a pipe, which would be replaced."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:  # nothing, or a dangling link
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENXIO, "")


def probe_folder(folder: Path, prefix: str) -> None:
    """Raise `OSError` unless a file can be made in a folder."""
    descriptor, temp = _open_temp(folder, PRIVATE, prefix)
    os.close(descriptor)
    temp.unlink(missing_ok=True)  # another run may have deleted it as a stale one
    FORCED_END.pop(temp, None)


def _write_temp(folder: Path, data: bytes, mode: int, prefix: str, deleter: Deleter) -> Path:
    """Write a temporary file; raise `OSError` and leave nothing if that fails."""
    check()
    descriptor, temp = _open_temp(folder, mode, prefix, deleter)
    try:
        _fill(descriptor, data)
    except BaseException:
        remove_temp(temp)
        raise
    return temp


def _open_temp(
    folder: Path, mode: int, prefix: str, deleter: Deleter | None = None
) -> tuple[int, Path]:
    """Create a temporary file under a name that no other process can foresee."""
    temp = folder / f"{prefix}{os.urandom(8).hex()}{TEMP_SUFFIX}"
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    with CREATING:
        descriptor = os.open(temp, flags, mode)
        FORCED_END[temp] = deleter(temp) if deleter else temp.unlink
    if mode == PRIVATE:
        with suppress(OSError, AttributeError):  # some disks and systems have no modes
            os.fchmod(descriptor, mode)  # a umask can deny the user their own file
    return descriptor, temp


def _fill(descriptor: int, data: bytes) -> None:
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a new name outlast a power cut, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
