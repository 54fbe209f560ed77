"""The faces of the font families: their characters, widths and heights, read from the files."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING

from fonts.kerning import Kerning, is_kerned
from fonts.outlines import GlyphBounds, glyph_bounds
from fonts.registry import FALLBACK_FAMILY, TEXT_FAMILY, Family, FontFile, Style, shipped_family
from fonts.reportlab_safely import pdfmetrics, ttfonts

if TYPE_CHECKING:
    from collections.abc import Callable

    import uharfbuzz
    from reportlab.pdfbase.ttfonts import TTFont


@dataclass(frozen=True, slots=True)
class Metrics:
    """Heights above the baseline as fractions of the type size; `descent` is below zero."""

    ascent: float
    descent: float
    cap_height: float


@dataclass(frozen=True)
class Face:
    """One style of a family. Its file is read when a glyph or a width is first needed."""

    file: FontFile

    @property
    def shapes(self) -> bool:
        """Whether the face sets scripts that must be shaped; see `fonts.scripts`."""
        return False

    @property
    def name(self) -> str:
        """The name of the face for a canvas, once `ttfont` has been loaded."""
        return self.file.name

    @cached_property
    def ttfont(self) -> TTFont:
        """The font of ReportLab, registered under `name`.

        It is never shaped, so that the output does not depend on what else is installed. In a PDF
        it has our name, since a clinic's font may have the same name as one of ours.
        """
        font = ttfonts.TTFont(self.name, BytesIO(self.file.read()), shapable=False)
        font.face.name = self.name.encode("ascii")
        pdfmetrics.registerFont(font)
        return font

    @cached_property
    def metrics(self) -> Metrics:
        """The heights; that of capitals is measured on the H."""
        font = self.ttfont.face
        cap_height = float(self.bounds("H").y_max / font.unitsPerEm)
        return Metrics(font.ascent / 1000, font.descent / 1000, cap_height)

    def covers(self, text: str) -> bool:
        """Whether every character has a glyph, and every mark one that is drawn over its letter."""
        glyphs = self.ttfont.face.charToGlyph
        return all(
            glyphs.get(ord(char))
            # Only a glyph that lies left of its origin is drawn over the letter before it.
            and (unicodedata.category(char)[0] != "M" or self.bounds(char).x_min < 0)
            for char in text
        )

    def width(self, text: str, size: float) -> float:
        """Return the advance of the text in points at a type size in points, kerned."""
        return float(self.ttfont.stringWidth(text, size)) + sum(self.kerns(text)) * size / 1000

    def kerns(self, text: str) -> list[int]:
        """Return the distance to add after each character, as `Kerning.kerns` does."""
        pairs = map("".join, pairwise(text))
        return [*map(self._kern_of_pair, pairs), 0] if text else []

    def kerning(self, chars: str) -> Kerning:
        """Return the kerning of all pairs of some characters."""
        return _kerning(self, chars)

    @cached_property
    def _kern_of_pair(self) -> Callable[[str], int]:
        """How the font kerns a pair, found out once for each, which takes some 3 microseconds."""
        from fonts.harfbuzz import kerns_after

        @cache
        def kern(pair: str) -> int:
            return kerns_after(self.shaped_by, *pair)[0] if all(map(is_kerned, pair)) else 0

        return kern

    @cached_property
    def shaped_by(self) -> uharfbuzz.Font:
        """The font of HarfBuzz."""
        from fonts.harfbuzz import open_font

        return open_font(self.file.read())

    def bounds(self, char: str) -> GlyphBounds:
        """Return the bounds of the ink of one glyph."""
        return glyph_bounds(self.ttfont.face, char)


@lru_cache(maxsize=64)
def _kerning(of: Face, chars: str) -> Kerning:
    """Make the table once for the metrics of the fields and for the templates."""
    from fonts.harfbuzz import kerning_of

    return kerning_of(of.shaped_by, chars)


face = cache(Face)
"""The face of a file; it is made once a process, so that no file is read twice."""


@lru_cache(maxsize=32)
def faces(style: Style, custom: Family | None = None) -> tuple[Face, ...]:
    """Return the faces to try for a style, in order: the clinic's own, ours, the fallback."""
    families = (custom, shipped_family(TEXT_FAMILY), shipped_family(FALLBACK_FAMILY))
    return tuple(face(family.file(style)) for family in families if family)
