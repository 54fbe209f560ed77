"""Paint the layers of a plate of the atlas: skin, bones, structures, and the lines on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.atlas.bone_holes import bone_holes
from patterns.drawing.atlas.structures import Kind, SpannedStructure, load_structures
from patterns.drawing.geometry.pen_lines import PenRule, trace_pen_lines
from patterns.drawing.geometry.polylines import arc_lengths, true_runs
from patterns.drawing.geometry.raster import BACKGROUND
from patterns.drawing.geometry.shading import light_on, mask_outlines
from patterns.drawing.output import palette
from patterns.drawing.output.strokes import inner_line_data, tapered_data
from patterns.drawing.output.svg import Layer, fill_path, mask_data, path_data, stroke_path
from patterns.drawing.plates import plate_layers, plate_lines
from patterns.drawing.plates.muscles import fiber_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.atlas.spanning import Surface
    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.plates.atlas_stage import AtlasStage

PEN_RULE = PenRule(fold=0.0035, step=0.008, min_outline=35, min_inner=33, smoothing=3.0)
SKIN_PEN = PenRule(fold=0.02, step=0.03, min_outline=60, min_inner=200, smoothing=4.0)
SKIN_LINE = 2.0  # width of the skin's outline, in viewBox units
FIBER_SPACING = 13.5  # between fiber lines, in pixels

MAX_FIBER_DEPTH = 0.002  # a fiber so far behind its own muscle, in meters, is on the far side

MAX_HOLE_DEPTH = (
    0.02  # a hole so far behind what is seen of its bone, in meters, is on the far side
)

SHEEN, HALF = 0.90, 0.58  # cosines to the light above, and below which muscle changes its tone
MIN_TONE_AREA, MIN_TENDON_AREA = 700, 120  # in square pixels

TONES = {
    "muscle": palette.MUSCLE.light,
    "ghost": palette.GHOST,
    "sheet": palette.TENDON,
    "cartilage": palette.CARTILAGE.light,
    "nerve": palette.NERVE.light,
    "sheen": palette.MUSCLE_SHEEN,
    "half": palette.MUSCLE.half,
    "tendon": palette.TENDON,
    "sheet half": palette.TENDON_HALF,
    "cartilage half": palette.CARTILAGE.half,
    "nerve half": palette.NERVE.half,
}
"""The tones of structures, from back to front."""

BASE_TONES: dict[Kind, str] = {
    "muscle": "muscle",
    "tendon": "sheet",
    "fascia": "sheet",
    "ligament": "sheet",
    "cartilage": "cartilage",
    "nerve": "nerve",
}


def atlas_layers(stage: AtlasStage) -> list[Layer]:
    """Paint a plate from back to front."""
    unit = stage.camera.unit
    skin = fill_path(mask_data(stage.skin.drawn, unit, sigma=2), palette.SKIN_VEIL)
    return [
        Layer("skin", [skin]),
        Layer("bones", [*_bone_tones(stage)]),
        Layer("holes", [fill_path("".join(_holes(stage)), palette.BONE_HOLE)]),
        Layer("structures", [*_structure_tones(stage)]),
        Layer("fibers", [*_fibers(stage)]),
        Layer("lines", [*_lines(stage)]),
        Layer("contours", [*_contours(stage)]),
    ]


def _bone_tones(stage: AtlasStage) -> Iterator[str]:
    yield from plate_layers.paint_bones(stage.bones, stage.camera.unit, stage.scene.tolerance)
    discs = [label for name, label in stage.bone_labels.items() if name.startswith("disc-")]
    mask = np.isin(stage.bones.label, discs)
    yield fill_path(mask_data(mask, stage.camera.unit, sigma=1), palette.CARTILAGE.light)


def _holes(stage: AtlasStage) -> Iterator[str]:
    """Draw the holes of bones whose whole rim is seen."""
    for bone, rim in bone_holes():
        points = stage.camera.project(rim)
        pixels = stage.whole.pixels_at(points)
        seen = stage.whole.label[pixels] == stage.bone_labels.get(bone, BACKGROUND)
        near = points[:, 2] > stage.whole.depth[pixels] - MAX_HOLE_DEPTH
        if bone in stage.bone_labels and (seen & near).all():
            yield path_data(points[:, :2], stage.camera.unit, tolerance=0.6, closed=True)


def _structure_tones(stage: AtlasStage) -> Iterator[str]:
    """Paint the tones of all structures together, one path for each tone."""
    raster, unit, tolerance = stage.whole, stage.camera.unit, stage.scene.tolerance
    parts = {name: np.zeros_like(raster.drawn) for name in TONES}
    for label, (name, _) in stage.surfaces.items():
        mask = raster.label == label
        if name in stage.scene.ghosted:
            parts["ghost"] |= mask
            continue
        structure = load_structures()[name]
        base = BASE_TONES[structure.kind]
        parts[base] |= mask
        light = light_on(raster, mask, plate_layers.LIGHT, plate_layers.MUSCLE_BLUR)
        if structure.kind != "muscle":
            parts[f"{base} half"] |= mask & (light < HALF)
            continue
        tendon = mask & _in_tendon(raster.attributes, structure)
        parts["tendon"] |= tendon
        parts["half"] |= mask & ~tendon & (light < HALF)
        parts["sheen"] |= mask & ~tendon & (light > SHEEN)
    for name, color in TONES.items():
        whole = name in (*BASE_TONES.values(), "ghost")
        area = MIN_TENDON_AREA if whole or name == "tendon" else MIN_TONE_AREA
        fit = tolerance * (1.2 if whole else 1.8)
        sigma = 1.0 if whole else 1.5
        data = mask_data(parts[name], unit, sigma=sigma, min_area=area, tolerance=fit)
        yield fill_path(data, color)


def _in_tendon(places: FloatArray, structure: SpannedStructure) -> Mask:
    """Return where a muscle is tendon; its red fibers reach into it like teeth."""
    along, across = places[..., 0], places[..., 1]
    teeth = plate_layers.TENDON_TEETH * np.abs((across * structure.teeth) % 1.0 - 0.5) * 2
    first, last = structure.tendons
    return np.asarray((along < first - teeth) | (along > last + teeth))


def _fibers(stage: AtlasStage) -> Iterator[str]:
    """Draw the fibers of muscles in red, and those of tendons and fasciae pale."""
    random = np.random.default_rng(plate_lines.SEED)
    red, pale = "", ""
    for label, (name, surface) in stage.surfaces.items():
        structure = load_structures()[name]
        if name in stage.scene.ghosted or structure.kind in ("nerve", "cartilage"):
            continue
        data = "".join(_fibers_of(stage, label, structure, surface, random))
        if structure.kind == "muscle":
            red += data
        else:
            pale += data
    yield fill_path(red, palette.FIBER)
    yield fill_path(pale, palette.BONE.shade)


def _fibers_of(
    stage: AtlasStage,
    label: int,
    structure: SpannedStructure,
    surface: Surface,
    random: np.random.Generator,
) -> Iterator[str]:
    camera, fit = stage.camera, 2.5 * stage.scene.tolerance
    widths = np.linalg.norm(surface.lattice[:, 0] - surface.lattice[:, -1], axis=1) * camera.scale
    count = max(3, round(float(np.percentile(widths, 85)) / FIBER_SPACING))
    first, last = structure.tendons if structure.kind == "muscle" else (0.0, 1.0)
    for index in range(1, count):
        across = (index + random.uniform(-0.2, 0.2)) / count
        spans, spacing = (plate_lines.LONG_FIBER, 1) if index % 2 else (plate_lines.SHORT_FIBER, 2)
        start, end = (random.uniform(*span) for span in spans)
        start, end = max(start, first - 0.02), min(end, last + 0.05)
        points = camera.project(fiber_line(surface.lattice, across, start, end))
        crowded = widths / count < spacing * plate_lines.MIN_FIBER_SPACING
        rows = np.linspace(start * (len(crowded) - 1), end * (len(crowded) - 1), len(points))
        pixels, line = stage.whole.pixels_at(points), points[:, :2]
        seen = stage.whole.label[pixels] == label
        seen &= points[:, 2] > stage.whole.depth[pixels] - MAX_FIBER_DEPTH
        for run in true_runs(seen & ~crowded[rows.astype(np.int64)]):
            if arc_lengths(line[run])[-1] >= plate_lines.MIN_FIBER_LENGTH:
                width = plate_lines.FIBER_WIDTH
                yield tapered_data(line[run], width, camera.unit, taper=110, tolerance=fit)


def _lines(stage: AtlasStage) -> Iterator[str]:
    unit, tolerance = stage.camera.unit, stage.scene.tolerance
    rule = replace(PEN_RULE, min_inner=PEN_RULE.min_inner * tolerance)
    outlines, inner = trace_pen_lines(stage.whole, rule)
    data = "".join(
        path_data(line.points, unit, closed=line.closed, tolerance=0.9 * tolerance)
        for line in outlines
    )
    yield stroke_path(data, palette.OUTLINE, palette.OUTLINE_WIDTH)
    yield fill_path(inner_line_data(inner, unit, tolerance=1.6 * tolerance), palette.INNER_LINE)


def _contours(stage: AtlasStage) -> Iterator[str]:
    """Draw the outline of the skin, and dashed ones of what would lie over the rest."""
    unit = stage.camera.unit
    outlines, inner = trace_pen_lines(stage.skin, SKIN_PEN)
    # Where an arm or the mouth is left out, the inner lines would be the rims of holes.
    lines = outlines if stage.scene.skin == "trunk" else outlines + inner
    data = "".join(path_data(line.points, unit, closed=line.closed) for line in lines)
    yield stroke_path(data, palette.CONTOUR, SKIN_LINE)
    dashed = "".join(
        plate_lines.segment(*(dash * unit))
        for raster in stage.outlined
        for outline in mask_outlines(raster.drawn)
        for dash in plate_lines.dashes(outline)
    )
    yield stroke_path(dashed, palette.INNER_LINE, plate_lines.DASH_WIDTH)
