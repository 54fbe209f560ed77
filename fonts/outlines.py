"""A font as ReportLab has parsed it, and a character in; the box around its ink out."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

_GLYPH_HEADER = struct.Struct(">2x4h")  # after the number of outlines, the box

WIDEST, NARROWEST = 1.6, 0.1
"""How wide a letter may be, as a share of the type size: an m of a broad font, an i of a narrow."""

MOST_INK = 4
"""How wide the ink of a letter may be, as a share of its width: a slanted j reaches far."""

TALLEST, LOWEST = 1.5, 0.2
"""How high the ink of a letter may be, as a share of the type size."""


class GlyphBounds(NamedTuple):
    """The box around a glyph's ink, in font units from the origin of the glyph."""

    x_min: int
    y_min: int
    x_max: int
    y_max: int


def box_of(face: TTFontFace, char: str) -> GlyphBounds:
    """Give the box around the ink of one glyph, from its header; all is nought if it has none."""
    glyph = face.charToGlyph[ord(char)]
    start, end = face.glyphPos[glyph : glyph + 2]
    if end - start < _GLYPH_HEADER.size:
        return GlyphBounds(0, 0, 0, 0)
    chunk = face.get_chunk(face.get_table_pos("glyf")[0] + start, _GLYPH_HEADER.size)
    return GlyphBounds._make(_GLYPH_HEADER.unpack(chunk))


def is_legible(face: TTFontFace, char: str) -> bool:
    """Tell whether a letter has ink of a usual size, and a width that it fits into."""
    em, box = float(face.unitsPerEm), box_of(face, char)
    width = float(face.getCharWidth(ord(char))) / 1000
    ink, height = (box.x_max - box.x_min) / em, (box.y_max - box.y_min) / em
    return (
        NARROWEST <= width <= WIDEST and 0 < ink <= MOST_INK * width and LOWEST <= height <= TALLEST
    )
