"""The model of a pose in a scene file.

Directions are world directions; they need not have length one.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

import numpy as np
from pydantic import Field, model_validator

from patterns.drawing.figures.hands import HandShape
from patterns.drawing.figures.mannequin import SIDES, Skeleton
from patterns.drawing.figures.scene_model import SceneModel
from patterns.drawing.geometry.arrays import FloatArray, Vector
from patterns.errors import did_you_mean
from patterns.schema.base import Violation, refuse

LIMB_JOINTS = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
}
JOINT_BONES = {"head": "head"} | {
    f"{side} {joint}": f"{bone}.{letter}"
    for side, letter, _ in SIDES
    for joint, bone in LIMB_JOINTS.items()
}
"""The joints that a scene may name, such as `left knee`, and the bone that rotates there."""


class Turn(SceneModel):
    """A rotation of the whole body about a world axis."""

    axis: Literal["x", "y", "z"]
    """The axis: x to the left, y up, z to the front."""
    degrees: float
    """How far, by the right-hand rule."""


class Bend(SceneModel):
    """Degrees of bend forward and to the subject's left, and of turning to the left."""

    forward: float = 0.0
    """Degrees."""
    left: float = 0.0
    """Degrees."""
    turn: float = 0.0
    """Degrees."""


class PosePlacement(SceneModel):
    """A point in the world: the weighted mean of some joints, or the world's origin, moved."""

    joints: dict[str, Annotated[float, Field(gt=0)]] = Field(default_factory=dict)
    """The weight of each joint, such as `left knee`."""
    shift: Vector = (0.0, 0.0, 0.0)
    """Meters to the left, up and to the front."""
    height: float | None = None
    """Replaces the height above the surface."""

    @model_validator(mode="after")
    def _names_known_joints(self) -> Self:
        refuse(
            Violation(("joints", name), "is no joint of the body", did_you_mean(name, JOINT_BONES))
            for name in self.joints
            if name not in JOINT_BONES
        )
        return self

    def point(self, skeleton: Skeleton) -> FloatArray:
        """Return the world point, (3,), for a posed body."""
        point = np.array(self.shift)
        for name, weight in self.joints.items():
            point += skeleton.joints[JOINT_BONES[name]] * weight / sum(self.joints.values())
        if self.height is not None:
            point[1] = self.height
        return point


class Foot(SceneModel):
    """Where the toes point and where the sole faces."""

    toes: Vector
    """Where the toes point."""
    sole: Vector = (0.0, -1.0, 0.0)
    """Where the sole faces."""


class Leg(SceneModel):
    """A leg, by the place of its ankle and the direction of the knee, or by two directions."""

    ankle: PosePlacement | None = None
    """Where the ankle is; then the knee bends by itself."""
    knee: Vector | None = None
    """Where the knee points."""
    thigh: Vector | None = None
    """Where the thigh points, without `ankle`."""
    shin: Vector | None = None
    """Where the lower leg points, without `ankle`."""
    front: Vector | None = None
    """Where the kneecap faces when the knee is all but straight."""
    foot: Foot | None = None
    """Without it the foot continues the shin."""
    pointed: float = 0.0
    """Degrees by which it then points."""

    @model_validator(mode="after")
    def _is_placed_in_one_way(self) -> Self:
        by_ankle = self.ankle is not None and self.knee is not None
        by_directions = self.thigh is not None and self.shin is not None
        if by_ankle == by_directions:
            raise ValueError("needs either ankle and knee, or thigh and shin")
        return self


class Arm(SceneModel):
    """An arm: the place of the wrist, where the elbow points, and how the hand lies."""

    wrist: PosePlacement
    """Where the wrist is; the elbow bends by itself."""
    elbow: Vector
    """Where the elbow points."""
    fingers: Vector
    """Where the middle finger points."""
    palm: Vector
    """Where the palm faces."""
    shape: HandShape = "relaxed"
    """How the fingers lie."""
    raised: float = 0.0
    """Degrees of the collar bone, which moves the shoulder."""
    forward: float = 0.0
    """Degrees of the collar bone to the front."""


class Legs(SceneModel):
    """A leg for each side."""

    left: Leg
    """The left leg."""
    right: Leg
    """The right leg."""


class Arms(SceneModel):
    """An arm for each side."""

    left: Arm
    """The left arm."""
    right: Arm
    """The right arm."""


class Pose(SceneModel):
    """A whole pose. `hips` is the middle between the hip joints."""

    turns: tuple[Turn, ...] = ()
    """Rotations of the whole body, from standing, one after another."""
    hips: Vector
    """The middle between the hip joints."""
    spine: Bend = Bend()
    """How the trunk bends, from the hips up."""
    neck: Bend = Bend()
    """How neck and head bend."""
    legs: Legs
    """The legs."""
    arms: Arms
    """The arms."""
