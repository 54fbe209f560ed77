"""Paint the layers of a figure: shadows, ground, flat tones and pen lines."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from patterns.drawing.figures import figure_stage
from patterns.drawing.geometry.pen_lines import PenLine, PenRule, trace_pen_lines
from patterns.drawing.geometry.raster import Raster
from patterns.drawing.geometry.rotations import unit
from patterns.drawing.geometry.shading import blur_within, facing, hollow_depths
from patterns.drawing.output import palette
from patterns.drawing.output.strokes import inner_line_data
from patterns.drawing.output.svg import Layer, fill_path, mask_data, number, path_data, stroke_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.figures.figure_stage import FigureStage
    from patterns.drawing.figures.props import StagedProp
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.geometry.camera import Camera

LIGHT = np.array([-0.42, 0.60, 0.68])  # its direction: right, up, near; from the upper left
HALF_SHADE, SHADE = 0.44, 0.12  # cosine to the light below which half shade and shade begin
LIGHT_BLUR = 6.0  # blur of the light over a surface, in pixels
PEN_RULE = PenRule(min_outline=22.0, min_inner=28.0, smoothing=2.4)
MILLIMETERS_PER_POINT = 25.4 / 72
MAX_FACE_SHARE = 0.6  # lines with this share on the face are left out: it has its own few lines

MIN_LIGHT_AREA = 700  # pixels: a smaller spot of light in a shade is filled
CONTACT_BLUR = 11.0  # pixels: how far the shade of a limb reaches on what lies behind it
HALF_CONTACT, CONTACT = 0.014, 0.035  # meters behind what is around: half shade, shade

SHADOW_SLOPE_RIGHT, SHADOW_SLOPE_NEAR = 0.16, 0.06  # how far one falls for each meter of height
MAX_SHADOW_HEIGHT = 0.45  # in meters: a shadow only grounds what is near the surface
SHADOW_GRAIN = 4  # shadows are worked out on a raster this much coarser: their edge is soft anyway
SHADOW_CLOSING, SHADOW_BLUR = 5.0, 2.5  # in coarse pixels: a shadow follows what throws it


@dataclass(frozen=True, slots=True)
class Pens:
    """The widths of the lines of a picture, in viewBox units."""

    outline: float
    inner: float
    ground: float
    stud: float
    face: float
    seam: float
    frame: float
    arrow: float  # a factor: arrows have a size of their own in viewBox units


POINTS = Pens(
    outline=0.62, inner=0.5, ground=0.4, stud=0.7, face=0.5, seam=0.8, frame=0.9, arrow=0.2
)
"""The same in points, at the least width at which a sheet prints the picture."""


def pens_for(width: float, printed: float) -> Pens:
    """Return the pens of a picture, `width` viewBox units wide and printed `printed` mm wide."""
    unit = width / (printed / MILLIMETERS_PER_POINT)
    return Pens(**{pen: points * unit for pen, points in asdict(POINTS).items()})


def floor_shadow(stage: FigureStage, camera: Camera, inside: Mask | None = None) -> str:
    """Paint the shadow of everything on the floor."""
    fallen = shadow_mask(stage, camera, 0.0)
    seen = fallen if inside is None else fallen & inside
    return fill_path(_area(seen, camera, 600, 1.2), palette.FLOOR_SHADOW)


def shadow_mask(stage: FigureStage, camera: Camera, height: float) -> Mask:
    """Return where the shadow of body and props falls on a level surface, `height` in meters."""
    raster = Raster(camera.width, camera.height)
    near = unit(camera.axes[2] * [1, 0, 1])
    slope = camera.axes[0] * SHADOW_SLOPE_RIGHT + near * SHADOW_SLOPE_NEAR
    for mesh in (stage.skin, *(prop.mesh for prop in stage.props if not prop.ground)):
        fallen = mesh.vertices + np.maximum(mesh.vertices[:, 1:2] - height, 0.0) * slope
        fallen[:, 1] = height
        rise_of_faces = mesh.vertices[mesh.faces, 1] - height
        above = (rise_of_faces > 0).any(axis=1) & (rise_of_faces < MAX_SHADOW_HEIGHT).all(axis=1)
        raster.draw(camera.project(fallen), mesh.faces[above], np.zeros_like(fallen), 0)
    return _simplify_shadow(raster.drawn)


def ground_layer(
    stage: FigureStage,
    camera: Camera,
    shadowed: Sequence[int],
    pens: Pens,
    inside: Mask | None = None,
) -> Layer:
    """Paint the quiet surfaces behind the figure, with shadows on the props of some indices."""
    raster = Raster(camera.width, camera.height)
    figure_stage.draw_props(raster, camera, stage, stage.ground)
    raster.cut(inside)
    paths = []
    for index in stage.ground:
        prop = stage.props[index]
        mask = raster.label == figure_stage.FIRST_PROP + index
        paths += _material(raster, mask, prop.tone, camera)
        if index in shadowed:
            level = float(prop.mesh.vertices[:, 1].max())
            fallen = mask & shadow_mask(stage, camera, level)
            paths.append(fill_path(_area(fallen, camera, 600, 1.2), prop.tone.shade))
        dots = (f"M{number(x)} {number(y)}h0" for x, y in camera.to_viewbox(prop.studs))
        paths.append(stroke_path("".join(dots), palette.GROUND_LINE, pens.stud))
    outlines, inner = trace_pen_lines(raster, PEN_RULE)
    edges = "".join(_line_data(line, camera) for line in outlines + inner)
    return Layer("ground", [*paths, stroke_path(edges, palette.GROUND_LINE, pens.ground)])


def tone_layer(raster: Raster, camera: Camera, props: Sequence[StagedProp]) -> Layer:
    """Paint every material in light, half shade and shade."""
    materials = (*figure_stage.BODY_TONES, *(prop.tone for prop in props))
    whole_body = raster.drawn & (raster.label < figure_stage.FIRST_PROP)
    paths = [fill_path(_area(whole_body, camera, 200, 1.0), palette.SKIN.light)]
    face = figure_stage.face_mask(raster)
    hollow = contact_depths(raster, camera)
    for label, tone in enumerate(materials):
        mask = raster.label == label
        if label == figure_stage.SKIN_LABEL:
            paths += _shades(raster, mask, tone, camera, hollow, without=face)
        elif mask.any():
            paths += _material(raster, mask, tone, camera, hollow)
    return Layer("tones", paths)


def line_layer(raster: Raster, camera: Camera, pens: Pens) -> Layer:
    """Draw the outlines, and the inner lines with thin ends."""
    face = figure_stage.face_mask(raster)
    outlines, inner = trace_pen_lines(raster, PEN_RULE)
    outline = "".join(_line_data(line, camera) for line in outlines)
    at = raster.pixels_at
    off_face = [line for line in inner if face[at(line.points)].mean() < MAX_FACE_SHARE]
    folds = inner_line_data(off_face, camera.unit, width=pens.inner, taper=46, tolerance=1.0)
    outer = stroke_path(outline, palette.OUTLINE, pens.outline)
    return Layer("lines", [outer, fill_path(folds, palette.INNER_LINE)])


def contact_depths(raster: Raster, camera: Camera) -> FloatArray:
    """Return how far each pixel lies behind what hides a part of its surroundings, in meters.

    It is 0 away from a step of depth: a surface that only slopes away throws no shade on itself.
    """
    drawn = raster.drawn
    depth = np.where(drawn, raster.depth, -np.inf)
    toward = np.maximum(raster.normal[..., 2], 0.1)
    slope = np.sqrt(1 - np.minimum(toward, 1.0) ** 2) / toward / camera.scale
    ahead = ndimage.maximum_filter(depth, 3) - np.where(drawn, raster.depth, np.inf)
    steps = ahead > PEN_RULE.fold + 3 * slope
    near = ndimage.distance_transform_edt(~steps) <= 2 * CONTACT_BLUR
    return np.where(near, hollow_depths(raster, drawn, CONTACT_BLUR), 0.0)


def _material(
    raster: Raster,
    mask: Mask,
    tone: palette.Tone,
    camera: Camera,
    hollow: FloatArray | float = 0.0,
) -> list[str]:
    light = fill_path(_area(mask, camera, 120, 1.0), tone.light)
    return [light, *_shades(raster, mask, tone, camera, hollow)]


def _shades(
    raster: Raster,
    mask: Mask,
    tone: palette.Tone,
    camera: Camera,
    hollow: FloatArray | float = 0.0,
    without: Mask | None = None,
) -> list[str]:
    """Paint half shade and shade over a part that already has its light color.

    `hollow` says how far each pixel lies behind what is around it, in meters: a limb that crosses
    another throws a shade on it, which keeps the two apart.
    """
    if not mask.any():
        return []
    light = blur_within(mask, facing(raster, LIGHT), LIGHT_BLUR)
    shaded = mask if without is None else mask & ~without
    limits = ((HALF_SHADE, HALF_CONTACT, tone.half), (SHADE, CONTACT, tone.shade))
    paths = []
    for limit, depth, color in limits:
        dark = shaded & ((light < limit) | (hollow > depth))
        paths.append(fill_path(_area(dark | _specks(shaded & ~dark), camera, 600), color))
    return paths


def _specks(lit: Mask) -> Mask:
    """Return the small patches of a lit mask: a spot of light in a shade looks like a stain."""
    patches, count = ndimage.label(lit)
    small = np.bincount(patches.ravel(), minlength=count + 1) < MIN_LIGHT_AREA
    small[0] = False
    return np.asarray(small[patches])


def _line_data(line: PenLine, camera: Camera) -> str:
    return path_data(line.points, camera.unit, tolerance=1.0, closed=line.closed)


def _area(mask: Mask, camera: Camera, min_area: float, sigma: float = 2.6) -> str:
    tolerance = 0.9 if sigma < 2 else 1.2
    return mask_data(mask, camera.unit, sigma=sigma, min_area=min_area, tolerance=tolerance)


def _simplify_shadow(mask: Mask) -> Mask:
    """Close the gaps of a shadow and round its edge."""
    height, width = mask.shape
    room = 2 * int(SHADOW_CLOSING)
    coarse = np.pad(mask[::SHADOW_GRAIN, ::SHADOW_GRAIN], room)
    grown = ndimage.distance_transform_edt(~coarse) <= SHADOW_CLOSING
    closed = ndimage.binary_fill_holes(ndimage.distance_transform_edt(grown) > SHADOW_CLOSING)
    soft = ndimage.gaussian_filter(closed.astype(float), SHADOW_BLUR)[room:-room, room:-room]
    fine = ndimage.zoom(soft, SHADOW_GRAIN, order=1, grid_mode=True, mode="nearest")
    return np.asarray(fine[:height, :width] > 0.5)
