"""Find the first defect in the tables of a TrueType font.

ReportLab trusts what tables say of each other: a character map of a few bytes may claim four
thousand million characters, a glyph may be made of glyphs that do not exist. Source of all
offsets: OpenType 1.9.
"""

from __future__ import annotations

import struct
from itertools import pairwise
from struct import unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_CHARACTERS = 200_000
"""The most characters in all maps of a font; the largest fonts map 65,000 once or twice."""

MAX_MAPS = 30

_UNITS_PER_EM = range(16, 16_385)
_VARIATION_SELECTORS = (0, 5)
"""The platform and encoding of a map that ReportLab skips."""

_MORE_COMPONENTS = 0x0020
_COMPONENT_SIZES = ((0x0001, 4, 2), (0x0008, 2, 0), (0x0040, 4, 0), (0x0080, 8, 0))
"""A flag of a glyph component, and the bytes that follow if it is set and if it is not."""


def find_defect(tables: Mapping[str, bytes]) -> str:
    """Return the first defect in the tables of a font, an empty text if there is none."""
    try:
        return next(_defects(tables), "")
    except struct.error:
        return "a table is cut short"


def _defects(tables: Mapping[str, bytes]) -> Iterator[str]:
    (count,) = unpack_from(">H", tables["maxp"], 4)
    (em,) = unpack_from(">H", tables["head"], 18)
    (long_offsets,) = unpack_from(">H", tables["head"], 50)
    (full,) = unpack_from(">H", tables["hhea"], 34)
    if em not in _UNITS_PER_EM or long_offsets > 1 or not 1 <= full <= count:
        yield "its sizes do not fit together"
        return
    if len(tables["hmtx"]) < 4 * full + 2 * (count - full):
        yield "it has too few widths"
    offsets = _glyph_offsets(tables["loca"], count, long=bool(long_offsets))
    if offsets[-1] > len(tables["glyf"]) or any(start > end for start, end in pairwise(offsets)):
        yield "its outlines do not lie where it says"
        return
    yield from _glyph_defects(tables["glyf"], offsets)
    yield from _map_defects(tables["cmap"])


def _glyph_offsets(loca: bytes, count: int, *, long: bool) -> list[int]:
    """Return where each glyph begins, and where the last one ends."""
    form, unit = ("L", 1) if long else ("H", 2)
    return [offset * unit for offset in unpack_from(f">{count + 1}{form}", loca)]


def _glyph_defects(glyf: bytes, offsets: list[int]) -> Iterator[str]:
    """Check the headers of all glyphs, and the components of those made of others."""
    count = len(offsets) - 1
    for start, end in pairwise(offsets):
        if start == end:
            continue
        if end - start < 10:
            yield "a glyph is cut short"
            return
        if glyf[start] < 0x80:  # the number of contours is negative in a composite glyph
            continue
        at, flags = start + 10, _MORE_COMPONENTS
        while flags & _MORE_COMPONENTS:
            flags, part = unpack_from(">HH", glyf[:end], at) if at + 4 <= end else (0, count)
            if part >= count:
                yield "a glyph is made of others that are not there"
                return
            at += 4 + sum(size if flags & flag else less for flag, size, less in _COMPONENT_SIZES)


def _map_defects(cmap: bytes) -> Iterator[str]:
    """Count the characters that the maps claim, before a parser fills a table with them."""
    (count,) = unpack_from(">H", cmap, 2)
    if count > MAX_MAPS:
        yield f"it has more than {MAX_MAPS} character maps"
        return
    records = [unpack_from(">HHL", cmap, 4 + 8 * i) for i in range(count)]
    total = 0
    for platform, encoding, offset in records:
        if (platform, encoding) != _VARIATION_SELECTORS:
            claimed = _claimed_characters(cmap[offset:])
            if claimed is None:
                yield "it has a character map of a kind that is not supported"
                return
            total += claimed
    if total > MAX_CHARACTERS:
        yield f"its character maps hold more than {MAX_CHARACTERS:,} characters"


def _claimed_characters(table: bytes) -> int | None:
    """Count the characters that one map claims; None for a format that is not supported."""
    (kind,) = unpack_from(">H", table, 0)
    if kind == 0:
        return 256
    if kind == 4:
        (segments,) = unpack_from(">H", table, 6)
        ends = unpack_from(f">{segments // 2}H", table, 14)
        starts = unpack_from(f">{segments // 2}H", table, 16 + segments // 2 * 2)
        return _total(zip(starts, ends, strict=True))
    if kind == 6:
        return int(unpack_from(">H", table, 8)[0])
    if kind == 12:
        (groups,) = unpack_from(">L", table, 12)
        if 16 + groups * 12 > len(table):
            raise struct.error
        return _total(struct.iter_unpack(">LL4x", table[16 : 16 + groups * 12]))
    return None


def _total(ranges: Iterable[tuple[int, ...]]) -> int:
    return sum(max(0, end - start + 1) for start, end in ranges)
