"""The manifest of a folder: a line of JSON for each finished file, in the order they were made.

It is what a later run goes on from. Each line is written once its file is whole and has its name,
so that whatever stops a run, no line speaks of a file that is not there; a line that was cut short
is cut off.
"""

from __future__ import annotations

import errno
import json
import os
from contextlib import contextmanager, suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple, get_type_hints

from handouts.files.atomic import oserror_as_user_error
from handouts.files.streaming import (
    foreign_file_error,
    lock,
    locked_error,
    open_owned,
    take_ownership,
)
from patterns.errors import UserError
from patterns.files import check_size, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MANIFEST = "manifest.jsonl"

LARGEST, LARGEST_SHEET = 100_000_000, 50_000_000
"""Bytes: three hundred thousand lines, and a sheet with the largest pictures and fonts of all."""


class Record(NamedTuple):
    """One finished file: `made_from` tells whether the row has changed since."""

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


_KINDS = tuple(get_type_hints(Record).values())
_START = b'{"id":"'
"""How each line begins."""


class ManifestView:
    """What the manifest of one folder tells of its files."""

    def __init__(self, folder: Path, lines: bytes) -> None:
        self._folder = folder
        self._records = {record.file: record for record in _records(lines)}

    def finished(self, file: str, made_from: str) -> Record | None:
        """Give the record of a file that is as it was left, made from the same row."""
        record, path = self._records.get(file), self._folder / file
        if record is None or record.made_from != made_from or path.is_symlink():
            return None
        try:
            data = read_file(path, name=file, limit=LARGEST_SHEET)
        except UserError:
            return None
        return record if sha256(data).hexdigest() == record.sha256 else None


class ManifestWriter(ManifestView):
    """The manifest of one folder, open and locked, to which finished files are added."""

    def __init__(self, folder: Path, descriptor: int) -> None:
        self._descriptor = descriptor
        super().__init__(folder, _whole_lines(descriptor, folder / MANIFEST))

    def add(self, record: Record) -> None:
        """Note a finished file."""
        line = json.dumps(record._asdict(), separators=(",", ":")).encode() + b"\n"
        with oserror_as_user_error(self._folder / MANIFEST):
            if os.write(self._descriptor, line) < len(line):
                raise OSError(errno.ENOSPC, "")
        self._records[record.file] = record


def _whole_lines(descriptor: int, path: Path) -> bytes:
    """Read the lines, and cut off a last one that was not finished.

    Raises `UserError` for a file that holds something, and nothing of ours.
    """
    check_size(os.fstat(descriptor).st_size, name=str(path), limit=LARGEST)
    with open(descriptor, "rb", closefd=False) as file:
        data = file.read()
    whole = data.rfind(b"\n") + 1
    begun = data[whole:][: len(_START)]
    if not _START.startswith(begun) or (whole and not any(_records(data[:whole]))):
        raise foreign_file_error(path)
    os.truncate(descriptor, whole)
    return data[:whole]


def _records(lines: bytes) -> Iterator[Record]:
    for line in lines.splitlines():
        if (record := _record(line)) is not None:
            yield record


def _record(line: bytes) -> Record | None:
    """Read a line; None for one that is not ours."""
    try:
        tree: dict[str, Any] = json.loads(line)
        record = Record(**tree)
    except (ValueError, TypeError, RecursionError):
        return None
    right = all(isinstance(value, kind) for value, kind in zip(record, _KINDS, strict=True))
    return record if right else None


def noted_in(folder: Path) -> ManifestView:
    """Read what is noted of a folder, whoever writes there; what cannot be read notes nothing."""
    path, lines = folder / MANIFEST, b""
    with suppress(UserError):
        if not path.is_symlink():
            lines = read_file(path, name=MANIFEST, limit=LARGEST)
    return ManifestView(folder, lines)


@contextmanager
def open_journal(folder: Path) -> Iterator[ManifestWriter]:
    """Open the manifest of a folder for one run alone.

    Raises `UserError` with `ExitCode.BUSY` while another run has it, and for what is too large or
    cannot be written.
    """
    path = folder / MANIFEST
    with oserror_as_user_error(path):
        descriptor = open_owned(path, os.O_RDWR | os.O_CREAT | os.O_APPEND)
    try:
        if not lock(descriptor):
            raise locked_error(folder)
        with oserror_as_user_error(path):
            journal = ManifestWriter(folder, descriptor)
            take_ownership(path, descriptor)
        yield journal
        with oserror_as_user_error(path):
            os.fsync(descriptor)
    finally:
        with oserror_as_user_error(path):
            os.close(descriptor)
