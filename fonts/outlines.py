"""Measure the ink of single glyphs in a font that ReportLab has parsed."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFontFace

_GLYPH_HEADER = struct.Struct(">2x4h")  # the number of contours, then the bounds

MIN_WIDTH, MAX_WIDTH = 0.1, 1.6
"""Width of a letter as a share of the type size: an i of a narrow font, an m of a broad one."""

MAX_INK = 4
"""Width of the ink of a letter as a share of the letter's width: a slanted j reaches far."""

MIN_HEIGHT, MAX_HEIGHT = 0.2, 1.5
"""Height of the ink of a letter as a share of the type size."""


class GlyphBounds(NamedTuple):
    """The bounds of a glyph's ink, in font units from the origin of the glyph."""

    x_min: int
    y_min: int
    x_max: int
    y_max: int


def glyph_bounds(face: TTFontFace, char: str) -> GlyphBounds:
    """Return the bounds of a character's glyph from its header; all zeros for an empty glyph."""
    glyph = face.charToGlyph[ord(char)]
    start, end = face.glyphPos[glyph : glyph + 2]
    if end - start < _GLYPH_HEADER.size:
        return GlyphBounds(0, 0, 0, 0)
    header = face.get_chunk(face.get_table_pos("glyf")[0] + start, _GLYPH_HEADER.size)
    return GlyphBounds._make(_GLYPH_HEADER.unpack(header))


def is_legible(face: TTFontFace, char: str) -> bool:
    """Whether a letter has ink of a usual size, and a width that it fits into."""
    em, bounds = float(face.unitsPerEm), glyph_bounds(face, char)
    width = float(face.getCharWidth(ord(char))) / 1000
    ink, height = (bounds.x_max - bounds.x_min) / em, (bounds.y_max - bounds.y_min) / em
    return (
        MIN_WIDTH <= width <= MAX_WIDTH
        and 0 < ink <= MAX_INK * width
        and MIN_HEIGHT <= height <= MAX_HEIGHT
    )
