"""Parse, lighten and compare sRGB colors."""

from __future__ import annotations

import re
from typing import NamedTuple

_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")

# WCAG 2.2, "relative luminance": the end of the linear part of the sRGB curve, and the weights.
_LINEAR_BELOW = 0.04045
_WEIGHTS = (0.2126, 0.7152, 0.0722)


class Color(NamedTuple):
    """An sRGB color; each channel is a whole number from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Color:
        """Parse `#rrggbb` or `#rgb`; raise `ValueError` for anything else."""
        if not _HEX.fullmatch(text):
            raise ValueError("is no colour; write # and six hexadecimal digits, such as #1d4e4f")
        digits = text[1:] if len(text) == len("#rrggbb") else "".join(d * 2 for d in text[1:])
        return cls(*bytes.fromhex(digits))

    @property
    def channels(self) -> tuple[float, float, float]:
        """Red, green and blue from 0 to 1."""
        return self.red / 255, self.green / 255, self.blue / 255

    @property
    def luminance(self) -> float:
        """Relative luminance from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
        linear = (
            c / 12.92 if c <= _LINEAR_BELOW else ((c + 0.055) / 1.055) ** 2.4 for c in self.channels
        )
        return sum(weight * c for weight, c in zip(_WEIGHTS, linear, strict=True))

    def __str__(self) -> str:
        """Write the color as in a brand file."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"


WHITE = Color(255, 255, 255)
BLACK = Color(0, 0, 0)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def tint(color: Color, strength: float) -> Color:
    """Lighten towards white; a strength of 0.1 keeps a tenth of the color."""
    red, green, blue = (
        round(255 + (channel - 255) * strength) for channel in (color.red, color.green, color.blue)
    )
    return Color(red, green, blue)
