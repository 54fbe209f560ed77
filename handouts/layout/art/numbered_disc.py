"""Draw the number of a step in a disc, as it stands before the step and on its picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.brand.color import WHITE
from handouts.layout.art import shapes
from handouts.layout.boxes import Box
from handouts.layout.style.theme import colored
from handouts.layout.text.paragraph import set_line
from patterns.text import strong

if TYPE_CHECKING:
    from handouts.layout.style.theme import Theme

RADIUS = 0.55
"""The radius of the disc, in body sizes."""


def numbered_disc(number: int, theme: Theme) -> Box:
    """Draw a number in a disc, which is a ring in an edition without colors."""
    colors, radius = theme.colors, theme.body.size * RADIUS
    middle = theme.body.leading / 2
    style = colored(theme.label, colors.on_bold)
    digit = set_line(strong(str(number)), style, 2 * radius, field="steps")
    disc = shapes.disc(
        (radius, middle),
        radius - (0 if colors.bold else 0.5),
        fill=colors.accent if colors.bold else WHITE,
        stroke=None if colors.bold else colors.ink,
    )
    place = (radius - digit.width / 2, middle - theme.label.leading / 2)
    return Box(2 * radius, theme.body.leading, ((0, 0, disc), (*place, digit)), "Lbl")
