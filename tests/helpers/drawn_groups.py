"""Read the lines of a named group of a shipped picture, such as its arrows or its frame."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from handouts.brand.logo.safe_xml import SVG_NAMESPACE, read_svg
from handouts.layout.art.svg_compiler import compile_svg

if TYPE_CHECKING:
    from pathlib import Path

    from handouts.layout.boxes import Point


def lines_of(folder: Path, stem: str, group: str) -> list[list[Point]]:
    """Return the lines of all paths of a group, curves flattened; none without such a group."""
    root = read_svg((folder / f"{stem}.svg").read_bytes())
    rings: list[list[Point]] = []
    for found in (e for e in root.children if e.attributes.get("id") == group):
        found.attributes["xmlns"] = SVG_NAMESPACE
        operators = zlib.decompress(compile_svg(found.write().encode())).decode("ascii")
        for numbers, operator in re.findall(r"((?:-?[\d.]+ )+)?([mlch])\b", operators):
            values = [float(n) for n in numbers.split()]
            if operator == "m":
                rings.append([])
            if operator == "h":
                rings[-1].append(rings[-1][0])
            elif operator == "c":
                rings[-1] += _flattened(rings[-1][-1], values)
            else:
                rings[-1].append((values[0], values[1]))
    return rings


def _flattened(start: Point, v: list[float]) -> list[Point]:
    """Approximate a Bezier curve by eight lines."""
    points = []
    for i in range(1, 9):
        t = i / 8
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        xs, ys = (start[0], v[0], v[2], v[4]), (start[1], v[1], v[3], v[5])
        points.append(
            (
                sum(w * x for w, x in zip(weights, xs, strict=True)),
                sum(w * y for w, y in zip(weights, ys, strict=True)),
            )
        )
    return points
