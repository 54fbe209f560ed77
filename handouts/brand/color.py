"""Parse, mix and compare sRGB colors."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SHORT = re.compile(r"#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])")
_LONG = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")

# WCAG 2.2, "relative luminance": the end of the linear part of the sRGB curve, and the weights.
_LINEAR_BELOW = 0.04045
_WEIGHTS = (0.2126, 0.7152, 0.0722)


@dataclass(frozen=True, slots=True)
class Color:
    """An sRGB color; each channel is a whole number from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def parse(cls, text: str) -> Color:
        """Parse `#rrggbb` or `#rgb`; raise `ValueError` for anything else."""
        if long := _LONG.fullmatch(text):
            digits = long.groups()
        elif short := _SHORT.fullmatch(text):
            digits = tuple(digit * 2 for digit in short.groups())
        else:
            raise ValueError("is no colour; write # and six hexadecimal digits, such as #1d4e4f")
        red, green, blue = (int(pair, 16) for pair in digits)
        return cls(red, green, blue)

    @property
    def hex(self) -> str:
        """The color as `#rrggbb`."""
        return f"#{self.red:02x}{self.green:02x}{self.blue:02x}"

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
        return self.hex


WHITE = Color(255, 255, 255)
BLACK = Color(0, 0, 0)


def contrast(one: Color, other: Color) -> float:
    """Return the contrast ratio of WCAG 2.2, from 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


def mix(one: Color, other: Color, share: float) -> Color:
    """Blend in sRGB: a share of 0 is `one`, a share of 1 is `other`."""

    def blend(a: int, b: int) -> int:
        return round(a + (b - a) * share)

    return Color(
        blend(one.red, other.red), blend(one.green, other.green), blend(one.blue, other.blue)
    )


def tint(color: Color, strength: float) -> Color:
    """Lighten towards white; a strength of 0.1 keeps a tenth of the color."""
    return mix(WHITE, color, strength)


def shade(color: Color, strength: float) -> Color:
    """Darken towards black; a strength of 0.1 removes a tenth of the light."""
    return mix(color, BLACK, strength)
