"""Writes the objects of one PDF file: numbered objects in, the bytes of the file out, in order.

Dictionaries and arrays go together into deflated object streams, and a table at the end finds
everything (ISO 32000-1, 7.5.7 and 7.5.8). Nothing that was written is kept, so a file of any
length takes little memory.
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
"""The version, and four bytes that tell programs not to treat the file as text."""

MOST_OBJECTS = 8_388_607
"""The most objects that an archival file may have (ISO 19005-2, 6.1.13)."""

PACK_BYTES = 100_000
"""How much goes into one object stream before it is deflated."""

_PLAIN, _PACKED = 1, 2
OFFSET_BYTES, INDEX_BYTES = 5, 2
ROW = 1 + OFFSET_BYTES + INDEX_BYTES
MOST_PACKED = 1 << 8 * INDEX_BYTES
_UP = b"\x02"  # the PNG filter of a row that is written as its difference from the row above
_NEXT_INDEX = _UP + bytes(ROW - 1) + b"\x01"
_CARRY = _UP + bytes(ROW - 2) + b"\x01\x01"
_BYTE = 256


class ObjectRange(NamedTuple):
    """Where objects with numbers in a row lie.

    A plain one is alone: `place` is its offset. Packed ones share the object stream numbered
    `place`, where the first of them is the one counted `at` from 0.
    """

    first: int
    size: int
    kind: int
    place: int
    at: int


class Writer:
    """Writes one file through `write`, which takes every piece of it once, in order."""

    def __init__(self, write: Write) -> None:
        self._write = write
        self._size = 0
        self._last = 0
        self._digest = sha256()
        self._spans: list[ObjectRange] = []
        self._pack: list[tuple[int, bytes]] = []
        self._pack_size = 0
        self._put(HEADER)

    def fork(self, write: Write) -> Writer:
        """Give a writer that goes on from here elsewhere; `pack_up` must come first."""
        if self._pack:
            raise ValueError("objects are still to be packed up")
        other = Writer.__new__(Writer)
        other.__dict__.update(self.__dict__, _write=write, _pack=[])
        other._digest = self._digest.copy()
        other._spans = self._spans.copy()
        return other

    def number(self, count: int = 1) -> int:
        """Take numbers for objects to come; give the first of them."""
        first = self._last + 1
        self._last += count
        return first

    def stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream of bytes that are deflated already; `entries` is its dictionary."""
        self.bare_stream(number, b"%b/Filter/FlateDecode>>" % entries[:-2], data)

    def bare_stream(self, number: int, entries: bytes, data: bytes) -> None:
        """Write a stream that programs can read without inflating it."""
        self._spans.append(ObjectRange(number, 1, _PLAIN, self._size, 0))
        head = b"%d 0 obj\n%b/Length %d>>stream\n" % (number, entries[:-2], len(data))
        self._put(b"%b%b\nendstream\nendobj\n" % (head, data))

    def pack(self, first: int, lines: bytes) -> None:
        """Write objects with numbers from `first` on, one a line; none may hold a line break."""
        self._pack.append((first, lines))
        self._pack_size += len(lines) + 1
        if self._pack_size > PACK_BYTES:
            self.pack_up()

    def pack_up(self) -> None:
        """Write what has been packed as one object stream."""
        if not self._pack:
            return
        number = self.number()
        numbers: list[int] = []
        sizes: list[int] = []
        for first, lines in self._pack:
            lengths = [len(line) + 1 for line in lines.split(b"\n")]
            self._spans.append(ObjectRange(first, len(lengths), _PACKED, number, len(sizes)))
            numbers += range(first, first + len(lengths))
            sizes += lengths
        if len(sizes) > MOST_PACKED:
            raise ValueError("an object stream holds more objects than the table can count")
        offsets = accumulate(sizes[:-1], initial=0)
        index = (
            b"%d %d " * len(sizes) % tuple(chain.from_iterable(zip(numbers, offsets, strict=True)))
        )
        body = b"\n".join(lines for _, lines in self._pack)
        self._pack, self._pack_size = [], 0
        entries = b"<</Type/ObjStm/N %d/First %d>>" % (len(sizes), len(index))
        self.stream(number, entries, zlib.compress(index + body))

    def finish(self, catalog: int, info: int) -> None:
        """Write the table that finds every object, and the end.

        The file's id is made from its content, so the same content gives the same file. Raises
        `ValueError` if a number was taken and no object written, or there are too many objects.
        """
        self.pack_up()
        number, start = self.number(), self._size
        if number > MOST_OBJECTS:
            raise ValueError("the file has more objects than an archival one may have")
        table = _table([*self._spans, ObjectRange(number, 1, _PLAIN, start, 0)])
        name = self._digest.hexdigest()[:32].encode()
        entries = (
            b"<</Type/XRef/Size %d/W[1 %d %d]/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]"
            b"/DecodeParms<</Predictor 12/Columns %d>>>>"
        ) % (number + 1, OFFSET_BYTES, INDEX_BYTES, catalog, info, name, name, ROW)
        self.stream(number, entries, table)
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)

    def places(self) -> Iterator[tuple[int, int]]:
        """Give every object that lies in the file by itself: its number and its offset."""
        return ((span.first, span.place) for span in self._spans if span.kind == _PLAIN)

    def _put(self, data: bytes) -> None:
        self._write(data)
        self._digest.update(data)
        self._size += len(data)


def _table(spans: list[ObjectRange]) -> bytes:
    """Deflate the rows of the table; each is written as its difference from the row above."""
    deflate = zlib.compressobj()
    parts = []
    above, due = bytes(ROW), 0
    for span in (ObjectRange(0, 1, 0, 0, 0), *sorted(spans)):
        if span.first != due:
            raise ValueError(f"object {min(span.first, due)} is written twice or not at all")
        due += span.size
        rows, above = _rows(span, above)
        parts.append(deflate.compress(rows))
    parts.append(deflate.flush())
    return b"".join(parts)


@lru_cache(1024)
def _rows(span: ObjectRange, above: bytes) -> tuple[bytes, bytes]:
    """Write the rows of a span below another row; give its last one too.

    Sheets of one template have all but a few rows in common.
    """
    row = _row(span.kind, span.place, span.at)
    difference = bytes([(a - b) % _BYTE for a, b in zip(row, above, strict=True)])
    last = _row(span.kind, span.place, span.at + span.size - 1)
    return _UP + difference + _further_rows(span), last


def _row(kind: int, place: int, index: int) -> bytes:
    return kind.to_bytes(1) + place.to_bytes(OFFSET_BYTES) + index.to_bytes(INDEX_BYTES)


def _further_rows(span: ObjectRange) -> bytes:
    """Write the rows behind the first of a span: the index grows by one, at times with a carry."""
    rows = []
    left, low = span.size - 1, span.at % _BYTE
    while left:
        plain = min(left, _BYTE - 1 - low)
        rows.append(_NEXT_INDEX * plain)
        left -= plain
        if left:
            rows.append(_CARRY)
            left -= 1
        low = 0
    return b"".join(rows)


def text_string(text: str) -> bytes:
    """Write a text the way dictionaries hold it: plain if it is ASCII, else as UTF-16."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return b"(%b)" % escaped.encode("ascii")
    return b"<FEFF%b>" % text.encode("utf-16-be").hex().upper().encode("ascii")


def decimal(value: float, digits: int = 2) -> str:
    """Write a number as short as can be; PDF knows no exponents."""
    written = f"{value:.{digits}f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
