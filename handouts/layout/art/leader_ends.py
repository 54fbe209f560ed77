"""Choose where the leader line of each label ends: off the marks, and off the ends of others."""

from __future__ import annotations

from math import dist
from typing import TYPE_CHECKING

from handouts.layout.art.polygons import contains, grown, runs_through

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from handouts.document import PlacedLabel
    from handouts.layout.boxes import Point

END_GAP = 9.0
"""The least distance of two ends, in points."""

MARK_GAP = 3.0
"""The least distance of an end from a mark that its label does not name, in points."""

WIDE_GAP = 7.0
"""The distance that an end which has to move keeps from a mark, if it can."""

GRID = 1.5
"""The distance of the places that are tried on a structure, in points."""

MAX_MOVE = 30.0
"""How far an end moves at most, in points."""

FAR = 10_000.0
"""A distance beyond any margin, in points."""

WAYS = ((-1.7, 0.0), (1.7, 0.0), (0.0, -1.7), (0.0, 1.7))
"""How far the dot at an end reaches, in points."""

Circle = tuple["Point", float]


class Ends:
    """The ends of the leader lines of a picture.

    `circles` are those of the marks on points, and `areas` those of the marks that no line crosses.
    """

    def __init__(self, circles: Sequence[Circle], areas: Sequence[Sequence[Point]]) -> None:
        self._circles = circles
        self._areas = areas
        self._wide = [grown(area, MARK_GAP) for area in areas]
        self._chosen: dict[PlacedLabel, Point] = {}

    def __getitem__(self, label: PlacedLabel) -> Point:
        return self._chosen[label]

    def choose(
        self, label: PlacedLabel, touchable: Sequence[Point], outlines: Sequence[Sequence[Point]]
    ) -> None:
        """Choose the end of a label among the points that it may touch, nearest to its margin.

        An end that would lie under a mark moves to another place on its structure, whose outlines
        are given, or out from under the mark. A level line to it should cross no mark.
        """
        way = -1 if label.margin == "left" else 1
        ordered = sorted(touchable, reverse=way == 1)
        free = [at for at in ordered if self._is_free(at, label, MARK_GAP)]
        if not free:
            others = list(_others(ordered[0], way, outlines))
            for gap in (WIDE_GAP, MARK_GAP):
                free = free or [at for at in others if self._is_free(at, label, gap)]
        if not free:
            free = [at for at in _around(ordered[0], way) if self._is_free(at, label, MARK_GAP)]
        clear = (at for at in free if self._is_clear(at, way))
        self._chosen[label] = next(clear, (*free, ordered[0])[0])

    def _is_free(self, at: Point, label: PlacedLabel, gap: float) -> bool:
        """Return whether a point is off other ends and off the marks; one may end on its mark."""
        return (
            all(dist(at, other) >= END_GAP for other in self._chosen.values())
            and all(dist(at, mark) >= reach + gap for mark, reach in self._circles)
            and (label.strong or not _inside(self._wide, at))
        )

    def _is_clear(self, at: Point, way: int) -> bool:
        """Return whether the level line to the left, -1, or to the right, 1, crosses no mark."""
        x, y = at
        beyond = all(
            abs(cy - y) >= reach + MARK_GAP or (cx - x) * way < 0
            for (cx, cy), reach in self._circles
        )
        start = x + way * FAR, y
        return beyond and not any(runs_through(start, at, area) for area in self._areas)


def _inside(outlines: Iterable[Sequence[Point]], at: Point) -> bool:
    return any(contains(ring, at) for ring in outlines)


def _others(at: Point, way: int, outlines: Sequence[Sequence[Point]]) -> Iterator[Point]:
    """Give the places on a structure near a point, those nearest to it first."""
    for x, y in _around(at, way) if outlines else ():
        if all(_inside(outlines, (x + dx, y + dy)) for dx, dy in WAYS):
            yield x, y


def _around(at: Point, way: int) -> list[Point]:
    """Return the places around a point, those nearest to it and to a margin first."""
    reach = int(MAX_MOVE / GRID)
    steps = range(-reach, reach + 1)
    places = [(at[0] + i * GRID, at[1] + j * GRID) for i in steps for j in steps]
    return sorted(places, key=lambda place: (round(dist(place, at), 3), -way * place[0]))
