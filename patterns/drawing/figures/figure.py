"""Draw a figure's scene for the left and for the right side, with its anchors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures import figure_layers, figure_stage
from patterns.drawing.figures.clothing import DressedBody, dress_mannequin
from patterns.drawing.figures.face import LINE_WIDTH, face_curves
from patterns.drawing.figures.figure_scene import FigureScene, Landmark
from patterns.drawing.figures.pose_solver import solve_pose
from patterns.drawing.figures.props import Ball, ball_seam, stage_prop
from patterns.drawing.figures.supports import press_against
from patterns.drawing.figures.water import stream_paths
from patterns.drawing.geometry.camera import Camera, fit_camera, view_axes
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.output.arrows import arrow_paths
from patterns.drawing.output.palette import FRAME, INNER_LINE, PAPER
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.strokes import visible_strokes
from patterns.drawing.output.svg import Layer, fill_path, stroke_path, write_svg
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.figures.figure_stage import FigureStage
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.figures.pose import PosePlacement
    from patterns.drawing.geometry.arrays import FloatArray
    from patterns.drawing.geometry.raster import Raster

RASTER_SIDE = 1400  # longest side of the raster, in pixels: fine enough for lines, and quick
SEAM_WIDTH = 3.6  # full width of a ball's seam, in viewBox units
FRAME_WIDTH = 4.0  # width of the edge of a close view, in viewBox units
MARGIN = 26  # room around the figure for its outlines, in pixels


@dataclass(frozen=True, slots=True)
class FigureSide:
    """A scene as it is drawn for one side: the world is mirrored, the light is not."""

    variant: str
    scene: FigureScene
    skeleton: Skeleton  # that of the left side
    stage: FigureStage
    camera: Camera
    factors: FloatArray  # (3,): they turn world points of the left side into this side's

    def points(self, placements: Iterable[PosePlacement]) -> FloatArray:
        """Return some placements of the scene as (n, 3) world points of this side."""
        return np.array([placement.point(self.skeleton) for placement in placements]) * self.factors


def draw_figure(name: str, scene: FigureScene) -> list[Picture]:
    """Draw a figure for both sides, the left first.

    Raises `UserError` for an anchor that lies outside the picture.
    """
    left = _left_side(scene)
    size, anchors = left.camera.size, {key: _anchor(left, at) for key, at in scene.anchors.items()}
    for key, at in anchors.items():
        if (at < 0).any() or (at > size).any():
            raise UserError.one(
                "lies outside the window", field=f"anchors.{key}", hint="leave it out"
            )
    mirrored = {key: [size[0], 0] + MIRROR[:2] * at for key, at in anchors.items()}
    return [
        Picture(name, side.variant, _draw_side(side), Anchors(size, points).to_json())
        for side, points in ((left, anchors), (_right_side(left), mirrored))
    ]


def settle_body(body: DressedBody, scene: FigureScene) -> tuple[Skeleton, FloatArray]:
    """Pose the body and press it against its supports; return its skeleton and its vertices."""
    skeleton = solve_pose(body.mannequin, scene.pose)
    return skeleton, press_against(body.pose(skeleton), scene.supports, skeleton)


def _left_side(scene: FigureScene) -> FigureSide:
    """Build everything that the scene describes, as it is written."""
    body = dress_mannequin()
    skeleton, vertices = settle_body(body, scene)
    props = [stage_prop(prop, skeleton) for prop in scene.props]
    stage = figure_stage.build_stage(body, skeleton, vertices, props)
    return FigureSide("left", scene, skeleton, stage, _camera(scene, skeleton, stage), np.ones(3))


def _camera(scene: FigureScene, skeleton: Skeleton, stage: FigureStage) -> Camera:
    """Aim the camera at the window, or at everything that is on the stage."""
    axes = view_axes(scene.view.azimuth, scene.view.elevation)
    window = scene.view.window
    if window is not None:
        center = window.around.point(skeleton)
        reach = window.width / 2 * axes[0] + window.height / 2 * axes[1]
        return fit_camera(axes, np.stack([center - reach, center + reach]), RASTER_SIDE)
    ends = [at.point(skeleton) for movement in scene.arrows for at in movement.through]
    return fit_camera(axes, np.vstack([stage.outer_points(), *ends]), RASTER_SIDE, MARGIN)


def _right_side(left: FigureSide) -> FigureSide:
    view = left.scene.view
    axes = view_axes(-view.azimuth, view.elevation)
    origin_x = left.camera.width - left.camera.origin_x
    camera = replace(left.camera, axes=axes, origin_x=origin_x)
    stage = figure_stage.mirror_stage(left.stage)
    return replace(left, variant="right", stage=stage, camera=camera, factors=MIRROR)


def _draw_side(side: FigureSide) -> str:
    """Draw one side as SVG, from the floor behind to the frame in front."""
    stage, camera, scene = side.stage, side.camera, side.scene
    raster = figure_stage.rasterize_stage(stage, camera)
    shadowed = [i for i, prop in enumerate(scene.props) if prop.name in scene.shadows]
    water: list[str] = []
    for stream in scene.streams:
        water += stream_paths(stream, side.points((stream.start, stream.end)), camera)
    movement: list[str] = []
    for arrow in scene.arrows:
        through = camera.to_viewbox(side.points(arrow.through))
        movement += arrow_paths(through, size=arrow.size, double=arrow.both_ways)
    layers = [
        Layer("floor", [] if shadowed else [figure_layers.floor_shadow(stage, camera)]),
        figure_layers.ground_layer(stage, camera, shadowed),
        figure_layers.tone_layer(raster, camera, stage.props),
        figure_layers.line_layer(raster, camera),
        _detail_layer(side, raster),
        Layer("water", water),
        Layer("movement", movement),
        Layer("frame", [_frame(camera)] if scene.view.window else []),
    ]
    return write_svg(camera.size, layers)


def _frame(camera: Camera) -> str:
    """Draw the edge of a close view, so that its cut looks intended."""
    inset = FRAME_WIDTH / 2
    right, bottom = (length - inset for length in camera.size)
    data = f"M{inset} {inset}H{right:.1f}V{bottom:.1f}H{inset}Z"
    return stroke_path(data, FRAME, FRAME_WIDTH)


def _detail_layer(side: FigureSide, raster: Raster) -> Layer:
    """Draw the lines that no mesh has: the face, and the seam of a ball."""
    camera, face_mask = side.camera, figure_stage.face_mask(raster)
    features = [curve * side.factors for curve in face_curves(side.stage.body, side.skeleton)]
    face = visible_strokes(features, camera, raster, face_mask, LINE_WIDTH)
    seams = ""
    for label, prop in enumerate(side.scene.props, figure_stage.FIRST_PROP):
        if isinstance(prop, Ball):
            seam = ball_seam(prop, side.skeleton) * side.factors
            seams += visible_strokes([seam], camera, raster, raster.label == label, SEAM_WIDTH)
    return Layer("details", [fill_path(face, INNER_LINE), fill_path(seams, PAPER)])


def _anchor(left: FigureSide, at: PosePlacement | Landmark) -> FloatArray:
    """Return the place of an anchor, (1, 2), rounded as it will be written."""
    if isinstance(at, Landmark):
        point = left.stage.vertices[left.stage.body.nearest_cloth_vertex(at.body)]
    else:
        point = at.point(left.skeleton)
    return np.round(left.camera.to_viewbox(point), 1)
