"""Check that an SVG logo reaches nothing outside, loses nothing in resvg, and is not too large.

resvg gets the shipped fonts and those of the brand, and never the fonts of the machine, so that a
logo prints the same everywhere. It draws within these limits in a second or so; what multiplies in
other ways, such as patterns in patterns, is left to the limits of the process that renders.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fonts.registry import SHIPPED_FAMILIES, FontFile, Style, shipped_family
from handouts.brand.logo.safe_xml import MAX_DEPTH, MAX_ELEMENTS, SIMPLIFY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from handouts.brand.logo.safe_xml import SvgElement

MAX_CHARACTERS = 1_000_000  # of attributes and text, without pictures
MAX_PATHS = 2_000_000  # characters of all paths, with copies
MAX_STYLE_TRIES = 20_000_000  # each part of each rule is tried on each element
MAX_FILTER_STEPS = 50

Fault = tuple[int, str, str]  # a line, what is wrong there, and the way out
FLATTEN = "use plain shapes and colours, or give the logo as PNG"
_ONE_FILE = "put all of it into one file, or give the logo as PNG"
_WAYS_OUT = {"script": "take it out", "foreignObject": "give the logo as PNG"}

_SHAPES = {
    "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "image", "text", "use",
}  # fmt: skip
_KNOWN = _SHAPES | {
    "svg", "g", "defs", "symbol", "switch", "a", "style", "tspan", "textPath", "tref",
    "linearGradient", "radialGradient", "stop", "pattern", "mask", "clipPath", "marker", "filter",
}  # fmt: skip
_PICTURES = {"image", "feImage"}
_NO_STYLES = {"id", "class", "d", "points", "href"}

_DATA = re.compile(r"data:[^,]{0,100};base64,")
_OUTSIDE = re.compile(r"url\(\s*+(?![\"']?#)|@import|@font-face|@namespace", re.IGNORECASE)
_NOT_DRAWN = re.compile(
    r"\\|non-scaling-stroke|\b(?:var|env|calc|attr|oklch|oklab|lch|lab|hwb|color|color-mix|circle|"
    r"ellipse|inset|polygon|path)(?=\()|rgba?\([^),/]{0,60}/",
    re.IGNORECASE,
)
"""What browsers know in a style, and resvg passes over."""

_GEOMETRY = re.compile(
    r"(?:^|[;{])\s*+(cx|cy|r|rx|ry|x|y|d|width|height|translate|rotate|scale|"
    r"transform(?!\s*+:\s*+(?:none|matrix)))\s*+:",
    re.IGNORECASE,
)
"""What browsers take from a style too, and resvg from an attribute alone."""

_STYLE_SIGNS = "{;:,.#[> "  # one for each selector, part of one, or declaration
_MAX_FILTER_VALUES = {"numOctaves": 10, "order": 20, "radius": 1000, "stdDeviation": 10_000}
_REGION = ("x", "y", "width", "height")
_MAX_SHARE = 5  # of what is filtered; usual regions are 1.2
_MAX_UNITS = 100_000
_AMOUNT = re.compile(r"((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)(%?)")


_OUTLINES = "turn the text into outlines"
_OR_FONT = f"{_OUTLINES}, or give the font in the brand"
_FAMILY = re.compile(r"(?:^|[;{\s])(font|font-family)\s{0,9}:([^;}]{1,200})", re.IGNORECASE)
_BEFORE_NAMES = re.compile(r"^.*[0-9]\S*\s")
"""What stands before the families in `font`: a style, a weight, and last a size."""


def content_faults(root: SvgElement) -> Iterator[Fault]:
    """Yield what refers to something outside of the drawing, or would be lost."""
    if not any(element.name in _SHAPES for element in root.walk()):
        yield root.line, "draws nothing", "save it again, or use a PNG"
    for element in root.walk():
        name, line, link = element.name, element.line, element.attributes.get("href", "#")
        if name not in _KNOWN and not name.startswith("fe"):
            yield line, f"<{name}> is not supported", _WAYS_OUT.get(name, FLATTEN)
        elif not link.startswith("#") and not (name in _PICTURES and _DATA.match(link)):
            yield line, f"<{name}> refers to something outside of the drawing", _ONE_FILE
        styles = {key: said for key, said in element.attributes.items() if key not in _NO_STYLES}
        if name == "style":
            styles["style"] = element.text
        for key, said in styles.items():
            if _OUTSIDE.search(said):
                yield line, f"{key} refers to something outside of the drawing", _ONE_FILE
            elif found := _NOT_DRAWN.search(said):
                yield line, f"{key} with {found[0]} in it is not supported", FLATTEN
        if element is not root and (found := _GEOMETRY.search(styles.get("style", ""))):
            yield line, f"{found[1]} in a style is not supported", FLATTEN


def size_faults(root: SvgElement) -> Iterator[Fault]:
    """Yield all that is too much: of text, styles, copies and filters."""
    elements = list(root.walk())
    said = [text for part in elements for key, text in part.attributes.items() if key != "href"]
    if sum(map(len, said)) + len(root.text) > MAX_CHARACTERS:
        message = f"is longer than {MAX_CHARACTERS:,} characters without its pictures"
        yield root.line, message, SIMPLIFY
    css = "".join(part.text for part in elements if part.name == "style")
    if sum(map(css.count, _STYLE_SIGNS)) * len(elements) > MAX_STYLE_TRIES:
        yield root.line, "has too many style rules", SIMPLIFY
    yield from _copy_faults(root)
    yield from _filter_faults(elements)


def _copy_faults(root: SvgElement) -> Iterator[Fault]:
    """Go through the drawing as resvg does, into what each <use> copies."""
    named: dict[str, SvgElement] = {}
    for element in root.walk():
        if identity := element.attributes.get("id"):
            named.setdefault(f"#{identity}", element)
    waiting, count, paths = [(root, 1)], 0, 0
    while waiting:
        element, depth = waiting.pop()
        count += 1
        paths += sum(len(element.attributes.get(key, "")) for key in ("d", "points"))
        for size, limit, message in (
            (depth, MAX_DEPTH, "is nested more than {:,} deep, with its copies"),
            (count, MAX_ELEMENTS, "has more than {:,} elements, with their copies"),
            (paths, MAX_PATHS, "has more than {:,} characters of paths, with their copies"),
        ):
            if size > limit:
                yield root.line, message.format(limit), SIMPLIFY
                return
        waiting += [(child, depth + 1) for child in element.children]
        if element.name == "use" and (copied := named.get(element.attributes.get("href", ""))):
            waiting.append((copied, depth + 1))


def _filter_faults(elements: list[SvgElement]) -> Iterator[Fault]:
    """Look at the steps of all filters, how far each reaches, and how wide it spreads."""
    steps = [part.line for part in elements if part.name.startswith("fe")]
    if len(steps) > MAX_FILTER_STEPS:
        yield steps[0], f"has filters of more than {MAX_FILTER_STEPS} steps", SIMPLIFY
    for part in elements:
        limits = _MAX_FILTER_VALUES if part.name.startswith("fe") else {}
        if part.name == "filter":
            in_units = part.attributes.get("filterUnits") == "userSpaceOnUse"
            limits = dict.fromkeys(_REGION, _MAX_UNITS if in_units else _MAX_SHARE)
        for key, limit in limits.items():
            written = _AMOUNT.findall(part.attributes.get(key, ""))
            if any(float(number) / (100 if percent else 1) > limit for number, percent in written):
                yield part.line, "has a filter that spreads too far", SIMPLIFY


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
