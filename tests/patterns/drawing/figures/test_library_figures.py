"""The figures of the library: joints in range, feet that stand, sides that mirror.

These stay together: each law holds for a scene as a whole, through all modules of the room.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure import settle_body
from patterns.drawing.figures.figure_scene import FigureScene, Landmark
from patterns.drawing.figures.mannequin import Skeleton, load_mannequin
from patterns.drawing.figures.pose import JOINT_BONES
from patterns.drawing.figures.props import Ball, Block, Solid, build_prop
from patterns.drawing.figures.supports import Level
from patterns.drawing.geometry.camera import view_axes
from patterns.drawing.geometry.rotations import X, Y, Z, align, angle_between, rotation, unit
from patterns.drawing.output.palette import FRAME, HAIR, OUTLINE, SHIRT, SHORTS, SKIN
from patterns.library_paths import pattern_folders
from patterns.schema.loader import read_model
from tests.helpers.drawing import FIGURES
from tests.helpers.rings import figures_of
from tests.helpers.svg_subset import subset_violations

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray


SIDES = ("left", "right")


HIP_AND_KNEE = {
    # Degrees of hip flexion, abduction and outward rotation, and of knee flexion.
    ("side-lying", "left"): (63, 0, 3, 102),
    ("side-lying", "right"): (57, 3, 3, 96),
    ("feet-neutral-bed", "left"): (-2, 6, 6, 4),
    ("feet-neutral-bed", "right"): (-2, 6, 6, 4),
    ("ankle-pump-start", "left"): (86, 3, 10, 12),
    ("ankle-pump-start", "right"): (85, 5, 2, 90),
    ("ankle-pump", "left"): (86, 3, 10, 12),
    ("ankle-pump", "right"): (85, 5, 2, 90),
    ("ball-calf", "left"): (75, 1, 3, 11),
    ("ball-calf", "right"): (114, 9, 2, 91),
    ("wall-calf-start", "left"): (11, 0, 3, 18),
    ("wall-calf-start", "right"): (11, 0, 3, 18),
    ("wall-calf-straight", "left"): (-6, 0, 0, 13),
    ("wall-calf-straight", "right"): (49, 1, 3, 53),
    ("wall-calf-bent-start", "left"): (0, 1, 3, 16),
    ("wall-calf-bent-start", "right"): (23, 0, 3, 16),
    ("wall-calf-bent", "left"): (21, 2, 2, 62),
    ("wall-calf-bent", "right"): (49, 1, 3, 64),
    ("heel-drop-start", "left"): (7, 0, 3, 15),
    ("heel-drop-start", "right"): (7, 0, 3, 15),
    ("heel-drop", "left"): (5, 0, 3, 15),
    ("heel-drop", "right"): (5, 0, 3, 15),
    ("ball", "left"): (82, 8, 3, 90),
    ("ball", "right"): (87, 7, -11, 95),
    ("ball-whole", "left"): (82, 8, 3, 90),
    ("ball-whole", "right"): (87, 7, -11, 95),
    ("gentle-stretch-start", "left"): (58, 5, 3, 114),
    ("gentle-stretch-start", "right"): (58, 5, 3, 114),
    ("gentle-stretch", "left"): (103, -27, 51, 113),
    ("gentle-stretch", "right"): (43, -7, -10, 77),
    ("pigeon-start", "left"): (118, 25, 84, 129),
    ("pigeon-start", "right"): (-28, 5, -1, 14),
    ("pigeon", "left"): (124, 25, 84, 129),
    ("pigeon", "right"): (-22, 5, -1, 14),
    ("hot-shower", "left"): (25, -29, -19, 20),
    ("hot-shower", "right"): (36, 30, -7, 28),
    ("bridge-start", "left"): (65, 3, 1, 133),
    ("bridge-start", "right"): (65, 3, 1, 133),
    ("bridge", "left"): (11, 3, 1, 117),
    ("bridge", "right"): (11, 3, 1, 117),
    ("walk", "left"): (-3, -1, 3, 33),
    ("walk", "right"): (28, -2, 5, 11),
    ("pillow-under-knees", "left"): (19, 7, 4, 39),
    ("pillow-under-knees", "right"): (19, 6, 3, 39),
    ("cat-camel-up", "left"): (38, 1, 0, 89),
    ("cat-camel-up", "right"): (38, 1, 0, 89),
    ("cat-camel-down", "left"): (84, 1, 0, 89),
    ("cat-camel-down", "right"): (84, 1, 0, 89),
    ("bird-dog-start", "left"): (78, 1, 0, 89),
    ("bird-dog-start", "right"): (78, 1, 0, 89),
    ("bird-dog", "left"): (78, 1, 0, 89),
    ("bird-dog", "right"): (-7, 2, 0, 2),
    ("ball-wall", "left"): (37, 4, 4, 39),
    ("ball-wall", "right"): (37, 4, 4, 39),
    ("side-leg-lift-start", "left"): (-3, 4, 0, 2),
    ("side-leg-lift-start", "right"): (44, 4, 0, 100),
    ("side-leg-lift", "left"): (-4, 12, 1, 1),
    ("side-leg-lift", "right"): (44, 4, 0, 100),
    ("sit-to-stand-start", "left"): (108, 7, 0, 101),
    ("sit-to-stand-start", "right"): (108, 7, 0, 101),
    ("sit-to-stand", "left"): (9, 4, 6, 11),
    ("sit-to-stand", "right"): (9, 4, 6, 11),
    ("roll-at-waist", "left"): (63, 0, 3, 102),
    ("roll-at-waist", "right"): (57, 3, 3, 96),
    ("seat-side-reach-start", "left"): (87, 9, 0, 83),
    ("seat-side-reach-start", "right"): (87, 9, 0, 83),
    ("seat-side-reach", "left"): (87, 9, 0, 83),
    ("seat-side-reach", "right"): (87, 9, 0, 83),
    ("side-plank-start", "left"): (14, -1, 0, 86),
    ("side-plank-start", "right"): (14, -11, 3, 85),
    ("side-plank", "left"): (6, -2, 7, 79),
    ("side-plank", "right"): (6, -5, -5, 78),
    ("half-kneel-start", "left"): (-2, 2, 0, 84),
    ("half-kneel-start", "right"): (94, 6, 0, 86),
    ("half-kneel", "left"): (-29, 2, 1, 64),
    ("half-kneel", "right"): (90, 6, -2, 108),
}


LIMITS = ((-30, 125), (-30, 45), (-45, 90), (0, 140))
"""What a supple adult's joints allow, in the same order.

Usual ranges of motion; outward rotation reaches further in a hip that is bent and turned out at
once, as in sitting cross-legged.
"""


STRETCHED_ELBOW, BENT_ELBOW = 0, 145


MAX_OFF_BODY = 0.020  # between the middle of a red ring and what is seen of the body, in meters

BENT_KNEES = ("wall-calf-bent-start", "wall-calf-bent")

STANDING_FEET = {
    "ball": ("left", "right"),
    "ball-whole": ("left", "right"),
    "gentle-stretch-start": ("left", "right"),
    "gentle-stretch": ("left", "right"),
    "bridge-start": ("left", "right"),
    "bridge": ("left", "right"),
    "hot-shower": ("left", "right"),
}


@cache
def scene_of(name: str) -> FigureScene:
    return read_model(FIGURES[name] / "scenes" / f"{name}.yaml", FigureScene)


@cache
def body_in(name: str) -> tuple[Skeleton, FloatArray]:
    """Pose the body of a scene: its skeleton and its vertices."""
    return settle_body(dress_mannequin(), scene_of(name))


def is_close(name: str) -> bool:
    """Return whether a picture shows a part of the body, and has an edge for that."""
    window = scene_of(name).view.window
    return window is not None and window.edge != "none"


def solid(name: str, prop_name: str) -> Solid:
    """Return a solid of a scene by its name."""
    return next(prop for prop in scene_of(name).solids if prop.name == prop_name)


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
    leg_pillow = build_prop(solid("side-lying", "pillow"), skeleton).vertices
    knee, ankle = joint("side-lying", "left knee"), joint("side-lying", "left ankle")
    for place in (knee, ankle):
        beneath = leg_pillow[np.hypot(*(leg_pillow - place)[:, [0, 2]].T) < 0.09]
        assert -0.09 < beneath[:, 1].max() - place[1] < 0.02
    head_pillow = build_prop(solid("side-lying", "head pillow"), skeleton).vertices
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
    ball = solid("ball", "ball")
    assert isinstance(ball, Ball)
    center = ball.at.point(skeleton)
    seat = solid("ball", "seat")
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
    for name, least, most in (("pigeon-start", 30, 60), ("pigeon", 80, 100)):
        lean = joint(name, "head") - joint(name, "left hip")
        assert least < angle_between(lean * [0, 1, 1], Y) < most
        for side in SIDES:
            assert joint(name, f"{side} wrist")[1] < 0.06


def test_pigeon_lies_on_the_ground_with_its_back_leg_and_its_front_shin() -> None:
    for name in ("pigeon-start", "pigeon"):
        for bones in (("foot.R",), ("lowerleg01.R", "lowerleg02.R"), ("lowerleg01.L",)):
            assert part(name, *bones)[:, 1].min() < 0.012, (name, bones)


def test_the_bridge_lifts_the_hips_in_line_with_knees_and_shoulders() -> None:
    hip, knee, shoulder = (
        joint("bridge", f"left {place}") for place in ("hip", "knee", "shoulder")
    )
    assert angle_between((knee - hip) * [0, 1, 1], (hip - shoulder) * [0, 1, 1]) < 15
    assert hip[1] > joint("bridge-start", "left hip")[1] + 0.15
    for name in ("bridge-start", "bridge"):
        assert part(name, "head")[:, 1].min() < 0.02
        assert part(name, "spine01", "clavicle", "shoulder")[:, 1].min() < 0.01


def test_the_wall_stretch_with_bent_knees_begins_on_the_same_feet_with_straight_ones() -> None:
    for side in SIDES:
        start, end = (joint(name, f"{side} ankle") for name in BENT_KNEES)
        assert start == pytest.approx(end, abs=0.004)
        before, after = (hip_and_knee(body_in(name)[0], side)[3] for name in BENT_KNEES)
        assert before < 20 < 55 < after


@pytest.mark.parametrize("name", [name for name in FIGURES if "sore" in scene_of(name).anchors])
def test_the_sore_place_is_seen_on_the_body(name: str) -> None:
    scene = scene_of(name)
    skeleton, vertices = body_in(name)
    placement = scene.anchors["sore"]
    if isinstance(placement, Landmark):
        return  # a vertex of the body
    axes = view_axes(scene.view.azimuth, scene.view.elevation)[:2]
    apart = np.linalg.norm((vertices - placement.point(skeleton)) @ axes.T, axis=1)
    assert apart.min() < MAX_OFF_BODY


RINGS = sorted(
    {
        (figure.name, figure.sore)
        for pattern in pattern_folders()
        for figure in figures_of(pattern)
        if figure.sore
    }
)
MOST_BEHIND = 0.15  # m: half a trunk; more, and another part of the body is in front


@pytest.mark.parametrize(("name", "anchor"), RINGS)
def test_a_ring_is_not_on_what_hides_the_sore_muscle(name: str, anchor: str) -> None:
    scene = scene_of(name)
    skeleton, vertices = body_in(name)
    axes = view_axes(scene.view.azimuth, scene.view.elevation)
    placement = scene.anchors[anchor]
    if isinstance(placement, Landmark):
        place = vertices[dress_mannequin().nearest_cloth_vertex(placement.body)]
    else:
        place = placement.point(skeleton)
    x, y, depth = axes @ place
    seen = vertices @ axes.T
    around = np.hypot(seen[:, 0] - x, seen[:, 1] - y) < MAX_OFF_BODY
    assert around.any()
    assert seen[around, 2].max() - depth < MOST_BEHIND


def test_who_walks_swings_each_arm_with_the_other_leg() -> None:
    left, right = (joint("walk", f"{side} wrist")[2] for side in SIDES)
    assert left > right
    assert joint("walk", "left ankle")[2] < joint("walk", "right ankle")[2]


PAIRS = (("gentle-stretch-start", "gentle-stretch"), ("pigeon-start", "pigeon"))
MOST_FOR_HALF = 30_000  # bytes of the picture in the middle of all, by size


@pytest.mark.parametrize("pair", [*PAIRS, ("bridge-start", "bridge")])
def test_two_frames_of_an_activity_share_their_view(pair: tuple[str, str]) -> None:
    first, second = (scene_of(name).view for name in pair)
    assert first == second


def test_half_of_the_pictures_are_small() -> None:
    sizes = sorted(
        (FIGURES[name] / "pictures" / f"{name}.{side}.svg").stat().st_size
        for name in FIGURES
        for side in SIDES
    )
    assert sizes[len(sizes) // 2] <= MOST_FOR_HALF


@pytest.mark.parametrize("name", FIGURES)
def test_outlines_print_half_a_point_wide(name: str) -> None:
    svg = (FIGURES[name] / "pictures" / f"{name}.left.svg").read_text(encoding="utf-8")
    width = anchors_of(name, "left")["width"]
    stroke = re.search(rf'stroke="{OUTLINE}" stroke-width="([\d.]+)"', svg)
    assert stroke
    printed = scene_of(name).view.printed / 25.4 * 72  # points
    assert float(stroke[1]) / width * printed >= 0.5


RING_RADIUS = 2.4  # mm: of the ring on the sore muscle, with its halo


@pytest.mark.parametrize(("name", "anchor"), RINGS)
def test_the_ring_on_the_sore_muscle_has_room(name: str, anchor: str) -> None:
    anchors = anchors_of(name, "left")
    ((x, y),) = anchors["anchors"][anchor]
    room = RING_RADIUS / scene_of(name).view.printed * anchors["width"]
    assert room < x < anchors["width"] - room
    assert room < y < anchors["height"] - room


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
    middle = build_prop(solid("hot-shower", "rail"), skeleton).vertices
    knuckles = part("hot-shower", "finger3-1.R", "metacarpal2.R")
    gaps = np.linalg.norm(knuckles[:, None, :] - middle[None, :, :], axis=2)
    assert gaps.min() < 0.03


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("side", SIDES)
def test_pictures_are_of_the_subset_and_small(name: str, side: str) -> None:
    svg = (FIGURES[name] / "pictures" / f"{name}.{side}.svg").read_text(encoding="utf-8")
    assert subset_violations(svg) == []
    scene = scene_of(name)
    for tone in (SKIN,) if is_close(name) else (SKIN, SHIRT, SHORTS, HAIR):
        assert tone.light in svg
    assert (FRAME in svg) == (is_close(name) or scene.lens is not None)
    assert len(svg) <= 60_000


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
    shown = {"sore"} if is_close(name) else {"sore", "hip", "knee", "foot", "hand"}
    assert shown <= anchors["anchors"].keys()
    for anchor, [[x, y]] in anchors["anchors"].items():
        assert 0 < x < anchors["width"], anchor
        assert 0 < y < anchors["height"], anchor
