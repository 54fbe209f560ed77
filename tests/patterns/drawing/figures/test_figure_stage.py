"""A stage shows each material where it is, and mirrors exactly."""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.figures.clothing import dress_mannequin
from patterns.drawing.figures.figure_stage import (
    FIRST_PROP,
    HAIR_LABEL,
    KNOT_LABEL,
    SHIRT_LABEL,
    SHORTS_LABEL,
    SKIN_LABEL,
    FigureStage,
    build_stage,
    drop_specks,
    face_mask,
    mirror_stage,
    rasterize_stage,
)
from patterns.drawing.figures.mannequin import forward_kinematics, load_mannequin
from patterns.drawing.figures.props import PROP_TONES, StagedProp
from patterns.drawing.geometry.camera import fit_camera, view_axes
from patterns.drawing.geometry.meshes import Mesh
from patterns.drawing.geometry.raster import BACKGROUND
from patterns.drawing.geometry.solids import rounded_box

BARE_LABELS = (SKIN_LABEL, HAIR_LABEL, SHORTS_LABEL, SHIRT_LABEL, KNOT_LABEL)


@pytest.fixture(scope="module")
def stage() -> FigureStage:
    """Return the rest pose with a box on its left and the floor below it."""
    body = dress_mannequin()
    skeleton = forward_kinematics(load_mannequin(), {})
    box, floor = (
        rounded_box(np.array(center), np.array(half), 0.01, np.eye(3))
        for center, half in (((0.7, 0, 0), (0.1, 0.1, 0.1)), ((0, -0.9, 0), (2, 0.05, 2)))
    )
    props = [
        StagedProp(mesh, PROP_TONES["mat"], ground, np.empty((0, 3)))
        for mesh, ground in ((box, False), (floor, True))
    ]
    return build_stage(body, skeleton, body.rest_vertices, props)


def test_materials_stand_above_one_another(stage: FigureStage) -> None:
    camera = fit_camera(view_axes(0, 0), stage.vertices, 400, 20)
    raster = rasterize_stage(stage, camera)
    rows = {label: np.nonzero(raster.label == label)[0] for label in BARE_LABELS}
    order = (HAIR_LABEL, SHIRT_LABEL, SHORTS_LABEL)
    assert [float(rows[label].mean()) for label in order] == sorted(
        float(rows[label].mean()) for label in order
    )
    assert rows[SKIN_LABEL].max() > rows[SHORTS_LABEL].max()
    assert rows[HAIR_LABEL].mean() < np.nonzero(face_mask(raster))[0].mean()


def test_ground_hides_nothing_and_leaves_no_label(stage: FigureStage) -> None:
    raster = rasterize_stage(stage, fit_camera(view_axes(0, 0), stage.outer_points(), 1200))
    assert set(np.unique(raster.label)) == {BACKGROUND, *BARE_LABELS, FIRST_PROP}
    assert np.isinf(raster.depth[raster.label == BACKGROUND]).all()


def test_a_stage_seen_from_the_front_mirrors_exactly(stage: FigureStage) -> None:
    image = mirror_stage(stage)
    assert np.array_equal(mirror_stage(image).vertices, stage.vertices)
    assert not mirror_stage(image).mirrored
    corners = Mesh(np.array([[-1.0, -1, 0], [1, 1, 0]]), np.empty((0, 3), dtype=np.int64))
    camera = fit_camera(view_axes(0, 0), corners.vertices, 300)
    left, right = (rasterize_stage(side, camera) for side in (stage, image))
    assert (left.label[:, ::-1] == right.label).mean() > 0.995
    facing = left.drawn & (left.label < FIRST_PROP)
    assert (left.normal[facing][:, 2] > -0.3).mean() > 0.99
    facing = right.drawn & (right.label < FIRST_PROP)
    assert (right.normal[facing][:, 2] > -0.3).mean() > 0.99


def test_a_speck_of_cloth_goes_to_what_lies_around_it(stage: FigureStage) -> None:
    camera = fit_camera(view_axes(0, 0), stage.vertices, 1000, 20)
    raster = rasterize_stage(stage, camera)
    row, column = (int(place) for place in camera.project(np.array([[0.0, 0.70, 0.1]]))[0, 1::-1])
    assert raster.label[row, column] == SKIN_LABEL
    raster.label[row - 2 : row + 3, column - 2 : column + 3] = SHIRT_LABEL
    drop_specks(raster, 60)
    assert raster.label[row, column] == SKIN_LABEL
    drop_specks(raster, 10)
    assert (raster.label == SHIRT_LABEL).sum() > 1000
