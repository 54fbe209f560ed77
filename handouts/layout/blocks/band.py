"""Set the band at the head of a sheet: the clinic's logo and name, its contact and its QR code."""

from __future__ import annotations

import math
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from handouts.layout.art import shapes
from handouts.layout.art.grayscale import gray_pixels
from handouts.layout.art.qr_code import qr_box
from handouts.layout.boxes import Bitmap, Box, Items, stack
from handouts.layout.style.page_size import MM
from handouts.layout.style.theme import colored
from handouts.layout.text.paragraph import set_text
from handouts.template.model import Remark
from patterns.errors import UserError
from patterns.text import StyledRun, strong

if TYPE_CHECKING:
    from handouts.brand.logo.reading import Logo
    from handouts.brand.model import Brand
    from handouts.layout.style.theme import Theme

MAX_LOGO_HEIGHT = 16 * MM
MAX_LOGO_WIDTH = 60 * MM
"""The greatest size of a logo."""

POINTS = 72  # to the inch
MIN_RESOLUTION = 150  # pixels to the inch; below it, the steps of slanting edges are seen

QR_SIZE = 17 * MM
"""The size of the QR code of the clinic's link."""

CONTACT_SHARE = 0.36
"""The share of the band's width for the contact."""

GAP = 11.0
LOGO_GAP = 4.0
"""The space beside a logo and a QR code, and below a logo above the name, in points."""


def band(brand: Brand, theme: Theme, width: float) -> Box:
    """Set the clinic's logo and name over a rule, and its contact in an edition of columns.

    A logo beside which the name would take more lines stands above it. Screen readers read only
    the name: the logo repeats it, and the contact also ends the sheet.
    """
    logo = logo_box(brand.logo, in_color=theme.colors.bold is not None) if brand.logo else None
    code = _code(brand, theme)
    beside = logo.width + GAP if logo else 0.0
    contact_width = width * CONTACT_SHARE if brand.contact and theme.columns else 0.0
    under = width - contact_width - (code.width + GAP if code else 0.0)
    words = _name(brand, theme, under)
    place = brand.logo_place
    if logo and place != "above":
        narrow = _name_or_none(brand, theme, under - beside)
        if narrow is None or narrow.height > words.height:
            place = "above"
        else:
            words = narrow
    edge = width - (beside if place == "right" else 0.0)
    placed: list[tuple[float, Box]] = []
    if logo and place == "above":
        placed.append((0.0, stack([logo, words], LOGO_GAP, width=under)))
    else:
        placed.append((beside if place == "left" else 0.0, words))
        placed += [(width - logo.width if place == "right" else 0.0, logo)] if logo else []
    if contact_width:
        right = edge - (code.width + GAP if code else 0.0)
        placed.append((right - contact_width, _contact(brand, theme, contact_width)))
    if code:
        placed.append((edge - code.width, code))
    height = max(box.height for _, box in placed)
    return Box(
        width,
        height + 8,
        (
            *((x, (height - box.height) / 2, box) for x, box in placed),
            (0.0, height + 7, shapes.rule(0, 0, width, theme.colors.primary, 1)),
        ),
        name="band",
    )


def _name(brand: Brand, theme: Theme, width: float) -> Box:
    """Set the name of the clinic, and its tagline below."""
    bold = colored(theme.heading, theme.colors.primary)
    lines = [set_text(strong(brand.name), bold, width, role="P", field="name")]
    if brand.tagline:
        small = colored(theme.label, theme.colors.quiet)
        lines.append(set_text((StyledRun(brand.tagline),), small, width, role="P", field="tagline"))
    return stack(lines, 0, width=width)


def _name_or_none(brand: Brand, theme: Theme, width: float) -> Box | None:
    """Set the name to a width, or return None if a word of it is too long for that."""
    with suppress(UserError):
        return _name(brand, theme, width)
    return None


def _contact(brand: Brand, theme: Theme, width: float) -> Box:
    style = colored(theme.label, theme.colors.quiet)
    lines = [at_right(set_text((StyledRun(line.text),), style, width)) for line in brand.contact]
    return stack(lines, 0, width=width, role="Artifact")


def _code(brand: Brand, theme: Theme) -> Box | None:
    if brand.link is None:
        return None
    return qr_box(brand.link.url, QR_SIZE, theme.colors.ink, "")._replace(role="Artifact")


def at_right(box: Box) -> Box:
    """Align the lines of a box at its right edge."""
    items = tuple((box.width - box.longest_line, y, line) for _, y, line in box.items)
    return Box(box.width, box.height, items, box.role, name=box.name)


@lru_cache(maxsize=8)
def logo_box(logo: Logo, *, in_color: bool) -> Box:
    """Fit a logo into its place, in grays if not `in_color`."""
    scale = min(MAX_LOGO_HEIGHT / logo.height, MAX_LOGO_WIDTH / logo.width)
    width, height = logo.width * scale, logo.height * scale
    data = logo.data if in_color else gray_pixels(logo.data)
    items: Items = ((0, 0, Bitmap("logo", data, width, height)),)
    return Box(width, height, items, "Artifact", name="logo")


def logo_remarks(logo: Logo | None) -> tuple[Remark, ...]:
    """Return what to tell of a logo that has too few pixels for its size on paper."""
    if logo is None or logo.drawing:
        return ()
    scale = min(MAX_LOGO_HEIGHT / logo.height, MAX_LOGO_WIDTH / logo.width)
    if (resolution := POINTS / scale) >= MIN_RESOLUTION:
        return ()
    needed = math.ceil(logo.width * MIN_RESOLUTION / resolution)
    message = f"prints with {resolution:.0f} pixels to the inch, and looks blurred"
    return (Remark("logo", message, f"give one at least {needed} pixels wide, or an SVG"),)
