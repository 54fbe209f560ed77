"""Sockets, teeth and cartilage are painted where bones show them, and not where bones are faded."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from patterns.drawing.atlas.bone_details import bone_areas
from patterns.drawing.geometry.pen_lines import PenLine, trace_pen_lines
from patterns.drawing.output import palette
from patterns.drawing.plates import plate_lines, plate_stage
from patterns.drawing.plates.plate_layers import AREA_TONES, plate_layers
from patterns.drawing.plates.plate_lines import SKIN_PEN
from patterns.drawing.plates.plate_scene import PlateScene, PlateView
from patterns.drawing.plates.plate_stage import PlateStage, stage_scene

if TYPE_CHECKING:
    from patterns.drawing.output.svg import Layer


def staged(azimuth: float, *bones: str, faded: bool = False, right: bool = False) -> PlateStage:
    """Return a small stage of some bones of head and chest."""
    view = PlateView(azimuth=azimuth, elevation=0, left=-100, right=100, top=840, bottom=300)
    scene = PlateScene(kind="plate", about="test", view=view, bones=bones, faded=faded)
    return small_stage(scene, right=right)


def small_stage(scene: PlateScene, *, right: bool = False) -> PlateStage:
    """Return a stage of one side of a scene in few pixels."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plate_stage, "RASTER_SIDE", 700)
        return stage_scene(scene, (right,))


def painted(stage: PlateStage) -> dict[str, Layer]:
    """Return the layers of a stage by their names."""
    return {layer.name: layer for layer in plate_layers(stage)}


def test_a_skull_has_sockets_and_lines_between_its_teeth() -> None:
    layers = painted(staged(0, "skull", "jaw"))
    dark = [path for path in layers["bones"].paths if AREA_TONES["depth"] in path]
    assert "".join(dark).count("M") == 3  # two sockets and the opening of the nose
    lines = [path for path in layers["holes"].paths if "stroke" in path]
    assert "".join(lines).count("M") > 12
    behind = painted(staged(180, "skull", "jaw"))
    assert not any(AREA_TONES["depth"] in path for path in behind["bones"].paths)


def test_no_lid_of_an_eye_is_drawn_over_a_socket() -> None:
    stage = staged(0, "skull")
    sockets = [area for area in bone_areas() if area.tone == "socket"]
    seen = np.any([stage.seen_in(area) for area in sockets], axis=0)
    _, inner = trace_pen_lines(stage.skin, replace(SKIN_PEN, min_inner=20))

    def crosses(line: PenLine) -> bool:
        return bool(seen[stage.bones.pixels_at(line.points)].any())

    kept = plate_lines.off_sockets(stage, inner)
    assert any(crosses(line) for line in inner)
    assert not any(crosses(line) for line in kept)
    assert len(kept) == len([line for line in inner if not crosses(line)])


def test_the_cartilages_of_the_ribs_are_no_bone_unless_faded() -> None:
    for faded in (False, True):
        layers = painted(staged(0, "sternum", faded=faded))
        found = [path for path in layers["bones"].paths if palette.CARTILAGE.light in path]
        assert bool(found) is not faded


@pytest.mark.parametrize("right", [False, True])
def test_what_is_seen_can_be_placed_in_the_body(right: bool) -> None:
    stage = staged(60, "skull", right=right)
    mask = stage.bones.label == stage.bone_labels["skull"]
    places = stage.places_at(mask)
    back = stage.camera.project(places)
    row, column = np.nonzero(mask)
    assert np.abs(back[:, 0] - column - 0.5).max() < 1e-6
    assert np.abs(back[:, 1] - row - 0.5).max() < 1e-6
    assert back[:, 2] == pytest.approx(stage.bones.depth[mask])


@pytest.mark.parametrize("ghosted", [False, True])
def test_bands_of_tendon_cross_the_rectus_abdominis_unless_it_is_pale(ghosted: bool) -> None:
    view = PlateView(azimuth=0, elevation=0, left=-100, right=100, top=480, bottom=0)
    scene = PlateScene(
        kind="plate",
        about="test",
        view=view,
        bones=("sternum",),
        structures=() if ghosted else ("rectus-abdominis",),
        ghosted=("rectus-abdominis",) if ghosted else (),
    )
    fibers = painted(small_stage(scene)).get("fibers")
    bands = [path for path in fibers.paths if palette.TENDON in path] if fibers else []
    assert "".join(bands).count("M") == (0 if ghosted else 3)
