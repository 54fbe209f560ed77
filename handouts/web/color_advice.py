"""Say how well the colors of a brand can be read, and find ones that can."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from handouts.brand.color import BLACK, WHITE, Color, contrast, tint
from handouts.brand.model import MIN_CONTRAST, TINT_STRENGTH

if TYPE_CHECKING:
    from handouts.web.brand_form import ColorsForm

STEPS = 50
"""Steps from a color to black or white in which a better one is looked for."""


class ColorAdvice(NamedTuple):
    """The contrast of a color, rounded down, whether it is enough, and a color that has enough."""

    ratio: float
    enough: bool
    better: str


def advise(form: ColorsForm) -> dict[str, ColorAdvice]:
    """Advise on each color that is one; an empty tint needs no advice."""
    found = {name: color for name, color in _parsed(form).items() if color}
    advice: dict[str, ColorAdvice] = {
        name: _advice(found[name], WHITE, BLACK) for name in ("primary", "accent") if name in found
    }
    if "tint" in found and "primary" in found:
        advice["tint"] = _advice(found["tint"], found["primary"], WHITE)
    return advice


def _parsed(form: ColorsForm) -> dict[str, Color | None]:
    colors: dict[str, Color | None] = {}
    for name, text in form.model_dump().items():
        try:
            colors[name] = Color.parse(text)
        except ValueError:
            colors[name] = None
    return colors


def _advice(color: Color, ground: Color, end: Color) -> ColorAdvice:
    ratio = contrast(color, ground)
    mixed = (_mixed(color, end, step / STEPS) for step in range(1, STEPS + 1))
    better = next((each for each in mixed if contrast(each, ground) >= MIN_CONTRAST), end)
    return ColorAdvice(math.floor(ratio * 10) / 10, ratio >= MIN_CONTRAST, str(better))


def _mixed(color: Color, end: Color, share: float) -> Color:
    red, green, blue = (
        round(one + (other - one) * share) for one, other in zip(color, end, strict=True)
    )
    return Color(red, green, blue)


def made_tint(primary: str) -> str:
    """Return the tint that is made from a primary color; empty if that is no color."""
    try:
        return str(tint(Color.parse(primary), TINT_STRENGTH))
    except ValueError:
        return ""
