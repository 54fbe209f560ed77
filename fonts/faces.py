"""A font file goes in; a `Face` comes out that knows its letters, their widths and its heights."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from io import BytesIO
from typing import TYPE_CHECKING

from fonts.outlines import GlyphBounds, box_of
from fonts.registry import FALLBACK_FAMILY, TEXT_FAMILY, Family, FontFile, Style, shipped_family
from fonts.reportlab_safely import pdfmetrics, ttfonts

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont


@dataclass(frozen=True, slots=True)
class Metrics:
    """Heights above the baseline as fractions of the type size; `descent` is below zero."""

    ascent: float
    descent: float
    cap_height: float
    x_height: float


@dataclass(frozen=True)
class Face:
    """One cut of a family. Its file is read when a letter or a width is first asked for."""

    file: FontFile

    @property
    def name(self) -> str:
        """The name by which a canvas sets this face, once `ttfont` has been loaded."""
        return self.file.name

    @cached_property
    def ttfont(self) -> TTFont:
        """The face as ReportLab has it, registered under `name`.

        It is never shaped, so that the output does not depend on what else is installed. Inside a
        PDF it goes by our own name: a clinic's cut may call itself what another of ours is called.
        """
        font = ttfonts.TTFont(self.name, BytesIO(self.file.read()), shapable=False)
        font.face.name = self.name.encode("ascii")
        pdfmetrics.registerFont(font)
        return font

    @cached_property
    def metrics(self) -> Metrics:
        """The heights; capitals and small letters are measured on the H and the x themselves."""
        face = self.ttfont.face
        return Metrics(
            ascent=face.ascent / 1000,
            descent=face.descent / 1000,
            cap_height=self._top("H"),
            x_height=self._top("x"),
        )

    def covers(self, text: str) -> bool:
        """Say whether every character has a glyph, and every combining mark sits on its letter."""
        glyphs = self.ttfont.face.charToGlyph
        return all(
            glyphs.get(ord(char))
            and (unicodedata.category(char)[0] != "M" or self._hangs_back(char))
            for char in text
        )

    def width(self, text: str, size: float) -> float:
        """Give the advance of the text in points at a type size in points."""
        return float(self.ttfont.stringWidth(text, size))

    def _hangs_back(self, mark: str) -> bool:
        """Say whether a mark is drawn over the letter before it; no one else moves it there."""
        return self.box(mark).x_min < 0

    def _top(self, char: str) -> float:
        return float(self.box(char).y_max / self.ttfont.face.unitsPerEm)

    def box(self, char: str) -> GlyphBounds:
        """Give the box around the ink of one glyph."""
        return box_of(self.ttfont.face, char)


@cache
def face(file: FontFile) -> Face:
    """Give the one face of a file, so that no file is read twice in a process."""
    return Face(file)


def faces(style: Style, own: Family | None = None) -> tuple[Face, ...]:
    """Give the faces to try for a cut, best first: the clinic's own, ours, then the fallback."""
    shipped = (shipped_family(TEXT_FAMILY), shipped_family(FALLBACK_FAMILY))
    families = shipped if own is None else (own, *shipped)
    return tuple(face(family.file(style)) for family in families)
