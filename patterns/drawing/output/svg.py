"""Write a picture in the small SVG subset that the sheets can print.

The subset has `g` and `path` elements with plain colors, no transforms and one decimal;
`tests/helpers/svg_subset.py` states it whole.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from patterns.drawing.output.path_data import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NAMESPACE = "http://www.w3.org/2000/svg"


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
