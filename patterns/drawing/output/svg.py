"""Write lines, masks and layers as a picture in the small SVG subset that the sheets can print.

The subset has `g` and `path` elements with plain colors, no transforms and one decimal;
`tests/helpers/svg_subset.py` states it whole.

`scale` turns the units of points into viewBox units: `Camera.unit` for points in pixels, 1 for
points in viewBox units. `tolerance` is in the units of the points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.bezier import fit_beziers
from patterns.drawing.geometry.shading import mask_outlines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from patterns.drawing.geometry.arrays import FloatArray, Mask

NAMESPACE = "http://www.w3.org/2000/svg"


@dataclass(frozen=True, slots=True)
class Layer:
    """A named group of paths, from back to front; empty paths are left out when it is written."""

    name: str
    paths: Sequence[str]


def write_svg(size: tuple[float, float], layers: Iterable[Layer]) -> str:
    """Write a picture of a width and height in viewBox units, without its empty layers."""
    groups = (
        "\n".join([f'<g id="{layer.name}">', *filter(None, layer.paths), "</g>"])
        for layer in layers
        if any(layer.paths)
    )
    box = f"0 0 {number(size[0])} {number(size[1])}"
    return "\n".join([f'<svg xmlns="{NAMESPACE}" viewBox="{box}">', *groups, "</svg>", ""])


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


def path_data(
    line: FloatArray, scale: float, *, tolerance: float = 0.9, closed: bool = False
) -> str:
    """Write an (n, 2) line as the `d` of a smooth path, in few cubic curves."""
    if closed and not np.array_equal(line[0], line[-1]):
        line = np.vstack([line, line[:1]])
    return curve_data(fit_beziers(line, tolerance), scale) + ("z" if closed else "")


def mask_data(
    mask: Mask,
    scale: float,
    *,
    sigma: float = 2.0,
    min_area: float = 150.0,
    tolerance: float = 0.9,
) -> str:
    """Write a mask's areas, holes cut out, as one path; empty if nothing is left.

    `sigma` and `min_area` are those of `mask_outlines`, in pixels and square pixels.
    """
    return "".join(
        path_data(line, scale, tolerance=tolerance, closed=True)
        for line in mask_outlines(mask, sigma, min_area)
    )


def curve_data(curves: Sequence[FloatArray], scale: float) -> str:
    """Write a chain of (4, 2) Bezier curves as one open path.

    Steps lead from one rounded place to the next, so that no rounding adds up.
    """
    here = start = np.round(curves[0][0] * scale, 1)
    words = []
    for curve in curves:
        places = np.round(curve[1:] * scale, 1)
        words += [number(value) for value in (places - here).ravel()]
        here = places[-1]
    return f"M{number(start[0])} {number(start[1])}c{' '.join(words)}".replace(" -", "-")


def number(value: float) -> str:
    """Write a number with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
