"""Light, hollows and outlines lie where they should."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from shapely.geometry import LinearRing, Polygon

from patterns.drawing.geometry.shading import (
    blur_within,
    bounding_box,
    facing,
    hollow_depths,
    mask_outlines,
)
from tests.helpers.drawing import disc, drawn_sphere, flat_raster


def test_outlines_enclose_the_area_and_cut_out_holes() -> None:
    outer, inner = sorted(mask_outlines(disc(80, 30) > 0), key=lambda line: -Polygon(line).area)
    assert Polygon(outer).area == pytest.approx(np.pi * 80**2, rel=0.02)
    assert Polygon(inner).area == pytest.approx(np.pi * 30**2, rel=0.02)
    assert LinearRing(outer).is_ccw != LinearRing(inner).is_ccw
    assert outer.mean(axis=0) == pytest.approx([100, 100], abs=0.3)


def test_blur_lets_nothing_in_from_outside() -> None:
    mask = disc(60) > 0
    values = np.where(mask, 2.0, 1e6)
    assert blur_within(mask, values, 5)[mask] == pytest.approx(2.0)
    assert not blur_within(np.zeros_like(mask), values, 5).any()


@pytest.mark.parametrize("sigma", [5, 14, 45])
def test_a_wide_blur_on_coarse_pixels_is_that_on_fine_ones(sigma: float) -> None:
    mask = disc(90) > 0
    values = np.where(mask, np.indices(mask.shape)[1] / 100.0, 1e6)
    weight = ndimage.gaussian_filter(mask.astype(float), sigma, mode="constant")
    total = ndimage.gaussian_filter(np.where(mask, values, 0.0), sigma, mode="constant")
    found = blur_within(mask, values, sigma)[mask]
    assert found == pytest.approx(total[mask] / weight[mask], abs=0.02)


def test_the_box_around_a_mask_is_the_least() -> None:
    mask = np.zeros((9, 7), dtype=bool)
    mask[2, 5] = mask[4, 3] = True
    assert bounding_box(mask) == (slice(2, 5), slice(3, 6))


def test_light_comes_from_where_it_is() -> None:
    raster, _ = drawn_sphere()
    light = facing(raster, np.array([-1.0, 1, 0]))
    size = raster.width
    assert light[size // 4, size // 4] > 0.4
    assert light[3 * size // 4, 3 * size // 4] < -0.4


def test_hollows_are_found_behind_their_surroundings() -> None:
    depth = np.zeros((100, 100))
    depth[40:60, 40:60] = -0.02
    raster = flat_raster(depth)
    found = hollow_depths(raster, raster.drawn, 10)
    assert found[50, 50] > 0.008
    assert found[5, 5] == pytest.approx(0, abs=1e-6)
