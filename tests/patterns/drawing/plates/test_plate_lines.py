"""Dashes keep the whole line, and fibers run on the surface of their muscle."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from patterns.drawing.atlas.spanning import surface_of
from patterns.drawing.plates.plate_lines import dashes, fiber_line


def test_dashes_begin_and_end_with_the_line() -> None:
    line = np.array([[0.0, 0], [60, 0], [60, 50]])
    strokes = list(dashes(line, 12, 8))
    assert strokes[0][0] == pytest.approx(line[0])
    assert strokes[-1][1] == pytest.approx(line[-1])
    assert len(strokes) == 6
    gaps = [np.linalg.norm(b[0] - a[1]) for a, b in pairwise(strokes)]
    assert gaps[:2] == pytest.approx([110 / 112 * 8] * 2)
    drawn = sum(float(np.linalg.norm(stroke[1] - stroke[0])) for stroke in strokes)
    assert 0.5 * 110 < drawn < 0.7 * 110


def test_a_fiber_runs_on_the_surface_of_its_muscle() -> None:
    lattice = surface_of("piriformis").lattice
    middle = lattice.shape[1] // 2
    assert fiber_line(lattice, 0.5, 0, 1)[[0, -1]] == pytest.approx(lattice[[0, -1], middle])
    line = fiber_line(lattice, 0.5, 0.2, 0.8)
    assert np.all((lattice.min(axis=(0, 1)) <= line) & (line <= lattice.max(axis=(0, 1))))
