"""Bones drawn by hand meet the bones that they belong to."""

from __future__ import annotations

from scipy.spatial import cKDTree

from patterns.drawing.atlas.drawn_bones import drawn_bones
from patterns.drawing.atlas.skeleton import load_skeleton


def test_the_coccyx_hangs_on_the_sacrum() -> None:
    coccyx, sacrum = drawn_bones()["coccyx"].vertices, load_skeleton()["sacrum"].vertices
    assert cKDTree(sacrum).query(coccyx)[0].min() < 0.004
    assert coccyx[:, 1].min() < sacrum[:, 1].min() - 0.02
