"""Finished sides as pixels: a PDF in, arrays of colours or of lightness out."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from handouts.preview import draw_sides

Pixels = NDArray[np.float64]
"""Rows of pixels from 0 to 1; in colour with red, green and blue last."""


def coloured(pdf: bytes, dpi: int) -> list[Pixels]:
    """Draw every side in colour."""
    pictures = [Image.open(BytesIO(png)) for png in draw_sides(pdf, dpi)]
    return [np.asarray(picture.convert("RGB"), dtype=np.float64) / 255 for picture in pictures]


def grey(pdf: bytes, dpi: int) -> list[Pixels]:
    """Draw every side as a printer without colours does: by luma (ITU-R BT.601)."""
    return [side @ np.array((0.299, 0.587, 0.114)) for side in coloured(pdf, dpi)]


def luminance(colours: Pixels) -> Pixels:
    """Give relative luminance from 0 to 1, as WCAG 2.2 defines it."""
    linear = np.where(colours <= 0.04045, colours / 12.92, ((colours + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array((0.2126, 0.7152, 0.0722)))
