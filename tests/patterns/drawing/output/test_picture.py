"""Anchors are written as sorted JSON."""

from __future__ import annotations

import json

import numpy as np

from patterns.drawing.output.picture import Anchors


def test_anchors_are_sorted_json_with_one_decimal() -> None:
    text = Anchors(
        (1000.0, 790.04),
        {"sacrum": np.array([[500.04, 10]]), "piriformis": np.array([[1.26, 2], [3, 4]])},
        {"ice": [np.array([[0.0, 0], [1, 0], [0, 1.11]])]},
    ).to_json()
    assert json.loads(text) == {
        "width": 1000.0,
        "height": 790.0,
        "anchors": {"piriformis": [[1.3, 2], [3, 4]], "sacrum": [[500, 10]]},
        "areas": {"ice": [[[0, 0], [1, 0], [0, 1.1]]]},
        "outlines": {},
    }
    assert text.index("piriformis") < text.index("sacrum")
