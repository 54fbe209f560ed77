"""A property of an SVG and its value go in; what we cannot print of it comes out, with the way out.

A value of another form than those known here would be lost in silence, or stop what draws it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handouts.brand.logo.svg_colors import INHERIT, color
from handouts.brand.logo.svg_syntax import NUMBER, length, plain_path, plain_points, plain_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Fault = tuple[str, str]
"""What is not supported, and the way out."""

FLATTEN = "use plain shapes and colours, or give the logo as PNG"


def words(text: str) -> frozenset[str]:
    """Give the words of a text."""
    return frozenset(text.split())


SHAPES = words("path rect circle ellipse line polyline polygon")

INHERITED = words(
    "visibility color fill fill-rule stroke stroke-width stroke-linejoin stroke-linecap "
    "stroke-miterlimit stroke-dasharray clip-rule"
)
"""What a style may say as well as an attribute, and hands down to what is inside."""

STYLES = INHERITED | {"display"}

GEOMETRY = words("transform d points x y width height rx ry cx cy r x1 y1 x2 y2 clip-path")
"""What an attribute alone may say."""

_OPAQUE = words("1 1.0 100%")
_NONE = words("none")
_NOTHING: frozenset[str] = frozenset()

HARMLESS = {
    **dict.fromkeys(words("opacity fill-opacity stroke-opacity"), _OPAQUE),
    **dict.fromkeys(words("mask mask-image filter backdrop-filter vector-effect"), _NONE),
    **dict.fromkeys(words("marker marker-start marker-mid marker-end"), _NONE),
    **dict.fromkeys(words("translate rotate scale offset-path animation-name"), _NONE),
    **dict.fromkeys(words("mix-blend-mode paint-order"), words("normal")),
    **dict.fromkeys(words("systemLanguage requiredExtensions requiredFeatures"), _NOTHING),
    **dict.fromkeys(words("pathLength all animation offset"), _NOTHING),
    "clipPathUnits": words("userSpaceOnUse"),
    "stroke-dashoffset": words("0 0px"),
    "transform-origin": frozenset({"0 0", "0px 0px", "0", "0px"}),
    "zoom": _OPAQUE,
}
"""What is not printed, with the values that say nothing; others would be lost."""

_ASPECT = re.compile("x(?:Min|Mid|Max)Y(?:Min|Mid|Max)(?: +meet)?")
_SIDES = words("x y width height cx cy x1 y1 x2 y2")
_POSITIVE = words("width height rx ry r stroke-width")


def _is_length(name: str) -> Callable[[str], bool]:
    def fits(value: str) -> bool:
        found = length(value, 100 if name in _SIDES else None)
        return found is not None and (found >= 0 or name not in _POSITIVE)

    return fits


def _form(pattern: str) -> Callable[[str], bool]:
    compiled = re.compile(pattern)
    return lambda value: bool(compiled.fullmatch(value))


_FITS: dict[str, Callable[[str], bool]] = {
    "d": lambda value: plain_path(value) is not None,
    "points": lambda value: plain_points(value) is not None,
    "transform": lambda value: plain_transform(value) is not None,
    "clip-path": _form(r"none|url\(#[^()'\"]+\)"),
    **dict.fromkeys(words("fill stroke color"), lambda value: color(value) is not None),
    **dict.fromkeys(words("fill-rule clip-rule"), _form("nonzero|evenodd|inherit")),
    "stroke-linejoin": _form("miter|round|bevel|inherit"),
    "stroke-linecap": _form("butt|round|square|inherit"),
    "stroke-miterlimit": _form(r"0*[1-9][0-9]{0,5}(?:\.[0-9]{0,20})?|inherit"),
    "stroke-dasharray": _form(
        rf"none|inherit|(?:(?!-){NUMBER}(?:px)?\s*+(?:,\s*+)?+){{1,50}}+(?<!,)"
    ),
    "visibility": _form("visible|hidden|collapse|inherit"),
    "display": _form(r"(?!contents)[a-z-]{1,30}"),
    **{name: _is_length(name) for name in _SIDES | _POSITIVE},
}


def attribute_faults(name: str, value: str) -> Iterator[Fault]:
    """Yield what we cannot print of an attribute; `href` and `style` are looked at elsewhere."""
    if name == "clip-path":
        yield from _form_faults(name, value)
    elif name == "preserveAspectRatio" and not _ASPECT.fullmatch(value.strip()):
        yield f"{name} is not supported", FLATTEN
    else:
        yield from _property_faults(name, value)


def style_faults(name: str, value: str) -> Iterator[Fault]:
    """Yield what we cannot print of a property that a style gives."""
    if name in GEOMETRY:
        if "url(" in value.lower():
            yield from _property_faults(name, value)
        elif name not in {"transform", "clip-path"} or value != "none":
            yield f"{name} in a style is not supported", FLATTEN
    else:
        yield from _property_faults(name, value)


def _property_faults(name: str, value: str) -> Iterator[Fault]:
    value = value.strip()
    if name in HARMLESS and value not in HARMLESS[name] | {"", INHERIT}:
        yield f"{name} is not supported", FLATTEN
    elif "url(" in value.lower():
        yield f"{name} refers to a gradient, a pattern or a file", FLATTEN
    else:
        yield from _form_faults(name, value)


def _form_faults(name: str, value: str) -> Iterator[Fault]:
    if name in _FITS and not _FITS[name](value.strip()):
        yield f"{name} has a value that is not supported", FLATTEN
