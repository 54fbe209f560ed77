"""A finished picture: its SVG, and the named places on it as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.output.path_data import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from patterns.drawing.geometry.arrays import FloatArray


@dataclass(frozen=True, slots=True)
class Picture:
    """One variant (left, right or both) of a picture, as the text of its two files."""

    name: str
    variant: str
    svg: str
    anchors: str


@dataclass(frozen=True, slots=True)
class Anchors:
    """The named places of a picture in viewBox units, with the origin at the top left and y down.

    `points` are (n, 2) arrays, one row for each side of the body drawn, the left side first.
    `areas` and `outlines` are lists of closed polygons, (n, 2), whose first point is not repeated.
    """

    size: tuple[float, float]
    points: Mapping[str, FloatArray]
    areas: Mapping[str, Sequence[FloatArray]] = field(default_factory=dict)
    outlines: Mapping[str, Sequence[FloatArray]] = field(default_factory=dict)

    def to_json(self) -> str:
        """Write the anchors as JSON with sorted names and one decimal."""
        width, height = self.size
        parts = [
            f'"anchors": {_block({name: _pairs(rows) for name, rows in self.points.items()})}',
            f'"areas": {_block(_polygons(self.areas))}',
            f'"height": {height:.1f}',
            f'"outlines": {_block(_polygons(self.outlines))}',
            f'"width": {width:.1f}',
        ]
        return "{\n" + ",\n".join(parts) + "\n}\n"


def _pairs(rows: FloatArray) -> str:
    pairs = (f"[{number(x)}, {number(y)}]" for x, y in np.atleast_2d(rows))
    return f"[{', '.join(pairs)}]"


def _polygons(groups: Mapping[str, Sequence[FloatArray]]) -> dict[str, str]:
    return {
        name: f"[{', '.join(_pairs(polygon) for polygon in polygons)}]"
        for name, polygons in groups.items()
    }


def _block(entries: Mapping[str, str]) -> str:
    lines = (f"  {json.dumps(name)}: {entries[name]}" for name in sorted(entries))
    return "{\n" + ",\n".join(lines) + "\n}" if entries else "{}"
