"""Shape a hand: the rotation of each finger bone for the name of a hand shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from patterns.drawing.geometry.rotations import angle_between, perpendicular, rotation, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.figures.mannequin import Mannequin
    from patterns.drawing.geometry.arrays import FloatArray

HandShape = Literal["flat", "relaxed", "cupped", "grip"]

FINGERS = (2, 3, 4, 5)
THUMB = 1

FINGER_BENDS: Mapping[HandShape, tuple[tuple[float, float, float], ...]] = {
    # Degrees added at the three joints of the index, middle, ring and little finger. The fingers of
    # the rest pose are already a little bent.
    "flat": ((-8, -10, -6), (-8, -10, -6), (-8, -10, -6), (-8, -10, -6)),
    "relaxed": ((4, 8, 4), (8, 11, 6), (12, 14, 8), (16, 16, 9)),
    "cupped": ((16, 18, 10), (20, 20, 12), (22, 22, 12), (24, 24, 12)),
    "grip": ((48, 62, 30), (52, 64, 32), (54, 66, 32), (56, 66, 32)),
}

THUMB_BENDS: Mapping[HandShape, tuple[float, float, float]] = {
    # Degrees by which the thumb's first bone lies closer to the index finger, and by which its
    # other two joints bend.
    "flat": (14, 4, 4),
    "relaxed": (16, 8, 8),
    "cupped": (6, 16, 16),
    "grip": (-8, 34, 34),
}

SPREAD_SHARE = 0.3
"""How much of the spread that the fingers have in the rest pose is kept."""


def palm_directions(mannequin: Mannequin, letter: str) -> tuple[FloatArray, FloatArray]:
    """Return where the middle finger points and where the palm faces, in the rest pose.

    `letter` is the side, L or R.
    """
    wrist = mannequin.rest_joint(f"wrist.{letter}")
    fingers = unit(mannequin.rest_joint(f"finger3-1.{letter}") - wrist)
    index, little = (
        mannequin.rest_joint(f"finger{number}-1.{letter}") - wrist for number in (2, 5)
    )
    palm = np.cross(index, little)
    # The palms of the rest pose face down and inward.
    return fingers, unit(palm if palm[1] < 0 else -palm)


def finger_rotations(
    mannequin: Mannequin, letter: str, hand: FloatArray, shape: HandShape
) -> dict[str, FloatArray]:
    """Return the rotation of every finger bone of one hand from the rest pose to the world.

    `letter` is the side, L or R; `hand` is the rotation of the hand itself.
    """
    middle, palm = palm_directions(mannequin, letter)
    rotations = {}
    for finger, bends in zip(FINGERS, FINGER_BENDS[shape], strict=True):
        along = _finger_direction(mannequin, letter, finger)
        flat = unit(perpendicular(along, palm))
        flat_middle = unit(perpendicular(middle, palm))
        sideways = float(np.sign(np.cross(flat, flat_middle) @ palm))
        spread = angle_between(flat, flat_middle) * (1 - SPREAD_SHARE)
        matrix = rotation(palm, sideways * spread)
        bend_axis = np.cross(along, palm)
        for joint, bend in enumerate(bends, start=1):
            matrix = matrix @ rotation(bend_axis, bend)
            rotations[f"finger{finger}-{joint}.{letter}"] = hand @ matrix

    thumb, index = (_finger_direction(mannequin, letter, finger) for finger in (THUMB, FINGERS[0]))
    bend_axis = np.cross(thumb, index)
    matrix = np.eye(3)
    for joint, bend in enumerate(THUMB_BENDS[shape], start=1):
        matrix = matrix @ rotation(bend_axis, bend)
        rotations[f"finger{THUMB}-{joint}.{letter}"] = hand @ matrix
    return rotations


def _finger_direction(mannequin: Mannequin, letter: str, finger: int) -> FloatArray:
    first, last = (mannequin.rest_joint(f"finger{finger}-{joint}.{letter}") for joint in (1, 3))
    return unit(last - first)
