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
    """The middle of the picture."""
    width: Annotated[float, Field(gt=0)]
    """Meters from the left edge to the right."""
    height: Annotated[float, Field(gt=0)]
    """Meters from the lower edge to the upper."""
    edge: Literal["square", "round", "none"] = "square"
    """The line around a close view, or none."""


class Lens(SceneModel):
    """A thin ring around the place that a close view shows; its radius is in meters."""

    around: PosePlacement
    """The place that the close view shows."""
    radius: Annotated[float, Field(gt=0)]
    """Meters."""


class FigureView(SceneModel):
    """Where the camera stands, in degrees; for the right side the azimuth changes its sign."""

    azimuth: float
    """From where the camera looks: 0 is the front, 90 the left side, 180 the back."""
    elevation: float
    """How far it looks down."""
    window: Window | None = None
    """Without it the whole figure is seen."""
    printed: Annotated[float, Field(gt=0)] = 90.0
    """The least width at which a sheet prints the picture, in millimeters: lines are as wide as
    they must be for it."""


class Movement(SceneModel):
    """An arrow through some places, from tail to tip."""

    through: Annotated[tuple[PosePlacement, ...], Field(min_length=2)]
    """The places from the tail to the tip."""
    size: Annotated[float, Field(gt=0)] = 1.0
    """Makes it larger or smaller."""
    both_ways: bool = False
    """Whether it has two heads."""


class Landmark(SceneModel):
    """A place on the clothed body: the vertex nearest to a place in the rest pose, in meters."""

    body: Vector
    """The place in the rest pose: left, up and front of the middle between the hip bones."""


class FigureScene(SceneModel):
    """All that a figure is made of."""

    kind: Literal["figure"]
    """What the scene describes."""
    about: str
    """What is seen, in a few words; it is not printed."""
    view: FigureView
    """The camera."""
    pose: Pose
    """The body."""
    supports: tuple[AnySupport, ...] = ()
    """What bears the body: flesh flattens there."""
    props: tuple[AnyProp, ...] = ()
    """The things around, as solids or ready things."""
    shadows: tuple[str, ...] = ()
    """Names of the ground props that they fall on, else the floor."""
    shoes: bool = False
    """Whether the feet are in shoes."""
    lens: Lens | None = None
    """A ring where a close view looks."""
    streams: tuple[Stream, ...] = ()
    """Falling water."""
    arrows: tuple[Movement, ...] = ()
    """Movements."""
    anchors: dict[str, PosePlacement | Landmark]
    """Named places of the picture, such as `sore` on the sore muscle."""

    @cached_property
    def solids(self) -> tuple[Solid, ...]:
        """The solids that its props are built of."""
        return solids_of(self.props)
