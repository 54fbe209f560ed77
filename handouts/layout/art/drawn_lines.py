"""Find the lines of a drawing that a number may not cover, and how much is drawn in a part of it.

They are found in the operators of the drawing by the colors of `patterns.drawing.output.palette`,
so that every picture tells them, whenever it was drawn.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from math import ceil, hypot
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.layout.boxes import Point

Line = tuple["Point", ...]

ARROW_FILL = b"0.11 0.42 0.29 rg"
"""The operator that begins a part of an arrow."""

EDGE_STROKE = b"0.2 0.161 0.122 RG"
"""The operator that begins the edge of a close view, or a ring."""

AS_LARGE = 0.97
"""An edge is at least this share of its drawing wide; a ring is smaller."""

CURVE_LINES = 4
"""The lines that a curve is flattened to."""

CELL = 16.0
"""The size of the cells in which what is drawn is counted, in units of the drawing."""

_STEP_END = re.compile(rb"([0-9.]+) ([0-9.]+) [mlc](?=\s)")
_STEP = re.compile(rb"((?:-?[0-9.]+ )*)([mlch])(?= |\Z)")


class DrawnLines(NamedTuple):
    """The arrows and rings of a drawing in its own units, and the form of its edge, if any."""

    arrows: tuple[Line, ...]
    rings: tuple[Line, ...]
    edge: str = ""


@lru_cache(maxsize=256)
def drawn_lines(operators: bytes, width: float) -> DrawnLines:
    """Return the lines of a drawing of a width from its deflated operators."""
    written = zlib.decompress(operators).split(b"\n")
    arrows: list[Line] = []
    rings: list[Line] = []
    edge = ""
    for i, operator in enumerate(written):
        if operator == ARROW_FILL and i + 1 < len(written):
            arrows += _flattened(written[i + 1])
        elif operator.startswith(EDGE_STROKE) and i + 3 < len(written):
            path = written[i + 3]  # after the ends and the joins of the stroke
            for line in _flattened(path):
                xs = [x for x, _ in line]
                if max(xs) - min(xs) < AS_LARGE * width:
                    rings.append(line)
                else:
                    edge = "round" if b" c" in path else "square"
    return DrawnLines(tuple(arrows), tuple(rings), edge)


class Details:
    """How much is drawn in each part of a drawing: the ends of its curves, in square cells."""

    def __init__(self, operators: bytes) -> None:
        ends = _STEP_END.findall(zlib.decompress(operators))
        cells = Counter((int(float(x) / CELL) + 1, int(float(y) / CELL) + 1) for x, y in ends)
        self._columns = max((i for i, _ in cells), default=0)
        self._rows = max((j for _, j in cells), default=0)
        # Above and to the left of each corner of a cell.
        sums = [[0] * (self._rows + 1)]
        for i in range(1, self._columns + 1):
            row, before = [0], sums[-1]
            for j in range(1, self._rows + 1):
                row.append(row[-1] + cells[i, j] + before[j] - before[j - 1])
            sums.append(row)
        self._sums = sums

    def within(self, left: float, top: float, right: float, bottom: float) -> int:
        """Return the number of ends of curves in the cells of a rectangle."""
        x0, x1 = (min(max(0, round(x / CELL)), self._columns) for x in (left, right))
        y0, y1 = (min(max(0, round(y / CELL)), self._rows) for y in (top, bottom))
        low, high = self._sums[x0], self._sums[x1]
        return high[y1] - high[y0] - low[y1] + low[y0]


@lru_cache(maxsize=64)
def details_of(operators: bytes) -> Details:
    """Return how much is drawn in each part of a drawing from its deflated operators."""
    return Details(operators)


def along(line: Iterable[Point], apart: float) -> Iterator[Point]:
    """Yield points on a line, at most so far apart."""
    for (x0, y0), (x1, y1) in pairwise(line):
        count = max(1, ceil(hypot(x1 - x0, y1 - y0) / apart))
        for i in range(count):
            yield x0 + (x1 - x0) * i / count, y0 + (y1 - y0) * i / count
    yield x1, y1


def _flattened(path: bytes) -> Iterator[Line]:
    """Yield the lines of a path with its curves flattened, closed ones back at their start."""
    line: list[Point] = []
    for written, kind in _STEP.findall(path):
        v = [float(number) for number in written.split()]
        if kind == b"m":
            if len(line) > 1:
                yield tuple(line)
            line = [(v[0], v[1])]
        elif kind == b"l":
            line.append((v[0], v[1]))
        elif kind == b"c":
            line += _curve(line[-1], v)
        else:
            line.append(line[0])
    if len(line) > 1:
        yield tuple(line)


def _curve(start: Point, v: list[float]) -> Iterator[Point]:
    """Yield the ends of the lines that replace a Bezier curve."""
    for i in range(1, CURVE_LINES + 1):
        t, u = i / CURVE_LINES, 1 - i / CURVE_LINES
        a, b, c, d = u**3, 3 * t * u * u, 3 * t * t * u, t**3
        yield (
            a * start[0] + b * v[0] + c * v[2] + d * v[4],
            a * start[1] + b * v[1] + c * v[3] + d * v[5],
        )
