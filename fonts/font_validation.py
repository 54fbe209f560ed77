"""The tables of a TrueType font go in; the first thing wrong with them comes out, in words.

ReportLab believes what tables say of each other: a map of a few bytes may claim four thousand
million characters, a glyph may be made of glyphs that are not there. Source of all offsets:
OpenType 1.9.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST_CHARACTERS = 200_000
"""What the maps of a font may hold together; the largest fonts map 65,000 once or twice."""

MOST_MAPS = 30

_EM = range(16, 16_385)
_VARIATION_SELECTORS = (0, 5)
"""The platform and encoding of a map that ReportLab passes over."""

_MORE_COMPONENTS = 0x0020
_COMPONENT_SIZES = ((0x0001, 4, 2), (0x0008, 2, 0), (0x0040, 4, 0), (0x0080, 8, 0))
"""Flag of a part of a glyph; bytes that follow where it is set, and where it is not."""


def fault_in(tables: Mapping[str, bytes]) -> str:
    """Say what is wrong with the tables of a font; an empty text if they hold together."""
    try:
        return next(_faults(tables), "")
    except struct.error:
        return "a table is cut short"


def _faults(tables: Mapping[str, bytes]) -> Iterator[str]:
    (count,) = _read(">H", tables["maxp"], 4)
    (em,) = _read(">H", tables["head"], 18)
    (long_places,) = _read(">H", tables["head"], 50)
    (full,) = _read(">H", tables["hhea"], 34)
    if em not in _EM or long_places > 1 or not 1 <= full <= count:
        yield "its sizes do not fit together"
        return
    if len(tables["hmtx"]) < 4 * full + 2 * (count - full):
        yield "it has too few widths"
    places = _places(tables["loca"], count, long=bool(long_places))
    if places[-1] > len(tables["glyf"]) or any(start > end for start, end in pairwise(places)):
        yield "its outlines do not lie where it says"
        return
    yield from _glyph_faults(tables["glyf"], places)
    yield from _map_faults(tables["cmap"])


def _read(form: str, table: bytes, offset: int) -> tuple[int, ...]:
    return struct.unpack_from(form, table, offset)


def _places(loca: bytes, count: int, *, long: bool) -> list[int]:
    """Give where each glyph begins, and where the last one ends."""
    if long:
        return list(_read(f">{count + 1}L", loca, 0))
    return [place * 2 for place in _read(f">{count + 1}H", loca, 0)]


def _glyph_faults(glyf: bytes, places: list[int]) -> Iterator[str]:
    """Follow glyphs that are made of others."""
    count = len(places) - 1
    for start, end in pairwise(places):
        if start == end:
            continue
        if end - start < 10:
            yield "a glyph is cut short"
            return
        if glyf[start] < 0x80:  # the number of its outlines is not negative
            continue
        at, flags = start + 10, _MORE_COMPONENTS
        while flags & _MORE_COMPONENTS:
            flags, part = _read(">HH", glyf[:end], at) if at + 4 <= end else (0, count)
            if part >= count:
                yield "a glyph is made of others that are not there"
                return
            at += 4 + sum(most if flags & flag else least for flag, most, least in _COMPONENT_SIZES)


def _map_faults(cmap: bytes) -> Iterator[str]:
    """Count what the maps claim before anyone fills a table with it."""
    (count,) = _read(">H", cmap, 2)
    if count > MOST_MAPS:
        yield f"it has more than {MOST_MAPS} character maps"
        return
    records = [_read(">HHL", cmap, 4 + 8 * i) for i in range(count)]
    total = 0
    for platform, encoding, offset in records:
        if (platform, encoding) != _VARIATION_SELECTORS:
            claimed = _claimed(cmap[offset:])
            if claimed is None:
                yield "it has a character map of a kind that is not supported"
                return
            total += claimed
    if total > MOST_CHARACTERS:
        yield f"its character maps hold more than {MOST_CHARACTERS:,} characters"


def _claimed(table: bytes) -> int | None:
    """Count the characters that one map claims; None for a kind that is not read."""
    (kind,) = _read(">H", table, 0)
    if kind == 0:
        return 256
    if kind == 4:
        (segments,) = _read(">H", table, 6)
        ends = _read(f">{segments // 2}H", table, 14)
        starts = _read(f">{segments // 2}H", table, 16 + segments // 2 * 2)
        return sum(max(0, end - start + 1) for start, end in zip(starts, ends, strict=True))
    if kind == 6:
        return _read(">H", table, 8)[0]
    if kind == 12:
        (groups,) = _read(">L", table, 12)
        if 16 + groups * 12 > len(table):
            raise struct.error
        ranges = struct.iter_unpack(">LL4x", table[16 : 16 + groups * 12])
        return sum(max(0, int(end) - int(start) + 1) for start, end in ranges)
    return None
