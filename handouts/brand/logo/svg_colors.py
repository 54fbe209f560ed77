"""A color as an SVG writes it goes in; `#rrggbb` comes out, or nothing for one we cannot print.

The library that draws SVG knows colors of its own, and takes what is out of range for black.
"""

from __future__ import annotations

import re

from PIL.ImageColor import colormap, getrgb  # the names of CSS

NONE = "none"
CURRENT = "currentcolor"
INHERIT = "inherit"

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})(?:f|ff)?")
_AMOUNT = r"\s*([+-]?[0-9]{1,5}(?:\.[0-9]{1,20})?%?)\s*"
_RGB = re.compile(rf"rgb\({_AMOUNT},{_AMOUNT},{_AMOUNT}\)")


def color(written: str) -> str | None:
    """Give `#rrggbb`, `NONE`, `CURRENT` or `INHERIT`; nothing for another kind, as a see-through.

    Amounts out of range are brought into it, as CSS says.
    """
    text = written.strip().lower()
    if text in {NONE, "transparent"}:
        return NONE
    if text in {CURRENT, INHERIT}:
        return text
    if text in colormap:
        return "#" + bytes(getrgb(text)).hex()
    if (found := _HEX.fullmatch(text)) and len(text) in {4, 5, 7, 9}:
        digits = found[1]
        return "#" + (digits if len(digits) == 6 else "".join(2 * digit for digit in digits))
    if (found := _RGB.fullmatch(text)) and len({part.endswith("%") for part in found.groups()}) < 2:
        return "#" + "".join(f"{_byte(part):02x}" for part in found.groups())
    return None


def _byte(amount: str) -> int:
    number = float(amount.rstrip("%")) * (2.55 if amount.endswith("%") else 1)
    return int(min(max(number, 0), 255) + 0.5)
