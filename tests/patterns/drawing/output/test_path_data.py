"""Path data is short, and no rounding adds up."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.drawing.output.path_data import mask_data, number, path_data
from tests.helpers.drawing import disc, random_line


def test_path_data_adds_up_no_rounding() -> None:
    points = random_line(5, 300)
    data = path_data(points, 0.7, tolerance=0.3)
    values = [float(word) for word in re.findall(r"-?\d+\.?\d*", data)]
    steps = np.array(values[2:]).reshape(-1, 3, 2)[:, 2].sum(axis=0)
    assert np.array(values[:2]) + steps == pytest.approx(points[-1] * 0.7, abs=0.051)


@given(st.floats(-5000, 5000))
def test_numbers_are_short_and_true(value: float) -> None:
    assert float(number(value)) == pytest.approx(value, abs=0.0501)
    assert re.fullmatch(r"-?\d+(\.[1-9])?", number(value))


def test_no_number_is_minus_zero() -> None:
    assert number(-0.04) == "0"


def test_small_areas_are_dropped() -> None:
    assert mask_data(disc(8) > 0, 1, min_area=250) == ""
    assert mask_data(disc(12) > 0, 1, min_area=250).startswith("M")
