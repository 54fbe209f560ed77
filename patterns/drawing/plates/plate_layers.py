"""Paint the layers of a plate: tones of bones, muscles and nerves, then its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.shading import blur_within, hollow_depths, light_on
from patterns.drawing.output import palette
from patterns.drawing.output.path_data import mask_data
from patterns.drawing.output.svg import Layer, fill_path
from patterns.drawing.plates.muscles import MUSCLES, NERVES
from patterns.drawing.plates.plate_lines import (
    contour_paths,
    fiber_strokes,
    foramina,
    line_paths,
    relief_strokes,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import Mask
    from patterns.drawing.plates.plate_stage import PlateStage

LIGHT = np.array([-0.20, 0.42, 0.88])
"""Direction to the light, as right, up and toward the viewer: over the viewer's left shoulder."""

BONE_BLUR, MUSCLE_BLUR = 9.0, 3.0
"""Blur of the light over a surface, in pixels."""

BONE_HALF, BONE_SHADE = 0.56, 0.20
MUSCLE_SHEEN, MUSCLE_HALF = 0.88, 0.58
NERVE_HALF = 0.70
"""The cosine to the light below which a tone begins, or above which the sheen of a muscle does."""

MAX_DEEP_DEPTH = 0.005
"""Muscle whose depth is below this, in meters, is paler, so that it recedes."""

HOLLOW_BLUR = 14.0
MIN_HOLLOW = 0.009
"""A bone lies in another's shadow if it is so many meters behind the blurred depth around it."""

RELIEF_BLUR, MIN_RELIEF = 45.0, 0.09
"""A slope is shaded if it has this much less light than what lies around it."""

TENDON_TEETH = 0.06
TENDON_TEETH_COUNT = 6.5
"""How far the ends of muscle fibers reach into the tendon, as a share of the muscle's length,
and how many such teeth there are from border to border."""

MIN_HALF_AREA, MIN_SHADE_AREA, MIN_MUSCLE_TONE_AREA = 1200, 3800, 350
"""Areas of tone under so many square pixels are left out: they would read as spots."""


def plate_layers(stage: PlateStage, bones: Layer) -> list[Layer]:
    """Paint a plate from back to front, on the layer of its bones."""
    holes = ["".join(foramina(stage)), "".join(relief_strokes(stage))]
    return [
        bones,
        Layer("muscles", [*_muscle_tones(stage)]),
        # The name stands in published pictures, so its spelling stays.
        Layer("fibres", [fill_path("".join(fiber_strokes(stage)), palette.FIBER)]),
        Layer("sacrum", [fill_path(data, palette.BONE_HOLE) for data in holes]),
        Layer("lines", [*line_paths(stage)]),
        Layer("contours", [*contour_paths(stage)]),
    ]


def bone_layer(stage: PlateStage) -> Layer:
    """Paint the bones, which are alike in all variants of a plate."""
    return Layer("bones", [*_bone_tones(stage)])


def _bone_tones(stage: PlateStage) -> Iterator[str]:
    """Paint light, half shade and shade; each bone is lit by itself, hollows are shaded."""
    raster, unit = stage.bones, stage.camera.unit
    yield fill_path(mask_data(raster.drawn, unit, sigma=1.2), palette.BONE.light)
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
        yield fill_path(mask_data(mask, unit, sigma=3.2, min_area=min_area, tolerance=1.9), color)


def _muscle_tones(stage: PlateStage) -> Iterator[str]:
    """Paint nerves and muscles, then the tones of all muscles together, one path for each."""
    raster, unit = stage.whole, stage.camera.unit
    names = ("muscle", "deep", "sheen", "half", "tendon", "nerve", "nerve half")
    parts = {name: np.zeros_like(raster.drawn) for name in names}
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
    for name, color in (
        ("nerve half", palette.NERVE.half),
        ("deep", palette.MUSCLE_DEEP),
        ("sheen", palette.MUSCLE_SHEEN),
        ("half", palette.MUSCLE.half),
        ("tendon", palette.TENDON),
    ):
        yield fill_path(
            mask_data(parts[name], unit, sigma=1.5, min_area=MIN_MUSCLE_TONE_AREA, tolerance=1.8),
            color,
        )


def _in_tendon(stage: PlateStage, name: str) -> Mask:
    """Return where a muscle is tendon; its red fibers reach into it like teeth."""
    along, across = stage.whole.attributes[..., 0], stage.whole.attributes[..., 1]
    teeth = TENDON_TEETH * np.abs((across * TENDON_TEETH_COUNT) % 1.0 - 0.5) * 2
    return np.asarray(along > MUSCLES[name].tendon + teeth)
