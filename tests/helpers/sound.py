"""Check a finished PDF with another reader than our own."""

from __future__ import annotations

from io import BytesIO

import pikepdf

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def check_pdf(data: bytes) -> int:
    """Return the number of pages; raise `ValueError` for no page or a font that is not embedded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        sides = len(pdf.pages)
        dictionaries = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        bare = [thing for thing in dictionaries if _font_without_file(thing)]
    if not sides or bare:
        raise ValueError(f"the PDF has {sides} sides and {len(bare)} fonts that are not embedded")
    return sides


def _font_without_file(thing: object) -> bool:
    """Return whether an object is a font that should be embedded and is not."""
    if not isinstance(thing, pikepdf.Dictionary) or thing.get("/Type") != pikepdf.Name.Font:
        return False
    if thing.get("/Subtype") in (pikepdf.Name.Type0, pikepdf.Name.Type3):
        return False
    descriptor = thing.get("/FontDescriptor", pikepdf.Dictionary())
    return not any(key in descriptor for key in _FONT_FILES)
