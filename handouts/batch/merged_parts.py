"""Divide a merged batch among numbered files, and find those that an earlier run left."""

from __future__ import annotations

import errno
import re
import stat
from itertools import chain
from mmap import ACCESS_READ, mmap
from typing import TYPE_CHECKING

from handouts.files.atomic import cannot_write, oserror_as_user_error
from handouts.files.streaming import foreign_file_error
from handouts.pdf.metadata import PRODUCER
from handouts.pdf.writer import HEADER
from patterns.errors import ExitCode, UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from handouts.batch.planner import BatchJob

_EXISTS = FileExistsError(errno.EEXIST, "")
_PRODUCER = f"<pdf:Producer>{PRODUCER}</pdf:Producer>".encode()


def merged_parts(
    jobs: Sequence[BatchJob], path: Path, split: int | None
) -> list[tuple[Path, Sequence[BatchJob]]]:
    """Divide jobs among files of `split` jobs each: `pile.pdf`, or `pile-001.pdf` and so on."""
    if split is None:
        return [(path, jobs)]
    starts = range(0, len(jobs), split)
    return [
        (_numbered(path, number), jobs[start : start + split])
        for number, start in enumerate(starts, start=1)
    ]


def leftover_parts(path: Path, written: Iterable[Path], *, replace: bool) -> list[Path]:
    """Find the files of an earlier, longer run that are not `written` by this one.

    Clients' sheets of two runs must not lie in one series. Raises `UserError` for all such files
    unless they may be replaced, and for those that Handouts did not write.
    """
    kept = set(written)
    with oserror_as_user_error(path.parent):
        names = sorted(entry.name for entry in path.parent.iterdir())
    found = [
        other
        for name in names
        if (number := _number_of(name, path)) and (other := _numbered(path, number)) not in kept
    ]
    refused = [
        (foreign_file_error(other) if replace else cannot_write(_EXISTS, str(other))).problems
        for other in found
        if not (replace and is_our_pdf(other))
    ]
    if refused:
        raise UserError(chain.from_iterable(refused), ExitCode.CANNOT_WRITE)
    return found


def is_our_pdf(path: Path) -> bool:
    """Tell whether a file is a PDF that Handouts wrote: by its header and its producer."""
    with oserror_as_user_error(path):
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or not status.st_size:
            return False
        with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
            return data[: len(HEADER)] == HEADER and data.rfind(_PRODUCER) >= 0


def remove_parts(paths: Iterable[Path]) -> None:
    """Delete the files of an earlier run, unless something else has their names by now."""
    for path in paths:
        with oserror_as_user_error(path):
            if path.exists() and is_our_pdf(path):
                path.unlink()


def _numbered(path: Path, number: int) -> Path:
    return path.with_name(f"{path.stem}-{number:03}{path.suffix}")


def _number_of(name: str, path: Path) -> int:
    """Return the number of a file of the series, 0 for any other name."""
    match = re.fullmatch(rf"{re.escape(path.stem)}-([0-9]{{3,9}}){re.escape(path.suffix)}", name)
    number = int(match[1]) if match else 0
    return number if _numbered(path, number).name == name else 0
