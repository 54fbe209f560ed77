"""A staged plate in, its layers out, from back to front: tones of bone and muscle, then ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.tones import blurred_within, hollows, light_on, mask_data
from patterns.drawing.output import ink
from patterns.drawing.output.svg import Layer, filled, layer
from patterns.drawing.plates.muscles import MUSCLES, NERVES
from patterns.drawing.plates.plate_lines import contour_lines, fibres, foramina, lines, relief

if TYPE_CHECKING:
    from collections.abc import Iterator

    from patterns.drawing.geometry.arrays import Mask
    from patterns.drawing.plates.plate_stage import Stage

LIGHT = np.array([-0.20, 0.42, 0.88])
"""From the upper left, over the viewer's shoulder."""

BONE_BLUR, MUSCLE_BLUR = 9.0, 3.0
"""How far light is softened over a surface, in pixels."""

BONE_HALF, BONE_SHADE = 0.56, 0.20
MUSCLE_LIGHT, MUSCLE_HALF = 0.88, 0.58
NERVE_HALF = 0.70
"""Below how much light a tone begins (above, for the light on a muscle)."""

DEEP = 0.005
"""Muscle deeper than this, in meters towards the viewer, is paler, so that it steps back."""

HOLLOW_BLUR = 14.0
HOLLOW_DEPTH = 0.009
"""A bone lies in another's shadow if it is this far behind the blurred depth around it."""

RELIEF_BLUR, RELIEF = 45.0, 0.09
"""A slope is shaded if it has this much less light than what lies around it."""

TENDON_TEETH = 0.06
TENDON_TEETH_COUNT = 6.5
"""How far the ends of muscle fibres reach into the tendon, as a share of the muscle's length,
and how many such teeth there are from border to border."""

SMALLEST_HALF, SMALLEST_SHADE, SMALLEST_MUSCLE_TONE = 1200, 3800, 350
"""Areas of tone under so many square pixels are left out: they would read as spots."""


def plate_layers(stage: Stage, bones: Layer) -> list[Layer]:
    """Draw a plate from back to front, on the layer of its bones."""
    return [
        bones,
        layer("muscles", _muscle_tones(stage)),
        layer("fibres", [filled("".join(fibres(stage)), ink.FIBRE)]),
        layer(
            "sacrum",
            [
                filled("".join(foramina(stage)), ink.BONE_HOLE),
                filled("".join(relief(stage)), ink.BONE_HOLE),
            ],
        ),
        layer("lines", lines(stage)),
        layer("contours", contour_lines(stage)),
    ]


def bone_layer(stage: Stage) -> Layer:
    """Draw the tones of the bones, which are alike in all variants of a plate."""
    return layer("bones", _bone_tones(stage))


def _bone_tones(stage: Stage) -> Iterator[str]:
    raster, unit = stage.bones, stage.camera.unit
    yield filled(mask_data(raster.drawn, unit, sigma=1.2), ink.BONE.light)
    half, shade = np.zeros_like(raster.drawn), np.zeros_like(raster.drawn)
    for label in np.unique(raster.label[raster.drawn]):
        mask = raster.label == label
        light = light_on(raster, mask, LIGHT, BONE_BLUR)
        around = blurred_within(mask, light, RELIEF_BLUR)
        half |= mask & ((light < BONE_HALF) | (light < around - RELIEF))
        shade |= mask & (light < BONE_SHADE)
    shade |= raster.drawn & (hollows(raster, raster.drawn, HOLLOW_BLUR) > HOLLOW_DEPTH)
    for mask, smallest, color in (
        (half | shade, SMALLEST_HALF, ink.BONE.half),
        (shade, SMALLEST_SHADE, ink.BONE.shade),
    ):
        yield filled(mask_data(mask, unit, sigma=3.2, smallest=smallest, tolerance=1.9), color)


def _muscle_tones(stage: Stage) -> Iterator[str]:
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
        sinew = mask & _in_tendon(stage, name)
        deep = mask & (raster.depth < DEEP)
        flesh = mask & ~sinew & ~deep
        parts["muscle"] |= mask
        parts["deep"] |= deep
        parts["tendon"] |= sinew
        parts["half"] |= flesh & (light < MUSCLE_HALF)
        parts["sheen"] |= flesh & (light > MUSCLE_LIGHT)
    yield filled(mask_data(parts["nerve"], unit, sigma=1), ink.NERVE.light)
    yield filled(mask_data(parts["muscle"], unit, sigma=1, tolerance=1.2), ink.MUSCLE.light)
    for name, color in (
        ("nerve half", ink.NERVE.half),
        ("deep", ink.MUSCLE_DEEP),
        ("sheen", ink.MUSCLE_SHEEN),
        ("half", ink.MUSCLE.half),
        ("tendon", ink.TENDON),
    ):
        yield filled(
            mask_data(parts[name], unit, sigma=1.5, smallest=SMALLEST_MUSCLE_TONE, tolerance=1.8),
            color,
        )


def _in_tendon(stage: Stage, name: str) -> Mask:
    """Tell where a muscle is tendon; its red fibres reach into it like teeth."""
    along, across = stage.whole.attributes[..., 0], stage.whole.attributes[..., 1]
    teeth = TENDON_TEETH * np.abs((across * TENDON_TEETH_COUNT) % 1.0 - 0.5) * 2
    return np.asarray(along > MUSCLES[name].tendon + teeth)
