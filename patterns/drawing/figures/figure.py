"""Draw a figure's scene for the left and for the right side, with its anchors."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.figures import figure_layers, figure_stage
from patterns.drawing.figures.clothing import DressedBody, dress_mannequin
from patterns.drawing.figures.face import ear_curves, face_curves
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
from patterns.drawing.output.svg import Layer, fill_path, path_data, stroke_path, write_svg
from patterns.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from patterns.drawing.figures.figure_layers import Pens
    from patterns.drawing.figures.figure_scene import Lens
    from patterns.drawing.figures.figure_stage import FigureStage
    from patterns.drawing.figures.mannequin import Skeleton
    from patterns.drawing.figures.pose import PosePlacement
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.raster import Raster

RASTER_SIDE = 1000  # longest side of the raster, in pixels: fine enough for lines, and quick
DRAFT_SIDE = 600
MARGIN = 12  # room around the figure for its outlines, in pixels


@dataclass(frozen=True, slots=True)
class FigureSide:
    """A scene as it is drawn for one side: the world is mirrored, the light is not."""

    variant: str
    scene: FigureScene
    skeleton: Skeleton  # that of the left side
    stage: FigureStage
    camera: Camera
    factors: FloatArray  # (3,): they turn world points of the left side into this side's

    @property
    def pens(self) -> Pens:
        """The widths of the lines, for the width at which the picture is printed."""
        return figure_layers.pens_for(self.camera.size[0], self.scene.view.printed)

    def points(self, placements: Iterable[PosePlacement]) -> FloatArray:
        """Return some placements of the scene as (n, 3) world points of this side."""
        return np.array([placement.point(self.skeleton) for placement in placements]) * self.factors


def draw_figure(name: str, scene: FigureScene) -> list[Picture]:
    """Draw a figure for both sides, the left first.

    Raises `UserError` for an anchor that lies outside the picture.
    """
    left = _left_side(scene, RASTER_SIDE)
    anchors = _anchors(left)
    return [
        Picture(name, side.variant, _draw_side(side), places.to_json())
        for side, places in ((left, anchors), (_right_side(left), _mirrored(anchors)))
    ]


def draft_figure(name: str, scene: FigureScene) -> Picture:
    """Draw the left side of a figure coarsely, to look at while its scene is written."""
    left = _left_side(scene, DRAFT_SIDE)
    return Picture(name, left.variant, _draw_side(left), _anchors(left).to_json())


def settle_body(body: DressedBody, scene: FigureScene) -> tuple[Skeleton, FloatArray]:
    """Pose the body and press it against its supports; return its skeleton and its vertices."""
    skeleton = solve_pose(body.mannequin, scene.pose)
    return skeleton, press_against(body.pose(skeleton), scene.supports, skeleton)


def _anchors(left: FigureSide) -> Anchors:
    """Find the anchors of the left side; raise `UserError` for one outside the picture."""
    size = left.camera.size
    anchors = {key: _anchor(left, at) for key, at in left.scene.anchors.items()}
    for key, at in anchors.items():
        if (at < 0).any() or (at > size).any():
            raise UserError.one(
                "lies outside the window", field=f"anchors.{key}", hint="leave it out"
            )
    lens = left.scene.lens
    return Anchors(size, anchors, {"lens": [_lens_line(left, lens)]} if lens else {})


def _mirrored(anchors: Anchors) -> Anchors:
    """Return the anchors of the right side."""
    width, turn = [anchors.size[0], 0], MIRROR[:2]
    points = {key: width + turn * at for key, at in anchors.points.items()}
    areas = {key: [width + turn * line for line in lines] for key, lines in anchors.areas.items()}
    return Anchors(anchors.size, points, areas)


def _left_side(scene: FigureScene, raster_side: int) -> FigureSide:
    """Build everything that the scene describes, as it is written."""
    body = dress_mannequin()
    skeleton, vertices = settle_body(body, scene)
    props = [stage_prop(prop, skeleton) for prop in scene.solids]
    stage = figure_stage.build_stage(body, skeleton, vertices, props, shod=scene.shoes)
    camera = _camera(scene, skeleton, stage, raster_side)
    return FigureSide("left", scene, skeleton, stage, camera, np.ones(3))


def _camera(scene: FigureScene, skeleton: Skeleton, stage: FigureStage, raster_side: int) -> Camera:
    """Aim the camera at the window, or at everything that is on the stage."""
    axes = view_axes(scene.view.azimuth, scene.view.elevation)
    window = scene.view.window
    if window is not None:
        center = window.around.point(skeleton)
        reach = window.width / 2 * axes[0] + window.height / 2 * axes[1]
        return fit_camera(axes, np.stack([center - reach, center + reach]), raster_side)
    ends = [at.point(skeleton) for movement in scene.arrows for at in movement.through]
    return fit_camera(axes, np.vstack([stage.outer_points(), *ends]), raster_side, MARGIN)


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
    window, pens = scene.view.window, side.pens
    inside = _disc(camera) if window is not None and window.edge == "round" else None
    raster = figure_stage.rasterize_stage(stage, camera)
    raster.cut(inside)
    shadowed = [i for i, prop in enumerate(scene.solids) if prop.name in scene.shadows]
    water: list[str] = []
    for stream in scene.streams:
        water += stream_paths(
            stream, side.points((stream.start, stream.end)), camera, size=pens.arrow
        )
    movement: list[str] = []
    for arrow in scene.arrows:
        through = camera.to_viewbox(side.points(arrow.through))
        movement += arrow_paths(through, size=arrow.size * pens.arrow, double=arrow.both_ways)
    layers = [
        Layer("floor", [] if shadowed else [figure_layers.floor_shadow(stage, camera, inside)]),
        figure_layers.ground_layer(stage, camera, shadowed, pens, inside),
        figure_layers.tone_layer(raster, camera, stage.props),
        figure_layers.line_layer(raster, camera, pens),
        _detail_layer(side, raster),
        Layer("water", water),
        Layer("movement", movement),
        Layer("frame", [_edge(window.edge, camera, pens)] if window else []),
        Layer("lens", _ring(side, scene.lens) if scene.lens else []),
    ]
    return write_svg(camera.size, layers)


def _edge(kind: str, camera: Camera, pens: Pens) -> str:
    """Draw the edge of a close view, so that its cut looks intended."""
    if kind == "none":
        return ""
    inset = pens.frame / 2
    if kind == "round":
        radius = min(camera.size) / 2 - inset
        return stroke_path(_circle(np.array(camera.size) / 2, radius), FRAME, pens.frame)
    right, bottom = (length - inset for length in camera.size)
    data = f"M{inset:.1f} {inset:.1f}H{right:.1f}V{bottom:.1f}H{inset:.1f}Z"
    return stroke_path(data, FRAME, pens.frame)


def _disc(camera: Camera) -> Mask:
    """Return the pixels inside the largest circle of the picture, which its edge covers."""
    row, column = np.ogrid[: camera.height, : camera.width]
    away = np.hypot(row + 0.5 - camera.height / 2, column + 0.5 - camera.width / 2)
    return np.asarray(away < min(camera.width, camera.height) / 2 - 3)


def _ring(side: FigureSide, lens: Lens) -> list[str]:
    """Draw the ring of a lens over a white halo."""
    line = _lens_line(side, lens)
    circle, width = path_data(line, 1.0, tolerance=0.3, closed=True), side.pens.frame
    return [stroke_path(circle, PAPER, 2.4 * width), stroke_path(circle, FRAME, width)]


def _lens_line(side: FigureSide, lens: Lens) -> FloatArray:
    """Return the ring of a lens, (48, 2) in units of the viewBox."""
    (center,) = side.camera.to_viewbox(side.points([lens.around]))
    return _circle_line(center, lens.radius * side.camera.scale * side.camera.unit)


def _circle(center: FloatArray, radius: float) -> str:
    return path_data(_circle_line(center, radius), 1.0, tolerance=0.3, closed=True)


def _circle_line(center: FloatArray, radius: float) -> FloatArray:
    angle = np.linspace(0, 2 * np.pi, 49)[:-1]
    return np.asarray(center + radius * np.column_stack([np.cos(angle), np.sin(angle)]))


def _detail_layer(side: FigureSide, raster: Raster) -> Layer:
    """Draw the lines that no mesh has: the face, and the seam of a ball."""
    camera, face_mask = side.camera, figure_stage.face_mask(raster)
    features = [curve * side.factors for curve in face_curves(side.stage.body, side.skeleton)]
    face = visible_strokes(features, camera, raster, face_mask, side.pens.face)
    ears = [curve * side.factors for curve in ear_curves(side.stage.body, side.skeleton)]
    skin = raster.label == figure_stage.SKIN_LABEL
    face += visible_strokes(ears, camera, raster, skin, side.pens.face)
    seams = ""
    for label, prop in enumerate(side.scene.solids, figure_stage.FIRST_PROP):
        if isinstance(prop, Ball):
            seam = ball_seam(prop, side.skeleton) * side.factors
            seams += visible_strokes([seam], camera, raster, raster.label == label, side.pens.seam)
    return Layer("details", [fill_path(face, INNER_LINE), fill_path(seams, PAPER)])


def _anchor(left: FigureSide, at: PosePlacement | Landmark) -> FloatArray:
    """Return the place of an anchor, (1, 2), rounded as it will be written."""
    if isinstance(at, Landmark):
        point = left.stage.vertices[left.stage.body.nearest_cloth_vertex(at.body)]
    else:
        point = at.point(left.skeleton)
    return np.round(left.camera.to_viewbox(point), 1)
