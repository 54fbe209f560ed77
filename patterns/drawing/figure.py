"""A figure's scene in; its pictures, for the left and for the right side, out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
from pydantic import Field

from patterns.base import Model
from patterns.drawing.arrows import arrow
from patterns.drawing.body import Skeleton
from patterns.drawing.camera import Camera, aim, fitted
from patterns.drawing.dress import Dressed, dressed
from patterns.drawing.face import LINE_WIDTH, face_curves
from patterns.drawing.ink import INNER_INK, PAPER
from patterns.drawing.meshes import MIRROR
from patterns.drawing.painting import floor_shadow, ground, pen, tones
from patterns.drawing.picture import Anchors, Picture
from patterns.drawing.pose import Place, Pose, Vector, posed
from patterns.drawing.props import TONES, AnyProp, Ball, prop_mesh, seam, unit_ball
from patterns.drawing.staging import (
    FIRST_PROP,
    Prop,
    Staged,
    face_mask,
    other_side,
    rasterised,
    staged,
)
from patterns.drawing.surface_lines import visible_strokes
from patterns.drawing.supports import AnySupport, borne
from patterns.drawing.svg import document, filled, layer
from patterns.drawing.water import Stream, stream_paths

if TYPE_CHECKING:
    from collections.abc import Mapping

    from patterns.drawing.arrays import FloatArray

RASTER_SIDE = 1400
"""Longest side of the raster in pixels: fine enough for lines, and quick."""

SEAM_WIDTH = 3.6
"""Full width of a ball's seam, in viewBox units."""

MARGIN = 26
"""Room around the figure for its outlines, in pixels."""


class View(Model):
    """Where the camera stands, in degrees; for the right side the azimuth changes its sign."""

    azimuth: float
    elevation: float


class Movement(Model):
    """An arrow through some places, from tail to tip."""

    through: Annotated[tuple[Place, ...], Field(min_length=2)]
    size: Annotated[float, Field(gt=0)] = 1.0
    both_ways: bool = False


class Landmark(Model):
    """A place on the clothed body: the vertex nearest to a place in the standing body."""

    body: Vector


class FigureScene(Model):
    """All that a figure is made of, written for the left side."""

    kind: Literal["figure"]
    about: str
    view: View
    pose: Pose
    supports: tuple[AnySupport, ...] = ()
    props: tuple[AnyProp, ...] = ()
    shadows: tuple[str, ...] = ()
    """Names of the ground props that shadows fall on; without any they fall on the floor."""
    streams: tuple[Stream, ...] = ()
    arrows: tuple[Movement, ...] = ()
    anchors: dict[str, Place | Landmark]


def draw_figure(name: str, scene: FigureScene) -> list[Picture]:
    """Draw a figure for both sides; the light stays where it is."""
    body = dressed()
    skeleton, vertices = settled(body, scene)
    props = [
        Prop(prop_mesh(prop, skeleton), TONES[prop.material], prop.ground) for prop in scene.props
    ]
    left = staged(body, skeleton, vertices, props, unit_ball())
    return [
        _picture(name, "left", scene, left, skeleton),
        _picture(name, "right", scene, other_side(left), skeleton),
    ]


def settled(body: Dressed, scene: FigureScene) -> tuple[Skeleton, FloatArray]:
    """Pose the body and let what bears it press its flesh."""
    skeleton = posed(body.mannequin, scene.pose)
    return skeleton, borne(body.posed(skeleton), scene.supports, skeleton)


def _picture(
    name: str, variant: str, scene: FigureScene, stage: Staged, skeleton: Skeleton
) -> Picture:
    mirror = variant == "right"
    azimuth = -scene.view.azimuth if mirror else scene.view.azimuth
    factors = MIRROR if mirror else np.ones(3)
    movements = [
        np.array([place.point(skeleton) for place in movement.through]) * factors
        for movement in scene.arrows
    ]
    camera = fitted(
        aim(azimuth, scene.view.elevation),
        np.vstack([stage.outer_points(), *movements]),
        RASTER_SIDE,
        MARGIN,
    )
    raster = rasterised(stage, camera, mirror=mirror)
    shadowed = [i for i, prop in enumerate(scene.props) if prop.name in scene.shadows]
    features = [curve * factors for curve in face_curves(stage.body, skeleton)]
    face = visible_strokes(features, camera, raster, face_mask(raster), LINE_WIDTH)
    seams = "".join(
        visible_strokes(
            [seam(prop, skeleton) * factors],
            camera,
            raster,
            raster.label == FIRST_PROP + index,
            SEAM_WIDTH,
        )
        for index, prop in enumerate(scene.props)
        if isinstance(prop, Ball)
    )
    layers = [
        floor_shadow(stage, camera) if not shadowed else layer("floor", []),
        ground(stage, camera, shadowed),
        tones(raster, camera, stage.props),
        pen(raster, camera),
        layer("seams", [filled(seams, PAPER)]),
        layer("face", [filled(face, INNER_INK)]),
        layer("water", stream_paths(scene.streams, skeleton, camera, factors)),
        layer(
            "movement",
            [
                path
                for movement, points in zip(scene.arrows, movements, strict=True)
                for path in arrow(
                    camera.place(points), size=movement.size, double=movement.both_ways
                )
            ],
        ),
    ]
    anchors = _anchors(scene, stage, skeleton, camera, factors)
    return Picture(name, variant, document(camera.size, layers), anchors.text())


def _anchors(
    scene: FigureScene,
    stage: Staged,
    skeleton: Skeleton,
    camera: Camera,
    factors: FloatArray,
) -> Anchors:
    points: Mapping[str, FloatArray] = {
        anchor: camera.place(
            stage.vertices[stage.body.landmark(place.body)]
            if isinstance(place, Landmark)
            else place.point(skeleton) * factors
        )
        for anchor, place in scene.anchors.items()
    }
    return Anchors(camera.size, points)
