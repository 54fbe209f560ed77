"""The model of a figure's scene file: everything is written once, for the left side."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from patterns.drawing.figures.pose import Pose, PosePlacement
from patterns.drawing.figures.props import AnyProp
from patterns.drawing.figures.supports import AnySupport
from patterns.drawing.figures.water import Stream
from patterns.drawing.geometry.arrays import Vector
from patterns.schema.base import Model


class Window(Model):
    """A close view: a framed rectangle around a place, in meters, as the camera sees it."""

    around: PosePlacement
    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]


class FigureView(Model):
    """Where the camera stands, in degrees; for the right side the azimuth changes its sign."""

    azimuth: float
    elevation: float
    window: Window | None = None  # without it the whole figure is seen


class Movement(Model):
    """An arrow through some places, from tail to tip."""

    through: Annotated[tuple[PosePlacement, ...], Field(min_length=2)]
    size: Annotated[float, Field(gt=0)] = 1.0
    both_ways: bool = False


class Landmark(Model):
    """A place on the clothed body: the vertex nearest to a place in the rest pose, in meters."""

    body: Vector


class FigureScene(Model):
    """All that a figure is made of."""

    kind: Literal["figure"]
    about: str
    view: FigureView
    pose: Pose
    supports: tuple[AnySupport, ...] = ()
    props: tuple[AnyProp, ...] = ()
    shadows: tuple[str, ...] = ()  # names of the ground props that they fall on, else the floor
    streams: tuple[Stream, ...] = ()
    arrows: tuple[Movement, ...] = ()
    anchors: dict[str, PosePlacement | Landmark]
