"""Paint the layers of a plate: tones of bones, muscles and nerves, then its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.shading import blur_within, hollow_depths, light_on
from patterns.drawing.output import palette
from patterns.drawing.output.svg import Layer, fill_path, mask_data
from patterns.drawing.plates import plate_lines
from patterns.drawing.plates.muscles import MUSCLES, NERVES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import Mask
    from patterns.drawing.geometry.raster import Raster
    from patterns.drawing.plates.plate_stage import PlateStage

LIGHT = np.array([-0.20, 0.42, 0.88])  # its direction: right, up, near; over the left shoulder
BONE_BLUR, MUSCLE_BLUR = 9.0, 3.0  # blur of the light over a surface, in pixels

# The cosine to the light below which a tone begins, or above which the sheen of a muscle does.
BONE_HALF, BONE_SHADE = 0.56, 0.20
MUSCLE_SHEEN, MUSCLE_HALF = 0.88, 0.58
NERVE_HALF = 0.70

MAX_DEEP_DEPTH = 0.005  # muscle whose depth is below this, in meters, is paler, so that it recedes
HOLLOW_BLUR, MIN_HOLLOW = 14.0, 0.009  # bone so many meters behind the blurred depth is shaded
RELIEF_BLUR, MIN_RELIEF = 45.0, 0.09  # a slope is shaded if it has so much less light than around
TENDON_TEETH, TENDON_TEETH_COUNT = 0.06, 6.5
"""How far the ends of muscle fibers reach into the tendon, as a share of the muscle's length,
and how many such teeth there are from border to border."""

# Areas of tone under so many square pixels are left out: they would read as spots.
MIN_HALF_AREA, MIN_SHADE_AREA, MIN_MUSCLE_TONE_AREA = 1200, 3800, 350

MUSCLE_TONES = {
    "nerve half": palette.NERVE.half,
    "deep": palette.MUSCLE_DEEP,
    "sheen": palette.MUSCLE_SHEEN,
    "half": palette.MUSCLE.half,
    "tendon": palette.TENDON,
}
"""The tones that lie on nerves and muscles, from back to front."""


def plate_layers(stage: PlateStage, bones: Layer) -> list[Layer]:
    """Paint a plate from back to front, on the layer of its bones."""
    holes = ["".join(plate_lines.foramina(stage)), "".join(plate_lines.relief_strokes(stage))]
    return [
        bones,
        Layer("muscles", [*_muscle_tones(stage)]),
        # The name stands in published pictures, so its spelling stays.
        Layer("fibres", [fill_path("".join(plate_lines.fiber_strokes(stage)), palette.FIBER)]),
        Layer("sacrum", [fill_path(data, palette.BONE_HOLE) for data in holes]),
        Layer("lines", [*plate_lines.line_paths(stage)]),
        Layer("contours", [*plate_lines.contour_paths(stage)]),
    ]


def bone_layer(stage: PlateStage) -> Layer:
    """Paint the bones, alike in all variants."""
    return Layer("bones", [*paint_bones(stage.bones, stage.camera.unit)])


def paint_bones(raster: Raster, unit: float, tolerance: float = 1.0) -> Iterator[str]:
    """Paint the bones of a raster: each is lit by itself, and hollows are shaded.

    `tolerance` coarsens the lines and drops smaller areas.
    """
    whole = mask_data(raster.drawn, unit, sigma=1.2, tolerance=0.9 * tolerance)
    yield fill_path(whole, palette.BONE.light)
    half, shade = np.zeros_like(raster.drawn), np.zeros_like(raster.drawn)
    for label in np.unique(raster.label[raster.drawn]):
        mask = raster.label == label
        light = light_on(raster, mask, LIGHT, BONE_BLUR)
        around = blur_within(mask, light, RELIEF_BLUR)
        half |= mask & ((light < BONE_HALF) | (light < around - MIN_RELIEF))
        shade |= mask & (light < BONE_SHADE)
    shade |= raster.drawn & (hollow_depths(raster, raster.drawn, HOLLOW_BLUR) > MIN_HOLLOW)
    for mask, min_area, color in (
        (half | shade, MIN_HALF_AREA, palette.BONE.half),
        (shade, MIN_SHADE_AREA, palette.BONE.shade),
    ):
        area, fit = min_area * (2 * tolerance - 1), 1.9 * tolerance
        yield fill_path(mask_data(mask, unit, sigma=3.2, min_area=area, tolerance=fit), color)


def _muscle_tones(stage: PlateStage) -> Iterator[str]:
    """Paint nerves and muscles, then the tones of all muscles together, one path for each."""
    raster, unit = stage.whole, stage.camera.unit
    parts = {name: np.zeros_like(raster.drawn) for name in ("nerve", "muscle", *MUSCLE_TONES)}
    for label, (name, _) in stage.lofts.items():
        mask = raster.label == label
        light = light_on(raster, mask, LIGHT, MUSCLE_BLUR)
        if name in NERVES:
            parts["nerve"] |= mask
            parts["nerve half"] |= mask & (light < NERVE_HALF)
            continue
        tendon = mask & _in_tendon(stage, name)
        deep = mask & (raster.depth < MAX_DEEP_DEPTH)
        flesh = mask & ~tendon & ~deep
        parts["muscle"] |= mask
        parts["deep"] |= deep
        parts["tendon"] |= tendon
        parts["half"] |= flesh & (light < MUSCLE_HALF)
        parts["sheen"] |= flesh & (light > MUSCLE_SHEEN)
    yield fill_path(mask_data(parts["nerve"], unit, sigma=1), palette.NERVE.light)
    yield fill_path(mask_data(parts["muscle"], unit, sigma=1, tolerance=1.2), palette.MUSCLE.light)
    area = MIN_MUSCLE_TONE_AREA
    for name, color in MUSCLE_TONES.items():
        data = mask_data(parts[name], unit, sigma=1.5, min_area=area, tolerance=1.8)
        yield fill_path(data, color)


def _in_tendon(stage: PlateStage, name: str) -> Mask:
    """Return where a muscle is tendon; its red fibers reach into it like teeth."""
    along, across = stage.whole.attributes[..., 0], stage.whole.attributes[..., 1]
    teeth = TENDON_TEETH * np.abs((across * TENDON_TEETH_COUNT) % 1.0 - 0.5) * 2
    return np.asarray(along > MUSCLES[name].tendon + teeth)
