"""Looks at a PDF with another reader than our own: bytes in, its number of sides out."""

from __future__ import annotations

from io import BytesIO

import pikepdf

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_pdf(data: bytes) -> int:
    """Count the sides of a finished PDF; raise `ValueError` if it is not fit to be printed."""
    with pikepdf.open(BytesIO(data)) as pdf:
        sides = len(pdf.pages)
        dictionaries = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        bare = [thing for thing in dictionaries if _font_without_file(thing)]
    if not sides or bare:
        raise ValueError(f"the PDF has {sides} sides and {len(bare)} fonts that are not embedded")
    return sides


def _font_without_file(thing: object) -> bool:
    """Tell a font that the file does not bring: Type 0 fonts lend theirs, Type 3 fonts draw."""
    if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != pikepdf.Name.Font:
        return False
    if thing.get("/Subtype") in (pikepdf.Name.Type0, pikepdf.Name.Type3):
        return False
    descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
    return not any(key in descriptor for key in _FONT_FILES)
