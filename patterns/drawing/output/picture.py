"""A finished picture: its SVG, and the named places on it as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.output.svg import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
    """The named places of a picture in viewBox units, from the top left corner, y down."""

    size: tuple[float, float]
    points: Mapping[str, FloatArray]  # (n, 2): a row for each side of the body drawn, left first
    # Closed polygons, (n, 2), whose first point is not repeated.
    areas: Mapping[str, Sequence[FloatArray]] = field(default_factory=dict)
    outlines: Mapping[str, Sequence[FloatArray]] = field(default_factory=dict)

    def to_json(self, beside: str = "") -> str:
        """Write the anchors as JSON with sorted names and one decimal.

        `beside` names the picture that shows where on the body this one lies.
        """
        width, height = self.size
        parts = [
            f'"anchors": {_block({name: _pairs(rows) for name, rows in self.points.items()})}',
            f'"areas": {_polygons(self.areas)}',
            *([f'"beside": {json.dumps(beside)}'] if beside else []),
            f'"height": {height:.1f}',
            f'"outlines": {_polygons(self.outlines)}',
            f'"width": {width:.1f}',
        ]
        return "{\n" + ",\n".join(parts) + "\n}\n"


def _pairs(rows: FloatArray) -> str:
    return _array(f"[{number(x)}, {number(y)}]" for x, y in np.atleast_2d(rows))


def _polygons(groups: Mapping[str, Sequence[FloatArray]]) -> str:
    return _block({name: _array(map(_pairs, polygons)) for name, polygons in groups.items()})


def _array(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def _block(entries: Mapping[str, str]) -> str:
    lines = (f"  {json.dumps(name)}: {entries[name]}" for name in sorted(entries))
    return "{\n" + ",\n".join(lines) + "\n}" if entries else "{}"
