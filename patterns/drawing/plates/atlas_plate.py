"""Draw a scene of the atlas for the left side, the right side and both, with its anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from patterns.drawing.geometry.arrays import MILLIMETER, FloatArray
from patterns.drawing.geometry.meshes import MIRROR
from patterns.drawing.geometry.polylines import spline
from patterns.drawing.geometry.shading import mask_outlines
from patterns.drawing.output.picture import Anchors, Picture
from patterns.drawing.output.svg import write_svg
from patterns.drawing.plates.atlas_layers import atlas_layers
from patterns.drawing.plates.atlas_stage import AtlasStage, stage_scene
from patterns.drawing.plates.plate import AREA_POINTS, VARIANTS, thin_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from patterns.drawing.plates.atlas_scene import AtlasScene


def draw_atlas_plate(name: str, scene: AtlasScene) -> list[Picture]:
    """Draw all variants of a scene; one seen from the side has none that shows both sides."""
    return [
        draw_variant(name, scene, variant)
        for variant, sides in VARIANTS.items()
        if scene.view.shows_both_sides or len(sides) == 1
    ]


def draw_variant(name: str, scene: AtlasScene, variant: str) -> Picture:
    """Draw one variant of a scene: left, right or both."""
    sides = VARIANTS[variant]
    stage = stage_scene(scene, sides)
    svg = write_svg(stage.camera.size, atlas_layers(stage))
    return Picture(name, variant, svg, atlas_anchors(stage, sides).to_json())


def atlas_anchors(stage: AtlasStage, sides: Sequence[bool]) -> Anchors:
    """Project the places of a scene, and trace what is seen of its structures."""
    scene, unit = stage.scene, stage.camera.unit
    points = {
        name: np.vstack([_project(stage, np.array([place]), right) for right in sides])
        for name, place in scene.anchors.items()
    }
    areas = {}
    for name, area in scene.areas.items():
        flat = spline(np.array(area.through), AREA_POINTS, closed=True)
        deep = np.column_stack([flat, np.full(len(flat), area.depth)])
        areas[name] = [_project(stage, deep, right) for right in sides]
    outlines = {}
    for name, parts in scene.outlines.items():
        mask = np.isin(stage.whole.label, stage.labels_of(parts))
        outlines[name] = [thin_out(line) * unit for line in mask_outlines(mask)]
    return Anchors(stage.camera.size, points, areas, outlines)


def _project(stage: AtlasStage, places: FloatArray, right: bool) -> FloatArray:
    """Return places of the left side, (n, 3) in mm, or their mirror images in viewBox units."""
    world = places * MILLIMETER * (MIRROR if right else 1.0)
    return np.round(stage.camera.to_viewbox(world), 1)
