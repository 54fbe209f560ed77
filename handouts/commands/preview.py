"""Render each side of a PDF as a PNG picture."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from patterns.extras import require_extra

DPI = 110
"""Dots per inch: a side is about as wide as a laptop's screen is high."""

POINTS = 72
"""Points per inch."""


def draw_sides(pdf: bytes, dpi: int = DPI) -> list[bytes]:
    """Render every side of a PDF; raise `UserError` if the extra `preview` is not installed."""
    with require_extra("preview"):
        import pypdfium2

    with pypdfium2.PdfDocument(pdf) as document:
        return [_png(page, dpi) for page in document]


def _png(page: Any, dpi: int) -> bytes:
    out = BytesIO()
    page.render(scale=dpi / POINTS).to_pil().save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
