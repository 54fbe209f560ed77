"""Find the rotation of every bone for a pose: trunk by angles, limbs by inverse kinematics."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures.hands import finger_rotations, palm_directions
from patterns.drawing.figures.mannequin import SIDES, Mannequin, Skeleton, forward_kinematics
from patterns.drawing.geometry.rotations import (
    X,
    Y,
    Z,
    align,
    perpendicular,
    rotation,
    swing,
    twist_degrees,
    unit,
)

if TYPE_CHECKING:
    from patterns.drawing.figures.mannequin import Rotations
    from patterns.drawing.figures.pose import Arm, Leg, Pose
    from patterns.drawing.geometry.arrays import FloatArray

AXES = {"x": X, "y": Y, "z": Z}

SPINE_SHARES = {"spine05": 0.25, "spine04": 0.25, "spine03": 0.2, "spine02": 0.15, "spine01": 0.15}
NECK_SHARES = {"neck01": 0.2, "neck02": 0.25, "neck03": 0.25, "head": 0.3}
"""How the bend of the trunk and of the neck is divided, from below upward."""

MAX_REACH = 0.995  # share of its length to which a limb stretches, never quite straight
STRAIGHT_KNEE = 0.06  # below this sine of thigh and shin the knee has no front of its own
UPPER_TWIST = 0.4  # share of a limb's twist that its upper half takes; the rest comes at the middle
FOREARM_TWIST = 0.6  # share of the hand's twist that the lower forearm takes


def solve_pose(mannequin: Mannequin, pose: Pose) -> Skeleton:
    """Pose the mannequin: first the trunk, then the legs, then the arms that reach from it."""
    rotations = _trunk(pose)
    for side, letter, _ in SIDES:
        skeleton = _with_hips_placed(mannequin, rotations, pose)
        rotations |= _leg(mannequin, skeleton, getattr(pose.legs, side), letter)
    for side, letter, sign in SIDES:
        arm: Arm = getattr(pose.arms, side)
        collar = rotation(Z, sign * arm.raised) @ rotation(Y, -sign * arm.forward)
        rotations[f"clavicle.{letter}"] = rotations["spine01"] @ collar
        skeleton = _with_hips_placed(mannequin, rotations, pose)
        rotations |= _arm(mannequin, skeleton, arm, letter)
    return _with_hips_placed(mannequin, rotations, pose)


def _with_hips_placed(mannequin: Mannequin, rotations: Rotations, pose: Pose) -> Skeleton:
    skeleton = forward_kinematics(mannequin, rotations)
    middle = (skeleton.joints["upperleg01.L"] + skeleton.joints["upperleg01.R"]) / 2
    offset = np.array(pose.hips) - middle
    joints = {bone: at + offset for bone, at in skeleton.joints.items()}
    return Skeleton(skeleton.rotations, joints)


def _trunk(pose: Pose) -> Rotations:
    """Return the rotations of root, spine, neck and head; each bone adds to the one below it."""
    matrix = np.eye(3)
    for step in pose.turns:
        matrix = rotation(AXES[step.axis], step.degrees) @ matrix
    rotations = {"root": matrix}
    for shares, bend in ((SPINE_SHARES, pose.spine), (NECK_SHARES, pose.neck)):
        for bone, share in shares.items():
            for axis, degrees in ((Y, bend.turn), (Z, -bend.left), (X, bend.forward)):
                matrix = matrix @ rotation(axis, degrees * share)
            rotations[bone] = matrix
    return rotations


def _leg(mannequin: Mannequin, skeleton: Skeleton, leg: Leg, letter: str) -> Rotations:
    """Return the rotations of one leg's bones, on a skeleton whose trunk is posed."""
    hip, knee, ankle = mannequin.rest_limb(letter, "upperleg01", "lowerleg01", "foot")
    rest_thigh, rest_shin = unit(knee - hip), unit(ankle - knee)
    if leg.ankle is not None and leg.knee is not None:
        start, target = skeleton.joints[f"upperleg01.{letter}"], leg.ankle.point(skeleton)
        thigh, shin = _two_bone_ik(start, target, (knee - hip, ankle - knee), np.array(leg.knee))
    else:
        thigh, shin = unit(leg.thigh or ()), unit(leg.shin or ())
    thigh_front, shin_front = _leg_fronts(skeleton, leg, thigh, shin)

    thigh_rotation = align(rest_thigh, Z, thigh, thigh_front)
    shin_rotation = align(rest_shin, Z, shin, shin_front)
    if leg.foot is not None:
        foot_rotation = align(Z, -Y, np.array(leg.foot.toes), np.array(leg.foot.sole))
    else:
        foot_rotation = align(-Y, Z, shin, shin_front) @ rotation(X, leg.pointed)
    upper = _partly_twisted(skeleton.rotations[f"pelvis.{letter}"], thigh_rotation, rest_thigh)
    return {
        f"upperleg01.{letter}": upper,
        f"upperleg02.{letter}": thigh_rotation,
        f"lowerleg01.{letter}": shin_rotation,
        f"lowerleg02.{letter}": shin_rotation,
        f"foot.{letter}": foot_rotation,
    }


def _leg_fronts(
    skeleton: Skeleton, leg: Leg, thigh: FloatArray, shin: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return where the fronts of thigh and shin face: the knee is a hinge and bends one way."""
    back = perpendicular(shin, thigh)
    if leg.front is not None or np.linalg.norm(back) < STRAIGHT_KNEE:
        front = np.array(leg.front) if leg.front is not None else skeleton.rotations["root"] @ Z
        return front, front
    return -back, perpendicular(thigh, shin)


def _two_bone_ik(
    start: FloatArray, target: FloatArray, bones: tuple[FloatArray, FloatArray], pole: FloatArray
) -> tuple[FloatArray, FloatArray]:
    """Return the two directions of a limb that reaches for a target, its middle toward `pole`.

    `bones` are its two parts in the rest pose, as vectors. What lies out of reach is reached for.
    """
    upper, lower = (float(np.linalg.norm(bone)) for bone in bones)
    way = unit(target - start)
    distance = min(float(np.linalg.norm(target - start)), (upper + lower) * MAX_REACH)
    along = (upper**2 - lower**2 + distance**2) / (2 * distance)
    aside = math.sqrt(max(upper**2 - along**2, 0.0))
    middle = way * along + unit(perpendicular(pole, way)) * aside
    return unit(middle), unit(way * distance - middle)


def _partly_twisted(parent: FloatArray, matrix: FloatArray, axis: FloatArray) -> FloatArray:
    """Return the rotation of a limb's upper half: all of the swing and a part of the twist."""
    swung = swing(parent @ axis, matrix @ axis) @ parent
    twist = twist_degrees(swung.T @ matrix, axis)
    return np.asarray(swung @ rotation(axis, twist * UPPER_TWIST))


def _arm(mannequin: Mannequin, skeleton: Skeleton, arm: Arm, letter: str) -> Rotations:
    """Return the rotations of one arm's bones, on a skeleton whose trunk and legs are posed."""
    shoulder, elbow, wrist = mannequin.rest_limb(letter, "upperarm01", "lowerarm01", "wrist")
    rest_upper, rest_lower = unit(elbow - shoulder), unit(wrist - elbow)
    upper, lower = _two_bone_ik(
        skeleton.joints[f"upperarm01.{letter}"],
        arm.wrist.point(skeleton),
        (elbow - shoulder, wrist - elbow),
        np.array(arm.elbow),
    )
    # The elbow is a hinge too: in the rest pose it bends to the front.
    rest_bend, bend = perpendicular(rest_lower, rest_upper), perpendicular(lower, upper)
    hinge, rest_hinge = np.cross(upper, bend), np.cross(rest_upper, rest_bend)
    upper_rotation = align(rest_upper, rest_bend, upper, bend)
    lower_rotation = align(rest_lower, rest_hinge, lower, hinge)
    fingers, palm = palm_directions(mannequin, letter)
    hand_rotation = align(fingers, palm, np.array(arm.fingers), np.array(arm.palm))
    twist = twist_degrees(lower_rotation.T @ hand_rotation, rest_lower)
    return {
        f"upperarm01.{letter}": _partly_twisted(
            skeleton.rotations[f"shoulder01.{letter}"], upper_rotation, rest_upper
        ),
        f"upperarm02.{letter}": upper_rotation,
        f"lowerarm01.{letter}": lower_rotation,
        f"lowerarm02.{letter}": lower_rotation @ rotation(rest_lower, twist * FOREARM_TWIST),
        f"wrist.{letter}": hand_rotation,
        **finger_rotations(mannequin, letter, hand_rotation, arm.shape),
    }
