"""Render pages as small gray images, and measure how much two of them differ."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 60

MAX_DIFFERENT = 0.0002
"""Share of a page that may differ; less than the area of one mark on a plate."""

VISIBLE = 48
"""Smallest visible difference of two grays, of 256; anti-aliasing makes smaller ones."""


def draw(pdf: bytes, number: int) -> Image.Image:
    """Render a page, counted from 1, in grays."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        image: Image.Image = opened[number - 1].render(scale=DPI / 72, grayscale=True).to_pil()
    return image.convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Return the share of a page on which two images visibly differ; 1 for different sizes.

    Both are blurred first, so that another version of the renderer makes no difference.
    """
    if one.size != other.size:
        return 1.0
    soft = [image.filter(ImageFilter.GaussianBlur(1)) for image in (one, other)]
    apart = ImageChops.difference(*soft).point(lambda gray: 255 * (gray > VISIBLE))
    return apart.histogram()[255] / (one.width * one.height)
