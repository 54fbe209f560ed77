"""How a sheet looks: the type scale, the colours and the spaces, from a brand and an edition.

Sizes and leadings are points. Every text style and colour pair of the sheet is in this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from fonts.faces import Face, faces
from fonts.registry import Style
from handouts.colours import WHITE, Colour

if TYPE_CHECKING:
    from fonts.registry import Family
    from handouts.brand import Brand

INK = Colour.parse("#1f2428")
QUIET = Colour.parse("#474f56")
LINE = Colour.parse("#b9c1c6")
WARNING = Colour.parse("#a3182b")
PAIN = Colour.parse("#b3122a")
TREAT = Colour.parse("#0b6b38")


@dataclass(frozen=True, slots=True)
class Faces:
    """The faces of a sheet by weight, best first; the later ones stand in for missing letters."""

    own: Family | None

    def of(self, style: Style) -> tuple[Face, ...]:
        """Give the faces of a weight."""
        return _faces(style, self.own)


@lru_cache(maxsize=32)
def _faces(style: Style, own: Family | None) -> tuple[Face, ...]:
    return faces(style, own)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A size, a leading, a colour and the faces they are set in."""

    faces: Faces
    size: float
    leading: float
    colour: Colour

    @property
    def baseline(self) -> float:
        """How far the first baseline lies below the top: capitals sit centred in the leading."""
        cap = self.faces.of(Style.REGULAR)[0].metrics.cap_height * self.size
        return (self.leading + cap) / 2


@dataclass(frozen=True, slots=True)
class Spaces:
    """The distances of a sheet; `pictures` and `plates` scale those, `note_lines` are left for a note by hand."""

    section: float
    heading: float
    block: float
    item: float
    gutter: float
    pictures: float
    plates: float
    note_lines: int


ROOMY = Spaces(section=20, heading=5, block=8, item=3, gutter=20, pictures=1.0, plates=1.0, note_lines=2)

FITS = (
    ROOMY,
    Spaces(section=17, heading=4, block=7, item=2.5, gutter=18, pictures=0.94, plates=0.94, note_lines=2),
    Spaces(section=15, heading=3.5, block=6, item=2, gutter=18, pictures=0.88, plates=0.88, note_lines=2),
    Spaces(section=13, heading=3, block=5, item=1.5, gutter=16, pictures=0.8, plates=0.8, note_lines=1),
    Spaces(section=11, heading=2.5, block=4, item=1, gutter=16, pictures=0.72, plates=0.8, note_lines=1),
    Spaces(section=8.5, heading=1.5, block=3, item=0, gutter=14, pictures=0.5, plates=0.6, note_lines=1),
)
"""From roomy to close. Letters keep their size in all of them; only air and pictures give way."""

PICTURE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)
"""What the pictures of a side may grow to, when the division has left it room."""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything the flowables ask about appearance."""

    title: TextStyle
    subtitle: TextStyle
    heading: TextStyle
    subheading: TextStyle
    body: TextStyle
    caption: TextStyle
    label: TextStyle
    notice: TextStyle
    small: TextStyle
    primary: Colour
    accent: Colour
    tint: Colour
    spaces: Spaces

    @property
    def faces(self) -> Faces:
        """The faces of the sheet."""
        return self.body.faces


def look(brand: Brand, spaces: Spaces = ROOMY) -> Look:
    """Make the look of a brand with the given distances."""
    letters = Faces(brand.fonts)

    def style(size: float, leading: float, colour: Colour) -> TextStyle:
        return TextStyle(letters, size, leading, colour)

    palette = brand.colours
    return Look(
        title=style(26, 30, palette.primary),
        subtitle=style(13, 17, QUIET),
        heading=style(16, 19, palette.primary),
        subheading=style(12.5, 15.5, INK),
        body=style(12, 15, INK),
        caption=style(10.5, 13, QUIET),
        label=style(10, 11.5, INK),
        notice=style(10, 13, INK),
        small=style(8.5, 11, QUIET),
        primary=palette.primary,
        accent=palette.accent,
        tint=palette.ground,
        spaces=spaces,
    )


def coloured(style: TextStyle, colour: Colour) -> TextStyle:
    """Give a text style in another colour."""
    return TextStyle(style.faces, style.size, style.leading, colour)


ON_PRIMARY = WHITE
"""Text on a panel of the primary colour; a brand keeps their contrast at 4.5 to 1 or more."""
