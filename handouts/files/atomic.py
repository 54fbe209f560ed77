"""Bytes and a name in; a whole file under that name out, or nothing at all."""

from __future__ import annotations

import errno
import os
import stat
from collections import deque
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import BinaryIO

PRIVATE = 0o600
"""Whose file it is, and nobody else's: a sheet bears a client's name."""

PART, BATCH_PART, PART_ENDING = ".handout-", ".handouts-batch-", ".part"
"""The names of unfinished files; a batch sweeps its own away, which a killed run has left."""

MAX_WRITERS = 8
"""How many files are on their way to the disk at once: it writes them down together."""

SHARED = 0o666
"""For files that name no client; the umask of the user narrows it."""

PRIVATE_FOLDER = 0o700
SHARED_FOLDER = 0o777
"""The same for the folders that are made for them."""

_FAULTS = {
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
_UNKNOWN = ("cannot be written", "check the disk")

# What a file system answers that has no links, such as the FAT of a USB stick.
_NO_LINKS = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}

# What answers where a folder cannot be synchronized: Windows, and some network disks.
_NO_FOLDER_SYNC = {errno.EACCES, errno.EINVAL, errno.ENOTSUP}


def default_name(pattern_id: str, day: date) -> str:
    """Name a handout after its pattern and day, never after a client."""
    return f"handout-{pattern_id}-{day.isoformat()}.pdf"


def targets(names: Sequence[str], where: str | None) -> list[Path]:
    """Give every name its path: here, in the folder `where`, or `where` itself for a single file.

    `where` is a folder if it is one already or ends in `/`. Raises `UserError` for several files
    in the place of one.
    """
    if len(set(names)) < len(names):
        raise UserError.one(
            "two patterns have the same name", hint="give each once", exit_code=ExitCode.USAGE
        )
    if in_a_folder(where):
        return [Path(where or "") / name for name in names]
    if len(names) > 1:
        raise UserError.one(
            "several patterns need a folder",
            file=where or "",
            hint="end its name in /",
            exit_code=ExitCode.USAGE,
        )
    return [Path(where or "")]


def in_a_folder(where: str | None) -> bool:
    """Tell whether files go into a folder: here, one that is there, or one that is to be made."""
    if where is None or is_to_be_made(where):
        return True
    with oserror_as_user_error(Path(where)):
        return Path(where).is_dir()


def is_to_be_made(where: str | None) -> bool:
    """Tell whether a folder is meant that is made if it is not there."""
    return where is not None and where.endswith(("/", os.sep))


def make_folder(folder: Path, mode: int = PRIVATE_FOLDER) -> None:
    """Make a folder and those it lies in, unless it is there; raise `UserError` if it cannot be."""
    with oserror_as_user_error(folder):
        for part in (*reversed(folder.parents), folder):
            with suppress(FileExistsError):
                if not part.is_dir():
                    part.mkdir(mode)
                    if mode == PRIVATE_FOLDER:
                        with suppress(OSError):  # some disks and systems know no rights
                            part.chmod(mode)  # the umask may have taken it from the user
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")


def check_folder_writable(folder: Path, part: str = PART) -> None:
    """Raise `UserError` if nothing could be written into a folder that is there or is to be made.

    One that is to be made counts as the one it will be made in; `part` is as below.
    """
    with oserror_as_user_error(folder):
        while not os.path.lexists(folder) and folder != folder.parent:
            folder = folder.parent
        _try_part(folder, part)


def check_writable(path: Path, *, replace: bool, to_be_made: bool = False) -> None:
    """Raise `UserError` for what would stop a file from being written, before it is made.

    `to_be_made` says that its folder is made if it is not there.
    """
    if to_be_made:
        check_folder_writable(path.parent)
    with oserror_as_user_error(path):
        _refuse_kind(path)
        if not replace and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "")
        if not to_be_made:
            _try_part(path.parent, PART)


def check_not_an_input(path: Path, inputs: Iterable[Path]) -> None:
    """Raise `UserError` for a name under which lies what the new file is made from."""
    if not path.exists():
        return
    for given in inputs:
        with suppress(OSError, ValueError):
            if path.samefile(given):
                message, hint = "is what this is made from", "choose another name"
                raise UserError.one(
                    message, file=str(path), hint=hint, exit_code=ExitCode.CANNOT_WRITE
                )


def write_atomically(
    path: Path, data: bytes, *, replace: bool, mode: int = PRIVATE, part: str = PART
) -> None:
    """Write a whole file under its name, or leave everything as it was.

    `part` begins the name that the file has until it is whole. A link of its own name is never
    followed: it is replaced itself, or refused. Raises `UserError` naming the path, with
    `ExitCode.CANNOT_WRITE`.
    """
    with oserror_as_user_error(path):
        _refuse_kind(path)
        begun = write_temp(path.parent, data, mode=mode, begin=part)
        try:
            publish(begun, path, replace=replace)
            sync_folder(path.parent)
        finally:
            with suppress(OSError):
                begun.unlink()


def write_together(files: Sequence[tuple[Path, bytes]], *, replace: bool) -> None:
    """Write whole files of one folder; they wait for the disk side by side, which takes longest.

    Those that are whole get their names even if others fail. Raises `UserError` as above.
    """
    if not files:
        return
    # Only many files at once wait for what runs threads.
    from concurrent.futures import ThreadPoolExecutor

    folder = files[0][0].parent
    parts: dict[Path, Path] = {}

    def write(file: tuple[Path, bytes]) -> None:
        path, data = file
        with oserror_as_user_error(path):
            parts[path] = write_temp(folder, data, mode=PRIVATE, begin=BATCH_PART)

    try:
        with ThreadPoolExecutor(MAX_WRITERS) as disk:
            deque(disk.map(write, files), maxlen=0)  # which raises what any of them met
    finally:
        _name_all(parts, folder, replace=replace)


def _name_all(parts: Mapping[Path, Path], folder: Path, *, replace: bool) -> None:
    """Give whole parts, which stand under the paths to be, their names; leave no part."""
    try:
        for path, part in parts.items():
            with oserror_as_user_error(path):
                _refuse_kind(path)
                publish(part, path, replace=replace)
        with oserror_as_user_error(folder):
            sync_folder(folder)
    finally:
        for part in parts.values():
            with suppress(OSError):
                part.unlink()


def write_temp(folder: Path, data: bytes, *, mode: int, begin: str) -> Path:
    """Write a whole file under a name that nobody has; raise `OSError` and leave nothing."""
    descriptor, part = _open_part(folder, mode, begin)
    try:
        _fill(descriptor, data)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise
    return part


def publish(part: Path, path: Path, *, replace: bool) -> None:
    """Move a finished part to its name; raise `OSError` if it is taken."""
    if replace:
        part.replace(path)
    else:
        _link(part, path)
        with suppress(FileNotFoundError):  # moved, where the disk has no links
            part.unlink()


def remove_stale_temps(folder: Path) -> None:
    """Delete what a batch that was killed has left unfinished; only one batch runs in a folder."""
    with oserror_as_user_error(folder):
        for part in folder.glob(f"{BATCH_PART}*{PART_ENDING}"):
            part.unlink(missing_ok=True)


def write_stream(stream: BinaryIO | None, data: bytes) -> None:
    """Write to standard output, which may be closed or full.

    Raises `UserError`, or `BrokenPipeError` when the reader has gone.
    """
    with oserror_as_user_error(Path("standard output")):
        if stream is None:
            raise OSError(errno.EBADF, "")
        stream.write(data)
        stream.flush()


def cannot_write(error: OSError, name: str) -> UserError:
    """Say in plain words why what is called `name` was not written."""
    message, hint = _FAULTS.get(error.errno or 0, _UNKNOWN)
    return UserError.one(message, file=name, hint=hint, exit_code=ExitCode.CANNOT_WRITE)


@contextmanager
def oserror_as_user_error(path: Path) -> Iterator[None]:
    """Turn what the system answers into plain words about the path that the user named."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise cannot_write(error, str(path)) from None


def _refuse_kind(path: Path) -> None:
    """Refuse what is there and is no file: a folder, and a device, which would be replaced."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:  # nothing, or a link that leads to nothing
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "")
    if not stat.S_ISREG(mode):
        raise OSError(errno.ENXIO, "")


def _open_part(folder: Path, mode: int, begin: str = PART) -> tuple[int, Path]:
    """Open a new file beside the one to be, under a name that nobody has."""
    part = folder / f"{begin}{os.urandom(8).hex()}{PART_ENDING}"
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | binary, mode)
    if mode == PRIVATE:
        with suppress(OSError, AttributeError):  # some disks and systems know no rights
            os.fchmod(descriptor, mode)  # the umask of the user may have taken them from the user
    return descriptor, part


def _try_part(folder: Path, begin: str) -> None:
    """Try whether a folder takes a file; another run may sweep it away meanwhile."""
    descriptor, part = _open_part(folder, PRIVATE, begin)
    os.close(descriptor)
    part.unlink(missing_ok=True)


def _fill(descriptor: int, data: bytes) -> None:
    """Write all bytes through to the disk, and close."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _link(part: Path, path: Path) -> None:
    """Give a name that nobody has; one that is taken meanwhile stays as it is."""
    try:
        os.link(part, path)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # An empty file of our own holds the name until the part takes its place.
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))
        try:
            part.replace(path)
        except BaseException:
            path.unlink()
            raise


def sync_folder(folder: Path) -> None:
    """Make the new name last, where the system can."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _NO_FOLDER_SYNC:
            raise
