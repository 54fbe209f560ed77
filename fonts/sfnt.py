"""Copy a TrueType font without the tables that a PDF has no use for."""

from __future__ import annotations

import struct

_DIRECTORY = struct.Struct(">4sHHHH")
_RECORD = struct.Struct(">4sLLL")  # tag, checksum, offset, length

_DRAWN = frozenset(
    {b"cvt ", b"fpgm", b"glyf", b"head", b"hhea", b"hmtx", b"loca", b"maxp", b"prep"}
)
"""The tables that a font program of glyphs by number must have (ISO 32000-1, 9.9)."""


def only_outlines(font: bytes) -> bytes:
    """Return a font with its outlines and widths alone, without names, characters and layout."""
    version, count, *_ = _DIRECTORY.unpack_from(font)
    records = [_RECORD.unpack_from(font, _DIRECTORY.size + i * _RECORD.size) for i in range(count)]
    kept = [record for record in records if record[0] in _DRAWN]
    power = len(kept).bit_length() - 1
    search = 16 << power
    head = _DIRECTORY.pack(version, len(kept), search, power, 16 * len(kept) - search)
    at = _DIRECTORY.size + len(kept) * _RECORD.size
    directory, tables = [head], []
    for tag, checksum, offset, length in kept:
        directory.append(_RECORD.pack(tag, checksum, at, length))
        table = font[offset : offset + length]
        tables.append(table.ljust((length + 3) // 4 * 4, b"\0"))
        at += len(tables[-1])
    return b"".join((*directory, *tables))
