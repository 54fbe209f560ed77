"""Choose where files go, and find out before the work begins whether they can be written."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from handouts.files.atomic import TEMP_PREFIX, check_kind, oserror_as_user_error, probe_folder
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

PRIVATE_FOLDER = 0o700  # the mode of a folder for sheets, which have clients' names in them
SHARED_FOLDER = 0o777  # of one for files that name no client; the user's umask narrows it


def default_name(pattern_id: str, day: date, kind: str = "handout") -> str:
    """Name a handout, or a card, after its pattern and day, never after a client."""
    return f"{kind}-{pattern_id}-{day.isoformat()}.pdf"


def targets(names: Sequence[str], where: str | None) -> list[Path]:
    """Return a path for every name: here, in the folder `where`, or `where` for a single file.

    `where` is a folder if it is one or ends in `/`. Raises `UserError` for two of one path.
    """
    usage, place = ExitCode.USAGE, where or ""
    if len(set(names)) < len(names):
        message = "two patterns have the same name"
        raise UserError.one(message, hint="give each once", exit_code=usage)
    if in_a_folder(where):
        return [Path(place) / name for name in names]
    if len(names) > 1:
        message, hint = "several patterns need a folder", "end its name in /"
        raise UserError.one(message, file=place, hint=hint, exit_code=usage)
    return [Path(place)]


def in_a_folder(where: str | None) -> bool:
    """Tell whether files go into a folder: this one, an existing one, or one to be made."""
    if where is None or is_to_be_made(where):
        return True
    with oserror_as_user_error(Path(where)):
        return Path(where).is_dir()


def is_to_be_made(where: str | None) -> bool:
    """Tell whether `where` is a folder that is made if it does not exist."""
    return where is not None and where.endswith(("/", os.sep))


def make_folder(folder: Path, mode: int = PRIVATE_FOLDER) -> None:
    """Make a folder and its parents unless they exist; raise `UserError` if that fails."""
    with oserror_as_user_error(folder):
        for part in (*reversed(folder.parents), folder):
            with suppress(FileExistsError):
                if not part.is_dir():
                    part.mkdir(mode)
                    if mode == PRIVATE_FOLDER:
                        with suppress(OSError):  # some disks and systems have no modes
                            part.chmod(mode)  # a umask can deny the user their own folder
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, "")


def check_folder_writable(folder: Path, prefix: str = TEMP_PREFIX) -> None:
    """Raise `UserError` if no file can be made in a folder, or where the folder will be made."""
    with oserror_as_user_error(folder):
        while not os.path.lexists(folder) and folder != folder.parent:
            folder = folder.parent
        probe_folder(folder, prefix)


def check_writable(path: Path, *, replace: bool, to_be_made: bool = False) -> None:
    """Raise `UserError` if a file could not be written; its folder may have `to_be_made`."""
    if to_be_made:
        check_folder_writable(path.parent)
    with oserror_as_user_error(path):
        check_kind(path)
        if not replace and os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, "")
        if not to_be_made:
            probe_folder(path.parent, TEMP_PREFIX)


def check_not_an_input(path: Path, inputs: Iterable[Path]) -> None:
    """Raise `UserError` if `path` is one of the files that the new file is made from."""
    if not path.exists():
        return
    message, hint, code = "is what this is made from", "choose another name", ExitCode.CANNOT_WRITE
    refusal = UserError.one(message, file=str(path), hint=hint, exit_code=code)
    for given in inputs:
        with suppress(OSError, ValueError):
            if path.samefile(given):
                raise refusal
