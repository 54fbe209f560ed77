"""The colors and line widths of all pictures; neighboring tones stay apart in grayscale.

Only the colors of props stand elsewhere, beside the list of their materials in `figures/props.py`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """The color of one material in light, in half shade and in shade."""

    light: str
    half: str
    shade: str


OUTLINE = "#3a2a1e"
INNER_LINE = "#4a382a"  # lines inside an outline: folds, creases, the face
ACCENT = "#1c6b4a"  # arrows of a movement
PAPER = "#ffffff"  # halos around arrows and water, and the seam of a ball
FRAME = "#33291f"  # the edge of a close view
FLOOR_SHADOW = "#e4e6e6"
GROUND_LINE = "#87908f"  # edges and studs of the ground, quieter than the figure's
WATER = "#5d9cc4"

SKIN = Tone("#f4e3d5", "#dfc3ad", "#c9a78d")
SHIRT = Tone("#7ba3b3", "#658c9b", "#517484")
SHORTS = Tone("#3b4f61", "#324555", "#2a3a48")
HAIR = Tone("#62524a", "#50423a", "#40332b")
SHOE = Tone("#6f7f6a", "#5b6a57", "#495746")
SOLE = Tone("#f3f1ec", "#dcd8cf", "#c2bdb2")
BONE = Tone("#f5eddc", "#e9dcc3", "#d3c09c")
FADED_BONE = Tone("#faf6ee", "#f3ecdf", "#ebe1cf")  # bones behind a patch
FADED_LINE = "#b8aa98"
MUSCLE = Tone("#d4877a", "#b96557", "#9c4a3f")
MUSCLE_SHEEN = "#e3a598"
FIBER = "#8d3f35"
TENDON = "#f3e4d7"
TENDON_HALF = "#dfcdbd"
GHOST, GHOST_NERVE = "#ecd3ca", "#f1e5c4"  # what is shown for orientation alone
CARTILAGE = Tone("#dfe6e4", "#c3cfcd", "#a3b3b1")
SKIN_VEIL = "#fbf3ec"  # skin behind bones
NERVE = Tone("#e8d08a", "#cfb062", "#b3914a")
BONE_HOLE = "#8d7753"
CONTOUR = "#a79a8d"  # faint contours of skin and of muscles that are named for orientation

OUTLINE_WIDTH = 2.4  # width of outlines of plates, in viewBox units
INNER_WIDTH = 1.8  # the same of plates: full width of tapered inner lines, in viewBox units
