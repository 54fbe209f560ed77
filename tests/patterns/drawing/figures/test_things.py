"""Things stand where a scene puts them, turned as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin
from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.props import Ball, build_prop
from patterns.drawing.figures.things import THINGS, Thing, solids_of

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray

REST = forward_kinematics(load_mannequin(), {})
ON_THE_FLOOR = ("chair", "stool", "desk", "door-frame", "car-seat", "bottle", "cane", "pillow")


def points_of(thing: Thing) -> FloatArray:
    return np.vstack([build_prop(solid, REST).vertices for solid in thing.solids()])


@pytest.mark.parametrize("name", THINGS)
def test_a_thing_moves_and_turns_as_a_whole(name: str) -> None:
    here = points_of(Thing(kind="thing", of=name, at=PosePlacement()))
    there = points_of(
        Thing(kind="thing", of=name, at=PosePlacement(shift=(1.0, 2.0, 3.0)), front=(1.0, 0.0, 0.0))
    )
    quarter_turn = np.array([[0.0, 0, 1], [0, 1, 0], [-1, 0, 0]])
    expected = here @ quarter_turn.T + [1.0, 2.0, 3.0]
    size = np.ptp(here, axis=0).max()
    for axis in range(3):  # a round solid turned by a quarter has other vertices in the same place
        assert there[:, axis].min() == pytest.approx(expected[:, axis].min(), abs=0.02 * size)
        assert there[:, axis].max() == pytest.approx(expected[:, axis].max(), abs=0.02 * size)


@pytest.mark.parametrize("name", ON_THE_FLOOR)
def test_what_stands_on_the_floor_begins_there(name: str) -> None:
    lowest = points_of(Thing(kind="thing", of=name, at=PosePlacement()))[:, 1].min()
    assert -0.011 < lowest < 0.02


def test_a_thing_can_be_laid_on_a_joint_at_a_height() -> None:
    at = PosePlacement(joints={"left knee": 1}, height=0.5)
    solids = Thing(kind="thing", of="ball-in-sock", at=at).solids()
    (ball,) = (solid for solid in solids if isinstance(solid, Ball))
    center = ball.at.point(REST)
    assert center[1] == 0.5
    assert np.allclose(center[[0, 2]], REST.joints["lowerleg01.L"][[0, 2]])


def test_the_parts_of_a_thing_bear_its_name_and_keep_their_order() -> None:
    chair = Thing(kind="thing", of="chair", name="seat", at=PosePlacement(), ground=True)
    ball = Ball(kind="ball", material="ball", at=PosePlacement(), radius=0.1)
    parts = solids_of([chair, ball])
    assert [part.name for part in parts] == ["seat"] * len(THINGS["chair"].parts) + [""]
    assert all(part.ground for part in parts[:-1])
    assert parts[-1] == ball


def test_an_unknown_thing_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match="is no thing"):
        Thing(kind="thing", of="chiar", at=PosePlacement())
