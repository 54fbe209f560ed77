"""A figure's scene in; its pictures, for the left and for the right side, out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.drawing.figures.dress import dressed
from patterns.drawing.figures.face import LINE_WIDTH, face_curves
from patterns.drawing.figures.painting import floor_shadow, ground, pen, tones
from patterns.drawing.figures.pose import Pose, PosePlacement, Vector
from patterns.drawing.figures.posing import posed
from patterns.drawing.figures.props import TONES, AnyProp, Ball, prop_mesh, seam, studs, unit_ball
from patterns.drawing.figures.staging import (
    FIRST_PROP,
    Prop,
    Staged,
    face_mask,
    other_side,
    rasterised,
    staged,
)
from patterns.drawing.figures.supports import AnySupport, borne
from patterns.drawing.figures.water import Stream, stream_paths
from patterns.drawing.geometry.camera import aim, fitted
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.geometry.surface_lines import visible_strokes
from patterns.drawing.output.arrows import arrow
from patterns.drawing.output.ink import FRAME, INNER_INK, PAPER
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.svg import document, filled, layer, stroked
from patterns.errors import UserError
from patterns.schema.base import Model

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.figures.body import Skeleton
    from patterns.drawing.figures.dress import Dressed
    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.camera import Camera
    from patterns.drawing.geometry.raster import Raster
    from patterns.drawing.output.svg import Layer

RASTER_SIDE = 1400
"""Longest side of the raster in pixels: fine enough for lines, and quick."""

SEAM_WIDTH = 3.6
"""Full width of a ball's seam, in viewBox units."""

FRAME_WIDTH = 4.0
"""Width of the edge of a close view, in viewBox units."""

MARGIN = 26
"""Room around the figure for its outlines, in pixels."""


class Window(Model):
    """A close view: a framed rectangle around a place, in meters, as the camera sees it."""

    around: PosePlacement
    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]

    def corners(self, center: FloatArray, axes: FloatArray) -> FloatArray:
        """Give two opposite corners, (2, 3), in the world."""
        reach = self.width / 2 * axes[0] + self.height / 2 * axes[1]
        return np.stack([center - reach, center + reach])


class FigureView(Model):
    """Where the camera stands, in degrees; for the right side the azimuth changes its sign.

    It sees the whole figure, or what a window shows of it.
    """

    azimuth: float
    elevation: float
    window: Window | None = None


class Movement(Model):
    """An arrow through some places, from tail to tip."""

    through: Annotated[tuple[PosePlacement, ...], Field(min_length=2)]
    size: Annotated[float, Field(gt=0)] = 1.0
    both_ways: bool = False


class Landmark(Model):
    """A place on the clothed body: the vertex nearest to a place in the standing body."""

    body: Vector


class FigureScene(Model):
    """All that a figure is made of, written for the left side."""

    kind: Literal["figure"]
    about: str
    view: FigureView
    pose: Pose
    supports: tuple[AnySupport, ...] = ()
    props: tuple[AnyProp, ...] = ()
    shadows: tuple[str, ...] = ()
    """Names of the ground props that shadows fall on; without any they fall on the floor."""
    streams: tuple[Stream, ...] = ()
    arrows: tuple[Movement, ...] = ()
    anchors: dict[str, PosePlacement | Landmark]


@dataclass(frozen=True, slots=True)
class FigureSide:
    """One side's version of a scene: the world is mirrored, the light is not.

    `factors` turn the places of the scene, which are of the left side, into this side's.
    """

    variant: str
    scene: FigureScene
    skeleton: Skeleton
    stage: Staged
    camera: Camera
    factors: FloatArray

    def points(self, places: Iterable[PosePlacement]) -> FloatArray:
        """Find some places of the scene in this side's world."""
        return np.array([place.point(self.skeleton) for place in places]) * self.factors


def draw_figure(name: str, scene: FigureScene) -> list[Picture]:
    """Draw a figure for both sides; the light stays where it is."""
    left = _left_side(scene)
    anchors = {anchor: _anchor(left, place) for anchor, place in scene.anchors.items()}
    width, height = left.camera.size
    for anchor, at in anchors.items():
        if not (0 <= at[0, 0] <= width and 0 <= at[0, 1] <= height):
            raise UserError.one(
                "lies outside the window", field=f"anchors.{anchor}", hint="leave it out"
            )
    mirrored = {anchor: np.array([width, 0]) + [-1, 1] * at for anchor, at in anchors.items()}
    return [
        Picture(name, side.variant, _drawn(side), Anchors(side.camera.size, points).text())
        for side, points in ((left, anchors), (_right_side(left), mirrored))
    ]


def settled(body: Dressed, scene: FigureScene) -> tuple[Skeleton, FloatArray]:
    """Pose the body and let what bears it press its flesh: its skeleton and its vertices."""
    skeleton = posed(body.mannequin, scene.pose)
    return skeleton, borne(body.posed(skeleton), scene.supports, skeleton)


def _left_side(scene: FigureScene) -> FigureSide:
    body = dressed()
    skeleton, vertices = settled(body, scene)
    props = [
        Prop(prop_mesh(prop, skeleton), TONES[prop.material], prop.ground, studs(prop, skeleton))
        for prop in scene.props
    ]
    stage = staged(body, skeleton, vertices, props, unit_ball())
    return FigureSide("left", scene, skeleton, stage, _camera(scene, skeleton, stage), np.ones(3))


def _camera(scene: FigureScene, skeleton: Skeleton, stage: Staged) -> Camera:
    """Aim the camera at the window, or at everything that is on the stage."""
    axes = aim(scene.view.azimuth, scene.view.elevation)
    window = scene.view.window
    if window is not None:
        return fitted(axes, window.corners(window.around.point(skeleton), axes), RASTER_SIDE)
    ends = [place.point(skeleton) for movement in scene.arrows for place in movement.through]
    return fitted(axes, np.vstack([stage.outer_points(), *ends]), RASTER_SIDE, MARGIN)


def _right_side(left: FigureSide) -> FigureSide:
    view = left.scene.view
    camera = replace(
        left.camera,
        axes=aim(-view.azimuth, view.elevation),
        left=left.camera.width - left.camera.left,
    )
    return replace(
        left, variant="right", stage=other_side(left.stage), camera=camera, factors=MIRROR
    )


def _drawn(side: FigureSide) -> str:
    stage, camera, scene = side.stage, side.camera, side.scene
    raster = rasterised(stage, camera, mirror=side.variant == "right")
    shadowed = [i for i, prop in enumerate(scene.props) if prop.name in scene.shadows]
    water = [
        path
        for stream in scene.streams
        for path in stream_paths(stream, side.points((stream.start, stream.end)), camera)
    ]
    movement = [
        path
        for movement in scene.arrows
        for path in arrow(
            camera.place(side.points(movement.through)),
            size=movement.size,
            double=movement.both_ways,
        )
    ]
    return document(
        camera.size,
        [
            layer("floor", [] if shadowed else [floor_shadow(stage, camera)]),
            ground(stage, camera, shadowed),
            tones(raster, camera, stage.props),
            pen(raster, camera),
            _details(side, raster),
            layer("water", water),
            layer("movement", movement),
            layer("frame", [_frame(camera)] if scene.view.window else []),
        ],
    )


def _frame(camera: Camera) -> str:
    """Draw the edge of a close view, so that its cut is seen to be meant."""
    width, height = camera.size
    inset = FRAME_WIDTH / 2
    right, bottom = width - inset, height - inset
    data = f"M{inset} {inset}H{right:.1f}V{bottom:.1f}H{inset}Z"
    return stroked(data, FRAME, FRAME_WIDTH)


def _details(side: FigureSide, raster: Raster) -> Layer:
    """Draw the lines that no mesh has: the face, and the seam of a ball."""
    features = [curve * side.factors for curve in face_curves(side.stage.body, side.skeleton)]
    face = visible_strokes(features, side.camera, raster, face_mask(raster), LINE_WIDTH)
    seams = "".join(
        visible_strokes(
            [seam(prop, side.skeleton) * side.factors],
            side.camera,
            raster,
            raster.label == FIRST_PROP + index,
            SEAM_WIDTH,
        )
        for index, prop in enumerate(side.scene.props)
        if isinstance(prop, Ball)
    )
    return layer("details", [filled(face, INNER_INK), filled(seams, PAPER)])


def _anchor(left: FigureSide, place: PosePlacement | Landmark) -> FloatArray:
    """Give the place of an anchor, (1, 2), rounded as it will be written."""
    if isinstance(place, Landmark):
        point = left.stage.vertices[left.stage.body.landmark(place.body)]
    else:
        point = place.point(left.skeleton)
    return np.round(left.camera.place(point), 1)
