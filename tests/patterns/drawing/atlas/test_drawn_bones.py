"""Bones and cartilages drawn by hand meet what they belong to, under the skin."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy.spatial import cKDTree

from patterns.drawing.atlas.drawn_bones import drawn_bones
from patterns.drawing.atlas.skeleton import is_midline, load_skeleton
from patterns.drawing.atlas.skin import standing_skin

DRAWN = drawn_bones()
THROAT = ["hyoid", "cartilage-thyroid", "cartilage-cricoid", "cartilage-windpipe"]
"""From above."""


def test_the_coccyx_hangs_on_the_sacrum() -> None:
    coccyx, sacrum = DRAWN["coccyx"].vertices, load_skeleton()["sacrum"].vertices
    assert cKDTree(sacrum).query(coccyx)[0].min() < 0.004
    assert coccyx[:, 1].min() < sacrum[:, 1].min() - 0.02


def test_the_throat_hangs_together_from_the_tongue_bone_down() -> None:
    assert {*THROAT, "coccyx"} == DRAWN.keys()
    heights = [float(DRAWN[name].vertices[:, 1].mean()) for name in THROAT]
    assert heights == sorted(heights, reverse=True)
    for upper, lower in pairwise(THROAT[1:]):
        apart, _ = cKDTree(DRAWN[upper].vertices).query(DRAWN[lower].vertices)
        assert apart.min() < 0.008


@pytest.mark.parametrize("name", THROAT)
def test_the_throat_lies_between_the_spine_and_the_skin(name: str) -> None:
    vertices = DRAWN[name].vertices
    assert is_midline(name)
    assert np.abs(vertices[:, 0]).max() < 0.022
    skin = standing_skin().mesh.vertices
    throat = skin[(skin[:, 1] < 0.62) & (skin[:, 2] > 0.05) & (np.abs(skin[:, 0]) < 0.05)]
    apart, nearest = cKDTree(throat).query(vertices)  # the lining of the mouth lies higher
    assert apart.min() > 0.003
    assert np.all(vertices[:, 2] < throat[nearest, 2])
    spine = [load_skeleton()[bone].vertices for bone in ("C3", "C4", "C5", "C6", "C7", "T1", "T2")]
    assert cKDTree(np.vstack(spine)).query(vertices)[0].min() > 0.001


def test_the_plates_of_the_larynx_leave_a_notch_at_the_top_alone() -> None:
    x, y, _ = np.abs(DRAWN["cartilage-thyroid"].vertices).T
    middle, beside = y[x < 0.001], y[(x > 0.005) & (x < 0.012)]
    assert middle.max() < beside.max() - 0.004
    assert middle.min() == pytest.approx(beside.min(), abs=0.002)


def test_the_windpipe_goes_down_behind_the_breastbone() -> None:
    pipe, bone = (DRAWN["cartilage-windpipe"], load_skeleton()["sternum"])
    low = pipe.vertices[pipe.vertices[:, 1] < 0.545]
    front = bone.vertices[(bone.vertices[:, 1] < 0.55) & (np.abs(bone.vertices[:, 0]) < 0.012)]
    top = front[front[:, 1] > 0.525]
    assert low[:, 2].mean() < top[:, 2].mean()
