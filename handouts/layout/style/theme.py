"""The theme of a sheet: text styles, colors and spacing of a brand in an edition.

Every printed color is chosen here; an edition without colors gets grays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from fonts.faces import faces
from fonts.registry import FALLBACK_FAMILY, Style, shipped_family
from handouts.brand.color import BLACK, WHITE, Color
from handouts.layout.art import shapes
from handouts.layout.style.editions import Spacing

if TYPE_CHECKING:
    from fonts.registry import Family
    from handouts.brand.model import Brand
    from handouts.layout.boxes import Shape
    from handouts.layout.style.editions import Edition, Size

INK = Color.parse("#1f2428")
QUIET = Color.parse("#474f56")
LINE = Color.parse("#b9c1c6")
WARNING = Color.parse("#a3182b")
PAIN = Color.parse("#b3122a")
TREAT = Color.parse("#0b6b38")

PICTURE_SCALES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)
"""The scales that the pictures of a side may grow to, where there is room left."""


class TextStyle(NamedTuple):
    """The size and leading of a text in points, its color and its family, None for ours."""

    family: Family | None
    size: float
    leading: float
    color: Color

    @property
    def baseline(self) -> float:
        """The distance of the first baseline from the top: capitals are centered in the leading."""
        cap = faces(Style.REGULAR, self.family)[0].metrics.cap_height * self.size
        return (self.leading + cap) / 2


@dataclass(frozen=True, slots=True)
class ColorScheme:
    """The colors of a sheet; the defaults are those of an edition in color.

    `tint` and `bold` are the grounds of boxes; None means that boxes are outlined. `on_bold` is the
    color of text on a bold ground.
    """

    primary: Color
    accent: Color
    tint: Color | None
    bold: Color | None
    on_bold: Color = WHITE
    ink: Color = INK
    quiet: Color = QUIET
    line: Color = LINE
    warning: Color = WARNING
    pain: Color = PAIN
    treat: Color = TREAT


GRAYS = ColorScheme(
    primary=BLACK,
    accent=BLACK,
    tint=None,
    bold=None,
    on_bold=BLACK,
    ink=BLACK,
    quiet=Color.parse("#3d3d3d"),
    line=Color.parse("#9a9a9a"),
    warning=BLACK,
    pain=BLACK,
    treat=BLACK,
)
"""The colors of an edition without colors."""


def color_scheme(brand: Brand, edition: Edition) -> ColorScheme:
    """Return the colors of a brand in an edition."""
    own = brand.colours
    return (
        ColorScheme(own.primary, own.accent, own.ground, own.primary) if edition.in_color else GRAYS
    )


UNSPACED = Spacing(0, 0, 0, 0, 0, 0, 0, 0, 0)
"""The spacing of a theme for what has no distances of its own."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The appearance that block setters ask for."""

    title: TextStyle
    subtitle: TextStyle
    heading: TextStyle
    moment: TextStyle
    subheading: TextStyle
    body: TextStyle
    numeral: TextStyle
    dose: TextStyle
    table: TextStyle
    caption: TextStyle
    label: TextStyle
    notice: TextStyle
    small: TextStyle
    footer: TextStyle
    colors: ColorScheme
    spacing: Spacing
    columns: bool

    def without_spacing(self) -> Theme:
        """Return what no spacing changes, which serves as a key of caches."""
        return replace(self, spacing=UNSPACED)

    def soft_panel(self, width: float, height: float, radius: float = 4) -> Shape:
        """Draw the ground of a box, or its outline in an edition without colors."""
        tint, line = self.colors.tint, self.colors.line
        if tint is None:
            return shapes.panel(width, height, stroke=line, line_width=0.7, radius=radius)
        return shapes.panel(width, height, fill=tint, radius=radius)

    def bold_panel(self, width: float, height: float, radius: float = 6) -> Shape:
        """Draw the ground of the message, or its outline in an edition without colors."""
        bold, ink = self.colors.bold, self.colors.ink
        if bold is None:
            return shapes.panel(width, height, stroke=ink, line_width=1.4, radius=radius)
        return shapes.panel(width, height, fill=bold, radius=radius)


def make_theme(brand: Brand, edition: Edition, spacing: Spacing) -> Theme:
    """Make the theme of a brand in an edition with the given spacing."""
    colors, scale = color_scheme(brand, edition), edition.type

    of_doses = brand.fonts or shipped_family(FALLBACK_FAMILY)

    def heading(size: Size, color: Color) -> TextStyle:
        return TextStyle(brand.fonts, *size, color)

    def style(size: Size, color: Color) -> TextStyle:
        return TextStyle(brand.text_fonts, *size, color)

    return Theme(
        title=heading(scale.title, colors.primary),
        subtitle=heading(scale.subtitle, colors.quiet),
        heading=heading(scale.heading, colors.primary),
        moment=heading(scale.moment, colors.accent),
        subheading=heading(scale.subheading, colors.ink),
        # The text face crosses out its zeros, which is too much in a dose: 10 to 15.
        numeral=heading(scale.numeral, colors.primary)._replace(family=of_doses),
        dose=style(scale.body, colors.ink)._replace(family=of_doses),
        body=style(scale.body, colors.ink),
        table=style(scale.table, colors.ink),
        caption=style(scale.caption, colors.quiet),
        label=style(scale.label, colors.ink),
        notice=style(scale.notice, colors.ink),
        small=style(scale.small, colors.quiet),
        footer=style(scale.footer, colors.quiet),
        colors=colors,
        spacing=spacing,
        columns=edition.columns,
    )


def colored(style: TextStyle, color: Color) -> TextStyle:
    """Return a text style in another color."""
    return style._replace(color=color)
