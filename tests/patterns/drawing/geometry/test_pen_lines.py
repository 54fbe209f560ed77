"""Every edge between pixels is found, named and used once."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from patterns.drawing.geometry.pen_lines import (
    EdgeKind,
    PenRule,
    crack_edges,
    join_edges,
    trace_pen_lines,
)
from tests.helpers.drawing import flat_raster

seeds = st.integers(0, 2**32 - 1)


def test_a_square_has_one_closed_outline() -> None:
    depth = np.full((60, 60), -np.inf)
    depth[10:50, 10:50] = 0
    (chain,) = join_edges(crack_edges(flat_raster(depth), 0.01, 0.02))
    assert chain.closed
    assert len(chain.kinds) == 160
    assert chain.share(EdgeKind.OUTLINE) == 1


def test_edges_are_steps_folds_or_borders() -> None:
    depth, label = np.zeros((40, 40)), np.zeros((40, 40))
    depth[:, 10:] = 0.015
    depth[:, 20:] = 0.045
    label[:, 30:] = 1
    edges = crack_edges(flat_raster(depth, label), fold=0.01, step=0.02)
    kinds = {int(x): EdgeKind(kind) for x, kind in edges[:, [0, 4]]}
    assert kinds == {10: EdgeKind.FOLD, 20: EdgeKind.STEP, 30: EdgeKind.BORDER}


def test_a_slope_draws_no_line_however_steep() -> None:
    slope = np.tile(np.arange(40) * 0.05, (40, 1))
    assert len(crack_edges(flat_raster(slope), 0.003, 0.008)) == 0


@given(seeds)
@settings(max_examples=40)
def test_chains_use_every_crack_once(seed: int) -> None:
    depth = np.where(np.random.default_rng(seed).random((14, 14)) < 0.6, 0.0, -np.inf)
    edges = crack_edges(flat_raster(depth), 0.01, 0.02)
    found = join_edges(edges)
    assert sum(len(chain.kinds) for chain in found) == len(edges)
    for chain in found:
        assert len(chain.points) == len(chain.kinds) + 1
        assert np.all(np.abs(np.diff(chain.points, axis=0)).sum(axis=1) == 1)
        assert chain.closed == np.array_equal(chain.points[0], chain.points[-1])


def test_slivers_are_dropped() -> None:
    depth = np.full((120, 120), -np.inf)
    depth[20:100, 20:100] = 0
    depth[30:34, 30:34] = 0.1
    depth[50:90, 50:90] = 0.1
    outlines, inner = trace_pen_lines(flat_raster(depth), PenRule(0.01, 0.02, 30, 46))
    assert [line.closed for line in outlines] == [True]
    assert [line.closed for line in inner] == [True]
    assert inner[0].points.min() > 45
