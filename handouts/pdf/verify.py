"""Reads a finished file of one handout back: bytes in, its number of sides out, or a refusal.

It follows the file as a reader would, from its end: the table, every object where the table says
it is, the pages, the structure and the claims. What it refuses is a fault of ours.
"""

from __future__ import annotations

import os
import re
import zlib
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from handouts.pdf.writer import HEADER, INDEX_BYTES, OFFSET_BYTES, ROW

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

_END = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_OBJECT = re.compile(rb"(\d+) 0 obj\n<<([^\n]*)>>stream\n")
_LENGTH = re.compile(rb"/Length (\d{1,10})\Z")
_FIRST = re.compile(rb"/First (\d{1,10})/")
_PLAIN, _PACKED = 1, 2
_CATALOG = re.compile(rb"<</Type/Catalog/.*", re.MULTILINE)
_COUNT = re.compile(rb"<</Type/Pages/Count (\d+)/")
_BYTE = 256
_LONGEST_END = 60
_CLAIMS = (b"<pdfuaid:part>1</pdfuaid:part>", b"<pdfaid:conformance>A</pdfaid:conformance>")
_TIED = (b"/StructTreeRoot ", b"/MarkInfo<</Marked true>>")


class XrefRow(NamedTuple):
    """One row of the table: its kind, and where the object lies (see `handouts.pdf.writer`)."""

    kind: int
    place: int
    at: int


def verify(pdf: bytes) -> int:
    """Count the sides of a finished file; raise `ValueError` if it is not fit to be printed."""
    end = _END.search(pdf, max(0, len(pdf) - _LONGEST_END))
    if not pdf.startswith(HEADER) or end is None:
        raise ValueError("the file has no head or no end")
    _, table = _stream(pdf, int(end.group(1)))
    rows = read_table(_inflated(table))
    packed, members = b"", {}
    for number, row in enumerate(rows):
        if row.kind == _PLAIN:
            entries, data = _stream(pdf, row.place, number)
            if first := _FIRST.search(entries):
                body = _inflated(data)
                members[number] = list(map(int, body[: int(first.group(1))].split()[::2]))
                packed += body + b"\n"
    for number, row in enumerate(rows):
        if row.kind == _PACKED and members.get(row.place, [])[row.at : row.at + 1] != [number]:
            raise ValueError(f"object {number} is not where the table says")
    return _sides(pdf, packed)


def verify_stamped(pdf: bytes, body: bytes, streams: Iterable[int]) -> None:
    """Follow what is stamped behind a body that has been looked at: its streams and its table.

    Raises `ValueError` if the file is not fit to be printed.
    """
    end = _END.search(pdf, max(0, len(pdf) - _LONGEST_END))
    if not pdf.startswith(body) or end is None:
        raise ValueError("the file has another body or no end")
    _, data = _stream(pdf, int(end.group(1)))
    table = _inflated(data)
    for number in streams:
        _, data = _stream(pdf, _place_of(number, table), number)
        _inflated(data)


def _place_of(number: int, table: bytes) -> int:
    """Give the offset of one object; a row is the sum of all differences down to it."""
    stop = (number + 1) * (ROW + 1)
    if len(table) % (ROW + 1) or stop > len(table):
        raise ValueError(f"object {number} is not in the table")
    offset = range(2, 2 + OFFSET_BYTES)  # behind the filter and the kind
    return int.from_bytes(bytes(sum(table[i : stop : ROW + 1]) % _BYTE for i in offset))


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error:
        raise ValueError("a stream is damaged") from None


def verify_merged(file: BinaryIO, places: Iterable[tuple[int, int]], *, tagged: bool = True) -> int:
    """Look at a file of many handouts: its ends, every object at its place, its claims.

    Only what holds the file together is inflated, so that this takes no more memory for more
    handouts. Gives the number of sides that the file says it has. Raises `ValueError` if it is
    not fit to be printed.
    """
    raw, ordered = _unbuffered(file), sorted((place, number) for number, place in places)
    for place, number in ordered:
        head = b"%d 0 obj\n" % number
        raw.seek(place)
        if raw.read(len(head)) != head:
            raise ValueError(f"object {number} is not where the table says")
    raw.seek(0)
    start = raw.read(len(HEADER))
    raw.seek(-_LONGEST_END, os.SEEK_END)
    end = _END.search(raw.read())
    if start != HEADER or end is None or int(end.group(1)) != ordered[-1][0]:
        raise ValueError("the file has no head or no end")
    return _held_together(raw, [place for place, _ in ordered], tagged=tagged)


def _held_together(raw: BinaryIO, places: list[int], *, tagged: bool) -> int:
    """Go back from the end to the catalog, the pages and the claims; count the sides."""
    packed = claims = b""
    for place, following in zip(reversed(places[:-1]), reversed(places[1:]), strict=True):
        raw.seek(place)
        entries, data = _stream(raw.read(following - place), 0)
        if _FIRST.search(entries):
            packed = _inflated(data) + b"\n" + packed
        claims = data if b"/Type/Metadata" in entries else claims
        catalog, count = _CATALOG.search(packed), _COUNT.search(packed)
        if catalog and count and claims:
            _refuse_claims(catalog.group(), claims, tagged=tagged)
            return int(count.group(1))
    raise ValueError("the pages are not all there")


def _unbuffered(file: BinaryIO) -> BinaryIO:
    """Give the file beneath its buffer, which would read a lot for every few bytes."""
    file.flush()
    raw: BinaryIO = getattr(file, "raw", file)
    return raw


def read_table(data: bytes) -> list[XrefRow]:
    """Undo the differences between the rows of a table, column by column."""
    if len(data) % (ROW + 1):
        raise ValueError("the table is cut short")
    columns = [
        [total % _BYTE for total in accumulate(data[i :: ROW + 1])] for i in range(1, ROW + 1)
    ]
    return [
        XrefRow(
            row[0],
            int.from_bytes(row[1 : 1 + OFFSET_BYTES]),
            int.from_bytes(row[-INDEX_BYTES:]),
        )
        for row in zip(*columns, strict=True)
    ]


def _stream(pdf: bytes, place: int, number: int | None = None) -> tuple[bytes, bytes]:
    """Give the entries and the data of the stream that begins at a place."""
    head = _OBJECT.match(pdf, place)
    length = _LENGTH.search(head.group(2)) if head else None
    if head is None or length is None or number not in {None, int(head.group(1))}:
        raise ValueError(f"object {number} is not where the table says")
    stop = head.end() + int(length.group(1))
    if not pdf.startswith(b"\nendstream\nendobj\n", stop):
        raise ValueError(f"object {number} does not end where it says")
    return head.group(2), pdf[head.end() : stop]


def _sides(pdf: bytes, packed: bytes) -> int:
    """Count the pages, and look for the structure and the claims."""
    catalog, count = _CATALOG.search(packed), _COUNT.search(packed)
    if catalog is None or count is None or int(count.group(1)) != packed.count(b"<</Type/Page/"):
        raise ValueError("the pages are not all there")
    _refuse_claims(catalog.group(), pdf, tagged=True)
    return int(count.group(1))


def _refuse_claims(catalog: bytes, claims: bytes, *, tagged: bool) -> None:
    """Raise `ValueError` if a tagged file lacks its structure or claims, or another claims any."""
    found = [tie in catalog for tie in _TIED] + [claim in claims for claim in _CLAIMS]
    if not (all(found) if tagged else not any(found)):
        raise ValueError("the file and its claims do not agree")
