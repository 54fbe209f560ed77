"""The model of a plate's scene file: a view of bones, and of what lies on the sore side.

All is written once, for the left side. Places are in mm in the frame of the body: x to the left,
y up, z to the front, from the middle between the hips.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Literal, Self

import numpy as np
from pydantic import Field, model_validator

from patterns.drawing.atlas.skeleton import load_skeleton
from patterns.drawing.atlas.structures import load_structures
from patterns.drawing.geometry.arrays import FloatArray, Vector
from patterns.errors import did_you_mean
from patterns.schema.base import Model, Violation, refuse

VARIANTS = {"left": (False,), "right": (True,), "both": (False, True)}
"""For each variant the sides on which structures are drawn: False for left, True for right. A view
from the side can show one side only: see `sides_in`."""

SkinPart = Literal["all", "trunk", "arm", "leg", "foot"]


class PlateView(Model):
    """The angles of the camera in degrees, and the edges of the picture in its own plane.

    The edges are in mm from the origin of the body, to the right and up as the viewer sees them.
    """

    azimuth: float = Field(ge=0, lt=360)
    elevation: float = Field(default=4.0, ge=-90, le=90)
    left: float
    right: float
    top: float
    bottom: float

    @property
    def shows_both_sides(self) -> bool:
        """Whether the camera stands in the plane between left and right."""
        return self.azimuth % 180 == 0


class Area(Model):
    """A smooth closed area through some points (x, y), all at the depth z.

    Seen from the side it lies through points (z, y), all at one x: `beside` in place of `depth`.
    """

    depth: float | None = None
    beside: float | None = None
    through: tuple[tuple[float, float], ...] = Field(min_length=4)

    @model_validator(mode="after")
    def _lies_in_one_plane(self) -> Self:
        if (self.depth is None) == (self.beside is None):
            raise ValueError("needs either depth or beside")
        return self

    def in_body(self, flat: FloatArray) -> FloatArray:
        """Return points of its plane, (n, 2), as places of the body in mm, (n, 3)."""
        across, up = flat.T
        if self.depth is not None:
            return np.column_stack([across, up, np.full(len(flat), self.depth)])
        return np.column_stack([np.full(len(flat), self.beside), up, across])


class PatchPlace(Model):
    """A patch on the skin, drawn to scale: where its middle lies, and how it is turned.

    It is an anchor and an area of its name.
    """

    at: Vector
    turn: float = 0.0  # degrees counterclockwise, as the viewer sees it on the left side
    size: tuple[float, float] = (72.0, 46.0)  # a medium patch, as most makers sell it


class PlateScene(Model):
    """A plate of the atlas. Structures are drawn on the sore side; the scene is that of the left.

    `*` in the name of a bone stands for any characters.
    """

    kind: Literal["plate"]
    about: str
    view: PlateView
    bones: tuple[str, ...] = ()  # on both sides
    near_bones: tuple[str, ...] = ()  # on the sore side alone
    structures: tuple[str, ...] = ()  # drawn in full
    ghosted: tuple[str, ...] = ()  # drawn pale, without fibers
    outlined: tuple[str, ...] = ()  # a dashed line where they would lie
    faded: bool = False  # draw the bones pale and the skin's outline firm
    on_body: bool = True  # draw the small whole figure that the sheet sets beside it
    body_azimuth: float | None = Field(default=None, ge=0, lt=360)  # where it is seen from, if else
    skin: SkinPart = "all"
    tolerance: float = Field(default=1.0, ge=1, le=3)  # coarser lines make a smaller file
    anchors: dict[str, Vector] = Field(default_factory=dict)
    areas: dict[str, Area] = Field(default_factory=dict)
    patches: dict[str, PatchPlace] = Field(default_factory=dict)
    outlines: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    creases: tuple[
        tuple[Vector, ...], ...
    ] = ()  # lines on the skin through some places; both sides

    def sides_in(self, variant: str) -> tuple[bool, ...]:
        """Return the sides drawn in a variant; from the side, that of both shows the left one."""
        seen = variant if self.view.shows_both_sides or variant != "both" else "left"
        return VARIANTS[seen]

    @model_validator(mode="after")
    def _all_is_in_the_atlas(self) -> Self:
        bones, structures = load_skeleton(), load_structures()
        for field in ("bones", "near_bones"):
            refuse(
                Violation((field, index), f'"{name}" is no bone', did_you_mean(name, bones))
                for index, name in enumerate(getattr(self, field))
                if not matching_bones(name)
            )
        for field in ("structures", "ghosted", "outlined"):
            refuse(
                Violation(
                    (field, index), f'"{name}" is not in the atlas', did_you_mean(name, structures)
                )
                for index, name in enumerate(getattr(self, field))
                if name not in structures
            )
        return self

    @model_validator(mode="after")
    def _outlines_are_drawn(self) -> Self:
        drawn = {*self.structures, *self.ghosted}
        for name in (*self.bones, *self.near_bones):
            drawn.update(matching_bones(name))
        refuse(
            Violation(
                ("outlines", key, index), f'"{name}" is not drawn here', did_you_mean(name, drawn)
            )
            for key, parts in self.outlines.items()
            for index, name in enumerate(parts)
            if name not in drawn
        )
        return self


def matching_bones(name: str) -> list[str]:
    """Return the bones that a name of a scene stands for."""
    return [bone for bone in load_skeleton() if fnmatchcase(bone, name)]
