"""The model of a plate's scene file: everything is written once, for the left side.

Lengths are in millimeters on the body: x to the subject's left, y up, z to the front, from the
middle between the hip bones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field, model_validator

from patterns.drawing.geometry.arrays import Vector
from patterns.drawing.plates.bones import BONE_NAMES
from patterns.drawing.plates.muscles import MUSCLES, NERVES
from patterns.errors import did_you_mean
from patterns.schema.base import Model, Violation, refuse

if TYPE_CHECKING:
    from collections.abc import Collection


class PlateView(Model):
    """The angles of the camera in degrees, and the edges of the picture on the body."""

    azimuth: float = 180.0
    elevation: float = Field(default=4.0, ge=-30, le=30)
    left: float
    right: float
    top: float
    bottom: float


class Contour(Model):
    """A quiet line for orientation: a muscle's border or the skin."""

    line: Literal["thin", "dashed"]
    sides: Literal["sore", "both"] = "sore"  # where it is drawn
    closed: bool = False
    through: tuple[Vector, ...] = Field(min_length=3)


class Area(Model):
    """A smooth closed area through some points (x, y), all at the depth z."""

    depth: float
    through: tuple[tuple[float, float], ...] = Field(min_length=4)


class PlateScene(Model):
    """An anatomical plate: bones seen whole, muscles of the sore side, places for marks."""

    kind: Literal["plate"]
    about: str
    view: PlateView
    shafts_end: float  # the height at which the thigh bones are cut off
    muscles: tuple[str, ...] = Field(min_length=1)
    nerves: tuple[str, ...] = ()
    contours: dict[str, Contour] = Field(default_factory=dict)
    anchors: dict[str, Vector]
    areas: dict[str, Area]
    outlines: dict[str, tuple[str, ...]]  # what the sheet may trace, and what each is made of

    @model_validator(mode="after")
    def _structures_exist(self) -> Self:
        drawn = (*self.muscles, *self.nerves, *BONE_NAMES)
        lists: list[tuple[tuple[str, ...], tuple[str, ...], Collection[str]]] = [
            (("muscles",), self.muscles, MUSCLES),
            (("nerves",), self.nerves, NERVES),
            *((("outlines", name), parts, drawn) for name, parts in self.outlines.items()),
        ]
        refuse(
            Violation((*loc, index), f'"{name}" is not drawn here', did_you_mean(name, known))
            for loc, names, known in lists
            for index, name in enumerate(names)
            if name not in known
        )
        return self
