"""Inflate the members of an untrusted workbook and parse their XML, within limits."""

from __future__ import annotations

import codecs
import struct
import zipfile
import zlib
from io import BytesIO
from typing import Self
from xml.parsers import expat

from patterns.errors import UserError

MAX_MEMBERS = 2_000  # a workbook has a few dozen; a longer directory itself costs time and memory
MAX_INFLATED = 100_000_000  # total bytes of all members that are read; enough for 200,000 full rows
MAX_RATIO = 200  # limit of that total divided by the size of the file; real workbooks stay below 50
ALWAYS_ALLOWED = 1_000_000  # bytes that any file may inflate to, whatever the ratio
MAX_DEPTH = 50  # nested elements; expat keeps a record of each open one
MAX_ELEMENTS = 8_000_000  # the largest roster, 200,000 rows of twelve texts, has 7.4 million

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENCRYPTED = 0x1
_DIRECTORY_ENTRY = b"PK\x01\x02"
_COMPRESSION = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, struct.error),
    *(EOFError, IndexError, NotImplementedError, OSError, ValueError),
)
"""Exceptions that `zipfile` raises for a damaged archive."""


class Archive:
    """An open zip file. Inflated bytes are counted; the sizes in its directory are not trusted.

    Names of members are compared without regard to case, as programs write them in either.
    """

    def __init__(self, source: bytes, file: str) -> None:
        self._file = file
        self._left = min(MAX_INFLATED, max(ALWAYS_ALLOWED, MAX_RATIO * len(source)))
        if source.count(_DIRECTORY_ENTRY) > MAX_MEMBERS:
            raise self.too_large()
        try:
            self._zip = zipfile.ZipFile(BytesIO(source))
        except _DAMAGE:
            raise self.damaged() from None
        self._members = {_normalized(info.filename): info for info in self._zip.infolist()}

    def __contains__(self, name: str) -> bool:
        return _normalized(name) in self._members

    def read(self, name: str) -> bytes:
        """Inflate a member; raise `UserError` if it is missing, encrypted, damaged or too large."""
        info = self._members.get(_normalized(name))
        if info is None:
            raise self.damaged()
        if info.flag_bits & _ENCRYPTED:
            raise self._error("is locked with a password", "save it without one")
        if info.compress_type not in _COMPRESSION:  # the others inflate without a limit
            raise self.damaged()
        try:
            with self._zip.open(info) as stream:
                content = stream.read(self._left + 1)
        except _DAMAGE:
            raise self.damaged() from None
        if len(content) > self._left:
            raise self.too_large()
        self._left -= len(content)
        return content

    def damaged(self) -> UserError:
        """Return the error for a damaged workbook."""
        return self._error("is damaged", "save it again from the program it was made with")

    def too_large(self) -> UserError:
        """Return the error for a file that would take too much time or memory."""
        hint = "copy the table into a new workbook and save that"
        return self._error("holds far more than a roster", hint)

    def _error(self, message: str, hint: str) -> UserError:
        return UserError.one(message, file=self._file, hint=hint)


def _normalized(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


class MemberParser:
    """Parses one member. Subclasses override `start_element` and `end_element`.

    Names of elements come without their prefix. A member that is not UTF-8 counts as damaged: no
    program writes workbooks in another encoding.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._depth = self._count = 0
        # calamine assumes UTF-8, and finds no cells in UTF-16.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.StartDoctypeDeclHandler = self._refuse  # so no entity can be declared
        self._parser.StartElementHandler = self._open
        self._parser.EndElementHandler = self._close

    def parse(self, source: bytes) -> Self:
        """Parse a member and return this; raise `UserError` unless it is XML without a DOCTYPE."""
        if source.startswith(_UTF_16) or b"\0" in source[:2]:  # expat detects UTF-16 regardless
            raise self._archive.damaged()
        try:
            self._parser.Parse(source, True)
        except expat.ExpatError:
            raise self._archive.damaged() from None
        return self

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        """Handle the start of an element."""

    def end_element(self, name: str) -> None:
        """Handle the end of an element."""

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._count += 1
        if self._depth > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise self._archive.too_large()
        self.start_element(name.rpartition(":")[2], attributes)

    def _close(self, name: str) -> None:
        self._depth -= 1
        self.end_element(name.rpartition(":")[2])

    def _refuse(self, *_: object) -> None:
        raise self._archive.damaged()
