"""A stage shows structures on the chosen sides alone, and what is seen of both in one picture."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.plates import plate_stage
from patterns.drawing.plates.plate_scene import VARIANTS, PlateScene, PlateView
from patterns.drawing.plates.plate_stage import PlateStage, plate_camera, stage_scene
from patterns.schema.loader import read_model
from tests.helpers.drawing import ROTATORS


@pytest.fixture(scope="module")
def stages() -> dict[str, PlateStage]:
    """Return all variants of a shipped plate on a small raster."""
    scene = read_model(ROTATORS / "scenes" / "pain-plate.yaml", PlateScene)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plate_stage, "RASTER_SIDE", 300)
        return {variant: stage_scene(scene, sides) for variant, sides in VARIANTS.items()}


@pytest.mark.parametrize("variant", VARIANTS)
def test_structures_lie_on_their_side(stages: dict[str, PlateStage], variant: str) -> None:
    stage = stages[variant]
    mask = np.isin(stage.whole.label, stage.labels_of(["quadratus-femoris"]))
    columns = np.nonzero(mask)[1]
    # From behind, the left side lies on the left of the picture.
    seen = {bool(column > stage.camera.width / 2) for column in columns}
    assert seen == set(VARIANTS[variant])
    assert len(stage.surfaces) == len(VARIANTS[variant]) * 6


def test_bones_of_the_sore_side_are_meant_by_their_name(stages: dict[str, PlateStage]) -> None:
    left, right, both = (
        np.isin(stage.whole.label, stage.labels_of(["femur"])) for stage in stages.values()
    )
    assert left.sum() + right.sum() == pytest.approx(both.sum(), rel=0.02)
    assert not (left & right).any()


def test_a_view_of_one_side_widens_to_show_both() -> None:
    view = PlateView(azimuth=180, left=-235, right=40, top=640, bottom=360)
    left, right, both = (plate_camera(view, sides) for sides in VARIANTS.values())
    place = np.array([[0.2, 0.5, 0.0]])
    mirrored = place * [-1, 1, 1]
    assert left.width - left.to_viewbox(place)[0, 0] / left.unit == pytest.approx(
        right.to_viewbox(mirrored)[0, 0] / right.unit, abs=1
    )
    assert both.width / both.scale == pytest.approx(0.47, abs=0.001)
    for at in (place, mirrored):
        x, y = both.to_viewbox(at)[0]
        assert 0 < x < both.size[0]
        assert 0 < y < both.size[1]
