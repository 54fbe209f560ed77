"""Sockets, teeth and cartilage lie on the bones that they belong to, alike on both sides."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.spatial import cKDTree

from patterns.drawing.atlas.bone_details import bone_areas, bone_holes, bone_lines
from patterns.drawing.atlas.skeleton import is_midline, load_skeleton, refined_bone
from patterns.drawing.geometry.arrays import MILLIMETER
from patterns.drawing.geometry.meshes import vertex_normals

AREAS = bone_areas()
LINES = list(bone_lines())


def held(bone: str, tone: str) -> np.ndarray:
    """Return the vertices of a bone, (n, 3) in mm, that areas of a tone hold."""
    vertices = refined_bone(bone).vertices
    inside = [area.holds(vertices) for area in AREAS if (area.bone, area.tone) == (bone, tone)]
    return np.asarray(vertices[np.any(inside, axis=0)] / MILLIMETER)


def test_details_belong_to_bones_of_the_midline() -> None:
    bones = {bone for bone, _ in (*bone_holes(), *LINES)} | {area.bone for area in AREAS}
    assert bones == {"jaw", "sacrum", "skull", "sternum"}
    assert all(is_midline(bone) for bone in bones)


def test_a_socket_is_a_hollow_on_each_side_of_the_nose() -> None:
    places = held("skull", "socket")
    assert len(places) > 200
    left, right = places[places[:, 0] > 0], places[places[:, 0] < 0]
    assert len(left) == pytest.approx(len(right), rel=0.1)
    assert np.abs(places[:, 0]).min() > 8
    rim = left[np.abs(left[:, 0] - 28) > 13]
    assert left[np.abs(left[:, 0] - 28) < 6, 2].min() < np.median(rim[:, 2]) - 8
    assert places[:, 2].min() > load_skeleton()["skull"].vertices[:, 2].mean() / MILLIMETER


def test_a_socket_does_not_show_on_the_temple_behind_its_outer_wall() -> None:
    skull = refined_bone("skull")
    depths = [area for area in AREAS if (area.bone, area.tone) == ("skull", "depth")]
    x, _, z = vertex_normals(skull).T
    temple = (x > 0.5) & (z < 0) & (skull.vertices[:, 0] > 0.033)
    assert temple.sum() > 100
    assert not any(area.holds(skull.vertices[temple]).any() for area in depths)


def test_the_opening_of_the_nose_lies_between_the_sockets_and_the_teeth() -> None:
    depth = held("skull", "depth")
    nose, eyes = depth[np.abs(depth[:, 0]) < 9.5], depth[np.abs(depth[:, 0]) > 9.5]
    teeth = np.vstack([line for bone, line in LINES if bone == "skull"]) / MILLIMETER
    assert teeth[:, 1].max() < nose[:, 1].min() < nose[:, 1].max() < eyes[:, 1].mean()


def test_cartilage_joins_the_ribs_but_is_no_part_of_the_breastbone_itself() -> None:
    places = held("sternum", "cartilage")
    assert np.abs(places[:, 0]).min() > 8
    whole = refined_bone("sternum").vertices / MILLIMETER
    assert np.abs(places[:, 0]).max() == pytest.approx(whole[:, 0].max(), abs=1)
    for rib in ("rib-3", "rib-5", "rib-7"):
        ends = load_skeleton()[rib].vertices / MILLIMETER
        assert cKDTree(places).query(ends)[0].min() < 6


@pytest.mark.parametrize("index", range(len(LINES)))
def test_a_line_between_teeth_is_as_long_as_a_tooth(index: int) -> None:
    bone, line = LINES[index]
    assert cKDTree(refined_bone(bone).vertices).query(line)[0].max() < 0.003
    assert 0.005 < np.linalg.norm(np.diff(line, axis=0), axis=1).sum() < 0.014


def test_lines_between_teeth_stand_apart_and_are_mirrored() -> None:
    for bone in ("skull", "jaw"):
        lines = [line for name, line in LINES if name == bone]
        assert np.array_equal(lines[2] * [-1, 1, 1], lines[3])
        middles = [line.mean(axis=0) for line in lines[::2]]
        steps = np.linalg.norm(np.diff(middles, axis=0), axis=1)
        assert np.all((steps > 0.003) & (steps < 0.010))
