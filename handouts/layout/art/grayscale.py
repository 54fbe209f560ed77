"""Convert pictures to black and light grays: drawing operators or pixels."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from io import BytesIO

from handouts.brand.color import Color

_PAINT = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")

LINE_LUMINANCE = 0.05
"""A color darker than this is that of a line."""

SIGN_LUMINANCE = 0.2
SIGN_SATURATION = 0.25
"""A dark and saturated color is that of a sign, such as an arrow, and becomes black too."""

DARKEST_GRAY = 0.7
"""Other colors become grays from this to white, so that marks on them stand out."""


@lru_cache(maxsize=64)
def in_grays(data: bytes) -> bytes:
    """Return deflated operators with black lines and light gray grounds."""
    return zlib.compress(_PAINT.sub(_gray, zlib.decompress(data)), 9)


def _gray(match: re.Match[bytes]) -> bytes:
    red, green, blue = (round(float(match.group(i)) * 255) for i in (1, 2, 3))
    gray = b"%.3g" % gray_of(Color(red, green, blue))
    return b" ".join((gray, gray, gray, match.group(4)))


@lru_cache(maxsize=8)
def gray_pixels(png: bytes) -> bytes:
    """Return a PNG in grays that keeps its transparency."""
    # Pillow takes 30 ms to import and only a logo of pixels needs it.
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("LA" if image.mode == "RGBA" else "L").save(out, "PNG")
    return out.getvalue()


def gray_of(color: Color) -> float:
    """Return the gray of a color, from 0 (black) to 1 (white)."""
    channels = color.channels
    light = color.luminance
    saturated = max(channels) - min(channels) > SIGN_SATURATION
    if light < LINE_LUMINANCE or (saturated and light < SIGN_LUMINANCE):
        return 0.0
    return DARKEST_GRAY + (1 - DARKEST_GRAY) * float(light**0.4)
