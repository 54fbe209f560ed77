"""Shape a hand: the rotation of each finger bone for the name of a hand shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np

from patterns.drawing.geometry.rotations import angle_between, perpendicular, rotation, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.figures.mannequin import Mannequin, Rotations
    from patterns.drawing.geometry.arrays import FloatArray

HandShape = Literal["flat", "open", "relaxed", "cupped", "hold", "grip", "fist", "pinch"]
Bends = tuple[float, float, float]

FINGERS = (2, 3, 4, 5)
THUMB = 1

FINGER_BENDS: Mapping[HandShape, tuple[Bends, ...]] = {
    # Degrees added at the three joints of the index, middle, ring and little finger. The fingers of
    # the rest pose are already a little bent.
    "flat": ((-8, -10, -6), (-8, -10, -6), (-8, -10, -6), (-8, -10, -6)),
    "open": ((0, 0, 0), (0, 0, 0), (0, 0, 0), (2, 2, 0)),
    "relaxed": ((4, 8, 4), (8, 11, 6), (12, 14, 8), (16, 16, 9)),
    "cupped": ((16, 18, 10), (20, 20, 12), (22, 22, 12), (24, 24, 12)),
    "hold": ((34, 46, 24), (38, 50, 26), (42, 52, 26), (44, 52, 26)),
    "grip": ((48, 62, 30), (52, 64, 32), (54, 66, 32), (56, 66, 32)),
    "fist": ((66, 84, 44), (70, 86, 44), (72, 86, 44), (74, 86, 44)),
    "pinch": ((38, 34, 14), (44, 48, 24), (48, 54, 28), (50, 56, 28)),
}

THUMB_BENDS: Mapping[HandShape, Bends] = {
    # Degrees by which the thumb's first bone lies closer to the index finger, and by which its
    # other two joints bend.
    "flat": (14, 4, 4),
    "open": (0, 0, 0),
    "relaxed": (16, 8, 8),
    "cupped": (6, 16, 16),
    "hold": (-4, 26, 26),
    "grip": (-8, 34, 34),
    "fist": (14, 44, 48),
    "pinch": (-6, 26, 22),
}

SPREAD_SHARE = 0.2  # how much of the spread that the fingers have in the rest pose is kept


def palm_directions(mannequin: Mannequin, letter: str) -> tuple[FloatArray, FloatArray]:
    """Return where the middle finger points and the palm faces at rest; `letter` is L or R."""
    wrist, *knuckles = mannequin.rest_limb(letter, "wrist", "finger2-1", "finger3-1", "finger5-1")
    index, middle, little = (knuckle - wrist for knuckle in knuckles)
    palm = np.cross(index, little)
    # The palms of the rest pose face down and inward.
    return unit(middle), unit(palm if palm[1] < 0 else -palm)


def finger_rotations(
    mannequin: Mannequin, letter: str, hand: FloatArray, shape: HandShape
) -> Rotations:
    """Return the rotation of every finger bone of one hand from the rest pose to the world.

    `letter` is the side, L or R; `hand` is the rotation of the hand itself.
    """
    middle, palm = palm_directions(mannequin, letter)
    rotations: Rotations = {}

    def bend_joints(finger: int, matrix: FloatArray, axis: FloatArray, bends: Bends) -> None:
        for joint, bend in enumerate(bends, start=1):
            matrix = matrix @ rotation(axis, bend)
            rotations[f"finger{finger}-{joint}.{letter}"] = hand @ matrix

    for finger, bends in zip(FINGERS, FINGER_BENDS[shape], strict=True):
        along = _finger_direction(mannequin, letter, finger)
        flat, flat_middle = (unit(perpendicular(way, palm)) for way in (along, middle))
        sideways = float(np.sign(np.cross(flat, flat_middle) @ palm))
        spread = angle_between(flat, flat_middle) * (1 - SPREAD_SHARE)
        bend_joints(finger, rotation(palm, sideways * spread), np.cross(along, palm), bends)

    thumb, index = (_finger_direction(mannequin, letter, finger) for finger in (THUMB, FINGERS[0]))
    bend_joints(THUMB, np.eye(3), np.cross(thumb, index), THUMB_BENDS[shape])
    return rotations


def _finger_direction(mannequin: Mannequin, letter: str, finger: int) -> FloatArray:
    first, last = mannequin.rest_limb(letter, f"finger{finger}-1", f"finger{finger}-3")
    return unit(last - first)
