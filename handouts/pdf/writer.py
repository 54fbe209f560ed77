"""Write the objects of one PDF file as a stream of bytes.

Dictionaries and arrays are packed into deflated object streams; a cross-reference stream at the
end lists every object (ISO 32000-1, 7.5.7 and 7.5.8). Written objects are not kept, so a file of
any length takes little memory.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from hashlib import sha256
from itertools import accumulate, chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Write = Callable[[bytes], object]

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
"""The version, and four bytes that mark the file as binary (ISO 32000-1, 7.5.2)."""

MAX_OBJECTS = 8_388_607  # the limit of PDF/A (ISO 19005-2, 6.1.13)
PACK_BYTES = 100_000  # an object stream is written when it holds more than this, not deflated

PLAIN, PACKED = 1, 2  # entry types of a cross-reference stream (ISO 32000-1, table 18)
OFFSET_BYTES, INDEX_BYTES = 5, 2
ROW_BYTES = 1 + OFFSET_BYTES + INDEX_BYTES
MAX_PACKED = 1 << 8 * INDEX_BYTES
BYTE_VALUES = 256
_UP = b"\x02"  # the PNG filter "Up": a row is written as its difference from the row above
_NEXT_INDEX = _UP + bytes(ROW_BYTES - 1) + b"\x01"
_CARRY = _UP + bytes(ROW_BYTES - 2) + b"\x01\x01"


class ObjectRange(NamedTuple):
    """The location of objects with consecutive numbers.

    A `PLAIN` object stands alone: `location` is its offset in the file. `PACKED` objects share the
    object stream numbered `location`; `position` is that of the first in it, from 0.
    """

    first: int
    size: int
    kind: int
    location: int
    position: int


class Writer:
    """Writes one file by calling `write` with each piece of it once, in order."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._size = self._last = 0
        self._digest = sha256()
        self._ranges: list[ObjectRange] = []
        self._pack: list[tuple[int, bytes]] = []
        self._pack_size = 0
        self._put(HEADER)

    def fork(self, write: Write) -> Writer:
        """Copy this writer, to continue the file elsewhere; raise `ValueError` before `flush`."""
        if self._pack:
            raise ValueError("packed objects are not written yet")
        other = Writer.__new__(Writer)
        other.__dict__.update(self.__dict__, _write=write, _pack=[])
        other._digest = self._digest.copy()
        other._ranges = self._ranges.copy()
        return other

    def reserve(self, count: int = 1) -> int:
        """Reserve consecutive object numbers and return the first."""
        first = self._last + 1
        self._last += count
        return first

    def stream(self, number: int, entries: bytes, data: bytes, *, plain: bool = False) -> None:
        """Write a stream of bytes that are deflated already or `plain`; `entries` describe it."""
        self._ranges.append(ObjectRange(number, 1, PLAIN, self._size, 0))
        entries = entries[:-2] if plain else b"%b/Filter/FlateDecode" % entries[:-2]
        head = b"%d 0 obj\n%b/Length %d>>stream\n" % (number, entries, len(data))
        self._put(b"%b%b\nendstream\nendobj\n" % (head, data))

    def pack(self, first: int, lines: bytes) -> None:
        """Pack objects numbered from `first`, one a line; none may contain a line break."""
        self._pack.append((first, lines))
        self._pack_size += len(lines) + 1
        if self._pack_size > PACK_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write the packed objects as one object stream."""
        if not self._pack:
            return
        number = self.reserve()
        numbers: list[int] = []
        sizes: list[int] = []
        for first, lines in self._pack:
            lengths = [len(line) + 1 for line in lines.split(b"\n")]
            self._ranges.append(ObjectRange(first, len(lengths), PACKED, number, len(sizes)))
            numbers += range(first, first + len(lengths))
            sizes += lengths
        if len(sizes) > MAX_PACKED:
            raise ValueError("an object stream holds more objects than the table can count")
        pairs = zip(numbers, accumulate(sizes[:-1], initial=0), strict=True)
        index = b"%d %d " * len(sizes) % tuple(chain.from_iterable(pairs))
        body = b"\n".join(lines for _, lines in self._pack)
        self._pack, self._pack_size = [], 0
        entries = b"<</Type/ObjStm/N %d/First %d>>" % (len(sizes), len(index))
        self.stream(number, entries, zlib.compress(index + body))

    def finish(self, catalog: int, info: int) -> None:
        """Write the cross-reference stream and the end; the file's ID is a digest of its content.

        Raises `ValueError` for a number with no object or two, or more than `MAX_OBJECTS`.
        """
        self.flush()
        number, start = self.reserve(), self._size
        if number > MAX_OBJECTS:
            raise ValueError("the file has more objects than an archival one may have")
        table = _table([*self._ranges, ObjectRange(number, 1, PLAIN, start, 0)])
        id_ = self._digest.hexdigest()[:32].encode()
        entries = (
            b"<</Type/XRef/Size %d/W[1 %d %d]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            b"/DecodeParms<</Predictor 12/Columns %d>>>>"
        ) % (number + 1, OFFSET_BYTES, INDEX_BYTES, catalog, info, id_, id_, ROW_BYTES)
        self.stream(number, entries, table)
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def offsets(self) -> Iterator[tuple[int, int]]:
        """Yield the number and the offset of every object that is not packed."""
        return ((run.first, run.location) for run in self._ranges if run.kind == PLAIN)

    def _put(self, data: bytes) -> None:
        self._write(data)
        self._digest.update(data)
        self._size += len(data)


def _table(ranges: list[ObjectRange]) -> bytes:
    """Encode and deflate the rows of the cross-reference stream, in order of object number."""
    deflate = zlib.compressobj()
    parts = []
    above, expected = bytes(ROW_BYTES), 0
    for run in (ObjectRange(0, 1, 0, 0, 0), *sorted(ranges)):
        if run.first != expected:
            raise ValueError(f"object {min(run.first, expected)} is written twice or not at all")
        expected += run.size
        rows, above = _rows(run, above)
        parts.append(deflate.compress(rows))
    parts.append(deflate.flush())
    return b"".join(parts)


@lru_cache(1024)
def _rows(run: ObjectRange, above: bytes) -> tuple[bytes, bytes]:
    """Encode the rows of a range below the row `above`; return them and the last row, unfiltered.

    Cached, because files of one template share all but a few rows.
    """
    row = _row(run.kind, run.location, run.position)
    difference = bytes([(a - b) % BYTE_VALUES for a, b in zip(row, above, strict=True)])
    last = _row(run.kind, run.location, run.position + run.size - 1)
    # In all rows but the first the index rises by one, sometimes with a carry.
    indexes = range(run.position + 1, run.position + run.size)
    further = (_NEXT_INDEX if index % BYTE_VALUES else _CARRY for index in indexes)
    return b"".join([_UP, difference, *further]), last


def _row(kind: int, location: int, index: int) -> bytes:
    return kind.to_bytes(1) + location.to_bytes(OFFSET_BYTES) + index.to_bytes(INDEX_BYTES)


def text_string(text: str) -> bytes:
    """Encode a PDF text string: a literal if it is ASCII, else UTF-16 in hexadecimal digits."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode("ascii")
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode("ascii")


def decimal(value: float, digits: int = 2) -> str:
    """Write a number without an exponent, which PDF does not allow, or trailing zeros."""
    written = f"{value:.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
