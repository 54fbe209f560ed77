"""Render pages as arrays of pixels, in color or in gray."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Iterator

Pixels = NDArray[np.float32]
"""Rows of pixels from 0 to 1; the last axis of a color image is red, green, blue."""

LUMA = np.array((0.299, 0.587, 0.114), dtype=np.float32)
"""Weights of red, green and blue on a printer without colors (ITU-R BT.601)."""

LUMINANCE = np.array((0.2126, 0.7152, 0.0722), dtype=np.float32)
"""Weights of linear red, green and blue (WCAG 2.2, relative luminance)."""


def sides_in_color(pdf: bytes, dpi: int) -> Iterator[Pixels]:
    """Render every page in color."""
    with pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            drawn = page.render(scale=dpi / 72, rev_byteorder=True).to_numpy()
            yield drawn[..., :3].astype(np.float32) / 255


def side_in_gray(pdf: bytes, side: int, dpi: int) -> Pixels:
    """Render one page, counted from 1, as a printer without colors does."""
    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[side - 1].render(scale=dpi / 72, rev_byteorder=True).to_numpy()
        return np.asarray(drawn[..., :3] @ LUMA / 255)


def luminance(colours: Pixels) -> Pixels:
    """Return relative luminance from 0 to 1, as WCAG 2.2 defines it."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ LUMINANCE)
