"""The name of a hand's shape in, a turn for each finger bone out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from patterns.drawing.geometry.turns import about, across, angle_between, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.figures.body import Mannequin
    from patterns.drawing.geometry.arrays import FloatArray

HandShape = Literal["flat", "relaxed", "cupped", "grip"]

FINGERS = (2, 3, 4, 5)
THUMB = 1

_BENDS: Mapping[HandShape, tuple[tuple[float, float, float], ...]] = {
    # Degrees added at the three joints of the index, middle, ring and little finger. The standing
    # body's fingers are already a little bent.
    "flat": ((-8, -10, -6), (-8, -10, -6), (-8, -10, -6), (-8, -10, -6)),
    "relaxed": ((4, 8, 4), (8, 11, 6), (12, 14, 8), (16, 16, 9)),
    "cupped": ((16, 18, 10), (20, 20, 12), (22, 22, 12), (24, 24, 12)),
    "grip": ((48, 62, 30), (52, 64, 32), (54, 66, 32), (56, 66, 32)),
}

_THUMB_BENDS: Mapping[HandShape, tuple[float, float, float]] = {
    # Degrees by which the thumb's first bone lies closer to the index finger, and by which its
    # two other joints bend.
    "flat": (14, 4, 4),
    "relaxed": (16, 8, 8),
    "cupped": (6, 16, 16),
    "grip": (-8, 34, 34),
}

_SPREAD_LEFT = 0.3
"""How much of the standing body's spread fingers is left in a hand at rest."""


def palm_frame(mannequin: Mannequin, letter: str) -> tuple[FloatArray, FloatArray]:
    """Give where the middle finger points and where the palm looks, in the standing body.

    `letter` is the side, L or R.
    """
    wrist = mannequin.head(f"wrist.{letter}")
    fingers = unit(mannequin.head(f"finger3-1.{letter}") - wrist)
    index, little = (mannequin.head(f"finger{number}-1.{letter}") - wrist for number in (2, 5))
    palm = np.cross(index, little)
    # The standing body's palms look down and inwards.
    return fingers, unit(palm if palm[1] < 0 else -palm)


def finger_turns(
    mannequin: Mannequin, letter: str, hand: FloatArray, shape: HandShape
) -> dict[str, FloatArray]:
    """Give the world turn of every finger bone of one hand.

    `hand` is the turn of the hand itself away from the standing body.
    """
    middle, palm = palm_frame(mannequin, letter)
    turns = {}
    for finger, bends in zip(FINGERS, _BENDS[shape], strict=True):
        way = unit(_reach(mannequin, letter, finger))
        flat = unit(across(way, palm))
        sideways = float(np.sign(np.cross(flat, unit(across(middle, palm))) @ palm))
        spread = angle_between(flat, unit(across(middle, palm))) * (1 - _SPREAD_LEFT)
        turn = about(palm, sideways * spread)
        bend_axis = np.cross(way, palm)
        for joint, bend in enumerate(bends, start=1):
            turn = turn @ about(bend_axis, bend)
            turns[f"finger{finger}-{joint}.{letter}"] = hand @ turn
    return turns | _thumb_turns(mannequin, letter, hand, shape)


def _thumb_turns(
    mannequin: Mannequin, letter: str, hand: FloatArray, shape: HandShape
) -> dict[str, FloatArray]:
    thumb = unit(_reach(mannequin, letter, THUMB))
    index = unit(_reach(mannequin, letter, FINGERS[0]))
    axis = np.cross(thumb, index)
    turn = np.eye(3)
    turns = {}
    for joint, bend in enumerate(_THUMB_BENDS[shape], start=1):
        turn = turn @ about(axis, bend)
        turns[f"finger{THUMB}-{joint}.{letter}"] = hand @ turn
    return turns


def _reach(mannequin: Mannequin, letter: str, finger: int) -> FloatArray:
    first, last = (mannequin.head(f"finger{finger}-{joint}.{letter}") for joint in (1, 3))
    return np.asarray(last - first)
