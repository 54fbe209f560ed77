"""Pictures in colour in, the same in light greys and black out: drawing operators, or pixels."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from io import BytesIO

from handouts.colours import Colour

_PAINT = re.compile(rb"([\d.]+) ([\d.]+) ([\d.]+) (rg|RG)\b")

LINE_LUMINANCE = 0.05
"""Darker than this is a drawn line."""

SIGN_LUMINANCE = 0.2
SIGN_SATURATION = 0.25
"""Dark and full of colour is a sign, such as an arrow: it stays as dark as a line."""

DARKEST_GREY = 0.7
"""Grounds become greys from here up to white, so that the marks on them stand out."""


@lru_cache(maxsize=64)
def in_greys(data: bytes) -> bytes:
    """Give deflated operators with lines in black and grounds in light greys."""
    return zlib.compress(_PAINT.sub(_grey, zlib.decompress(data)), 9)


def _grey(match: re.Match[bytes]) -> bytes:
    red, green, blue = (round(float(match.group(i)) * 255) for i in (1, 2, 3))
    grey = b"%.3g" % grey_of(Colour(red, green, blue))
    return b" ".join((grey, grey, grey, match.group(4)))


@lru_cache(maxsize=8)
def grey_pixels(png: bytes) -> bytes:
    """Give a PNG in greys; what is see-through stays so."""
    # Pillow takes 30 ms to import and only a logo of pixels needs it.
    from PIL import Image

    out = BytesIO()
    with Image.open(BytesIO(png)) as image:
        image.convert("LA" if image.mode == "RGBA" else "L").save(out, "PNG")
    return out.getvalue()


def grey_of(colour: Colour) -> float:
    """Choose the grey of a colour, from 0 (black) to 1 (white)."""
    channels = colour.channels
    light = colour.luminance
    saturated = max(channels) - min(channels) > SIGN_SATURATION
    if light < LINE_LUMINANCE or (saturated and light < SIGN_LUMINANCE):
        return 0.0
    return DARKEST_GREY + (1 - DARKEST_GREY) * float(light**0.4)
