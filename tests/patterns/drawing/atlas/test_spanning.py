"""A surface passes through its rows at both ends, under the skin and over what is below."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.atlas.ground import build_ground
from patterns.drawing.atlas.skin import standing_skin
from patterns.drawing.atlas.spanning import COLUMNS, ROWS, span, surface_of, world_rows
from patterns.drawing.atlas.structures import Attachment, SpannedStructure

END = (Attachment(bones=("L3",)),)
ROWS_OF_BAND = (
    ((40.0, 60.0, -15.0), (70.0, 60.0, -15.0)),
    ((40.0, 0.0, -15.0), (70.0, 0.0, -15.0)),
    ((40.0, -60.0, -15.0), (70.0, -60.0, -15.0)),
)
"""A band over the back beside L3."""


def band(
    depth: float | None = None, thickness: float = 6.0, clearance: float = 2.0
) -> SpannedStructure:
    return SpannedStructure(
        origin=END,
        insertion=END,
        rows=ROWS_OF_BAND,
        depth=depth,
        thickness=thickness,
        clearance=clearance,
        rounding=(0.0, 0.0),
    )


def test_ends_stay_on_their_rows() -> None:
    structure = band(depth=8)
    lattice = span(structure, build_ground(["L3"], []), standing_skin())
    rows = world_rows(structure)
    assert lattice.shape == (ROWS, COLUMNS, 3)
    for index, row in ((0, rows[0]), (-1, rows[-1])):
        assert lattice[index, [0, -1]] == pytest.approx(row, abs=0.002)


def test_a_superficial_belly_has_its_depth() -> None:
    lattice = span(band(depth=8), build_ground(["L3"], []), standing_skin())
    depth, _ = standing_skin().depth(lattice[ROWS // 2], "trunk")
    assert depth[COLUMNS // 2] == pytest.approx(0.008, abs=0.002)
    assert depth[0] > depth[COLUMNS // 2] + 0.003


def test_a_deep_belly_stands_out_by_its_thickness() -> None:
    ground, skin = build_ground(["T1"], []), standing_skin()  # nothing lies below
    flat, thick = (span(band(thickness=thickness), ground, skin) for thickness in (0, 6))
    raised = np.linalg.norm(thick - flat, axis=2)[ROWS // 2]
    assert raised[COLUMNS // 2] == pytest.approx(0.006, abs=0.001)
    assert raised[[0, -1]].max() < 0.002


def test_a_structure_clears_what_it_is_over() -> None:
    below, over = surface_of("gluteus-minimus"), surface_of("gluteus-medius")
    row = ROWS // 3
    apart = np.linalg.norm(over.lattice[row].mean(axis=0) - below.lattice[row].mean(axis=0))
    assert apart > 0.004
