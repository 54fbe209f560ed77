"""A path of ReportLab goes in; whether it has a corner where two pieces meet comes out."""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Point = tuple[float, float]
Piece = tuple[Point, Point]
"""Where a piece sets out to, and where to it arrives, as directions."""

_MOVE, _LINE, _CURVE, _CLOSE = range(4)
_POINTS = {_MOVE: 1, _LINE: 1, _CURVE: 3, _CLOSE: 0}
_STRAIGHT = 1e-6  # of the sine of an angle


def has_corner(path: Any) -> bool:
    """Tell whether two pieces of a path meet otherwise than smoothly."""
    return any(not _smooth(*joint) for joint in _joints(path))


def _joints(path: Any) -> Iterator[tuple[Point, Point]]:
    """Give the directions before and after each joint of a path."""
    points: list[Point] = list(zip(path.points[::2], path.points[1::2], strict=True))
    pieces: list[Piece] = []
    begin = here = (0.0, 0.0)
    at = 0
    for operator in path.operators:
        taken = points[at : at + _POINTS[operator]]
        at += len(taken)
        if operator == _MOVE:
            yield from _between(pieces)
            pieces, begin = [], taken[0]
        elif operator == _CLOSE:
            if here != begin:
                pieces.append(_piece([here, begin]))
            yield from _between([*pieces, *pieces[:1]])
            pieces = []
        else:
            pieces.append(_piece([here, *taken]))
        here = taken[-1] if taken else begin
    yield from _between(pieces)


def _between(pieces: list[Piece]) -> Iterator[tuple[Point, Point]]:
    for before, after in pairwise(pieces):
        yield before[1], after[0]


def _piece(points: list[Point]) -> Piece:
    return _way(points[0], points[1]), _way(points[-2], points[-1])


def _way(begin: Point, end: Point) -> Point:
    return end[0] - begin[0], end[1] - begin[1]


def _smooth(before: Point, after: Point) -> bool:
    """Tell whether two ways are one; a piece that goes nowhere is no proof of that."""
    cross = before[0] * after[1] - before[1] * after[0]
    along = before[0] * after[0] + before[1] * after[1]
    return along > 0 and abs(cross) <= _STRAIGHT * hypot(*before) * hypot(*after)
