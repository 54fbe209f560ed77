"""Place the numbers of steps on a picture, where they cover nothing that it needs."""

from __future__ import annotations

from functools import partial
from math import cos, hypot, pi, sin
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from handouts.layout.art.drawn_lines import along, details_of, drawn_lines
from handouts.layout.art.numbered_disc import numbered_disc
from handouts.layout.art.zoom_lines import lines_to_the_right

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from handouts.document import PictureBlock
    from handouts.layout.art.drawing_loader import Placement
    from handouts.layout.boxes import Box, Point
    from handouts.layout.style.theme import Theme

STEP_GAP = 3.0
"""The space between two numbers of steps, in points."""

EDGE_GAP = 3.0
"""The space between a number and the edge of a close view, in points."""

LINE_GAP = 1.4
"""The space between a number and an arrow, a ring or a zoom line, in points."""

MARK_GAP = 0.6
"""The space between a number and a mark, in points."""

SAMPLE = 3.0
"""The distance of the points by which a line is known, in points."""

AROUND = 2.0
"""How far around a number little should be drawn, in points."""

SQUARE = 0.886
"""Half the side of a square as large as a disc, in radii."""

PER_DETAIL = 2.5
"""How much farther a number moves for each end of a curve that it would cover, in points."""

PER_OVERLAP = 1000.0
"""How much farther it moves for each point of length by which it would reach into something."""

MAX_MOVE, MOVE_STEP, DIRECTIONS = 60.0, 1.5, 24
"""How far a number on an anchor moves at most, and in which steps and directions."""

NEAR = 12.0
"""A number is near its anchor up to this distance, in points; farther away it counts more."""

PER_AWAY = 0.3
"""How much each point counts by which numbers without an anchor move."""

GRID = 6.0
"""The steps in which the numbers without an anchor move over a picture, in points."""

Numbers = tuple[tuple[float, float, "Box"], ...]


class _Room(NamedTuple):
    """Where a number may stand on a picture, in points.

    `half_line` is half the height of a number's box. `lines` are points on lines of the drawing.
    `marks` are circles that it keeps off, and `numbers` the places of others.
    """

    left: float
    top: float
    right: float
    bottom: float
    edge: str
    half_line: float
    lines: tuple[Point, ...]
    marks: tuple[tuple[Point, float], ...]
    numbers: tuple[Point, ...]
    placement: Placement

    def inside(self, at: Point, reach: float) -> Point:
        """Move a point so that what reaches so far from it lies within the edge."""
        gap = reach + (EDGE_GAP if self.edge else 0.0)
        x = min(max(at[0], self.left + gap), self.right - gap)
        high = max(gap, self.half_line)
        y = min(max(at[1], self.top + high), self.bottom - high)
        if self.edge != "round":
            return x, y
        cx, cy = (self.left + self.right) / 2, (self.top + self.bottom) / 2
        away = hypot(x - cx, y - cy)
        share = min(1.0, max(0.0, (self.right - self.left) / 2 - gap) / away) if away else 1.0
        return cx + (x - cx) * share, cy + (y - cy) * share

    def overlap(self, at: Point, reach: float) -> float:
        """Return how far a number reaches into a line, into something else or over the edge."""
        x, y = self.inside(at, reach)
        beyond = hypot(x - at[0], y - at[1])
        near = min((_squared(at, line) for line in self.lines), default=None)
        on_line = 0.0 if near is None else reach + LINE_GAP - near**0.5
        on_mark = max((reach + own - _squared(at, c) ** 0.5 for c, own in self.marks), default=0.0)
        apart = min((max(abs(at[0] - x), abs(at[1] - y)) for x, y in self.numbers), default=None)
        on_number = 0.0 if apart is None else 2 * self.half_line - apart
        found = max(beyond, on_line, on_mark, on_number)
        return found if found > 0.01 else 0.0

    def covered(self, at: Point, reach: float) -> int:
        """Return how much is drawn below a number and close around it."""
        drawing, scale = self.placement.drawing, self.placement.scale
        if not drawing.data:
            return 0
        x, y = (at[0] - self.left) / scale, (at[1] - self.top) / scale
        far = SQUARE * (reach + AROUND) / scale
        return details_of(drawing.data).within(x - far, y - far, x + far, y + far)


def step_numbers(
    block: PictureBlock,
    placement: Placement,
    theme: Theme,
    marked: Iterable[tuple[Point, float]] = (),
) -> Numbers:
    """Place the number of each step that a picture shows on its anchor, such as `step.3`.

    A number that would cover an arrow, a ring, an edge or one of the circles that are `marked`
    moves to the side, to where the least is drawn. The numbers of steps without an anchor stand in
    the upper left corner, in the right one, or where there is room.
    """
    if not block.steps:
        return ()
    discs = {number: numbered_disc(number, theme)._replace(role="") for number in block.steps}
    disc = discs[block.steps[0]]  # all are of one size
    reach, half_line = disc.width / 2, disc.height / 2
    anchored: list[tuple[int, Point]] = []
    loose: list[int] = []
    for number in block.steps:
        if (anchor := f"step.{number}") in placement.drawing.anchors:
            anchored += ((number, at) for at in placement.anchors(anchor))
        else:
            loose.append(number)
    room = _room(placement, half_line, [(at, own + MARK_GAP) for at, own in marked])
    placed: list[tuple[int, Point]] = []
    # Numbers that may stay first, so that others move off them.
    waiting = []
    for number, at in anchored:
        near = room.inside(at, reach)
        if room.overlap(near, reach):
            waiting.append((number, near))
        else:
            placed.append((number, near))
            room = _with(room, near)
    for number, at in waiting:
        best = _beside(at, reach, room) if room.overlap(at, reach) else at
        placed.append((number, best))
        room = _with(room, best)
    placed += zip(loose, _in_a_row(len(loose), reach, room), strict=True)
    in_order = sorted(placed, key=itemgetter(0))  # as they are read
    return tuple((x - reach, y - half_line, discs[number]) for number, (x, y) in in_order)


def _squared(one: Point, other: Point) -> float:
    dx, dy = one[0] - other[0], one[1] - other[1]
    return dx * dx + dy * dy


def _room(placement: Placement, half_line: float, marks: list[tuple[Point, float]]) -> _Room:
    drawing, scale = placement.drawing, placement.scale
    found = drawn_lines(drawing.data, drawing.width) if drawing.data else None
    apart = SAMPLE / scale
    drawn = (
        [at for line in (*found.arrows, *found.rings) for at in along(line, apart)] if found else []
    )
    lines = [
        *_on(placement, drawn),
        *(at for line in lines_to_the_right(placement) for at in along(line, SAMPLE)),
    ]
    right, bottom = (size * scale for size in (drawing.width, drawing.height))
    edge = found.edge if found else ""
    left, top = placement.left, placement.top
    return _Room(
        left,
        top,
        left + right,
        top + bottom,
        edge,
        half_line,
        tuple(lines),
        tuple(marks),
        (),
        placement,
    )


def _on(placement: Placement, points: Iterable[Point]) -> Iterator[Point]:
    left, top, scale = placement.left, placement.top, placement.scale
    return ((left + x * scale, top + y * scale) for x, y in points)


def _with(room: _Room, at: Point) -> _Room:
    return room._replace(numbers=(*room.numbers, at))


def _beside(at: Point, reach: float, room: _Room) -> Point:
    """Return the best place for a number near a point."""
    best, least = at, PER_OVERLAP * room.overlap(at, reach)
    for i in range(1, int(MAX_MOVE / MOVE_STEP) + 1):
        away = i * MOVE_STEP
        far = away * away / NEAR
        if far >= least:
            break
        for turn in range(DIRECTIONS):
            angle = 2 * pi * turn / DIRECTIONS
            place = room.inside((at[0] + away * cos(angle), at[1] + away * sin(angle)), reach)
            cost = _cost([place], reach, room, far, least)
            if cost < least - 1e-6:
                best, least = place, cost
    return best


def _cost(places: list[Point], reach: float, room: _Room, away: float, limit: float) -> float:
    """Return how bad some places are; what is at or over the limit is not worked out in full."""
    cost = away
    for at in places:
        cost += PER_OVERLAP * room.overlap(at, reach)
        if cost >= limit:
            return cost
    return cost + PER_DETAIL * sum(room.covered(at, reach) for at in places)


def _in_a_row(count: int, reach: float, room: _Room) -> list[Point]:
    """Place numbers without an anchor side by side: in a corner, or where there is room.

    In a close view they move from its corner or its top to where they cover little.
    """
    if not count:
        return []
    offsets = [reach + i * (2 * reach + STEP_GAP) for i in range(count)]
    row = offsets[-1] + reach
    gap = EDGE_GAP if room.edge else 0.0
    down = max(gap + reach, room.half_line)
    width = room.right - room.left - row
    if not room.edge:
        for corner in ((0.0, down), (width, down)):
            if not any(room.overlap(at, reach) for at in _centers(offsets, corner)):
                return _centers(offsets, corner)
    wanted = width / 2 if room.edge == "round" else gap, down
    best, least = wanted, float("inf")
    for place in _grid(wanted, room, row, reach):
        away = hypot(place[0] - wanted[0], place[1] - wanted[1]) * PER_AWAY
        if away >= least:
            break
        cost = _cost(_centers(offsets, place), reach, room, away, least)
        if cost < least:
            best, least = place, cost
    return _centers(offsets, best)


def _centers(offsets: list[float], at: Point) -> list[Point]:
    return [(at[0] + x, at[1]) for x in offsets]


def _grid(wanted: Point, room: _Room, width: float, reach: float) -> list[Point]:
    """Return places for a row of a width, those nearest to the wanted one first."""
    across = max(1, int((room.right - room.left - width) / GRID) + 1)
    down = max(1, int((room.bottom - room.top - 2 * reach) / GRID) + 1)
    places = [(i * GRID, reach + j * GRID) for i in range(across) for j in range(down)]
    return sorted([wanted, *places], key=partial(_squared, wanted))
