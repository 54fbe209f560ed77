"""Read the tables of muscles, tendons, fasciae, ligaments and nerves, one file for each region.

Places are in millimeters in the frame of the bone that a structure starts from: its axes are those
of the body (x to the left, y up, z to the front), its origin is `bone_origin`. All are on the left.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import Field, model_validator

from patterns.drawing.atlas.bone_parts import parts_of
from patterns.drawing.atlas.skeleton import load_skeleton
from patterns.drawing.atlas.skin import Zone
from patterns.drawing.geometry.arrays import Vector
from patterns.errors import did_you_mean
from patterns.schema.base import Model, Violation, refuse
from patterns.schema.loader import read_model

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).with_name("regions")

Kind = Literal["muscle", "tendon", "fascia", "ligament", "cartilage", "nerve"]
Share = Annotated[float, Field(ge=0, le=1)]


class Attachment(Model):
    """A part of some bones, or other structures, on which one end of a structure lies."""

    bones: tuple[str, ...] = ()
    part: str | None = None  # a key of bone_parts.yaml; without it the whole bone
    structures: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_what_is_there(self) -> Self:
        if not self.bones and not self.structures:
            raise ValueError("needs bones or structures")
        bones = load_skeleton()
        refuse(
            Violation(("bones", index), f'"{name}" is no bone', did_you_mean(name, bones))
            for index, name in enumerate(self.bones)
            if name not in bones
        )
        refuse(
            Violation(
                ("part",), f'"{self.part}" is no part of {bone}', did_you_mean(self.part, known)
            )
            for bone in self.bones
            if self.part is not None and self.part not in (known := parts_of(bone))
        )
        return self


class SpannedStructure(Model):
    """A muscle or another structure that is spanned between rows of places.

    Rows run from the origin to the insertion, each from the first border to the second, across the
    fibers. Between its ends the skin and the bones give the depth, so a row need only show where it
    runs.
    """

    kind: Kind = "muscle"
    origin: tuple[Attachment, ...] = Field(min_length=1)
    insertion: tuple[Attachment, ...] = Field(min_length=1)
    rows: tuple[Annotated[tuple[Vector, ...], Field(min_length=1)], ...] = Field(min_length=2)
    at: tuple[Share, ...] | None = None  # where the rows lie, as shares of the length
    depth: float | None = None  # of the belly under the skin; without it, it lies on what is below
    min_depth: float = 2.5
    thickness: float = 6.0  # how far its middle stands out over its borders
    clearance: float = 2.0  # least height of the middle over bones and other structures
    over: tuple[str, ...] = ()  # the structures that it lies on
    beneath: tuple[str, ...] = ()  # the bones that it passes beneath, so that they do not lift it
    skin: Zone = "trunk"
    away: Vector | None = None  # the way off the bone where the nearest skin is on the wrong side
    tendons: tuple[Share, Share] = (0.0, 0.92)  # the shares of the length between which it is flesh
    intersections: tuple[Share, ...] = ()  # where bands of tendon cross the flesh, along the length
    rounding: tuple[float, float] = (0.03, 0.05)  # shares over which its ends are rounded
    hold: tuple[float, float] = (0.16, 0.16)  # shares over which its ends keep their depth
    teeth: float = 6.5  # in how many teeth its flesh ends

    @property
    def frame(self) -> str:
        """The bone whose frame the rows are in."""
        return next(bone for end in (*self.origin, *self.insertion) for bone in end.bones)

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if not any(end.bones for end in (*self.origin, *self.insertion)):
            raise ValueError("needs a bone at one of its ends")
        if self.at is not None and len(self.at) != len(self.rows):
            raise ValueError(f"has {len(self.rows)} rows, but {len(self.at)} places for them")
        return self


class Region(Model):
    """The file of a region."""

    region: str
    structures: dict[str, SpannedStructure]


@cache
def load_structures() -> Mapping[str, SpannedStructure]:
    """Read all structures of all regions; a name stands in one file alone."""
    found: dict[str, SpannedStructure] = {}
    for region in load_regions().values():
        found |= region.structures
    return MappingProxyType(found)


@cache
def load_regions() -> Mapping[str, Region]:
    """Read the files of the regions, by their names without the ending."""
    return MappingProxyType(
        {path.stem: read_model(path, Region) for path in sorted(FOLDER.glob("*.yaml"))}
    )
