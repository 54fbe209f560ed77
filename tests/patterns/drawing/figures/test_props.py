"""Props have their size, face outward, and carry their seams and studs."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin
from patterns.drawing.figures.pose import PosePlacement
from patterns.drawing.figures.props import (
    Ball,
    Block,
    Pillow,
    Tube,
    ball_seam,
    build_prop,
    stud_points,
)
from tests.helpers.drawing import volume

ORIGIN = PosePlacement()


PROPS: list[tuple[Block | Pillow | Ball, float]] = [
    (
        Block(kind="block", name="a", material="wood", at=ORIGIN, half=(0.5, 0.1, 0.3)),
        8 * 0.5 * 0.1 * 0.3,
    ),
    (
        Pillow(
            kind="pillow",
            name="a",
            material="linen",
            at=ORIGIN,
            half=(0.2, 0.1, 0.3),
            squareness=1.0,
        ),
        4 / 3 * np.pi * 0.2 * 0.1 * 0.3,
    ),
    (Ball(kind="ball", name="a", material="ball", at=ORIGIN, radius=0.1), 4 / 3 * np.pi * 0.1**3),
]


@pytest.mark.parametrize(("prop", "expected"), PROPS, ids=["block", "pillow", "ball"])
def test_props_have_their_size_and_face_outwards(
    prop: Block | Pillow | Ball, expected: float
) -> None:
    mesh = build_prop(prop, forward_kinematics(load_mannequin(), {}))
    assert volume(mesh) == pytest.approx(expected, rel=0.03)


def test_a_tube_ends_in_a_dome_unless_its_mouth_is_open() -> None:
    ends = (PosePlacement(), PosePlacement(shift=(0.0, 1.0, 0.0)))
    tube = Tube(kind="tube", name="a", material="metal", through=ends, radii=(0.1,))
    skeleton = forward_kinematics(load_mannequin(), {})
    closed = build_prop(tube, skeleton).vertices
    mouth = build_prop(tube.model_copy(update={"open": True}), skeleton).vertices
    assert closed[:, 1].min() == pytest.approx(-0.1, abs=0.002)
    assert mouth[:, 1].min() == pytest.approx(0.0, abs=0.002)
    assert closed[:, 1].max() == mouth[:, 1].max() == pytest.approx(1.1, abs=0.002)


def test_the_seam_goes_round_on_the_ball() -> None:
    ball = Ball(kind="ball", name="a", material="ball", at=ORIGIN, radius=0.1)
    curve = ball_seam(ball, forward_kinematics(load_mannequin(), {}))
    distances = np.linalg.norm(curve, axis=1)
    assert np.allclose(distances, distances[0])
    assert np.allclose(curve[0], curve[-1])


def test_only_a_studded_block_has_studs_and_they_lie_on_its_top() -> None:
    skeleton = forward_kinematics(load_mannequin(), {})
    mat = Block(
        kind="block", name="a", material="mat", at=ORIGIN, half=(0.3, 0.01, 0.2), studs=True
    )
    points = stud_points(mat, skeleton)
    assert len(points) == 11 * 7
    assert np.allclose(points[:, 1], 0.01)
    assert np.abs(points[:, 0]).max() == pytest.approx(0.25)
    assert np.abs(points[:, 2]).max() == pytest.approx(0.15)
    assert not len(stud_points(mat.model_copy(update={"studs": False}), skeleton))
    assert not len(stud_points(PROPS[2][0], skeleton))
