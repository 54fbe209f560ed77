"""Water falls from its start to its end, over a halo."""

from __future__ import annotations

import re

import numpy as np

from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.water import Stream, stream_paths
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.output.palette import PAPER, WATER

STREAM = Stream(
    start=PosePlacement(), end=PosePlacement(), start_radius=0.02, end_radius=0.05, strands=4
)
ENDS = np.array([[-0.5, 1.0, 0.0], [0.5, 0.0, 0.0]])


def test_each_strand_is_seen_broken_between_its_ends() -> None:
    camera = fit_camera(view_axes(0, 0), ENDS, side=500)
    halo, water = stream_paths(STREAM, ENDS, camera)
    assert f'stroke="{PAPER}"' in halo
    assert f'fill="{WATER}"' in water
    starts = np.array(
        [[float(word) for word in pair] for pair in re.findall(r"M(\S+?) ?(-?[\d.]+)c", water)]
    )
    assert len(starts) == 2 * 2 + 2 * 3
    assert np.all((starts > -60) & (starts < 1060))
    assert starts[:, 0].min() < 60
    assert starts[:, 1].max() > 600
