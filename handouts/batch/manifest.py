"""Read and write the manifest of a folder: a line of JSON for each finished file, in order.

A later run continues from it. A line is written after its file has its name, so that no line
describes a missing file, whatever stops a run. Lines are synchronized as they come. What a power
cut leaves at the end, a line without an end or NULs that the disk has put there, is cut off.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import contextmanager, suppress
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple, get_type_hints

from handouts.files import streaming
from handouts.files.atomic import oserror_as_user_error
from patterns.errors import UserError
from patterns.files import check_size, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "manifest.jsonl"

MAX_BYTES, MAX_SHEET_BYTES = 100_000_000, 50_000_000
"""Room for 300,000 lines, and for a sheet with the largest allowed pictures and fonts."""


SYNC_EVERY = 40
"""How many lines a power cut may take away at most; their files are found by their bytes."""


class Record(NamedTuple):
    """One finished file.

    `made_from` is a digest of all that it is made from (`separate_files.digest_of`), `row` one of
    its row alone. `number` is that of its sheet.
    """

    id: str
    file: str
    sha256: str
    bytes: int
    pattern: str
    version: str
    sides: int
    copies: int
    seconds: float
    made_from: str
    row: str = ""
    number: str = ""


_TYPES = tuple(get_type_hints(Record).values())
_START = b'{"id":"'
"""The first bytes of each line."""


class ManifestView:
    """The finished files of one folder, as its manifest lists them."""

    def __init__(self, folder: Path, lines: bytes) -> None:
        self._folder = folder
        self._records = {record.file: record for record in _records(lines)}

    def is_of(self, file: str, made_from: str) -> bool:
        """Whether a file was made from a row, whatever it is now."""
        record = self._records.get(file)
        return record is not None and record.made_from == made_from

    def finished(self, file: str, made_from: str) -> Record | None:
        """Return the record of a file that is unchanged and was made from the same row."""
        record, path = self._records.get(file), self._folder / file
        if record is None or record.made_from != made_from or path.is_symlink():
            return None
        try:
            data = read_file(path, name=file, limit=MAX_SHEET_BYTES)
        except UserError:
            return None
        return record if sha256(data).hexdigest() == record.sha256 else None

    def made_from_row(self, id_: str, row: str) -> set[str]:
        """Return the files of a row that are still there, of whatever day."""
        return {
            record.file
            for record in self._by_row.get((id_, row), ())
            if os.path.lexists(self._folder / record.file)
        }

    @cached_property
    def _by_row(self) -> dict[tuple[str, str], list[Record]]:
        found: dict[tuple[str, str], list[Record]] = {}
        for record in self._records.values():
            found.setdefault((record.id, record.row), []).append(record)
        return found


class ManifestWriter(ManifestView):
    """The manifest of one folder, open and locked, to which finished files are added."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self._descriptor = descriptor
        self._unsynced = 0
        super().__init__(folder, _whole_lines(descriptor, folder / MANIFEST))

    def add(self, record: Record) -> None:
        """Add a finished file."""
        line = json.dumps(record._asdict(), separators=(",", ":")).encode() + b"\n"
        with oserror_as_user_error(self._folder / MANIFEST):
            if os.write(self._descriptor, line) < len(line):
                raise OSError(errno.ENOSPC, "")
        self._records[record.file] = record
        self._unsynced += 1
        if self._unsynced >= SYNC_EVERY:
            self.sync()

    def sync(self) -> None:
        """Make the lines outlast a power cut."""
        with oserror_as_user_error(self._folder / MANIFEST):
            os.fsync(self._descriptor)
        self._unsynced = 0


def _whole_lines(descriptor: int, path: Path) -> bytes:
    """Read the lines, and cut off a last one without an end.

    Raises `UserError` for a file with content but without a single record.
    """
    check_size(os.fstat(descriptor).st_size, name=str(path), limit=MAX_BYTES)
    with open(descriptor, "rb", closefd=False) as file:
        data = file.read()
    # A file system that keeps the length of a file and not its last pages fills them with NULs.
    data = data.rstrip(b"\0")
    whole = data.rfind(b"\n") + 1
    rest = data[whole:][: len(_START)]
    if not _START.startswith(rest) or (whole and not any(_records(data[:whole]))):
        raise streaming.foreign_file_error(path)
    os.truncate(descriptor, whole)
    return data[:whole]


def _records(lines: bytes) -> Iterator[Record]:
    """Parse lines; skip those that are no records."""
    for line in lines.splitlines():
        with suppress(ValueError, TypeError, RecursionError):
            record = Record(**json.loads(line))
            if all(map(isinstance, record, _TYPES)):
                yield record


def read_manifest(folder: Path) -> ManifestView:
    """Read the manifest of a folder without locking it; one that cannot be read is empty."""
    path, lines = folder / MANIFEST, b""
    with suppress(UserError):
        if not path.is_symlink():
            lines = read_file(path, name=MANIFEST, limit=MAX_BYTES)
    return ManifestView(folder, lines)


@contextmanager
def open_manifest(folder: Path) -> Iterator[ManifestWriter]:
    """Open and lock the manifest of a folder.

    Raises `UserError` with `ExitCode.BUSY` while another run has it, and if it is too large or
    cannot be written.
    """
    path = folder / MANIFEST
    with oserror_as_user_error(path):
        descriptor = streaming.open_owned(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        if not streaming.lock(descriptor):
            raise streaming.locked_error(folder)
        with oserror_as_user_error(path):
            manifest = ManifestWriter(folder, descriptor)
            streaming.take_ownership(path, descriptor)
        yield manifest
        manifest.sync()
    finally:
        with oserror_as_user_error(path):
            os.close(descriptor)
