"""Render each side of a PDF as a PNG picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

DPI = 110
"""Dots per inch: a side is about as wide as a laptop's screen is high."""

POINTS = 72
"""Points per inch."""

QUICK = 1
"""The level of compression of a picture that is looked at once, on this computer."""


def draw_sides(pdf: bytes, dpi: int = DPI) -> list[bytes]:
    """Render every side of a PDF."""
    import pypdfium2  # imported late: only a picture needs it

    with pypdfium2.PdfDocument(pdf) as document:
        return [_png(page, dpi) for page in document]


def draw_side(pdf: bytes, side: int, width: int) -> bytes:
    """Render one side of a PDF, counted from 0, so many pixels wide, as fast as can be."""
    import pypdfium2  # imported late: only a picture needs it

    out = BytesIO()
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[side]
        image = page.render(scale=width / page.get_width()).to_pil()
        image.save(out, "PNG", compress_level=QUICK)
    return out.getvalue()


def _png(page: Any, dpi: int) -> bytes:
    out = BytesIO()
    page.render(scale=dpi / POINTS).to_pil().save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
