"""The bytes of a zip file go in; its members come out one by one, inflated within a limit."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from patterns.errors import UserError

MAX_MEMBERS = 2_000
"""A workbook has a few dozen; a longer directory costs time and memory of its own."""

MAX_INFLATED = 100_000_000
"""Bytes of all members that are read, together; 200,000 full rows need no more."""

MAX_RATIO = 200
"""How often larger than the whole file those members may be; workbooks stay below 50."""

ALWAYS_ALLOWED = 1_000_000
"""Bytes that a small file may inflate to, whatever its ratio."""

_ENCRYPTED = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"
_KNOWN = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    IndexError,
    NotImplementedError,
    OSError,
    ValueError,
)
"""What the `zipfile` module raises for bytes that are no sound archive."""


class Archive:
    """An open zip file; sizes are counted as they come, whatever the directory claims."""

    def __init__(self, source: bytes, file: str) -> None:
        self._file = file
        self._left = min(MAX_INFLATED, max(ALWAYS_ALLOWED, MAX_RATIO * len(source)))
        if source.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
            raise self.too_large()
        try:
            self._zip = zipfile.ZipFile(BytesIO(source))
        except _BROKEN:
            raise self.damaged() from None
        # Programs differ in capitals and slashes, and readers overlook it.
        self._members = {_plain(member.filename): member for member in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _plain(name) in self._members

    def names(self) -> frozenset[str]:
        """Name every member, in small letters."""
        return frozenset(self._members)

    def read(self, name: str) -> bytes:
        """Inflate a member; raise `UserError` if it is locked, damaged or too large."""
        member = self._members.get(_plain(name))
        if member is None:
            raise self.damaged()
        if member.flag_bits & _ENCRYPTED:
            raise UserError.one(
                "is locked with a password", file=self._file, hint="save it without one"
            )
        if member.compress_type not in _KNOWN:  # others inflate without bounds
            raise self.damaged()
        try:
            with self._zip.open(member) as stream:
                content = stream.read(self._left + 1)
        except _BROKEN:
            raise self.damaged() from None
        if len(content) > self._left:
            raise self.too_large()
        self._left -= len(content)
        return content

    def damaged(self) -> UserError:
        """Make the error for a file that is no sound workbook."""
        return UserError.one(
            "is damaged", file=self._file, hint="save it again from the program it was made with"
        )

    def too_large(self) -> UserError:
        """Make the error for a file that would take up too much time or memory."""
        return UserError.one(
            "holds far more than a roster",
            file=self._file,
            hint="copy the table into a new workbook and save that",
        )


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
