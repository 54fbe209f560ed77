"""Every structure of the atlas keeps the laws of anatomy, and its tables name what is there.

The laws stay together: each holds for a finished surface, through all modules of the room.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from scipy.spatial import cKDTree

from patterns.drawing.atlas.bone_parts import part_vertices
from patterns.drawing.atlas.skin import standing_skin
from patterns.drawing.atlas.spanning import (
    COLUMNS,
    ROWS,
    ground_of,
    mirrored_surface,
    surface_of,
    ways_off,
    world_rows,
)
from patterns.drawing.atlas.structures import (
    FOLDER,
    Attachment,
    Region,
    SpannedStructure,
    load_regions,
    load_structures,
)
from patterns.errors import UserError
from patterns.schema.loader import parse_model

if TYPE_CHECKING:
    from patterns.drawing.geometry.arrays import FloatArray, Mask

STRUCTURES = load_structures()

MAX_END_DISTANCE = 0.006  # between an end and the part of the bone that it is named for, in meters
MIN_DEPTH = 0.001  # of a superficial belly under the skin, in meters
MAX_OUTSIDE = 0.002  # how far out of the skin what may leave it lies, in meters
MAX_BURIED_DEPTH, MAX_BURIED_SHARE = 0.001, 0.03
"""A belly may lie deeper in what is below it than so many meters in so small a share of it."""

END_ROWS = 8  # rows at each end that lie on the bone, and so may dip into it
FOLD_COSINE, MAX_FOLDED_SHARE = 0.2, 0.01
"""A cell of the lattice is folded if its normal is so far from that of its surroundings."""

MAX_STEP = 0.030  # between two neighbors of the lattice, in meters

each_structure = pytest.mark.parametrize("name", STRUCTURES)


def end_distances(row: FloatArray, ends: tuple[Attachment, ...]) -> FloatArray:
    """Return how far the places of a row, (n, 3), lie from what they attach to, (n,)."""
    targets = [part_vertices(bone, end.part) for end in ends for bone in end.bones]
    targets += [surface_of(other).mesh.vertices for end in ends for other in end.structures]
    distance, _ = cKDTree(np.vstack(targets)).query(row)
    return np.asarray(distance)


def outside_skin(places: FloatArray) -> Mask:
    """Return which places, (n, 3), lie outside the skin, by the solid angle that it fills there.

    Source: A. Van Oosterom and J. Strackee, "The Solid Angle of a Plane Triangle", 1983.
    """
    mesh = standing_skin().mesh
    outside = []
    for place in places:
        corners = mesh.vertices[mesh.faces] - place
        a, b, c = corners.transpose(1, 0, 2)
        la, lb, lc = np.linalg.norm(corners, axis=2).T
        dots = ((a * b).sum(1) * lc, (b * c).sum(1) * la, (c * a).sum(1) * lb)
        volume = (a * np.cross(b, c)).sum(axis=1)
        angles = 2 * np.arctan2(volume, la * lb * lc + sum(dots))
        outside.append(angles.sum() < 2 * np.pi)
    return np.array(outside, dtype=bool)


def folded_cells(lattice: FloatArray) -> Mask:
    """Return which cells of a lattice face away from their surroundings."""
    along, across = lattice[1:, :-1] - lattice[:-1, :-1], lattice[:-1, 1:] - lattice[:-1, :-1]
    normals = np.cross(along, across)
    normals /= np.maximum(np.linalg.norm(normals, axis=2, keepdims=True), 1e-12)
    around = np.stack([gaussian_filter(normals[..., k], 2.5) for k in range(3)], axis=2)
    around /= np.maximum(np.linalg.norm(around, axis=2, keepdims=True), 1e-12)
    return np.asarray((normals * around).sum(axis=2) < FOLD_COSINE)


@each_structure
def test_both_ends_lie_on_the_parts_that_they_are_named_for(name: str) -> None:
    structure = STRUCTURES[name]
    if structure.kind == "nerve":
        return  # it comes from within the pelvis, and goes on beyond the plate
    rows = world_rows(structure)
    for row, ends in ((rows[0], structure.origin), (rows[-1], structure.insertion)):
        assert end_distances(row, ends).max() < MAX_END_DISTANCE


@each_structure
def test_it_lies_under_the_skin(name: str) -> None:
    structure, places = STRUCTURES[name], surface_of(name).mesh.vertices
    depth, _ = standing_skin().depth(places, structure.skin)
    # Where the skin folds, as in the armpit, the nearest of it may face another way.
    least = MIN_DEPTH if structure.depth is not None else 0.0
    if structure.min_depth < 0:  # over bones that touch the skin, as on the back of the hand
        least = -MAX_OUTSIDE
    doubtful = places[depth < least]
    assert not outside_skin(doubtful).any()


@each_structure
def test_nothing_below_pokes_through_it(name: str) -> None:
    places = surface_of(name).mesh.vertices
    height = ground_of(name).height(places, ways_off(name)).reshape(ROWS, COLUMNS)
    buried = height[END_ROWS:-END_ROWS] < -MAX_BURIED_DEPTH
    assert buried.mean() <= MAX_BURIED_SHARE


@each_structure
def test_it_has_no_fold_and_no_hole(name: str) -> None:
    lattice = surface_of(name).lattice
    assert np.isfinite(lattice).all()
    assert folded_cells(lattice)[2:-2].mean() <= MAX_FOLDED_SHARE
    inner = lattice[END_ROWS:-END_ROWS]
    for axis in (0, 1):
        assert np.linalg.norm(np.diff(inner, axis=axis), axis=2).max() < MAX_STEP


@each_structure
def test_right_is_the_mirror_image_of_left(name: str) -> None:
    left = surface_of(name)
    right = mirrored_surface(left)
    assert np.array_equal(right.lattice, left.lattice * [-1, 1, 1])
    assert np.array_equal(right.places, left.places)


@each_structure
def test_it_names_structures_that_are_there(name: str) -> None:
    structure = STRUCTURES[name]
    ends = (*structure.origin, *structure.insertion)
    named = {*structure.over, *(other for end in ends for other in end.structures)}
    assert named <= STRUCTURES.keys() - {name}


def test_a_name_stands_in_one_file_alone() -> None:
    names = [name for region in load_regions().values() for name in region.structures]
    assert len(names) == len(set(names)) == len(STRUCTURES)
    assert load_regions().keys() == {path.stem for path in FOLDER.iterdir()}


PLAIN = """region: test
structures:
  band:
    origin:
      - {bones: [femur], part: greater trochanter}
    insertion:
      - {bones: [tibia]}
    rows:
      - [[0, 200, 0], [10, 200, 0]]
      - [[0, -200, 0], [10, -200, 0]]
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[femur]", "[femor]", '"femor" is no bone'),
        ("greater trochanter", "greater trochantor", "is no part of femur"),
        ("{bones: [tibia]}", "{part: tuberosity}", "needs bones or structures"),
        ("    rows:", "    at: [0, 0.5, 1]\n    rows:", "has 2 rows, but 3 places for them"),
    ],
)
def test_a_wrong_table_is_refused(old: str, new: str, message: str) -> None:
    assert parse_model(PLAIN.encode(), Region, name="test").structures["band"].frame == "femur"
    with pytest.raises(UserError, match=message):
        parse_model(PLAIN.replace(old, new).encode(), Region, name="test")


def test_places_outside_the_skin_are_found() -> None:
    places = np.array([[0.0, 0.3, 0.0], [0.0, 0.3, 0.3], [0.15, 0.42, 0.0], [0.19, 0.42, 0.08]])
    assert outside_skin(places).tolist() == [False, True, False, True]


def test_an_end_away_from_its_part_is_found() -> None:
    structure = STRUCTURES["piriformis"]
    row = world_rows(structure)[-1]
    assert (
        end_distances(row + np.array([0, 0.010, 0]), structure.insertion).max() > MAX_END_DISTANCE
    )
    other = (Attachment(bones=("tibia",), part="tuberosity"),)
    assert end_distances(row, other).max() > MAX_END_DISTANCE


def test_a_fold_is_found() -> None:
    along, across = np.mgrid[:40, :20].astype(float)
    flat = np.stack([across, along, np.zeros_like(along)], axis=2)
    assert not folded_cells(flat).any()
    flat[:, 8:11, 0] = [9.5, 9.0, 8.5]  # three columns run back
    assert folded_cells(flat).mean() > MAX_FOLDED_SHARE


def test_a_structure_without_a_bone_has_no_frame() -> None:
    with pytest.raises(ValueError, match="needs a bone"):
        SpannedStructure.model_validate(
            {
                "origin": ({"structures": ("soleus",)},),
                "insertion": ({"structures": ("soleus",)},),
                "rows": (((0.0, 0.0, 0.0),), ((0.0, 1.0, 0.0),)),
            }
        )
