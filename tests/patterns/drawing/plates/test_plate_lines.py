"""Outlines are cut, thinned and dashed without losing a part."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from patterns.drawing.geometry.pen_lines import PenLine
from patterns.drawing.geometry.polylines import arc_lengths
from patterns.drawing.plates.plate_lines import body_and_tails, dashes, parts_where


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


def test_a_ring_cut_at_the_bottom_stays_one_line() -> None:
    angle = np.linspace(0, 2 * np.pi, 101)
    circle = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    circle[-1] = circle[0]
    (arc,) = parts_where(PenLine(circle, closed=True), circle[:, 1] < 0.5)
    assert not arc.closed
    assert arc.points[:, 1].max() < 0.5
    assert arc_lengths(arc.points)[-1] == pytest.approx(2 * np.pi * 2 / 3, abs=0.15)


def test_tails_lead_outward() -> None:
    points = np.column_stack([np.arange(200.0), np.zeros(200)])
    body, (first, last) = body_and_tails(PenLine(points, closed=False))
    assert np.array_equal(first[0], body.points[0])
    assert np.array_equal(first[-1], points[0])
    assert np.array_equal(last[0], body.points[-1])
    assert np.array_equal(last[-1], points[-1])
    assert body_and_tails(PenLine(points, closed=True)) == (PenLine(points, closed=True), [])
