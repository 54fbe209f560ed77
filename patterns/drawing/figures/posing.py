"""The mannequin and a pose in, a posed skeleton out."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures.body import SIDES, Mannequin, Skeleton, assemble
from patterns.drawing.figures.hands import finger_turns, palm_frame
from patterns.drawing.geometry.turns import (
    STRAIGHT,
    X,
    Y,
    Z,
    about,
    across,
    carry,
    frame,
    swing,
    twist_degrees,
    unit,
)

if TYPE_CHECKING:
    from patterns.drawing.figures.pose import Arm, Leg, Pose
    from patterns.drawing.geometry.arrays import FloatArray

SPINE = {"spine05": 0.25, "spine04": 0.25, "spine03": 0.2, "spine02": 0.15, "spine01": 0.15}
NECK = {"neck01": 0.2, "neck02": 0.25, "neck03": 0.25, "head": 0.3}
"""How the bend of the trunk and of the neck is shared out, from below upwards."""

LONGEST_REACH = 0.995
"""A limb never stretches quite straight, as a share of its length."""

UPPER_TWIST = 0.4
"""Share of a limb's twist that its upper half takes; the rest comes at the middle."""

FOREARM_TWIST = 0.6
"""Share of the hand's twist that the lower forearm takes."""


def posed(mannequin: Mannequin, pose: Pose) -> Skeleton:
    """Pose the mannequin: first the trunk, then the legs, then the arms that reach from it."""
    turns = _trunk(pose)
    for side, letter, _ in SIDES:
        skeleton = _placed(mannequin, turns, pose)
        turns |= _leg(mannequin, skeleton, getattr(pose.legs, side), letter)
    for side, letter, sign in SIDES:
        arm: Arm = getattr(pose.arms, side)
        chest = turns["spine01"]
        collar = about(Z, sign * arm.raised) @ about(Y, -sign * arm.forward)
        turns[f"clavicle.{letter}"] = chest @ collar
        skeleton = _placed(mannequin, turns, pose)
        turns |= _arm(mannequin, skeleton, arm, letter)
    return _placed(mannequin, turns, pose)


def _placed(mannequin: Mannequin, turns: dict[str, FloatArray], pose: Pose) -> Skeleton:
    skeleton = assemble(mannequin, turns)
    middle = (skeleton.joints["upperleg01.L"] + skeleton.joints["upperleg01.R"]) / 2
    return skeleton.moved(np.array(pose.hips) - middle)


def _trunk(pose: Pose) -> dict[str, FloatArray]:
    axes = {"x": X, "y": Y, "z": Z}
    turn = np.eye(3)
    for step in pose.turns:
        turn = about(axes[step.axis], step.degrees) @ turn
    turns = {"root": turn}
    for shares, bend in ((SPINE, pose.spine), (NECK, pose.neck)):
        for bone, share in shares.items():
            turn = (
                turn
                @ about(Y, bend.turn * share)
                @ about(Z, -bend.left * share)
                @ about(X, bend.forward * share)
            )
            turns[bone] = turn
    return turns


def _leg(mannequin: Mannequin, skeleton: Skeleton, leg: Leg, letter: str) -> dict[str, FloatArray]:
    hip, knee, ankle = (
        mannequin.head(f"{bone}.{letter}") for bone in ("upperleg01", "lowerleg01", "foot")
    )
    rest_thigh, rest_shin = unit(knee - hip), unit(ankle - knee)
    thigh, shin = _leg_directions(skeleton, leg, letter, knee - hip, ankle - knee)
    thigh_front, shin_front = _leg_fronts(skeleton, leg, thigh, shin)

    thigh_turn = carry(rest_thigh, Z, thigh, thigh_front)
    shin_turn = carry(rest_shin, Z, shin, shin_front)
    if leg.foot is not None:
        foot_turn = carry(Z, -Y, np.array(leg.foot.toes), np.array(leg.foot.sole))
    else:
        foot_turn = carry(-Y, Z, shin, shin_front) @ about(X, leg.pointed)
    upper = _half_twisted(skeleton.turns[f"pelvis.{letter}"], thigh_turn, rest_thigh)
    return {
        f"upperleg01.{letter}": upper,
        f"upperleg02.{letter}": thigh_turn,
        f"lowerleg01.{letter}": shin_turn,
        f"lowerleg02.{letter}": shin_turn,
        f"foot.{letter}": foot_turn,
    }


def _leg_directions(
    skeleton: Skeleton, leg: Leg, letter: str, thigh: FloatArray, shin: FloatArray
) -> tuple[FloatArray, FloatArray]:
    if leg.ankle is not None and leg.knee is not None:
        return _reach(
            skeleton.joints[f"upperleg01.{letter}"],
            leg.ankle.point(skeleton),
            (float(np.linalg.norm(thigh)), float(np.linalg.norm(shin))),
            np.array(leg.knee),
        )
    return unit(leg.thigh or ()), unit(leg.shin or ())


def _leg_fronts(
    skeleton: Skeleton, leg: Leg, thigh: FloatArray, shin: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Give where the fronts of thigh and shin look: the knee is a hinge and bends one way."""
    back = across(shin, thigh)
    if leg.front is not None or np.linalg.norm(back) < STRAIGHT:
        front = np.array(leg.front) if leg.front is not None else skeleton.turns["root"] @ Z
        return front, front
    return -back, across(thigh, shin)


def _reach(
    start: FloatArray, target: FloatArray, lengths: tuple[float, float], pole: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Give the two directions of a limb that reaches for a target, its middle towards `pole`."""
    upper, lower = lengths
    way = unit(target - start)
    distance = min(float(np.linalg.norm(target - start)), (upper + lower) * LONGEST_REACH)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(upper**2 - along**2, 0.0))
    middle = way * along + unit(across(pole, way)) * aside
    return unit(middle), unit(way * distance - middle)


def _half_twisted(parent: FloatArray, turn: FloatArray, axis: FloatArray) -> FloatArray:
    """Give the turn of a limb's upper half: all of the swing and a part of the twist."""
    swung = swing(parent @ axis, turn @ axis) @ parent
    twist = twist_degrees(swung.T @ turn, axis)
    return np.asarray(swung @ about(axis, twist * UPPER_TWIST))


def _arm(mannequin: Mannequin, skeleton: Skeleton, arm: Arm, letter: str) -> dict[str, FloatArray]:
    shoulder, elbow, wrist = (
        mannequin.head(f"{bone}.{letter}") for bone in ("upperarm01", "lowerarm01", "wrist")
    )
    rest_upper, rest_lower = unit(elbow - shoulder), unit(wrist - elbow)
    upper, lower = _reach(
        skeleton.joints[f"upperarm01.{letter}"],
        arm.wrist.point(skeleton),
        (float(np.linalg.norm(elbow - shoulder)), float(np.linalg.norm(wrist - elbow))),
        np.array(arm.elbow),
    )
    # The elbow is a hinge too: the standing body bends it towards the front.
    rest_bend, bend = across(rest_lower, rest_upper), across(lower, upper)
    hinge, rest_hinge = np.cross(upper, bend), np.cross(rest_upper, rest_bend)
    upper_turn = frame(upper, bend) @ frame(rest_upper, rest_bend).T
    lower_turn = frame(lower, hinge) @ frame(rest_lower, rest_hinge).T
    fingers, palm = palm_frame(mannequin, letter)
    hand_turn = carry(fingers, palm, np.array(arm.fingers), np.array(arm.palm))
    twist = twist_degrees(lower_turn.T @ hand_turn, rest_lower)
    return {
        f"upperarm01.{letter}": _half_twisted(
            skeleton.turns[f"shoulder01.{letter}"], upper_turn, rest_upper
        ),
        f"upperarm02.{letter}": upper_turn,
        f"lowerarm01.{letter}": lower_turn,
        f"lowerarm02.{letter}": lower_turn @ about(rest_lower, twist * FOREARM_TWIST),
        f"wrist.{letter}": hand_turn,
        **finger_turns(mannequin, letter, hand_turn, arm.shape),
    }
