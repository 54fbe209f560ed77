"""Finished sides as small gray pictures, and how much two of them differ."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image, ImageChops, ImageFilter

DPI = 60

MOST_DIFFERENT = 0.0002
"""The share of a side that may differ: less than one mark on a plate takes."""

VISIBLE = 48
"""How far two grays, of 256, lie apart before a person sees it; smoothing makes small steps."""


def draw(pdf: bytes, number: int) -> Image.Image:
    """Draw a side, counted from 1, in grays."""
    with pypdfium2.PdfDocument(BytesIO(pdf)) as opened:
        image: Image.Image = opened[number - 1].render(scale=DPI / 72, grayscale=True).to_pil()
    return image.convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Give the share of a side on which two pictures visibly differ; 1 for different sizes.

    Both are blurred a little first, so that another version of the renderer makes no difference.
    """
    if one.size != other.size:
        return 1.0
    soft = [image.filter(ImageFilter.GaussianBlur(1)) for image in (one, other)]
    apart = ImageChops.difference(*soft).point(lambda gray: 255 * (gray > VISIBLE))
    return apart.histogram()[255] / (one.width * one.height)
