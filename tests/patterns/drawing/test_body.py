"""Laws of the mannequin: its bones, its hands, its clothes, and what bears it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from patterns.drawing.figures.body import SIDES, assemble, load_mannequin, skinned
from patterns.drawing.figures.dress import (
    CHIN_HEIGHT,
    dressed,
    is_bare,
    is_hair,
    is_shirt,
    is_shorts,
)
from patterns.drawing.figures.hands import FINGERS, finger_turns, palm_frame
from patterns.drawing.figures.pose import (
    BONES,
    Arm,
    Arms,
    Foot,
    Leg,
    Legs,
    Pose,
    PosePlacement,
    Turn,
)
from patterns.drawing.figures.posing import posed
from patterns.drawing.figures.props import Ball, Block, Pillow, Tube, prop_mesh, seam, studs
from patterns.drawing.figures.supports import Dent, Level, borne
from patterns.drawing.geometry.turns import (
    X,
    Y,
    Z,
    about,
    angle_between,
    carry,
    swing,
    twist_degrees,
    unit,
)

if TYPE_CHECKING:
    from patterns.drawing.figures.body import Skeleton
    from patterns.drawing.figures.hands import HandShape
    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.meshes import Mesh

degrees = st.floats(-170, 170)
coordinates = st.floats(-1, 1)
directions = (
    st.tuples(coordinates, coordinates, coordinates)
    .filter(lambda v: float(np.linalg.norm(v)) > 0.1)
    .map(unit)
)

STANDING_LEG = Leg(thigh=(0.0, -1.0, 0.1), shin=(0.0, -1.0, 0.0), foot=Foot(toes=(0.0, 0.0, 1.0)))


def standing(left_leg: Leg = STANDING_LEG, left_wrist: PosePlacement | None = None) -> Pose:
    """Make a pose in which only the left leg and the left wrist are the test's."""
    arms = {
        side: Arm(
            wrist=PosePlacement(joints={f"{side} hip": 1}, shift=(sign * 0.2, 0.1, 0.1)),
            elbow=(sign, 0.0, -1.0),
            fingers=(0.0, -1.0, 0.0),
            palm=(-sign, 0.0, 0.0),
        )
        for side, _, sign in SIDES
    }
    if left_wrist is not None:
        arms["left"] = arms["left"].model_copy(update={"wrist": left_wrist})
    return Pose(
        hips=(0.0, 0.86, 0.0),
        legs=Legs(left=left_leg, right=STANDING_LEG),
        arms=Arms(left=arms["left"], right=arms["right"]),
    )


def volume(mesh: Mesh) -> float:
    a, b, c = mesh.vertices[mesh.faces].transpose(1, 0, 2)
    return float((a * np.cross(b, c)).sum()) / 6


def is_turn(matrix: FloatArray) -> bool:
    return bool(np.allclose(matrix @ matrix.T, np.eye(3)) and np.linalg.det(matrix) > 0)


# --- turns


@given(directions, directions)
def test_the_shortest_swing_reaches_its_end_and_does_not_twist(
    start: FloatArray, end: FloatArray
) -> None:
    if start @ end < -0.999:
        return
    turn = swing(start, end)
    assert is_turn(turn)
    assert np.allclose(turn @ start, end, atol=1e-6)
    assert angle_between(turn @ np.cross(start, end), np.cross(start, end)) < 1e-2 or (
        np.linalg.norm(np.cross(start, end)) < 1e-3
    )


@given(directions, degrees)
def test_a_twist_is_measured_as_it_was_made(axis: FloatArray, angle: float) -> None:
    assert twist_degrees(about(axis, angle), axis) == pytest.approx(angle, abs=1e-6)


@given(directions, directions)
def test_carrying_keeps_the_first_direction_exact(first: FloatArray, second: FloatArray) -> None:
    if np.linalg.norm(np.cross(first, second)) < 0.1:
        return
    turn = carry(Z, Y, first, second)
    assert is_turn(turn)
    assert np.allclose(turn @ Z, first)
    assert (turn @ Y) @ second > 0


# --- the mannequin


def test_the_standing_body_is_the_body_without_turns() -> None:
    mannequin = load_mannequin()
    skeleton = assemble(mannequin, {})
    assert np.allclose(
        np.stack([skeleton.joints[bone] for bone in mannequin.bones]), mannequin.heads
    )
    assert np.allclose(skinned(mannequin, skeleton, mannequin.vertices), mannequin.vertices)


def test_every_vertex_is_carried_whole_and_parents_come_first() -> None:
    mannequin = load_mannequin()
    assert np.allclose(mannequin.weight_shares.sum(axis=1), 1.0)
    assert all(parent < index for index, parent in enumerate(mannequin.parents))
    used = np.unique(np.concatenate([mannequin.skin.ravel(), mannequin.cloth.ravel()]))
    assert np.array_equal(used, np.arange(len(mannequin.vertices)))


def test_left_and_right_mirror_each_other() -> None:
    mannequin = load_mannequin()
    for bone in mannequin.bones:
        if bone.endswith(".L"):
            other = mannequin.head(bone.removesuffix("L") + "R")
            assert np.allclose(mannequin.head(bone) * [-1, 1, 1], other, atol=2e-3), bone


@given(directions, degrees)
@settings(max_examples=15, deadline=None)
def test_turning_the_root_moves_the_body_as_one(axis: FloatArray, angle: float) -> None:
    mannequin = load_mannequin()
    turned = skinned(
        mannequin, assemble(mannequin, {"root": about(axis, angle)}), mannequin.vertices
    )
    some = np.arange(0, len(turned), 997)
    for a, b in pairwise(some):
        assert np.linalg.norm(turned[a] - turned[b]) == pytest.approx(
            np.linalg.norm(mannequin.vertices[a] - mannequin.vertices[b]), abs=1e-9
        )


# --- poses


@given(
    st.tuples(st.floats(0.0, 0.2), st.floats(0.2, 0.4), st.floats(-0.2, 0.3)),
)
@settings(max_examples=25, deadline=None)
def test_an_ankle_within_reach_is_where_it_was_put(place: tuple[float, float, float]) -> None:
    leg = Leg(
        ankle=PosePlacement(shift=place), knee=(0.2, 0.0, 1.0), foot=Foot(toes=(0.0, 0.0, 1.0))
    )
    skeleton = posed(load_mannequin(), standing(leg))
    assert np.allclose(skeleton.joints["foot.L"], place, atol=1e-6)


@given(st.tuples(st.floats(0.0, 0.3), st.floats(-0.3, 0.1), st.floats(0.1, 0.3)))
@settings(max_examples=25, deadline=None)
def test_a_limb_keeps_its_length_wherever_it_reaches(shift: tuple[float, float, float]) -> None:
    mannequin = load_mannequin()
    wrist = PosePlacement(joints={"left shoulder": 1}, shift=shift)
    skeleton = posed(mannequin, standing(left_wrist=wrist))
    for upper, lower in (("upperarm01.L", "lowerarm01.L"), ("lowerarm01.L", "wrist.L")):
        assert np.linalg.norm(skeleton.joints[lower] - skeleton.joints[upper]) == pytest.approx(
            np.linalg.norm(mannequin.head(lower) - mannequin.head(upper)), abs=1e-6
        )


def test_the_hips_are_where_the_pose_puts_them() -> None:
    pose = standing().model_copy(update={"turns": (Turn(axis="z", degrees=90.0),)})
    skeleton = posed(load_mannequin(), pose)
    middle = (skeleton.joints["upperleg01.L"] + skeleton.joints["upperleg01.R"]) / 2
    assert np.allclose(middle, pose.hips)
    assert skeleton.joints["upperleg01.L"][1] > skeleton.joints["upperleg01.R"][1] + 0.15


def test_a_place_is_a_weighted_mean_that_may_be_raised() -> None:
    skeleton = posed(load_mannequin(), standing())
    knee, hip = (skeleton.joints[BONES[f"left {joint}"]] for joint in ("knee", "hip"))
    place = PosePlacement(joints={"left knee": 3, "left hip": 1}, shift=(0.1, 0.0, 0.0))
    assert np.allclose(place.point(skeleton), 0.75 * knee + 0.25 * hip + 0.1 * X)
    assert place.model_copy(update={"height": 0.5}).point(skeleton)[1] == 0.5


def test_a_joint_nobody_knows_is_refused() -> None:
    with pytest.raises(ValidationError, match="is no joint of the body"):
        PosePlacement(joints={"left toenail": 1})


def test_a_leg_is_placed_in_just_one_way() -> None:
    both = {"ankle": PosePlacement(), "knee": (0.0, 0.0, 1.0), "thigh": (0.0, -1.0, 0.0)}
    for fields in ({}, {"thigh": (0.0, -1.0, 0.0)}, both | {"shin": (0.0, -1.0, 0.0)}):
        with pytest.raises(ValidationError, match="either ankle and knee"):
            Leg.model_validate(fields)


# --- hands


def reach_of(finger: int, shape: HandShape) -> float:
    """Measure how far a finger's last joint lies ahead of the wrist."""
    mannequin = load_mannequin()
    skeleton = assemble(mannequin, finger_turns(mannequin, "L", np.eye(3), shape))
    ahead, _ = palm_frame(mannequin, "L")
    return float((skeleton.joints[f"finger{finger}-3.L"] - skeleton.joints["wrist.L"]) @ ahead)


@pytest.mark.parametrize("finger", FINGERS)
def test_hands_close_from_flat_to_grip(finger: int) -> None:
    shapes: tuple[HandShape, ...] = ("flat", "relaxed", "cupped", "grip")
    reaches = [reach_of(finger, shape) for shape in shapes]
    assert reaches == sorted(reaches, reverse=True)
    assert reaches[-1] < 0.75 * reaches[0]


def test_relaxed_fingers_lie_closer_than_the_standing_bodys() -> None:
    mannequin = load_mannequin()

    def gap(skeleton: Skeleton) -> float:
        index, little = (skeleton.joints[f"finger{finger}-3.R"] for finger in (2, 5))
        return float(np.linalg.norm(index - little))

    relaxed = assemble(mannequin, finger_turns(mannequin, "R", np.eye(3), "relaxed"))
    assert gap(relaxed) < 0.9 * gap(assemble(mannequin, {}))


# --- clothes


def test_no_skin_under_the_clothes_is_drawn() -> None:
    body = dressed()
    skin = body.marks[np.unique(body.mannequin.skin)]
    trunk = (skin[:, 3] < 0.5) & (skin[:, 1] > -0.17) & (skin[:, 1] < 0.42)
    assert trunk.sum() > 500
    assert not is_bare(skin[trunk]).any()


def test_cloth_covers_wherever_skin_is_dropped() -> None:
    body = dressed()
    cloth = body.marks[np.unique(body.mannequin.cloth)]
    trunk = cloth[(cloth[:, 3] < 0.5) & (cloth[:, 1] > -0.17) & (cloth[:, 1] < 0.42)]
    assert (is_shirt(trunk) | is_shorts(trunk)).all()


def test_hair_is_on_the_head_and_off_the_face() -> None:
    body = dressed()
    hair = body.marks[is_hair(body.marks)]
    assert (hair[:, 1] > CHIN_HEIGHT).all()
    chin = np.array([[0.0, 0.68, 0.14, 0.0, 0.0]])
    crown = np.array([[0.0, 0.83, 0.03, 0.0, 0.0]])
    assert is_hair(crown).all()
    assert not is_hair(chin).any()


# --- what bears the body


@given(st.floats(0.002, 0.02), st.lists(st.floats(-0.1, 0.5), min_size=2, max_size=30))
def test_a_level_lets_nothing_sink_deeper_than_it_gives(give: float, heights: list[float]) -> None:
    skeleton = assemble(load_mannequin(), {})
    points = np.column_stack([np.zeros(len(heights)), heights, np.zeros(len(heights))])
    moved = borne(points, [Level(kind="level", height=0.0, give=give)], skeleton)
    assert (moved[:, 1] >= -give).all()
    above = points[:, 1] >= 0
    assert np.array_equal(moved[above], points[above])
    order = np.argsort(points[:, 1], kind="stable")
    assert (np.diff(moved[order, 1]) >= 0).all()


def test_a_dent_leaves_nothing_inside_the_ball() -> None:
    skeleton = assemble(load_mannequin(), {})
    rng = np.random.default_rng(1)
    points = rng.uniform(-0.1, 0.1, (300, 3))
    dent = Dent(kind="dent", at=PosePlacement(shift=(0.02, 0.0, 0.0)), radius=0.05)
    moved = borne(points, [dent], skeleton)
    distance = np.linalg.norm(moved - [0.02, 0.0, 0.0], axis=1)
    assert distance.min() >= 0.05 - 1e-9
    outside = np.linalg.norm(points - [0.02, 0.0, 0.0], axis=1) > 0.05
    assert 0 < outside.sum() < len(points)
    assert np.array_equal(moved[outside], points[outside])


# --- props


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
    mesh = prop_mesh(prop, assemble(load_mannequin(), {}))
    assert volume(mesh) == pytest.approx(expected, rel=0.03)


def test_a_tube_ends_in_a_dome_unless_its_mouth_is_open() -> None:
    ends = (PosePlacement(), PosePlacement(shift=(0.0, 1.0, 0.0)))
    tube = Tube(kind="tube", name="a", material="metal", through=ends, radii=(0.1,))
    skeleton = assemble(load_mannequin(), {})
    closed = prop_mesh(tube, skeleton).vertices
    mouth = prop_mesh(tube.model_copy(update={"open": True}), skeleton).vertices
    assert closed[:, 1].min() == pytest.approx(-0.1, abs=0.002)
    assert mouth[:, 1].min() == pytest.approx(0.0, abs=0.002)
    assert closed[:, 1].max() == mouth[:, 1].max() == pytest.approx(1.1, abs=0.002)


def test_the_seam_goes_round_on_the_ball() -> None:
    ball = Ball(kind="ball", name="a", material="ball", at=ORIGIN, radius=0.1)
    curve = seam(ball, assemble(load_mannequin(), {}))
    distances = np.linalg.norm(curve, axis=1)
    assert np.allclose(distances, distances[0])
    assert np.allclose(curve[0], curve[-1])


def test_only_a_studded_block_has_studs_and_they_lie_on_its_top() -> None:
    skeleton = assemble(load_mannequin(), {})
    mat = Block(
        kind="block", name="a", material="mat", at=ORIGIN, half=(0.3, 0.01, 0.2), studs=True
    )
    points = studs(mat, skeleton)
    assert len(points) == 11 * 7
    assert np.allclose(points[:, 1], 0.01)
    assert np.abs(points[:, 0]).max() == pytest.approx(0.25)
    assert np.abs(points[:, 2]).max() == pytest.approx(0.15)
    assert not len(studs(mat.model_copy(update={"studs": False}), skeleton))
    assert not len(studs(PROPS[2][0], skeleton))
