"""The model of a scene file of the atlas: a view of bones, and of what lies on the sore side."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Literal, Self

from pydantic import Field, model_validator

from patterns.drawing.atlas.skeleton import load_skeleton
from patterns.drawing.atlas.structures import load_structures
from patterns.drawing.geometry.arrays import Vector
from patterns.drawing.plates.plate_scene import Area
from patterns.errors import did_you_mean
from patterns.schema.base import Model, Violation, refuse

SkinPart = Literal["all", "trunk", "arm", "leg", "foot"]


class AtlasView(Model):
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


class AtlasScene(Model):
    """A plate of the atlas. Structures are drawn on the sore side; the scene is that of the left.

    `*` in the name of a bone stands for any characters.
    """

    kind: Literal["atlas"]
    about: str
    view: AtlasView
    bones: tuple[str, ...] = ()  # on both sides
    near_bones: tuple[str, ...] = ()  # on the sore side alone
    structures: tuple[str, ...] = ()  # drawn in full
    ghosted: tuple[str, ...] = ()  # drawn pale, without fibers
    outlined: tuple[str, ...] = ()  # a dashed line where they would lie
    skin: SkinPart = "all"
    tolerance: float = Field(default=1.0, ge=1, le=3)  # coarser lines make a smaller file
    anchors: dict[str, Vector] = Field(default_factory=dict)
    areas: dict[str, Area] = Field(default_factory=dict)
    outlines: dict[str, tuple[str, ...]] = Field(default_factory=dict)

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


def matching_bones(name: str) -> list[str]:
    """Return the bones that a name of a scene stands for."""
    return [bone for bone in load_skeleton() if fnmatchcase(bone, name)]
