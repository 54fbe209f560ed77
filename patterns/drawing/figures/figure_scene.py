"""The model of a figure's scene file: everything is written once, for the left side."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field

from patterns.drawing.figures.pose import Pose, PosePlacement
from patterns.drawing.figures.scene_model import SceneModel
from patterns.drawing.figures.supports import AnySupport
from patterns.drawing.figures.things import AnyProp, solids_of
from patterns.drawing.figures.water import Stream
from patterns.drawing.geometry.arrays import Vector

if TYPE_CHECKING:
    from patterns.drawing.figures.props import Solid


class Window(SceneModel):
    """The part of the scene that the picture shows, in meters, as the camera sees it.

    A close view has an edge, so that its cut looks intended; `none` sets two frames of an activity
    to one scale and one place.
    """

    around: PosePlacement
    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]
    edge: Literal["square", "round", "none"] = "square"


class Lens(SceneModel):
    """A thin ring around the place that a close view shows; its radius is in meters."""

    around: PosePlacement
    radius: Annotated[float, Field(gt=0)]


class FigureView(SceneModel):
    """Where the camera stands, in degrees; for the right side the azimuth changes its sign."""

    azimuth: float
    elevation: float
    window: Window | None = None
    """Without it the whole figure is seen."""
    printed: Annotated[float, Field(gt=0)] = 90.0
    """The least width at which a sheet prints the picture, in millimeters: lines are as wide as
    they must be for it."""


class Movement(SceneModel):
    """An arrow through some places, from tail to tip."""

    through: Annotated[tuple[PosePlacement, ...], Field(min_length=2)]
    size: Annotated[float, Field(gt=0)] = 1.0
    both_ways: bool = False


class Landmark(SceneModel):
    """A place on the clothed body: the vertex nearest to a place in the rest pose, in meters."""

    body: Vector


class FigureScene(SceneModel):
    """All that a figure is made of."""

    kind: Literal["figure"]
    about: str
    view: FigureView
    pose: Pose
    supports: tuple[AnySupport, ...] = ()
    props: tuple[AnyProp, ...] = ()
    shadows: tuple[str, ...] = ()
    """Names of the ground props that they fall on, else the floor."""
    shoes: bool = False
    lens: Lens | None = None
    streams: tuple[Stream, ...] = ()
    arrows: tuple[Movement, ...] = ()
    anchors: dict[str, PosePlacement | Landmark]

    @cached_property
    def solids(self) -> tuple[Solid, ...]:
        """The solids that its props are built of."""
        return solids_of(self.props)
