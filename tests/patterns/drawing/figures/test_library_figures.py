"""The figures of the library: joints in range, feet that stand, sides that mirror.

These stay together: each law holds for a scene as a whole, through all modules of the room.
"""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure import settle_body
from patterns.drawing.figures.figure_scene import FigureScene
from patterns.drawing.figures.mannequin import Skeleton, load_mannequin
from patterns.drawing.figures.pose import JOINT_BONES
from patterns.drawing.figures.props import Ball, Block, build_prop
from patterns.drawing.figures.supports import Level
from patterns.drawing.geometry.rotations import X, Y, Z, align, angle_between, rotation, unit
from patterns.drawing.output.palette import FRAME, HAIR, SHIRT, SHORTS, SKIN
from patterns.schema.loader import read_model
from tests.helpers.drawing import FIGURES
from tests.helpers.svg_subset import subset_violations

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray


SIDES = ("left", "right")


HIP_AND_KNEE = {
    # Degrees of hip flexion, abduction and outward rotation, and of knee flexion.
    ("side-lying", "left"): (51, 0, 4, 89),
    ("side-lying", "right"): (45, 2, 4, 82),
    ("ball", "left"): (77, 7, 4, 84),
    ("ball", "right"): (81, 9, -11, 96),
    ("gentle-stretch", "left"): (103, -27, 51, 115),
    ("gentle-stretch", "right"): (46, -7, -10, 83),
    ("pigeon", "left"): (124, 25, 84, 129),
    ("pigeon", "right"): (-22, 5, -1, 14),
    ("hot-shower", "left"): (27, -23, -21, 23),
    ("hot-shower", "right"): (34, 24, -3, 25),
}


LIMITS = ((-30, 125), (-30, 45), (-45, 90), (0, 140))
"""What a supple adult's joints allow, in the same order.

Usual ranges of motion; outward rotation reaches further in a hip that is bent and turned out at
once, as in sitting cross-legged.
"""


STRETCHED_ELBOW, BENT_ELBOW = 0, 145


STANDING_FEET = {
    "ball": ("left", "right"),
    "gentle-stretch": ("left", "right"),
    "hot-shower": ("left", "right"),
}


@cache
def scene_of(name: str) -> FigureScene:
    return read_model(FIGURES[name] / "scenes" / f"{name}.yaml", FigureScene)


@cache
def body_in(name: str) -> tuple[Skeleton, FloatArray]:
    """Pose the body of a scene: its skeleton and its vertices."""
    return settle_body(dress_mannequin(), scene_of(name))


def anchors_of(name: str, side: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(
        (FIGURES[name] / "pictures" / f"{name}.{side}.json").read_text(encoding="utf-8")
    )
    return loaded


def joint(name: str, joint_name: str) -> FloatArray:
    return body_in(name)[0].joints[JOINT_BONES[joint_name]]


def part(name: str, *bones: str) -> FloatArray:
    """Return the vertices of a posed body that lie mostly on some bones."""
    mannequin = load_mannequin()
    chosen = np.array([bone.startswith(bones) for bone in mannequin.bones])
    share = (mannequin.weight_shares * chosen[mannequin.weight_bones]).sum(axis=1)
    return np.asarray(body_in(name)[1][share > 0.6])


def hip_and_knee(skeleton: Skeleton, side: str) -> tuple[float, float, float, float]:
    """Measure hip flexion, abduction and outward rotation, then knee flexion, in degrees.

    The hip's turn is split in that order, beginning from the upright thigh.
    """
    mannequin = load_mannequin()
    letter, sign = ("L", 1.0) if side == "left" else ("R", -1.0)
    joints = (mannequin.rest_joint(f"{bone}.{letter}") for bone in ("upperleg01", "lowerleg01"))
    rest_hip, rest_knee = joints
    rest = unit(rest_knee - rest_hip)
    upright = align(rest, Z, -Y, Z)
    hip = skeleton.rotations["root"].T @ skeleton.rotations[f"upperleg02.{letter}"] @ upright.T
    thigh = hip @ -Y
    abduction = math.degrees(math.asin(float(np.clip(thigh[0], -1, 1))))
    flexion = math.degrees(math.atan2(thigh[2], -thigh[1]))
    rest_turn = rotation(Z, abduction).T @ rotation(X, flexion) @ hip
    outward = math.degrees(math.atan2(rest_turn[0, 2], rest_turn[2, 2]))
    hip_joint, knee, ankle = (
        skeleton.joints[JOINT_BONES[f"{side} {place}"]] for place in ("hip", "knee", "ankle")
    )
    return flexion, sign * abduction, sign * outward, angle_between(knee - hip_joint, ankle - knee)


def toes(name: str, side: str) -> FloatArray:
    """Return where the second toes point."""
    letter = "L" if side == "left" else "R"
    return body_in(name)[0].rotations[f"foot.{letter}"] @ Z


@pytest.mark.parametrize(("name", "side"), HIP_AND_KNEE)
def test_hips_and_knees_bend_as_the_figure_says_and_as_a_body_can(name: str, side: str) -> None:
    measured = hip_and_knee(body_in(name)[0], side)
    assert measured == pytest.approx(HIP_AND_KNEE[name, side], abs=3)
    for value, (low, high) in zip(measured, LIMITS, strict=True):
        assert low <= value <= high


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("side", SIDES)
def test_elbows_bend_within_their_range(name: str, side: str) -> None:
    shoulder, elbow, wrist = (
        joint(name, f"{side} {place}") for place in ("shoulder", "elbow", "wrist")
    )
    assert STRETCHED_ELBOW < angle_between(elbow - shoulder, wrist - elbow) < BENT_ELBOW


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("side", SIDES)
def test_every_hand_reaches_what_it_reaches_for(name: str, side: str) -> None:
    skeleton, _ = body_in(name)
    arm = getattr(scene_of(name).pose.arms, side)
    wanted = arm.wrist.point(skeleton)
    assert np.linalg.norm(joint(name, f"{side} wrist") - wanted) < 0.003


@pytest.mark.parametrize(
    ("name", "side"), [(name, side) for name, sides in STANDING_FEET.items() for side in sides]
)
def test_feet_stand_flat_on_the_floor(name: str, side: str) -> None:
    letter = "L" if side == "left" else "R"
    sole = part(name, f"foot.{letter}")
    sinks = max(level.give for level in scene_of(name).supports if isinstance(level, Level))
    assert -sinks - 0.003 < sole[:, 1].min() < 0.003
    assert (sole[:, 1] < 0.012).mean() > 0.1


def test_side_lying_rests_on_the_mattress_with_its_whole_length() -> None:
    _, vertices = body_in("side-lying")
    assert -0.012 <= vertices[:, 1].min() < -0.005
    touching = {
        "shoulder": part("side-lying", "spine", "clavicle", "shoulder", "upperarm01.R"),
        "arm": part("side-lying", "upperarm02.R", "lowerarm"),
        "thigh": part("side-lying", "upperleg01.R", "upperleg02.R"),
        "lower leg": part("side-lying", "lowerleg01.R", "lowerleg02.R"),
        "foot": part("side-lying", "foot.R"),
    }
    for place, points in touching.items():
        assert (points[:, 1] < 0.003).sum() >= 3, place
    upper = part("side-lying", "upperleg02.L", "lowerleg01.L", "lowerleg02.L", "foot.L")
    assert upper[:, 1].min() > 0.1


def test_side_lying_has_the_head_and_the_upper_leg_on_pillows() -> None:
    skeleton, _ = body_in("side-lying")
    props = {prop.name: prop for prop in scene_of("side-lying").props}
    leg_pillow = build_prop(props["pillow"], skeleton).vertices
    knee, ankle = joint("side-lying", "left knee"), joint("side-lying", "left ankle")
    for place in (knee, ankle):
        beneath = leg_pillow[np.hypot(*(leg_pillow - place)[:, [0, 2]].T) < 0.09]
        assert -0.09 < beneath[:, 1].max() - place[1] < 0.02
    head_pillow = build_prop(props["head pillow"], skeleton).vertices
    head = part("side-lying", "head")
    assert head[:, 1].min() < head_pillow[:, 1].max() < joint("side-lying", "head")[1] + 0.05
    assert (head_pillow[:, 1].min()) < 0.003


def test_gentle_stretch_and_pigeon_rest_on_the_ground() -> None:
    for name in ("gentle-stretch", "pigeon"):
        lowest = body_in(name)[1][:, 1].min()
        assert -0.007 < lowest < 0.001, name
    back = part("gentle-stretch", "spine", "root")
    assert (back[:, 1] < 0.003).sum() >= 8


def test_side_lying_has_the_sore_hip_on_top() -> None:
    assert joint("side-lying", "left hip")[1] > joint("side-lying", "right hip")[1] + 0.15


def test_the_ball_is_under_the_sore_buttock_and_dents_it() -> None:
    skeleton, vertices = body_in("ball")
    ball = next(prop for prop in scene_of("ball").props if isinstance(prop, Ball))
    center = ball.at.point(skeleton)
    seat = next(prop for prop in scene_of("ball").props if prop.name == "seat")
    assert isinstance(seat, Block)
    top = seat.at.point(skeleton)[1] + seat.half[1]
    assert center[1] - ball.radius == pytest.approx(top, abs=0.002)
    # Between the middle of the body, where the sacrum ends, and the trochanter.
    trochanter = vertices[dress_mannequin().nearest_cloth_vertex((0.165, 0.02, -0.01))]
    assert 0.03 < center[0] < trochanter[0]
    distances = np.linalg.norm(vertices - center, axis=1)
    assert distances.min() >= ball.radius - 1e-6
    assert (distances < ball.radius + 0.001).sum() >= 4


def test_gentle_stretch_crosses_the_sore_leg_over_the_other() -> None:
    left_foot, right_knee = (joint("gentle-stretch", n) for n in ("left ankle", "right knee"))
    right_foot = joint("gentle-stretch", "right ankle")
    assert left_foot[0] < right_knee[0] - 0.1
    assert left_foot[0] < right_foot[0] - 0.1
    assert joint("gentle-stretch", "left knee")[1] > right_knee[1]
    hand = joint("gentle-stretch", "right wrist")
    assert np.linalg.norm(hand - joint("gentle-stretch", "left knee")) < 0.12


def test_pigeon_has_the_sore_leg_in_front_and_the_hips_level() -> None:
    assert joint("pigeon", "left knee")[2] > joint("pigeon", "left hip")[2] + 0.25
    assert joint("pigeon", "right knee")[2] < joint("pigeon", "right hip")[2] - 0.3
    shin = joint("pigeon", "left ankle") - joint("pigeon", "left knee")
    assert angle_between(shin, -X) < 20
    assert abs(joint("pigeon", "left hip")[1] - joint("pigeon", "right hip")[1]) < 0.01
    lean = joint("pigeon", "head") - joint("pigeon", "left hip")
    assert 35 < angle_between(lean * [0, 1, 1], Y) < 65
    for side in SIDES:
        assert joint("pigeon", f"{side} wrist")[1] < 0.06


def test_hot_shower_turns_the_sore_sides_toes_in_and_pushes_that_hip_out() -> None:
    inward = math.degrees(math.atan2(-toes("hot-shower", "left")[0], toes("hot-shower", "left")[2]))
    assert 25 < inward < 45
    assert angle_between(toes("hot-shower", "left"), toes("hot-shower", "right")) > 20
    left_foot, right_foot = (joint("hot-shower", f"{side} ankle") for side in SIDES)
    assert scene_of("hot-shower").pose.hips[0] > left_foot[0] > right_foot[0]


def test_hot_shower_hits_the_sore_hip_and_a_hand_holds_the_rail() -> None:
    skeleton, vertices = body_in("hot-shower")
    scene = scene_of("hot-shower")
    hip = vertices[dress_mannequin().nearest_cloth_vertex((0.165, 0.02, -0.01))]
    (stream,) = scene.streams
    assert np.linalg.norm(stream.end.point(skeleton) - hip) < 0.12
    rail = next(prop for prop in scene.props if prop.name == "rail")
    middle = build_prop(rail, skeleton).vertices
    knuckles = part("hot-shower", "finger3-1.R", "metacarpal2.R")
    gaps = np.linalg.norm(knuckles[:, None, :] - middle[None, :, :], axis=2)
    assert gaps.min() < 0.03


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("side", SIDES)
def test_pictures_are_of_the_subset_and_small(name: str, side: str) -> None:
    svg = (FIGURES[name] / "pictures" / f"{name}.{side}.svg").read_text(encoding="utf-8")
    assert subset_violations(svg) == []
    close_view = scene_of(name).view.window is not None
    for tone in (SKIN, SHIRT, SHORTS) if close_view else (SKIN, SHIRT, SHORTS, HAIR):
        assert tone.light in svg
    assert (FRAME in svg) == close_view


@pytest.mark.parametrize("name", FIGURES)
def test_anchors_of_left_and_right_mirror_exactly(name: str) -> None:
    left, right = (anchors_of(name, side) for side in SIDES)
    assert (left["width"], left["height"]) == (right["width"], right["height"])
    assert left["anchors"].keys() == right["anchors"].keys() == scene_of(name).anchors.keys()
    for anchor, [[x, y]] in left["anchors"].items():
        ((mirror_x, mirror_y),) = right["anchors"][anchor]
        assert mirror_x == pytest.approx(left["width"] - x, abs=1e-9), anchor
        assert mirror_y == y, anchor


@pytest.mark.parametrize("name", FIGURES)
def test_anchors_lie_in_the_picture(name: str) -> None:
    anchors = anchors_of(name, "left")
    hidden = {"foot"} if scene_of(name).view.window else set()
    assert {"hip", "knee", "foot", "hand"} - hidden <= anchors["anchors"].keys()
    for anchor, [[x, y]] in anchors["anchors"].items():
        assert 0 < x < anchors["width"], anchor
        assert 0 < y < anchors["height"], anchor
