"""A stage shows muscles on the chosen sides alone, and bones on both."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.geometry.arrays import MILLIMETER
from patterns.drawing.plates import plate_stage
from patterns.drawing.plates.bones import load_bones
from patterns.drawing.plates.plate_scene import PlateScene
from patterns.drawing.plates.plate_stage import PlateStage, stage_bones, stage_muscles
from patterns.schema.loader import read_model
from tests.helpers.drawing import ROTATORS


@pytest.fixture(scope="module")
def bones() -> PlateStage:
    """Return the bones of a shipped plate on a small raster."""
    scene = read_model(ROTATORS / "scenes" / "pain-plate.yaml", PlateScene)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plate_stage, "RASTER_SIDE", 300)
        return stage_bones(scene, load_bones(rounds=0))


@pytest.mark.parametrize(("sides", "halves"), [((False,), 1), ((True,), 1), ((False, True), 2)])
def test_muscles_lie_on_their_side(bones: PlateStage, sides: tuple[bool, ...], halves: int) -> None:
    before = bones.whole.label.copy()
    stage = stage_muscles(bones, sides)
    columns = np.nonzero(stage.mask_of(["quadratus-femoris"]))[1]
    # From behind, the left side lies on the left of the picture.
    seen = {bool(column > stage.camera.width / 2) for column in columns}
    assert seen == set(sides)
    assert len(stage.lofts) == halves * 6
    assert np.array_equal(bones.whole.label, before)


def test_bones_of_the_sore_side_are_meant_by_their_name(bones: PlateStage) -> None:
    left, right, both = (
        stage_muscles(bones, sides).mask_of(["thigh-bone"])
        for sides in ((False,), (True,), (False, True))
    )
    assert left.sum() + right.sum() == pytest.approx(both.sum(), rel=0.02)
    assert not (left & right).any()


def test_nothing_is_drawn_below_the_cut(bones: PlateStage) -> None:
    stage = stage_muscles(bones, (False,))
    nerve = stage.mask_of(["sciatic-nerve"])
    for mask, slack in ((stage.whole.drawn, 12.0), (nerve, 5.0)):
        height = (bones.scene.shafts_end - slack) * MILLIMETER
        lowest = stage.camera.project(np.array([[0, height, 0]]))[0, 1]
        assert np.nonzero(mask)[0].max() < lowest
