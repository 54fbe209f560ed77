"""Arrows have a halo below them, and a head at each end that they point to."""

from __future__ import annotations

import re

import numpy as np
import pytest

from patterns.drawing.output.arrows import arrow_paths
from patterns.drawing.output.palette import ACCENT, PAPER

THROUGH = np.array([[100.0, 200], [200, 150], [300, 200]])


@pytest.mark.parametrize(("double", "shapes"), [(False, 2), (True, 3)])
def test_the_halo_lies_below_shaft_and_heads(double: bool, shapes: int) -> None:
    paths = arrow_paths(THROUGH, double=double)
    assert [PAPER in path for path in paths] == [True] * shapes + [False] * shapes
    assert all(f'fill="{ACCENT}"' in path for path in paths[shapes:])


def test_heads_point_to_the_ends() -> None:
    *_, head, tail = arrow_paths(THROUGH, double=True)
    for path, (x, y) in ((head, THROUGH[-1]), (tail, THROUGH[0])):
        tip = re.search(r"M(\S+) (\S+)L", path)
        assert tip is not None
        assert [float(word) for word in tip.groups()] == pytest.approx([x, y], abs=0.05)
