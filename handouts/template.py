"""A laid-out handout with empty fields: the PDF, where each field is, and the glyphs it may use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from handouts.handout import FieldName


@dataclass(frozen=True, slots=True)
class FieldPlace:
    """Where a field is stamped: the left end of its first baseline in PDF points.

    `side` counts from 0; `mcid` and `role` tie the text to its place in the structure.
    """

    name: FieldName
    side: int
    mcid: int
    role: str
    x: float
    y: float
    width: float
    lines: int
    leading: float
    size: float


@dataclass(frozen=True, slots=True)
class Glyph:
    """How a content stream shows a character: font resource, code, width at one point."""

    resource: str
    code: int
    width: float


GlyphTables = tuple[dict[str, Glyph], ...]
"""The glyphs that fields may use, by character: one table for each face, the best one first."""


@dataclass(frozen=True, slots=True)
class Template:
    """Finished pages with empty fields, ready to be stamped for any number of clients."""

    pdf: bytes
    fields: tuple[FieldPlace, ...]
    glyphs: GlyphTables
