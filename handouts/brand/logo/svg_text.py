"""Find the fonts that the text of an SVG logo is set in.

resvg gets the shipped fonts and those of the brand, and never the fonts of the machine, so that a
logo prints the same everywhere.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonts.registry import SHIPPED_FAMILIES, FontFile, Style, shipped_family

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from handouts.brand.logo.safe_xml import SvgElement
    from handouts.brand.logo.svg_checks import Fault

_OUTLINES = "turn the text into outlines"
_OR_FONT = f"{_OUTLINES}, or give the font in the brand"
_FAMILY = re.compile(r"(?:^|[;{\s])(font|font-family)\s{0,9}:([^;}]{1,200})", re.IGNORECASE)
_BEFORE_NAMES = re.compile(r"^.*[0-9]\S*\s")
"""What stands before the families in `font`: a style, a weight, and last a size."""


def fonts_for(root: SvgElement, own: Sequence[Path]) -> list[FontFile]:
    """Give the fonts that a drawing may use, those of the brand first; none if it has no text."""
    if not _texts(root):
        return []
    shipped = [shipped_family(name).file(style) for name in SHIPPED_FAMILIES for style in Style]
    return [*(FontFile(f"logo-{i}", path) for i, path in enumerate(own)), *shipped]


def letter_faults(root: SvgElement, fonts: Sequence[FontFile]) -> Iterator[Fault]:
    """Yield the letters that none of the fonts has, for resvg prints boxes in their place."""
    if not fonts:
        return
    # ReportLab takes 50 ms to import and few logos have text.
    from fonts.faces import face
    from patterns.characters import character_name

    for text in _texts(root):
        for char in sorted(set("".join(text.text.split()))):
            if not any(face(font).covers(char) for font in fonts):
                yield text.line, f"{character_name(char)} is in none of the fonts", _OUTLINES


def missing_font(root: SvgElement, fonts: Sequence[FontFile]) -> Fault:
    """Name the first family that is asked for and is in none of the fonts."""
    from fonts.faces import face

    there = {face(font).ttfont.face.familyName.decode("utf-8", "replace") for font in fonts}
    for element in root.walk():
        for families in _families(element):
            if not there & set(families):
                message = f"is set in {families[0]}, which is not among the fonts of the brand"
                return element.line, message, _OR_FONT
    return _texts(root)[0].line, "has text that names no font", _OR_FONT


def _families(element: SvgElement) -> Iterator[list[str]]:
    """Give the lists of families that an element or a style sheet names."""
    attributes = element.attributes
    css = element.text if element.name == "style" else attributes.get("style", "")
    said = [(key, attributes[key]) for key in ("font", "font-family") if key in attributes]
    for key, value in [*said, *_FAMILY.findall(css)]:
        names = value if key.lower() == "font-family" else _BEFORE_NAMES.sub("", value)
        yield [name.strip(" \t\n'\"") for name in names.split(",")]


def _texts(root: SvgElement) -> list[SvgElement]:
    return [element for element in root.walk() if element.name == "text"]
