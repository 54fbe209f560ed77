"""A shape of an SVG goes in; its outline as a path comes out.

The library that draws SVG leaves out the fill of a polyline, rounds a rectangle alike both ways and
draws no line that stands upright. As paths they are all drawn as they are meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from handouts.brand.logo.svg_limits import name_of
from handouts.brand.logo.svg_syntax import length, plain_path, plain_points

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

Box = tuple[float, float, float, float]
"""Left, top, width and height of the drawing in its own units."""

_WIDE = frozenset({"x", "width", "cx", "x1", "x2"})


def outline_of(element: Element, box: Box) -> str:
    """Give the outline of a shape as a path; none for one without extent."""
    name = name_of(element)
    if name == "path":
        return plain_path(element.get("d", "")) or ""
    if name in {"polyline", "polygon"}:
        corners = plain_points(element.get("points", "")) or ""
        return f"{corners} z" if corners and name == "polygon" else corners
    sides = ("x", "y", "width", "height", "rx", "ry", "cx", "cy", "r", "x1", "y1", "x2", "y2")
    at = {side: length_of(element, side, box) for side in sides}
    if name == "line":
        return f"M {_row(at['x1'], at['y1'])} L {_row(at['x2'], at['y2'])}"
    if name == "rect":
        rx = at["rx"] if "rx" in element.attrib else at["ry"]
        ry = at["ry"] if "ry" in element.attrib else at["rx"]
        return _rectangle(at["x"], at["y"], at["width"], at["height"], rx, ry)
    rx, ry = (at["r"], at["r"]) if name == "circle" else (at["rx"], at["ry"])
    return _ellipse(at["cx"], at["cy"], rx, ry)


def _rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> str:
    """Give a rectangle, begun and turned as SVG says, for dashes follow it."""
    if not (width and height):
        return ""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = x + width, y + height
    if not (rx and ry):
        return f"M {_row(x, y)} H {_row(right)} V {_row(bottom)} H {_row(x)} z"
    corner = f"A {_row(rx, ry)} 0 0 1"
    return (
        f"M {_row(x + rx, y)} H {_row(right - rx)} {corner} {_row(right, y + ry)} "
        f"V {_row(bottom - ry)} {corner} {_row(right - rx, bottom)} "
        f"H {_row(x + rx)} {corner} {_row(x, bottom - ry)} "
        f"V {_row(y + ry)} {corner} {_row(x + rx, y)} z"
    )


def _ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    if not (rx and ry):
        return ""
    half = f"A {_row(rx, ry)} 0 0 1"
    return f"M {_row(cx + rx, cy)} {half} {_row(cx - rx, cy)} {half} {_row(cx + rx, cy)} z"


def length_of(element: Element, side: str, box: Box) -> float:
    """Give a length of an element in units of the drawing; none is 0."""
    whole = box[2] if side in _WIDE else box[3]
    return length(element.get(side, "0"), whole) or 0


def _row(*found: float) -> str:
    return " ".join(f"{number:.9g}" for number in found)
