"""Read a finished file back and raise `ValueError` if it is not fit to be printed.

A file is followed as a PDF reader would, from its end: the cross-reference stream, every object at
its offset, the pages, the structure and the claims. A file that fails shows a bug of ours.
"""

from __future__ import annotations

import os
import re
import zlib
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from handouts.pdf.writer import (
    BYTE_VALUES,
    HEADER,
    OFFSET_BYTES,
    PACKED,
    PLAIN,
    ROW_BYTES,
    ObjectRange,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

_END = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_MAX_END = 60  # bytes at the end of a file that are searched for `_END`

_OBJECT = re.compile(rb"(\d+) 0 obj\n<<([^\n]*)>>stream\n")
_LENGTH = re.compile(rb"/Length (\d{1,10})\Z")
_FIRST = re.compile(rb"/First (\d{1,10})/")
_CATALOG = re.compile(rb"<</Type/Catalog/.*", re.MULTILINE)
_COUNT = re.compile(rb"<</Type/Pages/Count (\d+)/")
_CLAIMS = (b"<pdfuaid:part>1</pdfuaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>")
_STRUCTURE = (b"/StructTreeRoot ", b"/MarkInfo<</Marked true>>")


def verify(pdf: bytes) -> int:
    """Verify a file of one handout and return its number of pages."""
    _, table = _stream(pdf, _table_offset(pdf, HEADER))
    rows = _read_table(_inflate(table))
    packed, members = b"", {}
    for row in rows:
        if row.kind == PLAIN:
            entries, data = _stream(pdf, row.location, row.first)
            if first := _FIRST.search(entries):
                body = _inflate(data)
                members[row.first] = list(map(int, body[: int(first.group(1))].split()[::2]))
                packed += body + b"\n"
    for row in rows:
        found = members.get(row.location, [])[row.position : row.position + 1]
        if row.kind == PACKED and found != [row.first]:
            raise ValueError(f"object {row.first} is not where the table says")
    catalog, count = _CATALOG.search(packed), _COUNT.search(packed)
    if catalog is None or count is None or int(count.group(1)) != packed.count(b"<</Type/Page/"):
        raise ValueError("the pages are not all there")
    _check_claims(catalog.group(), pdf, tagged=True)
    return int(count.group(1))


def verify_stamped(pdf: bytes, body: bytes, streams: Iterable[int]) -> None:
    """Verify the table and the `streams`, by number, stamped after a `body` verified before."""
    _, data = _stream(pdf, _table_offset(pdf, body))
    table = _inflate(data)
    for number in streams:
        _, data = _stream(pdf, _offset_of(number, table), number)
        _inflate(data)


def verify_merged(
    file: BinaryIO, offsets: Iterable[tuple[int, int]], *, tagged: bool = True
) -> int:
    """Verify a file of many handouts and return the number of pages that it states.

    `offsets` are the number and the offset of every object that is not packed. Only the catalog,
    the page tree and the metadata are inflated, so memory does not grow with the file.
    """
    file.flush()
    raw: BinaryIO = getattr(file, "raw", file)  # a buffer would read a lot for every few bytes
    ordered = sorted((offset, number) for number, offset in offsets)
    for offset, number in ordered:
        head = b"%d 0 obj\n" % number
        raw.seek(offset)
        if raw.read(len(head)) != head:
            raise ValueError(f"object {number} is not where the table says")
    raw.seek(0)
    start = raw.read(len(HEADER))
    raw.seek(-_MAX_END, os.SEEK_END)
    if _table_offset(start + raw.read(), HEADER) != ordered[-1][0]:
        raise ValueError("the file has another table at its end")
    return _check_last_objects(raw, [offset for offset, _ in ordered], tagged=tagged)


def _check_last_objects(raw: BinaryIO, offsets: list[int], *, tagged: bool) -> int:
    """Read back to the catalog, the pages and the metadata; return the number of pages."""
    packed = metadata = b""
    for end, start in pairwise(reversed(offsets)):
        raw.seek(start)
        entries, data = _stream(raw.read(end - start), 0)
        if _FIRST.search(entries):
            packed = _inflate(data) + b"\n" + packed
        metadata = data if b"/Type/Metadata" in entries else metadata
        catalog, count = _CATALOG.search(packed), _COUNT.search(packed)
        if catalog and count and metadata:
            _check_claims(catalog.group(), metadata, tagged=tagged)
            return int(count.group(1))
    raise ValueError("the pages are not all there")


def _table_offset(pdf: bytes, start: bytes) -> int:
    """Return the offset of the cross-reference stream of a file that must begin with `start`."""
    end = _END.search(pdf, max(0, len(pdf) - _MAX_END))
    if end is None or not pdf.startswith(start):
        raise ValueError("the file has another start or no end")
    return int(end.group(1))


def _read_table(data: bytes) -> list[ObjectRange]:
    """Undo the PNG filter of a cross-reference stream, column by column."""
    if len(data) % (ROW_BYTES + 1):
        raise ValueError("the table is cut short")
    columns = [
        [total % BYTE_VALUES for total in accumulate(data[i :: ROW_BYTES + 1])]
        for i in range(1, ROW_BYTES + 1)
    ]
    number, end = int.from_bytes, 1 + OFFSET_BYTES
    return [
        ObjectRange(i, 1, row[0], number(row[1:end]), number(row[end:]))
        for i, row in enumerate(zip(*columns, strict=True))
    ]


def _offset_of(number: int, table: bytes) -> int:
    """Return the offset of one object; a byte of it is the sum of a column down to its row."""
    stop = (number + 1) * (ROW_BYTES + 1)
    if len(table) % (ROW_BYTES + 1) or stop > len(table):
        raise ValueError(f"object {number} is not in the table")
    columns = range(2, 2 + OFFSET_BYTES)  # after the filter and the kind
    return int.from_bytes(
        bytes(sum(table[i : stop : ROW_BYTES + 1]) % BYTE_VALUES for i in columns)
    )


def _stream(pdf: bytes, offset: int, number: int | None = None) -> tuple[bytes, bytes]:
    """Return the dictionary entries and the data of the stream at an offset."""
    head = _OBJECT.match(pdf, offset)
    length = _LENGTH.search(head.group(2)) if head else None
    if head is None or length is None or number not in {None, int(head.group(1))}:
        raise ValueError(f"object {number} is not where the table says")
    stop = head.end() + int(length.group(1))
    if not pdf.startswith(b"\nendstream\nendobj\n", stop):
        raise ValueError(f"object {number} does not end where it says")
    return head.group(2), pdf[head.end() : stop]


def _inflate(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise ValueError("a stream is damaged") from None


def _check_claims(catalog: bytes, metadata: bytes, *, tagged: bool) -> None:
    """Refuse a tagged file without its structure or claims, and another with any of them."""
    found = [tie in catalog for tie in _STRUCTURE] + [claim in metadata for claim in _CLAIMS]
    if not (all(found) if tagged else not any(found)):
        raise ValueError("the file and its claims do not agree")
