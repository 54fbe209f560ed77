"""Path data with colors in, a picture in the small SVG subset out, and that subset's check."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.drawing.geometry.curves import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LARGEST_FILE = 60_000
"""Most bytes that one picture may have."""

_NAMESPACE = "http://www.w3.org/2000/svg"
_COLOR = r"none|#[0-9a-f]{6}"
_NUMBER = r"-?\d+(\.\d)?(?![\d.])"
_SUBSET = {
    "id": re.compile(r"[a-z][a-z0-9-]*"),
    "d": re.compile(rf"([MmLlCcHhVvZz]|{_NUMBER}|(?<=\d) )+"),
    "fill": re.compile(_COLOR),
    "stroke": re.compile(_COLOR),
    "stroke-width": re.compile(_NUMBER),
    "stroke-linecap": re.compile("butt|round|square"),
    "stroke-linejoin": re.compile("miter|round|bevel"),
    "fill-rule": re.compile("nonzero|evenodd"),
}
"""The attributes that `g` and `path` may have, and what they may say."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A group of paths, written in order from back to front."""

    name: str
    paths: tuple[str, ...]


def filled(data: str, color: str) -> str:
    """Write a filled path, or nothing if there is no data."""
    return f'<path fill="{color}" d="{data}"/>' if data else ""


def stroked(data: str, color: str, width: float) -> str:
    """Write a path with a constant round line, `width` in viewBox units."""
    if not data:
        return ""
    return (
        f'<path fill="none" stroke="{color}" stroke-width="{number(width)}"'
        f' stroke-linecap="round" stroke-linejoin="round" d="{data}"/>'
    )


def layer(name: str, paths: Iterable[str]) -> Layer:
    """Make a layer of the paths that say anything."""
    return Layer(name, tuple(path for path in paths if path))


def document(size: tuple[float, float], layers: Sequence[Layer]) -> str:
    """Write the whole picture; `size` is its width and height in viewBox units."""
    groups = (
        "\n".join([f'<g id="{part.name}">', *part.paths, "</g>"]) for part in layers if part.paths
    )
    box = f"0 0 {number(size[0])} {number(size[1])}"
    return "\n".join([f'<svg xmlns="{_NAMESPACE}" viewBox="{box}">', *groups, "</svg>", ""])


def faults(svg: str) -> list[str]:
    """Tell how a picture leaves the subset that the page layout can read."""
    found = []
    size = len(svg.encode())
    if size > LARGEST_FILE:
        found.append(f"the picture has {size} bytes, more than {LARGEST_FILE}")
    root = ET.fromstring(svg)  # noqa: S314 - our own pictures, never a stranger's
    if root.tag != f"{{{_NAMESPACE}}}svg" or set(root.attrib) - {"viewBox", "width", "height"}:
        found.append("the root is not a plain svg element with a viewBox")
    for element in root.iter():
        if element is root:
            continue
        tag = element.tag.removeprefix(f"{{{_NAMESPACE}}}")
        if tag not in ("g", "path"):
            found.append(f"the element {tag} is not of the subset")
        for name, value in element.attrib.items():
            if name not in _SUBSET or not _SUBSET[name].fullmatch(value):
                found.append(f'the attribute {name}="{value[:40]}" is not of the subset')
    return found
