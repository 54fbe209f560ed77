"""Write a picture in the small SVG subset that the sheets can print, and check that subset.

The subset has `g` and `path` elements with plain colors, no transforms and one decimal.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.drawing.output.path_data import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_FILE_BYTES = 60_000

NAMESPACE = "http://www.w3.org/2000/svg"
COLOR = r"none|#[0-9a-f]{6}"
NUMBER = r"-?\d+(\.\d)?(?![\d.])"
SUBSET = {
    "id": re.compile(r"[a-z][a-z0-9-]*"),
    "d": re.compile(rf"([MmLlCcHhVvZz]|{NUMBER}|(?<=\d) )+"),
    "fill": re.compile(COLOR),
    "stroke": re.compile(COLOR),
    "stroke-width": re.compile(NUMBER),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "fill-rule": re.compile("nonzero|evenodd"),
}
"""The attributes that `g` and `path` may have, and the form of their values."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A named group of paths, from back to front; empty paths are left out when it is written."""

    name: str
    paths: Sequence[str]


def fill_path(data: str, color: str) -> str:
    """Write a filled path; empty if there is no data."""
    return f'<path fill="{color}" d="{data}"/>' if data else ""


def stroke_path(data: str, color: str, width: float) -> str:
    """Write a path as a round line of even width, in viewBox units; empty if there is no data."""
    if not data:
        return ""
    return (
        f'<path fill="none" stroke="{color}" stroke-width="{number(width)}"'
        f' stroke-linecap="round" stroke-linejoin="round" d="{data}"/>'
    )


def write_svg(size: tuple[float, float], layers: Iterable[Layer]) -> str:
    """Write a picture from back to front, without its empty layers.

    `size` is its width and height in viewBox units.
    """
    groups = (
        "\n".join([f'<g id="{layer.name}">', *filter(None, layer.paths), "</g>"])
        for layer in layers
        if any(layer.paths)
    )
    box = f"0 0 {number(size[0])} {number(size[1])}"
    return "\n".join([f'<svg xmlns="{NAMESPACE}" viewBox="{box}">', *groups, "</svg>", ""])


def subset_violations(svg: str) -> list[str]:
    """Say how a picture leaves the subset that the layout of a sheet can read."""
    found = []
    size = len(svg.encode())
    if size > MAX_FILE_BYTES:
        found.append(f"the picture has {size} bytes, more than {MAX_FILE_BYTES}")
    root = ET.fromstring(svg)  # noqa: S314 - our own pictures, never a stranger's
    if root.tag != f"{{{NAMESPACE}}}svg" or set(root.attrib) - {"viewBox", "width", "height"}:
        found.append("the root is not a plain svg element with a viewBox")
    for element in root.iter():
        if element is root:
            continue
        tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
        if tag not in ("g", "path"):
            found.append(f"the element {tag} is not of the subset")
        for name, value in element.attrib.items():
            if name not in SUBSET or not SUBSET[name].fullmatch(value):
                found.append(f'the attribute {name}="{value[:40]}" is not of the subset')
    return found
