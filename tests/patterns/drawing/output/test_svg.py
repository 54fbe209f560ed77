"""Pictures keep to the subset of SVG; path data is short, and no rounding adds up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from patterns.drawing.output.svg import (
    Layer,
    fill_path,
    mask_data,
    number,
    path_data,
    stroke_path,
    write_svg,
)
from tests.helpers import ROOT
from tests.helpers.drawing import disc, random_line
from tests.helpers.svg_subset import MAX_FILE_BYTES, subset_violations

if TYPE_CHECKING:
    from pathlib import Path

SQUARE = "M10 10L90 10L90 90z"


def picture(*paths: str) -> str:
    return write_svg((100, 80.5), [Layer("test", paths), Layer("empty", [""])])


def test_written_pictures_keep_to_the_subset() -> None:
    svg = picture(fill_path(SQUARE, "#aabbcc"), stroke_path("M1.5 2c3 4-5 6 7 8", "#000000", 2.5))
    assert subset_violations(svg) == []
    assert 'viewBox="0 0 100 80.5"' in svg
    assert "empty" not in svg
    assert fill_path("", "#aabbcc") == ""


@pytest.mark.parametrize(
    "path",
    [
        f'<path fill="red" d="{SQUARE}"/>',
        f'<path fill="#AABBCC" d="{SQUARE}"/>',
        f'<path style="fill:#000000" d="{SQUARE}"/>',
        f'<path transform="scale(2)" d="{SQUARE}"/>',
        f'<path opacity="0.5" d="{SQUARE}"/>',
        '<path fill="#aabbcc" d="M1.25 2z"/>',
        '<path fill="#aabbcc" d="M1 2A1 1 0 0 1 3 4z"/>',
        '<path fill="#aabbcc" d="M1 2S1 1 0 0z"/>',
        '<circle id="c"/>',
        "<text>hip</text>",
        fill_path("M1 1" + "l1 1" * (MAX_FILE_BYTES // 4), "#000000"),
    ],
)
def test_what_leaves_the_subset_is_reported(path: str) -> None:
    assert len(subset_violations(picture(path))) == 1


@pytest.mark.parametrize(
    "path", sorted((ROOT / "patterns" / "library").glob("*/pictures/*.svg")), ids=lambda p: p.name
)
def test_every_picture_keeps_to_the_subset(path: Path) -> None:
    assert subset_violations(path.read_text(encoding="utf-8")) == []
    assert path.with_suffix(".json").is_file()


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
