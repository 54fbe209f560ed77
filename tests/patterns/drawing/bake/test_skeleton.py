"""Bones of the baked skeleton are laid by their fit, and the table and the fit name the same bones.

The bytes of the baked files are not tried here: they need the wheels of the sources.
"""

from __future__ import annotations

import numpy as np
import pytest

from patterns.drawing.bake.skeleton import DISC, TABLE, UNUSED, lay, read_fit
from patterns.drawing.baked_files import BONE_STEP, PELVIS_AND_LEG, SKELETON
from patterns.drawing.geometry.meshes import Mesh
from tests.helpers.drawing import sphere, volume


def test_a_bone_is_moved_turned_and_scaled_by_a_few_of_its_vertices() -> None:
    bone = sphere(rounds=2)
    wanted = bone.vertices @ np.array([[0, -2, 0], [2, 0, 0], [0, 0, 2.0]]).T + [1, 2, 3]
    chosen = np.array([0, 1, 2, 4, 7, 9])
    laid = lay(bone, chosen, wanted[chosen])
    assert laid.vertices == pytest.approx(wanted)


def test_a_disc_becomes_its_hull() -> None:
    ball = sphere(rounds=2)
    points = np.vstack([ball.vertices, np.zeros((1, 3))])
    hull = lay(Mesh(points, ball.faces[:0]), np.arange(5), points[:5])
    assert len(hull.vertices) == len(ball.vertices)
    assert volume(hull) == pytest.approx(volume(ball))


def test_table_fit_and_files_name_the_same_bones() -> None:
    lists = (*TABLE.rajagopal.values(), *(entry.bones for entry in TABLE.lower_limb))
    named = {name for names in lists for joined in names for name in joined.split("+")} - {UNUSED}
    fit = dict(read_fit())
    with np.load(SKELETON) as one, np.load(PELVIS_AND_LEG) as other:
        baked = [*one["names"].tolist(), *other["names"].tolist()]
    assert named == fit.keys() == set(baked)
    assert len(baked) == 126
    assert sum(name.startswith(DISC) for name in named) == 23


def test_the_baked_bones_lie_where_their_fit_says() -> None:
    for path in (SKELETON, PELVIS_AND_LEG):
        with np.load(path) as baked:
            ends = np.cumsum(baked["vertex_counts"].astype(int))[:-1]
            parts = np.split(baked["vertices"], ends)
            bones = dict(zip(baked["names"].tolist(), parts, strict=True))
        for name, (chosen, places) in read_fit():
            if name in bones and not name.startswith(DISC):
                assert bones[name][chosen] * BONE_STEP == pytest.approx(places, abs=BONE_STEP), name
