"""Strokes lie around their line and are thin at their ends."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, Polygon

from patterns.drawing.geometry.bezier import bezier_points
from patterns.drawing.output.strokes import stroke_widths, tapered_data

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray


def polygon_of(data: str) -> Polygon:
    """Return the area inside path data that uses M, c, L and z only."""
    outline: list[FloatArray] = []
    here = np.zeros(2)
    for command, body in re.findall(r"([McLz])([^McLz]*)", data):
        values = np.array([float(word) for word in re.findall(r"-?\d+\.?\d*", body)])
        if command in "ML":
            here = values
            outline.append(here[None])
        elif command == "c":
            for corners in values.reshape(-1, 3, 2):
                curve = np.vstack([here[None], here + corners])
                outline.append(bezier_points(curve, np.linspace(0, 1, 12)))
                here = curve[3]
    return Polygon(np.vstack(outline)).buffer(0)


def test_strokes_are_full_in_the_middle_and_thin_at_their_ends() -> None:
    places = np.linspace(0, 300, 301)
    widths = stroke_widths(places, 300, 4, 50, (True, False))
    assert widths[0] == pytest.approx(0.12 * 4)
    assert stroke_widths(np.array([12.5]), 300, 4, 50, (True, False)) == pytest.approx(0.56 * 4)
    assert widths[50:] == pytest.approx(np.full(251, 4))
    assert np.all(np.diff(widths) >= 0)
    short = stroke_widths(np.linspace(0, 20, 21), 20, 4, 50, (True, True))
    assert short == pytest.approx(short[::-1])
    assert short.max() <= 4


@given(st.floats(0, 50), st.floats(0.2, 2), st.floats(0, 6))
@settings(max_examples=30)
def test_tapered_stroke_lies_around_its_line(height: float, waves: float, phase: float) -> None:
    x = np.linspace(0, 400, 200)
    line = np.column_stack([x, height * np.sin(waves * x * 2 * np.pi / 400 + phase)])
    stroke = polygon_of(tapered_data(line, 6, 1, taper=20, tolerance=0.5))
    drawn = LineString(line)
    assert drawn.buffer(4.0).covers(stroke)
    assert 0.75 * 6 < stroke.area / drawn.length < 6.1
