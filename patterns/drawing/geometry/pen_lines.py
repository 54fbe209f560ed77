"""Trace the lines that a pen would draw in a raster: outlines, steps, folds and borders.

Lines run along crack edges: the unit edges between two neighboring pixels. `trace_pen_lines` is the
way in; it finds the edges, joins them into chains, drops what is too short and smooths the rest.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.polylines import smooth
from patterns.drawing.geometry.rotations import unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.geometry.arrays import FloatArray, IntArray, Mask
    from patterns.drawing.geometry.raster import Raster

BACKGROUND_DEPTH = 1000.0  # distance of the empty background behind everything, in meters
TANGENT_PIXELS = 12  # how much of a line's end gives its direction where lines meet
MIN_JOINING_COSINE = 0.3  # least cosine between two lines that are drawn on as one where they meet


class EdgeKind(IntEnum):
    """Why there is a line between two pixels."""

    BORDER = 1  # their labels differ
    FOLD = 2  # the depth jumps a little
    STEP = 3  # the depth jumps far
    OUTLINE = 4  # one of the two is background


@dataclass(frozen=True, slots=True)
class Chain:
    """Crack edges in a row: (n, 2) pixel corners, the kinds of the n - 1 edges between them."""

    points: FloatArray
    kinds: IntArray
    closed: bool

    def share(self, *kinds: EdgeKind) -> float:
        """Return the share of the length that is of these kinds."""
        return float(np.isin(self.kinds, kinds).mean())


@dataclass(frozen=True, slots=True)
class PenRule:
    """Which lines are drawn; one without a step is drawn only if it is mostly border."""

    fold: float = 0.006  # least jumps of depth, in meters
    step: float = 0.014
    min_outline: float = 30.0  # least lengths, in pixels: what is shorter is a sliver
    min_inner: float = 46.0
    smoothing: float = 3.3  # blur, in pixels


@dataclass(frozen=True, slots=True)
class PenLine:
    """A smooth line, (n, 2) in pixels, ready to be drawn."""

    points: FloatArray
    closed: bool


def trace_pen_lines(raster: Raster, rule: PenRule) -> tuple[list[PenLine], list[PenLine]]:
    """Return the outlines and the inner lines of everything on a raster."""
    outlines: list[PenLine] = []
    inner: list[PenLine] = []
    for chain in join_edges(crack_edges(raster, rule.fold, rule.step)):
        outer = chain.share(EdgeKind.OUTLINE) > 0.5
        long = len(chain.kinds) >= (rule.min_outline if outer else rule.min_inner)
        has_step = chain.share(EdgeKind.STEP, EdgeKind.OUTLINE) > 0
        if long and (has_step or chain.share(EdgeKind.BORDER) > 0.7):
            line = PenLine(smooth(chain.points, rule.smoothing, chain.closed), chain.closed)
            (outlines if outer else inner).append(line)
    return outlines, inner


def crack_edges(raster: Raster, fold: float, step: float) -> IntArray:
    """Find every edge to be drawn: (n, 5) rows of x, y, x, y (two pixel corners) and kind.

    A jump of depth counts by how much it exceeds one and a half times the slope on the far side, so
    that a surface seen edge-on draws no lines. `fold` and `step` are in meters.
    """
    empty = ~raster.drawn
    depth = np.where(empty, -BACKGROUND_DEPTH, raster.depth)
    upright = _edges_between_columns(depth, raster.label, empty, fold, step)
    level = _edges_between_columns(depth.T, raster.label.T, empty.T, fold, step)
    return np.vstack([upright, level[:, [1, 0, 3, 2, 4]]])


def _edges_between_columns(
    depth: FloatArray, label: IntArray, empty: Mask, fold: float, step: float
) -> IntArray:
    """Return the upright edges; of transposed arrays, the level ones with x and y swapped."""
    jump = depth[:, 1:] - depth[:, :-1]
    size = np.abs(jump)
    before = np.pad(size, ((0, 0), (1, 0)), mode="edge")[:, :-1]
    after = np.pad(size, ((0, 0), (0, 1)), mode="edge")[:, 1:]
    far_slope = np.where(jump > 0, before, after)
    far_slope[far_slope > BACKGROUND_DEPTH / 2] = 0
    excess = size - 1.5 * far_slope

    outline = empty[:, 1:] != empty[:, :-1]
    kind = np.zeros(jump.shape, dtype=np.int64)
    kind[label[:, 1:] != label[:, :-1]] = EdgeKind.BORDER
    kind[excess > fold] = EdgeKind.FOLD
    kind[excess > step] = EdgeKind.STEP
    kind[outline] = EdgeKind.OUTLINE
    kind[empty[:, 1:] & empty[:, :-1]] = 0

    row, column = np.nonzero(kind)
    return np.stack([column + 1, row, column + 1, row + 1, kind[row, column]], axis=1)


def join_edges(edges: IntArray) -> list[Chain]:
    """Join the edges of `crack_edges` into chains; at a junction the straightest pairs go on."""
    graph = _Graph(edges)
    pieces = graph.pieces()
    return _follow_links(graph.places, pieces, _pair_ends(graph.places, pieces))


@dataclass(frozen=True, slots=True)
class _Piece:
    """A line between two junctions: the nodes along it and the kinds of the edges between them."""

    nodes: list[int]
    kinds: list[int]

    def seen_from(self, end: int) -> _Piece:
        """Return the piece with its first (0) or its last (1) node in front."""
        return self if end == 0 else _Piece(self.nodes[::-1], self.kinds[::-1])


_End = tuple[int, int]  # index of a piece, and which of its ends: 0 the first node, 1 the last


class _Graph:
    """The pixel corners as nodes, joined by the crack edges."""

    def __init__(self, edges: IntArray) -> None:
        corners, node = np.unique(edges[:, :4].reshape(-1, 2), axis=0, return_inverse=True)
        self.places: FloatArray = corners.astype(np.float64)
        self.ends: list[list[int]] = node.reshape(-1, 2).tolist()
        self.kinds: list[int] = edges[:, 4].tolist()
        self.around: list[list[tuple[int, int]]] = [[] for _ in range(len(corners))]
        for index, (a, b) in enumerate(self.ends):
            self.around[a].append((b, index))
            self.around[b].append((a, index))

    def pieces(self) -> list[_Piece]:
        """Cut the graph at its junctions and free ends; then take the closed rings."""
        used = [False] * len(self.ends)
        ends = [
            (node, other, edge)
            for node, neighbors in enumerate(self.around)
            if len(neighbors) != 2
            for other, edge in neighbors
        ]
        ends += [(a, b, edge) for edge, (a, b) in enumerate(self.ends)]
        # Each walk uses up edges, so the next one must ask anew.
        return [self._walk(*end, used) for end in ends if not used[end[2]]]

    def _walk(self, start: int, node: int, edge: int, used: list[bool]) -> _Piece:
        piece = _Piece([start, node], [self.kinds[edge]])
        used[edge] = True
        while len(self.around[node]) == 2:
            onward = [(other, edge) for other, edge in self.around[node] if not used[edge]]
            if not onward:
                break
            node, edge = onward[0]
            used[edge] = True
            piece.nodes.append(node)
            piece.kinds.append(self.kinds[edge])
        return piece


def _pair_ends(places: FloatArray, pieces: Sequence[_Piece]) -> dict[_End, _End]:
    """Pair the ends that meet at a junction: the straightest first, like kinds preferred."""
    meeting: defaultdict[int, list[_End]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if piece.nodes[0] != piece.nodes[-1]:
            meeting[piece.nodes[0]].append((index, 0))
            meeting[piece.nodes[-1]].append((index, 1))

    links: dict[_End, _End] = {}
    for ends in meeting.values():
        views = [pieces[index].seen_from(end) for index, end in ends]
        leaving = [_direction(places, view) for view in views]
        pairs = []
        for i, j in combinations(range(len(ends)), 2):
            straightness = float(-leaving[i] @ leaving[j])
            if straightness >= MIN_JOINING_COSINE:
                score = straightness + _similarity(views[i].kinds[0], views[j].kinds[0])
                pairs.append((-score, i, j))
        for _, i, j in sorted(pairs):
            if ends[i] not in links and ends[j] not in links:
                links[ends[i]], links[ends[j]] = ends[j], ends[i]
    return links


def _direction(places: FloatArray, piece: _Piece) -> FloatArray:
    last = piece.nodes[min(TANGENT_PIXELS, len(piece.nodes)) - 1]
    return unit(places[last] - places[piece.nodes[0]])


def _similarity(kind: int, other: int) -> float:
    outline = 0.3 if (kind == EdgeKind.OUTLINE) == (other == EdgeKind.OUTLINE) else -0.3
    border = 0.2 if (kind == EdgeKind.BORDER) == (other == EdgeKind.BORDER) else -0.2
    return outline + border


def _follow_links(
    places: FloatArray, pieces: Sequence[_Piece], links: dict[_End, _End]
) -> list[Chain]:
    """Walk along the joined pieces: lines with free ends first, then the rings."""
    done: set[int] = set()
    found = []
    starts = [(index, end) for index in range(len(pieces)) for end in (0, 1)]
    for start in sorted(starts, key=lambda start: start in links):
        nodes: list[int] = []
        kinds: list[int] = []
        here: _End | None = start
        while here is not None and here[0] not in done:
            done.add(here[0])
            view = pieces[here[0]].seen_from(here[1])
            nodes += view.nodes[1:] if nodes else view.nodes
            kinds += view.kinds
            here = links.get((here[0], 1 - here[1]))
        if nodes:
            found.append(Chain(places[nodes], np.array(kinds), nodes[0] == nodes[-1]))
    return found
