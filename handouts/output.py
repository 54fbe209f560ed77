"""Bytes and a name in; a whole file under that name out, or nothing at all."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from typing import BinaryIO

PRIVATE = 0o600
"""Whose file it is, and nobody else's: a sheet bears a client's name."""

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

# What answers where a folder cannot be synchronised: Windows, and some network disks.
_NO_FOLDER_SYNC = {errno.EACCES, errno.EINVAL, errno.ENOTSUP}

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def default_name(pattern_id: str, day: date) -> str:
    """Name a handout after its pattern and day, never after a client."""
    return f"handout-{pattern_id}-{day.isoformat()}.pdf"


def targets(names: Sequence[str], where: str | None) -> list[Path]:
    """Give every name its path: here, in the folder `where`, or `where` itself for a single file.

    `where` is a folder if it is one already or ends in `/`; such a folder is made. Raises
    `UserError` for several files in the place of one.
    """
    if len(set(names)) < len(names):
        raise UserError.one(
            "two patterns have the same name", hint="give each once", exit_code=ExitCode.USAGE
        )
    if where is None:
        return [Path(name) for name in names]
    folder = Path(where)
    with _explained(folder):
        is_folder = folder.is_dir() or where.endswith(("/", os.sep))
    if is_folder:
        make_folder(folder)
        return [folder / name for name in names]
    if len(names) > 1:
        raise UserError.one(
            "several patterns need a folder",
            file=where,
            hint="end its name in /",
            exit_code=ExitCode.USAGE,
        )
    return [folder]


def make_folder(folder: Path, mode: int = PRIVATE_FOLDER) -> None:
    """Make a folder and those it lies in, unless it is there; raise `UserError` if it cannot be."""
    with _explained(folder):
        for part in (*reversed(folder.parents), folder):
            with suppress(FileExistsError):
                if not part.is_dir():
                    part.mkdir(mode)
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")


def refuse_target(path: Path, *, replace: bool) -> None:
    """Raise `UserError` for what would stop a file from being written, before it is made."""
    with _explained(path):
        _refuse_kind(path)
        if not replace and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "")
        descriptor, part = _open_part(path.parent, PRIVATE)
        os.close(descriptor)
        part.unlink()


def write_atomically(path: Path, data: bytes, *, replace: bool, mode: int = PRIVATE) -> None:
    """Write a whole file under its name, or leave everything as it was.

    A link of that name is never followed: it is replaced itself, or refused. Raises `UserError`
    naming the path, with `ExitCode.CANNOT_WRITE`.
    """
    with _explained(path):
        _refuse_kind(path)
        descriptor, part = _open_part(path.parent, mode)
        try:
            _fill(descriptor, data)
            _give_name(part, path, replace=replace)
            _sync_folder(path.parent)
        finally:
            with suppress(OSError):
                part.unlink()


def write_stream(stream: BinaryIO | None, data: bytes) -> None:
    """Write to standard output, which may be closed or full.

    Raises `UserError`, or `BrokenPipeError` when the reader has gone.
    """
    with _explained(Path("standard output")):
        if stream is None:
            raise OSError(errno.EBADF, "")
        stream.write(data)
        stream.flush()


def check_pdf(data: bytes) -> int:
    """Count the sides of a finished PDF; raise `ValueError` if it is not fit to be printed."""
    # Only what writes a PDF waits for the reader of PDFs.
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        sides = len(pdf.pages)
        dictionaries = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        bare = [thing for thing in dictionaries if _font_without_file(thing)]
    if not sides or bare:
        raise ValueError(f"the PDF has {sides} sides and {len(bare)} fonts that are not embedded")
    return sides


def _font_without_file(thing: object) -> bool:
    """Tell a font that the file does not bring: Type 0 fonts lend theirs, Type 3 fonts draw."""
    import pikepdf

    if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != pikepdf.Name.Font:
        return False
    if thing.get("/Subtype") in (pikepdf.Name.Type0, pikepdf.Name.Type3):
        return False
    descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
    return not any(key in descriptor for key in _FONT_FILES)


def cannot_write(error: OSError, name: str) -> UserError:
    """Say in plain words why what is called `name` was not written."""
    message, hint = _FAULTS.get(error.errno or 0, _UNKNOWN)
    return UserError.one(message, file=name, hint=hint, exit_code=ExitCode.CANNOT_WRITE)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
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


def _open_part(folder: Path, mode: int) -> tuple[int, Path]:
    """Open a new file beside the one to be, under a name that nobody has."""
    part = folder / f".handout-{os.urandom(8).hex()}.part"
    binary = getattr(os, "O_BINARY", 0)
    descriptor = os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY | binary, mode)
    if mode == PRIVATE:
        with suppress(OSError, AttributeError):  # some disks and systems know no rights
            os.fchmod(descriptor, mode)  # the umask of the user may have taken them from the user
    return descriptor, part


def _fill(descriptor: int, data: bytes) -> None:
    """Write all bytes through to the disk, and close."""
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _give_name(part: Path, path: Path, *, replace: bool) -> None:
    """Move the finished part to its name; a name that is taken meanwhile stays as it is."""
    if replace:
        part.replace(path)
        return
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


def _sync_folder(folder: Path) -> None:
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
