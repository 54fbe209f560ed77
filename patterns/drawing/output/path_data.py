"""Write lines and masks as the `d` of an SVG path, in few cubic curves and one decimal.

`scale` turns the units of the points into viewBox units: `Camera.unit` for points in pixels, 1 for
points in viewBox units. `tolerance` is in the units of the points.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.bezier import fit_beziers
from patterns.drawing.geometry.shading import mask_outlines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray, Mask


def number(value: float) -> str:
    """Write a number with one decimal at most."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def path_data(
    line: FloatArray, scale: float, *, tolerance: float = 0.9, closed: bool = False
) -> str:
    """Write an (n, 2) line as a smooth path."""
    if closed and not np.array_equal(line[0], line[-1]):
        line = np.vstack([line, line[:1]])
    return curve_data(fit_beziers(line, tolerance), scale) + ("z" if closed else "")


def mask_data(
    mask: Mask | FloatArray,
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
        path_data(outline, scale, tolerance=tolerance, closed=True)
        for outline in mask_outlines(mask, sigma, min_area)
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
    data = f"M{number(start[0])} {number(start[1])}c{' '.join(words)}"
    return data.replace(" -", "-")
