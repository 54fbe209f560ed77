"""Paint the layers of a plate: skin, bones and structures in flat tones, then its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import ndimage

from patterns.drawing.atlas.bone_details import bone_areas
from patterns.drawing.atlas.structures import Kind, SpannedStructure, load_structures
from patterns.drawing.geometry.shading import blur_within, facing, hollow_depths
from patterns.drawing.output import palette
from patterns.drawing.output.svg import Layer, fill_path, mask_data
from patterns.drawing.plates import plate_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import FloatArray, Mask
    from patterns.drawing.plates.plate_stage import PlateStage

LIGHT = np.array([-0.20, 0.42, 0.88])  # its direction: right, up, near; over the left shoulder
BONE_BLUR, MUSCLE_BLUR = 9.0, 3.0  # blur of the light over a surface, in pixels

# The cosine to the light below which a tone begins, or above which the sheen of a muscle does.
BONE_HALF, BONE_SHADE = 0.56, 0.20
SHEEN, HALF = 0.90, 0.58

HOLLOW_BLUR, MIN_HOLLOW = 14.0, 0.009  # bone so many meters behind the blurred depth is shaded
RELIEF_BLUR, MIN_RELIEF = 45.0, 0.09  # a slope is shaded if it has so much less light than around
TENDON_TEETH = 0.06  # how far muscle fibers reach into the tendon, as a share of the length
BAND_WIDTH, BAND_TEETH = 0.013, 0.02  # of tendon across a belly, and its zigzag, the same shares

# Areas of tone under so many square pixels are left out: they would read as spots.
MIN_HALF_AREA, MIN_SHADE_AREA = 1200, 3800
MIN_TONE_AREA, MIN_TENDON_AREA = 700, 120

TONES = {
    "muscle": palette.MUSCLE.light,
    "ghost": palette.GHOST,
    "sheet": palette.TENDON,
    "cartilage": palette.CARTILAGE.light,
    "ghost nerve": palette.GHOST_NERVE,
    "nerve": palette.NERVE.light,
    "sheen": palette.MUSCLE_SHEEN,
    "half": palette.MUSCLE.half,
    "tendon": palette.TENDON,
    "sheet half": palette.TENDON_HALF,
    "cartilage half": palette.CARTILAGE.half,
    "nerve half": palette.NERVE.half,
}
"""The tones of structures, from back to front."""

AREA_TONES = {
    "socket": palette.BONE.shade,
    "depth": palette.FADED_LINE,  # softer than a hole, as a large dark socket would frighten
    "cartilage": palette.CARTILAGE.light,
    "cartilage half": palette.CARTILAGE.half,
}
"""The tones of areas on bones, from back to front."""

BASE_TONES: dict[Kind, str] = {
    "muscle": "muscle",
    "tendon": "sheet",
    "fascia": "sheet",
    "ligament": "sheet",
    "cartilage": "cartilage",
    "nerve": "nerve",
}
GHOST_TONES: dict[Kind, str] = {"nerve": "ghost nerve"}  # all others are the common ghost


def plate_layers(stage: PlateStage) -> list[Layer]:
    """Paint a plate from back to front."""
    unit = stage.camera.unit
    skin = fill_path(mask_data(stage.skin.drawn, unit, sigma=2), palette.SKIN_VEIL)
    return [
        Layer("skin", [skin]),
        Layer("bones", [*_bone_tones(stage)]),
        Layer("holes", [*plate_lines.detail_paths(stage)]),
        Layer("structures", [*_structure_tones(stage)]),
        Layer("fibers", [*plate_lines.fiber_paths(stage), *_tendon_bands(stage)]),
        Layer("lines", [*plate_lines.outline_paths(stage)]),
        Layer("contours", [*plate_lines.contour_paths(stage)]),
    ]


def _bone_tones(stage: PlateStage) -> Iterator[str]:
    """Paint the bones: each is lit by itself, and hollows are shaded, unless all are faded."""
    raster, unit, tolerance = stage.bones, stage.camera.unit, stage.scene.tolerance
    bone = palette.FADED_BONE if stage.scene.faded else palette.BONE
    whole = mask_data(raster.drawn, unit, sigma=1.2, tolerance=0.9 * tolerance)
    yield fill_path(whole, bone.light)
    half, shade = np.zeros_like(raster.drawn), np.zeros_like(raster.drawn)
    lit = facing(raster, LIGHT)
    for label, box in enumerate(ndimage.find_objects(raster.label + 1)):
        if box is None:
            continue  # nothing of this bone is seen
        mask = raster.label[box] == label
        light = blur_within(mask, lit[box], BONE_BLUR)
        around = blur_within(mask, light, RELIEF_BLUR)
        half[box] |= mask & ((light < BONE_HALF) | (light < around - MIN_RELIEF))
        shade[box] |= mask & (light < BONE_SHADE)
    shade |= raster.drawn & (hollow_depths(raster, raster.drawn, HOLLOW_BLUR) > MIN_HOLLOW)
    for mask, min_area, color in (
        (half | shade, MIN_HALF_AREA, bone.half),
        (shade, MIN_SHADE_AREA, bone.shade),
    ):
        area, fit = min_area * (2 * tolerance - 1), 1.9 * tolerance
        yield fill_path(mask_data(mask, unit, sigma=3.2, min_area=area, tolerance=fit), color)
    if not stage.scene.faded:
        discs = [label for name, label in stage.bone_labels.items() if name.startswith("disc-")]
        mask = np.isin(raster.label, discs)
        yield fill_path(mask_data(mask, unit, sigma=1), palette.CARTILAGE.light)
        yield from _area_tones(stage, half | shade)


def _area_tones(stage: PlateStage, shaded: Mask) -> Iterator[str]:
    """Paint sockets and cartilages on bones; `shaded` is where bones are in shade."""
    raster, unit, tolerance = stage.bones, stage.camera.unit, stage.scene.tolerance
    parts = {name: np.zeros_like(raster.drawn) for name in AREA_TONES}
    for name, label in stage.bone_labels.items():
        if name.startswith("cartilage-"):
            parts["cartilage"] |= raster.label == label
    for area in bone_areas():
        parts[area.tone] |= stage.seen_in(area)
    parts["cartilage half"] = parts["cartilage"] & shaded
    for name, color in AREA_TONES.items():
        half = name == "cartilage half"
        least, fit = (MIN_TONE_AREA, 1.8) if half else (MIN_TENDON_AREA, 1.0)
        data = mask_data(parts[name], unit, sigma=1.2, min_area=least, tolerance=fit * tolerance)
        yield fill_path(data, color)


def _structure_tones(stage: PlateStage) -> Iterator[str]:
    """Paint the tones of all structures together, one path for each tone."""
    raster, unit, tolerance = stage.whole, stage.camera.unit, stage.scene.tolerance
    parts = {name: np.zeros_like(raster.drawn) for name in TONES}
    lit = facing(raster, LIGHT)
    for label, (name, _) in stage.surfaces.items():
        mask, structure = raster.label == label, load_structures()[name]
        if name in stage.scene.ghosted:
            parts[GHOST_TONES.get(structure.kind, "ghost")] |= mask
            continue
        base = BASE_TONES[structure.kind]
        parts[base] |= mask
        light = blur_within(mask, lit, MUSCLE_BLUR)
        if structure.kind != "muscle":
            parts[f"{base} half"] |= mask & (light < HALF)
            continue
        tendon = mask & _in_tendon(raster.attributes, structure)
        parts["tendon"] |= tendon
        parts["half"] |= mask & ~tendon & (light < HALF)
        parts["sheen"] |= mask & ~tendon & (light > SHEEN)
    wholes = {*BASE_TONES.values(), *GHOST_TONES.values(), "ghost"}
    for name, color in TONES.items():
        whole = name in wholes
        area = MIN_TENDON_AREA if whole or name == "tendon" else MIN_TONE_AREA
        fit = tolerance * (1.2 if whole else 1.8)
        sigma = 1.0 if whole else 1.5
        data = mask_data(parts[name], unit, sigma=sigma, min_area=area, tolerance=fit)
        yield fill_path(data, color)


def _tendon_bands(stage: PlateStage) -> Iterator[str]:
    """Paint the bands of tendon that cross bellies; they lie over the fibers, which end there."""
    bands = np.zeros_like(stage.whole.drawn)
    for label, (name, _) in stage.surfaces.items():
        structure = load_structures()[name]
        if structure.intersections and name not in stage.scene.ghosted:
            mask = stage.whole.label == label
            bands |= mask & _in_tendon_band(stage.whole.attributes, structure)
    fit = 1.2 * stage.scene.tolerance
    data = mask_data(bands, stage.camera.unit, sigma=1.5, min_area=MIN_TENDON_AREA, tolerance=fit)
    yield fill_path(data, palette.TENDON)


def _in_tendon_band(places: FloatArray, structure: SpannedStructure) -> Mask:
    """Return where one of the bands of tendon crosses a belly, in a zigzag."""
    along, across = places[..., 0], places[..., 1]
    band = np.zeros(along.shape, dtype=bool)
    for number, middle in enumerate(structure.intersections):
        zigzag = BAND_TEETH * (np.abs((across * structure.teeth + number / 3) % 1.0 - 0.5) - 0.25)
        band |= np.abs(along - middle - zigzag) < BAND_WIDTH / 2
    return band


def _in_tendon(places: FloatArray, structure: SpannedStructure) -> Mask:
    """Return where a muscle is tendon; its red fibers reach into it like teeth."""
    along, across = places[..., 0], places[..., 1]
    teeth = TENDON_TEETH * np.abs((across * structure.teeth) % 1.0 - 0.5) * 2
    first, last = structure.tendons
    return np.asarray((along < first - teeth) | (along > last + teeth))
