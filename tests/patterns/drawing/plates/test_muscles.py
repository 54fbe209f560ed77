"""The surfaces of muscles span their borders."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.plates.muscles import MUSCLES, NERVES, fiber_line, loft_muscle


@pytest.mark.parametrize("name", [*MUSCLES, *NERVES])
def test_muscles_span_their_borders(name: str) -> None:
    muscle = {**MUSCLES, **NERVES}[name]
    loft, image = loft_muscle(muscle), loft_muscle(muscle, right=True)
    assert np.array_equal(loft.lattice * [-1, 1, 1], image.lattice)
    half = len(loft.lattice) // 2
    across = loft.lattice[half]
    assert across[:, 2].min() < min(across[0, 2], across[-1, 2])
    assert fiber_line(loft.lattice, 0.5, 0, 1)[[0, -1]] == pytest.approx(loft.lattice[[0, -1], 10])
    line = fiber_line(loft.lattice, 0.5, 0.2, 0.8)
    assert np.all((loft.lattice.min(axis=(0, 1)) <= line) & (line <= loft.lattice.max(axis=(0, 1))))
